// The API's side towards therapists: the list, and everything done to an intake.
#include "queue/http_reply.h"
#include "queue/people_json.h"
#include "queue/routes.h"

namespace queue {
namespace {

using Json = nlohmann::json;

std::optional<base::Uuid> id_of(std::string_view text, httplib::Response& response) {
  auto id = base::parse_uuid(text);
  if (!id) problem(response, 404, "not-found", "no such intake");
  return id;
}

// A refusal also says who has it, and tells "check first" from all others.
void refuse(Service& service, const base::Uuid& id, const base::Error& error, httplib::Response& response) {
  if (error.code != base::Code::Refused) return problem(response, error);
  const bool check = error.what == kCheckFirst;
  problem(response, 409, check ? "check-first" : "refused", error.what, {{"held_by", service.held_by(id)}});
}

void list(Service& service, const Caller& caller, const httplib::Request&, httplib::Response& response) {
  const auto listing = service.list(caller.actor);
  if (!listing) return problem(response, listing.error());
  reply(response, to_json(*listing));
}

void peek(Service& service, const Caller& caller, const httplib::Request&, httplib::Response& response) {
  const auto id = service.peek(caller.actor);
  if (!id) return problem(response, id.error());
  if (!*id) return reply_nothing(response);
  reply(response, Json{{"id", base::to_text(**id)}}.dump());
}

// {"id": named one, "start": true}; both may be left out. 204 if nothing waits.
void next(Service& service, const Caller& caller, const httplib::Request& request,
          httplib::Response& response) {
  const auto json = body_of(request, response);
  if (!json) return;
  const bool start = flag_in(*json, "start");
  if (json->contains("id")) {
    const auto id = id_of(text_in(*json, "id"), response);
    if (!id) return;
    const auto sheet = service.pull(caller.actor, *id, start);
    if (!sheet) return refuse(service, *id, sheet.error(), response);
    return reply(response, to_json(*sheet));
  }
  const auto sheet = service.next(caller.actor, start);
  if (!sheet) return problem(response, sheet.error());
  if (!*sheet) return reply_nothing(response);
  reply(response, to_json(**sheet));
}

void show(Service& service, const Caller& caller, const httplib::Request& request,
          httplib::Response& response) {
  const auto id = id_of(std::string(request.matches[1]), response);
  if (!id) return;
  const auto sheet = service.show(caller.actor, *id);
  if (!sheet) return problem(response, sheet.error());
  reply(response, to_json(*sheet));
}

base::Result<std::vector<std::string>> codes_in(const Json& json) {
  std::vector<std::string> codes;
  const auto list = json.value("worked", Json::array());
  if (!list.is_array()) return base::fail(base::Code::Invalid, "worked: not a list");
  for (const auto& code : list) {
    if (!code.is_string()) return base::fail(base::Code::Invalid, "worked: not a region's code");
    codes.push_back(code.get<std::string>());
  }
  return codes;
}

base::Result<Sheet> finish(Service& service, const Caller& caller, const base::Uuid& id, const Json& json) {
  BODYMAP_TRY(worked, codes_in(json));
  return service.finish(caller.actor, id, number_in(json, "token"), worked, text_in(json, "note"));
}

// {"token"}; for start also {"checked"}, for done {"worked":[codes],"note"}.
void act(Service& service, Act act, const Caller& caller, const httplib::Request& request,
         httplib::Response& response) {
  const auto id = id_of(std::string(request.matches[1]), response);
  if (!id) return;
  const auto json = body_of(request, response);
  if (!json) return;
  const auto sheet = act == Act::Finish ? finish(service, caller, *id, *json)
                                        : service.act(caller.actor, *id, act, number_in(*json, "token"),
                                                      flag_in(*json, "checked"));
  if (!sheet) return refuse(service, *id, sheet.error(), response);
  // Somebody else's session is opened by taking it over.
  reply(response, act == Act::TakeOver ? to_json(*sheet) : row_json(*sheet));
}

}  // namespace

void add_people_routes(RouteTable& table, Service& service) {
  const auto with = [&service](auto function) {
    return logged_in(service,
                     [&service, function](const Caller& caller, const auto& request, auto& response) {
                       function(service, caller, request, response);
                     });
  };
  table.get("/api/v1/queue", with(list));
  table.get("/api/v1/queue/next", with(peek));
  table.post("/api/v1/queue/next", with(next));
  table.get("/api/v1/intakes/{id}", with(show));
  const std::pair<const char*, Act> acts[] = {
      {"start", Act::Start},       {"done", Act::Finish}, {"release", Act::Release}, {"renew", Act::Renew},
      {"takeover", Act::TakeOver}, {"left", Act::Leave},  {"undo", Act::Undo}};
  for (const auto& [word, what] : acts) {
    table.post("/api/v1/intakes/{id}/" + std::string(word),
               with([what = what](Service& it, const Caller& caller, const auto& request, auto& response) {
                 act(it, what, caller, request, response);
               }));
  }
}

}  // namespace queue
