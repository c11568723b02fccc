#include "app/remote_control.h"

#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace app {
namespace {

using Json = nlohmann::json;

constexpr base::Millis kLongestWait{120'000};
constexpr std::int64_t kFinger = 1;

std::string ok() { return R"({"ok":true})"; }

std::string not_ok(const std::string& why) {
  return Json{{"ok", false}, {"error", why}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string text_of(const Json& command, const char* key) {
  return command.contains(key) && command[key].is_string() ? command[key].get<std::string>() : std::string();
}

double number_of(const Json& command, const char* key, double otherwise) {
  return command.contains(key) && command[key].is_number() ? command[key].get<double>() : otherwise;
}

Json rect_json(const ui::Rect& rect) { return {rect.x, rect.y, rect.w, rect.h}; }

// UTF-8 to code points; what is not well formed ends the text.
std::u32string code_points(std::string_view text) {
  std::u32string points;
  if (!base::is_plain_utf8(text)) return points;
  while (!text.empty()) {
    const auto sequence = base::first_code_point(text);
    const auto first = static_cast<unsigned char>(sequence[0]);
    char32_t point = sequence.size() == 1 ? first : first & (0x7FU >> sequence.size());
    for (const char tail : sequence.substr(1))
      point = (point << 6) | (static_cast<unsigned char>(tail) & 0x3FU);
    points += point;
    text.remove_prefix(sequence.size());
  }
  return points;
}

// Whether the command puts a finger down.
bool touches(const std::string& line) {
  const auto command = Json::parse(line, nullptr, false);
  if (!command.is_object()) return false;
  const auto what = text_of(command, "do");
  return what == "tap" || what == "press";
}

// Where a finger would land on an item: in its middle, for a region at its roundest place.
std::pair<float, float> spot_of(const ui::Item& item) {
  const auto& rect = item.at ? *item.at : item.rect;
  return {rect.x + rect.w / 2, rect.y + rect.h / 2};
}

}  // namespace

void RemoteControl::turn() {
  if (running_ && finished()) running_.reset();
  while (!running_ && !lines_.empty()) {
    // A new screen is deaf for a moment, for people's double taps; a script's touch waits until it is not.
    if (touches(lines_.front()) && !host_.shell.takes_touches()) return;
    const auto line = std::move(lines_.front());
    lines_.pop_front();
    begin(line);
  }
}

base::Result<void> RemoteControl::touch(float x, float y) {
  host_.shell.press(x, y, kFinger);
  host_.shell.release(x, y, kFinger);
  return {};
}

std::string RemoteControl::outline_json() const {
  const auto& outline = host_.shell.outline();
  Json items = Json::array();
  for (const auto& item : outline.items) {
    Json entry{{"id", item.id},       {"role", item.role},       {"label", item.label},
               {"value", item.value}, {"enabled", item.enabled}, {"rect", rect_json(item.rect)}};
    if (item.at) entry["at"] = {item.at->x + item.at->w / 2, item.at->y + item.at->h / 2};
    items.push_back(std::move(entry));
  }
  const Json answer{{"ok", true},
                    {"screen", outline.screen},
                    {"panel", outline.panel},
                    {"mm_per_px", host_.shell.mm_per_px()},
                    {"items", items}};
  return answer.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void RemoteControl::begin(const std::string& line) {
  const auto command = Json::parse(line, nullptr, false);
  if (!command.is_object()) return reply(not_ok("not a JSON object"));
  const auto what = text_of(command, "do");
  const auto x = static_cast<float>(number_of(command, "x", -1));
  const auto y = static_cast<float>(number_of(command, "y", -1));
  const auto finger = static_cast<std::int64_t>(number_of(command, "finger", kFinger));
  Running next{ok(), {}, {}, {}, {}, false};
  if (what == "tap") {
    const auto& outline = host_.shell.outline();
    const auto id = text_of(command, "id");
    const auto label = text_of(command, "label");
    if (!id.empty() || !label.empty()) {
      const auto* item = !id.empty() ? outline.find_id(id) : outline.find_label(label);
      if (item == nullptr)
        return reply(not_ok("no such item on screen " + outline.screen + ": " + id + label));
      if (!item->enabled) return reply(not_ok("not enabled: " + id + label));
      const auto [at_x, at_y] = spot_of(*item);
      touch(at_x, at_y);
    } else {
      touch(x, y);
    }
  } else if (what == "press") {
    host_.shell.press(x, y, finger);
  } else if (what == "move") {
    host_.shell.move(x, y, finger);
  } else if (what == "release") {
    host_.shell.release(x, y, finger);
  } else if (what == "key") {
    if (const auto pressed = host_.shell.key(text_of(command, "key")); !pressed)
      return reply(not_ok(pressed.error().what));
  } else if (what == "text") {
    next.to_type = code_points(text_of(command, "text"));
  } else if (what == "advance") {
    if (const auto moved =
            host_.advance(base::Millis{static_cast<std::int64_t>(number_of(command, "ms", 0))});
        !moved)
      return reply(not_ok(moved.error().what));
  } else if (what == "wait") {
    next.wait_screen = text_of(command, "screen");
    const auto most =
        std::min(kLongestWait, base::Millis{static_cast<std::int64_t>(number_of(command, "ms", 2000))});
    next.deadline = clock_.steady() + most;
  } else if (what == "screenshot") {
    next.screenshot = text_of(command, "path");
  } else if (what == "outline") {
    next.outline = true;
  } else if (what == "stats") {
    return reply(host_.stats());
  } else if (what == "quit") {
    reply(ok());
    return host_.quit();
  } else {
    return reply(not_ok("no such command: " + what));
  }
  running_ = std::move(next);
}

void RemoteControl::type_next() {
  const auto letter = base::to_utf8(running_->to_type.front());
  const auto* key = host_.shell.outline().find_id("key." + letter);
  if (key == nullptr) {
    running_->answer = not_ok("no such key on the screen's keyboard: " + letter);
    running_->to_type.clear();
    return;
  }
  running_->to_type.erase(0, 1);
  const auto [x, y] = spot_of(*key);
  touch(x, y);
}

bool RemoteControl::finished() {
  if (!host_.shell.settled()) return false;
  if (!running_->to_type.empty()) {
    if (host_.shell.takes_touches()) type_next();
    return false;
  }
  if (!running_->wait_screen.empty() && host_.shell.outline().screen != running_->wait_screen) {
    if (clock_.steady() < running_->deadline) return false;
    running_->answer = not_ok("still on screen " + host_.shell.outline().screen);
  }
  if (!running_->screenshot.empty()) {
    if (const auto taken = host_.shell.screenshot(running_->screenshot); !taken)
      running_->answer = not_ok(taken.error().what);
  }
  reply(running_->outline ? outline_json() : running_->answer);
  return true;
}

}  // namespace app
