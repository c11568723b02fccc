#include "queue/admin.h"

#include <string.h>

#include <nlohmann/json.hpp>

namespace queue {
namespace {

using Json = nlohmann::json;

Json failed(const std::string& error) { return {{"ok", false}, {"error", error}}; }

std::string text_in(const Json& json, const char* field) {
  const auto found = json.find(field);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json iso_json(const std::optional<base::Utc>& time) {
  return time ? Json(base::to_iso8601(*time)) : Json(nullptr);
}

Json kiosks_json(const std::vector<Kiosk>& kiosks) {
  auto list = Json::array();
  for (const auto& kiosk : kiosks) {
    list.push_back({{"id", kiosk.id},
                    {"name", kiosk.name},
                    {"enrolled", base::to_iso8601(kiosk.created)},
                    {"revoked", iso_json(kiosk.revoked)},
                    {"seen", iso_json(kiosk.seen)},
                    {"waiting", kiosk.status.waiting},
                    {"refused", kiosk.status.refused},
                    {"reader", kiosk.status.reader},
                    {"version", kiosk.status.version}});
  }
  return {{"ok", true}, {"kiosks", list}};
}

Json users_json(const std::vector<User>& users) {
  auto list = Json::array();
  for (const auto& user : users)
    list.push_back({{"name", user.name}, {"display", user.display}, {"role", user.role}});
  return {{"ok", true}, {"users", list}};
}

// `field` names what the result is; empty for nothing to tell.
Json told(const base::Result<std::string>& result, const char* field) {
  if (!result) return failed(result.error().what);
  return {{"ok", true}, {field, *result}};
}

Json told(const base::Result<void>& result) {
  return result ? Json{{"ok", true}} : failed(result.error().what);
}

Json obey(Service& service, const Json& json, const Actor& actor) {
  const auto what = text_in(json, "do");
  if (what == "kiosk.add") return told(service.add_kiosk(text_in(json, "name"), actor), "code");
  if (what == "kiosk.revoke") return told(service.revoke_kiosk(text_in(json, "id"), actor));
  if (what == "kiosk.list") {
    const auto kiosks = service.kiosks();
    return kiosks ? kiosks_json(*kiosks) : failed(kiosks.error().what);
  }
  if (what == "setup.code") return told(service.make_setup_code(actor), "setup_code");
  if (what == "user.add") {
    const auto typed = json.find("password");
    base::SecretString password;
    if (typed != json.end() && typed->is_string()) password.append(typed->get_ref<const std::string&>());
    return told(service.add_user(text_in(json, "name"), text_in(json, "display"), text_in(json, "role"),
                                 password.view(), actor));
  }
  if (what == "user.list") {
    const auto users = service.users();
    return users ? users_json(*users) : failed(users.error().what);
  }
  if (what == "member.add")
    return told(service.add_member({text_in(json, "number"), text_in(json, "given"), text_in(json, "family"),
                                    text_in(json, "card")},
                                   actor),
                "member");
  return failed("no such command");
}

}  // namespace

std::string admin_answer(Service& service, std::string_view line, const Actor& actor) {
  auto json = Json::parse(line.begin(), line.end(), nullptr, false);
  const auto answer = json.is_object() ? obey(service, json, actor) : failed("not a JSON object");
  if (json.is_object() && json.contains("password") && json["password"].is_string()) {
    auto& password = json["password"].get_ref<std::string&>();
    ::explicit_bzero(password.data(), password.size());
  }
  return answer.dump();
}

}  // namespace queue
