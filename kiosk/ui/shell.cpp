#include "ui/shell.h"

#include <SDL.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>

#include "ui/draw_diff.h"
#include "ui/frame_pacer.h"
#include "ui/latency_log.h"
#include "ui/platform.h"
#include "ui/pointer_events.h"
#include "ui/process_age.h"
#include "ui/screen_views.h"
#include "ui/touch_pointer.h"
#include "ui/turn.h"
#include "ui/view.h"

namespace ui {
namespace {

using SteadyClock = std::chrono::steady_clock;

}  // namespace

class Shell::Impl {
 public:
  Impl(const ShellOptions& options, const ShellContent& content, std::unique_ptr<Platform> platform)
      : content_(content),
        options_(options),
        platform_(std::move(platform)),
        layout_(Layout::of_window(platform_->width(), platform_->height(), options.mm_per_px)),
        figures_(content.atlas) {}

  base::Result<void> open_glyphs() {
    BODYMAP_TRY(glyphs, Glyphs::open(layout_.scale));
    glyphs_ = std::move(glyphs);
    canvas_ = std::make_unique<Canvas>(*glyphs_);
    widgets_ = std::make_unique<Widgets>(*canvas_);
    return {};
  }

  void set_clinic(const std::string& name, int months) {
    options_.clinic = name;
    options_.retention_months = months;
    pacer_.input();
  }

  bool wait(std::optional<base::Millis> at_most);
  std::vector<visit::What> frame(const visit::Visit& visit, base::Millis now, const visit::Rules& rules);
  bool settled() const {
    return !pacer_.settling() && !pointer_.settling() && keys_waiting_.empty() && clean_ && !turn_.now();
  }
  bool wants_frame() const { return !settled(); }
  bool takes_touches() const { return real_now() >= deaf_until_; }
  const Outline& outline() const { return outline_; }
  Counters counters() const;
  double mm_per_px() const {
    return options_.mm_per_px > 0 ? options_.mm_per_px : kMmPerLayoutPx / layout_.scale;
  }
  bool portrait() const { return layout_.portrait; }
  bool too_small() const { return layout_.too_small(); }
  double small_by() const { return mm_per_px() * layout_.scale / kMmPerLayoutPx; }
  void push_finger(std::uint32_t type, float x, float y, std::int64_t finger);
  base::Result<void> screenshot(const std::string& path);
  void forget();

 private:
  base::Millis real_now() const {
    return options_.clock != nullptr ? options_.clock->steady() : clock_.steady();
  }
  void handle(const SDL_Event& event);
  bool another_screen(const visit::Visit& visit);
  void note_release(std::uint32_t timestamp_ms);
  Keys take_keys();
  ImDrawData* draw(const visit::Visit& visit, base::Millis now, const visit::Rules& rules, const Keys& keys,
                   const TouchPointer::Frame& pointer);
  void present(ImDrawData& drawn);
  void present_again_if_due();
  std::uint64_t texture_changes() const { return glyphs_->changes() + figures_.changes(); }

  ShellContent content_;
  ShellOptions options_;
  base::SystemClock clock_;
  std::unique_ptr<Platform> platform_;
  Layout layout_;
  FigureStore figures_;
  std::unique_ptr<Glyphs> glyphs_;
  std::unique_ptr<Canvas> canvas_;
  std::unique_ptr<Widgets> widgets_;
  Memory memory_;
  Outline outline_;
  TouchPointer pointer_;
  FramePacer pacer_;
  DrawDiff diff_;
  LatencyLog latency_;
  std::vector<SDL_Keycode> keys_waiting_;
  std::string focus_;
  bool ring_ = false;
  bool closed_ = false;
  bool clean_ = false;  // the last frame drawn is the one presented
  bool tiles_ready_ = false;
  ImDrawData* drawn_ = nullptr;
  std::optional<visit::Screen> screen_;
  std::uint64_t visit_number_ = 0;
  std::size_t question_ = 0;  // of Running and Today
  std::size_t safety_page_ = 0;
  std::string_view panel_;  // of the map, in the last frame
  figure::View view_ = figure::View::Back;
  Turn turn_;
  base::Millis deaf_until_{0};
  bool woken_ = false;  // wake() was heard since wait() last returned
  Counters counters_;
};

bool Shell::Impl::wait(std::optional<base::Millis> at_most) {
  const auto handle_one = [this](const SDL_Event& event) { handle(event); };
  platform_->pump(base::Millis{0}, handle_one);
  if (closed_) return false;
  present_again_if_due();
  const auto until = real_now() + at_most.value_or(kForcedPresent);
  // Idle time makes the map's tiles, one at a time, before anybody needs them.
  while (!woken_ && !tiles_ready_ && counters_.frames_presented > 0 && settled() && !pacer_.settling()) {
    if (real_now() >= until) return true;
    tiles_ready_ = !figures_.prepare_one(map_tile_pictures(layout_));
    platform_->pump(base::Millis{0}, handle_one);
    if (closed_ || pacer_.settling()) return !closed_;
  }
  // A display that shows each present before the next sets the pace; another is not asked for more than this.
  constexpr base::Millis kBetweenFrames{8};
  const bool busy = woken_ || pointer_.settling() || !keys_waiting_.empty();
  const auto left = std::max(base::Millis{0}, until - real_now());
  const auto most = turn_.now() ? std::min(left, kBetweenFrames) : left;
  const auto sleep = busy ? base::Millis{0} : pacer_.next_wait(real_now(), most);
  if (sleep.count() > 0) platform_->pump(sleep, handle_one);
  woken_ = false;
  return !closed_;
}

void Shell::Impl::handle(const SDL_Event& event) {
  const bool touch_begins = event.type == SDL_FINGERDOWN || event.type == SDL_MOUSEBUTTONDOWN;
  if (!touch_begins || takes_touches()) {
    const auto lifted = feed_pointer(pointer_, event, platform_->width(), platform_->height(), real_now());
    if (lifted) note_release(*lifted);
  }
  if (event.type == SDL_QUIT) closed_ = true;
  if (event.type == SDL_KEYDOWN) {
    const SDL_Keysym& key = event.key.keysym;
    const bool back_tab = key.sym == SDLK_TAB && (key.mod & KMOD_SHIFT) != 0;
    keys_waiting_.push_back(back_tab ? SDLK_LEFT : key.sym);
  }
  // Somebody drew over us, or the display was away: the next frame is presented whatever it shows.
  if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_EXPOSED) diff_.forget();
  const bool idle_motion = event.type == SDL_MOUSEMOTION && (event.motion.state & SDL_BUTTON_LMASK) == 0;
  // A wake brings the loop news of its own; whether that is worth a frame is the loop's to say.
  const bool wake = event.type >= SDL_USEREVENT;
  // It may have come while we drew and be taken off SDL's queue before the sleep that it should end.
  if (wake) woken_ = true;
  if (!idle_motion && !wake) pacer_.input();
}

void Shell::Impl::note_release(std::uint32_t timestamp_ms) {
  // SDL stamps whole ms; what the event waited in the queue beyond that is not seen.
  const auto waited = std::chrono::milliseconds(SDL_GetTicks() - timestamp_ms);
  latency_.released(SteadyClock::now() - waited);
}

Keys Shell::Impl::take_keys() {
  Keys keys;
  if (!keys_waiting_.empty()) {
    const SDL_Keycode key = keys_waiting_.front();
    keys_waiting_.erase(keys_waiting_.begin());
    const bool onwards = key == SDLK_TAB || key == SDLK_RIGHT || key == SDLK_DOWN;
    const bool backwards = key == SDLK_LEFT || key == SDLK_UP;
    const bool act = key == SDLK_RETURN || key == SDLK_KP_ENTER || key == SDLK_SPACE;
    if (onwards || backwards) {
      focus_ = next_focus(outline_, focus_, onwards ? 1 : -1);
      ring_ = true;
      keys.moved = true;
    }
    if (act && ring_ && outline_.find_id(focus_) != nullptr) keys.activated = focus_;
  }
  keys.focus = focus_;
  keys.ring = ring_;
  return keys;
}

ImDrawData* Shell::Impl::draw(const visit::Visit& visit, base::Millis now, const visit::Rules& rules,
                              const Keys& keys, const TouchPointer::Frame& pointer) {
  platform_->begin_frame(pointer);
  canvas_->begin(open_full_window(), layout_);
  outline_.forget();
  outline_.screen = screen_name(visit.screen);
  outline_.panel = panel_name(visit);
  widgets_->begin(outline_, keys, pointer);
  const Scene scene{visit,
                    now,
                    rules,
                    content_.strings,
                    content_.catalogue,
                    content_.cards,
                    content_.asked,
                    options_.emergency_number,
                    options_.clinic,
                    options_.retention_months,
                    *widgets_,
                    figures_,
                    memory_,
                    turn_.now()};
  draw_screen(scene);
  widgets_->end();
  ImGui::End();
  ++counters_.frames_drawn;
  return platform_->end_frame();
}

// Whether the visit shows something else than the last frame did; then what was begun there is forgotten.
bool Shell::Impl::another_screen(const visit::Visit& visit) {
  const char* panel = panel_name(visit);
  const bool screen = screen_ != visit.screen || visit_number_ != visit.number ||
                      question_ != visit.question || safety_page_ != visit.safety.page;
  if (!screen && panel == panel_ && visit.view == view_) return false;
  // What a finger began on another screen, and taps that were on their way to it, must not end on this one.
  pointer_.cancel();
  turn_.end();
  const bool turns = !screen && visit.screen == visit::Screen::Map && panel_.empty() && *panel == '\0';
  if (turns && options_.motion) turn_.begin(view_, visit.view);
  panel_ = panel;
  if (visit.view != view_) memory_.zoom.reset();
  view_ = visit.view;
  if (screen) {
    focus_.clear();
    memory_ = {};
    screen_ = visit.screen;
    visit_number_ = visit.number;
    question_ = visit.question;
    safety_page_ = visit.safety.page;
  }
  return true;
}

std::vector<visit::What> Shell::Impl::frame(const visit::Visit& visit, base::Millis now,
                                            const visit::Rules& rules) {
  turn_.move_on(real_now());
  bool another = another_screen(visit);
  const Keys keys = take_keys();
  const auto pointer = pointer_.next_frame();
  if (pointer.pressed) ring_ = false;
  if (pointer.released) latency_.acted();
  drawn_ = draw(visit, now, rules, keys, pointer);
  if (glyphs_->started_over()) {
    // The same picture again, with the finger where it is, but nothing acts twice.
    TouchPointer::Frame resting = pointer;
    resting.pressed = resting.released = false;
    drawn_ = draw(visit, now, rules, {keys.focus, {}, keys.ring, false}, resting);
  }
  // Drawing a new screen takes its time; it is in sight only now.
  if (std::exchange(memory_.rearranged, false)) {
    pointer_.cancel();
    another = true;
  }
  if (another) deaf_until_ = real_now() + options_.touch_rest;
  turn_.in_sight(real_now());
  pacer_.frame_drawn();
  auto touched = widgets_->take_touched();
  clean_ = false;
  if (!touched.empty()) {
    pacer_.input();  // the next frame shows what came of it; this one would show what was
    return touched;
  }
  // A finger that lifted already waits for what it did, not for how it looked while down.
  if (pointer_.waiting()) return touched;
  if (diff_.differs(*drawn_, texture_changes())) present(*drawn_);
  clean_ = true;
  if (settled()) latency_.settled();
  return touched;
}

void Shell::Impl::present(ImDrawData& drawn) {
  platform_->present(drawn);
  diff_.presented();
  pacer_.presented(real_now());
  latency_.presented(SteadyClock::now());
  if (counters_.frames_presented++ == 0) counters_.start_to_first_frame_ms = ms_since_process_start();
}

// The picture that stands, as it was drawn.
void Shell::Impl::present_again_if_due() {
  if (!settled() || drawn_ == nullptr || !pacer_.present_is_due(real_now())) return;
  platform_->present(*drawn_);
  pacer_.presented(real_now());
  ++counters_.frames_presented;
}

Counters Shell::Impl::counters() const {
  Counters counters = counters_;
  counters.tap_to_present_ms = latency_.summary();
  return counters;
}

void Shell::Impl::push_finger(std::uint32_t type, float x, float y, std::int64_t finger) {
  SDL_Event event{};
  event.type = type;
  event.tfinger.fingerId = finger;
  event.tfinger.x = x / static_cast<float>(platform_->width());
  event.tfinger.y = y / static_cast<float>(platform_->height());
  event.tfinger.pressure = 1;
  SDL_PushEvent(&event);
}

base::Result<void> Shell::Impl::screenshot(const std::string& path) {
  if (drawn_ == nullptr) return base::fail(base::Code::Absent, "nothing was drawn yet");
  return figure::write_png(platform_->read_back(*drawn_), path);
}

void Shell::Impl::forget() {
  outline_.forget();
  memory_ = {};
  focus_.clear();
  pointer_.cancel();
  turn_.end();
  figures_.forget();
  diff_.forget();
  Platform::forget_frame();
  drawn_ = nullptr;
  pacer_.input();
}

Shell::Shell(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Shell::~Shell() = default;

base::Result<std::unique_ptr<Shell>> Shell::open(const ShellOptions& options, const ShellContent& content) {
  const WindowPlan plan{.width = options.width, .height = options.height, .fullscreen = options.fullscreen};
  BODYMAP_TRY(platform, Platform::open(plan));
  auto impl = std::make_unique<Impl>(options, content, std::move(platform));
  BODYMAP_TRY_VOID(impl->open_glyphs());
  return std::unique_ptr<Shell>(new Shell(std::move(impl)));
}

void Shell::set_clinic(const std::string& name, int retention_months) {
  impl_->set_clinic(name, retention_months);
}
bool Shell::wait(std::optional<base::Millis> at_most) { return impl_->wait(at_most); }
void Shell::wake() { Platform::wake(); }
std::vector<visit::What> Shell::frame(const visit::Visit& visit, base::Millis now,
                                      const visit::Rules& rules) {
  return impl_->frame(visit, now, rules);
}
bool Shell::wants_frame() const { return impl_->wants_frame(); }
bool Shell::settled() const { return impl_->settled(); }
bool Shell::takes_touches() const { return impl_->takes_touches(); }
const Outline& Shell::outline() const { return impl_->outline(); }
Counters Shell::counters() const { return impl_->counters(); }
bool Shell::too_small() const { return impl_->too_small(); }
double Shell::small_by() const { return impl_->small_by(); }
bool Shell::portrait() const { return impl_->portrait(); }
double Shell::mm_per_px() const { return impl_->mm_per_px(); }
void Shell::press(float x, float y, std::int64_t finger) { impl_->push_finger(SDL_FINGERDOWN, x, y, finger); }
void Shell::move(float x, float y, std::int64_t finger) {
  impl_->push_finger(SDL_FINGERMOTION, x, y, finger);
}
void Shell::release(float x, float y, std::int64_t finger) { impl_->push_finger(SDL_FINGERUP, x, y, finger); }
base::Result<void> Shell::screenshot(const std::string& path) { return impl_->screenshot(path); }
void Shell::forget() { impl_->forget(); }

base::Result<void> Shell::key(const std::string& name) {
  const SDL_Keycode code = SDL_GetKeyFromName(name.c_str());
  if (code == SDLK_UNKNOWN) return base::fail(base::Code::Invalid, "no key is called " + name);
  for (const Uint32 type : {SDL_KEYDOWN, SDL_KEYUP}) {
    SDL_Event event{};
    event.type = type;
    event.key.state = type == SDL_KEYDOWN ? SDL_PRESSED : SDL_RELEASED;
    event.key.keysym.sym = code;
    event.key.keysym.scancode = SDL_GetScancodeFromKey(code);
    SDL_PushEvent(&event);
  }
  return {};
}

}  // namespace ui
