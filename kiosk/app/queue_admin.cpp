#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/queue_commands.h"
#include "queue/admin.h"
#include "queue/open_queue.h"

namespace app {
namespace {

using Json = nlohmann::json;

// Another command may hold the data for a moment, or a server may just be starting or ending.
constexpr int kTries = 30;
constexpr std::chrono::milliseconds kBetweenTries{100};

base::Result<std::string> answer_ourselves(const AdminCommand& command) {
  const auto& where = command.where;
  const base::SystemClock clock;
  const auto key = where.key.empty() ? queue::default_key_path(where.data) : where.key;
  BODYMAP_TRY(opened, queue::open_queue(where.data, key, clock, {}));
  return queue::admin_answer(*opened.service, command.json, {"admin", "command"});
}

base::Result<std::string> ask(const AdminCommand& command) {
  for (int tries = 1;; ++tries) {
    auto answer = queue::admin_call(command.where.data, command.json);
    if (answer || answer.error().code != base::Code::Absent) return answer;
    answer = answer_ourselves(command);
    if (answer || answer.error().code != base::Code::Busy || tries == kTries) return answer;
    std::this_thread::sleep_for(kBetweenTries);
  }
}

void print(const Json& answer) {
  if (answer.contains("code"))
    std::printf("%s\nOne use, 15 minutes: type it at the kiosk.\n",
                answer["code"].get<std::string>().c_str());
  if (answer.contains("setup_code"))
    std::printf("%s\nOne use, 15 minutes: type it on the therapist page to make the first user.\n",
                answer["setup_code"].get<std::string>().c_str());
  if (answer.contains("member")) std::printf("%s\n", answer["member"].get<std::string>().c_str());
  const auto text = [](const Json& value) {
    return value.is_null() ? std::string("-") : value.get<std::string>();
  };
  for (const auto& kiosk : answer.value("kiosks", Json::array()))
    std::printf("%s  %s  enrolled %s  %s  seen %s\n", text(kiosk["id"]).c_str(), text(kiosk["name"]).c_str(),
                text(kiosk["enrolled"]).c_str(), kiosk["revoked"].is_null() ? "open" : "revoked",
                text(kiosk["seen"]).c_str());
  for (const auto& user : answer.value("users", Json::array()))
    std::printf("%s  %s  %s\n", text(user["name"]).c_str(), text(user["role"]).c_str(),
                text(user["display"]).c_str());
}

}  // namespace

int administrate(const AdminCommand& command) {
  const auto answer = ask(command);
  if (!answer) {
    const bool wrong = answer.error().code == base::Code::Invalid;
    const bool refused = answer.error().code == base::Code::Refused;
    return complain(answer.error().what, wrong ? kWrongUse : refused ? kRefused : kNotReachable);
  }
  auto json = Json::parse(*answer, nullptr, false);
  if (!json.is_object()) return complain("the server's answer cannot be read", kNotReachable);
  if (!json.value("ok", false)) return complain(json.value("error", "refused"), kRefused);
  json.erase("ok");
  if (command.as_json)
    std::printf("%s\n", json.dump().c_str());
  else
    print(json);
  return kDone;
}

}  // namespace app
