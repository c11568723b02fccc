// The API's side towards therapists. A session's token travels as `Authorization: Bearer TOKEN`.
#include <nlohmann/json.hpp>

#include "queue/http_reply.h"
#include "queue/people_json.h"

namespace queue {
namespace {

using Json = nlohmann::json;
// The handler knows who asks.
using PeopleHandler = std::function<void(const Actor&, const httplib::Request&, httplib::Response&)>;

constexpr std::string_view kBearer = "Bearer ";

httplib::Server::Handler logged_in(Service& service, PeopleHandler handler) {
  return
      [&service, handler = std::move(handler)](const httplib::Request& request, httplib::Response& response) {
        const auto header = request.get_header_value("Authorization");
        const auto user = header.starts_with(kBearer)
                              ? service.user_of_session(std::string_view(header).substr(kBearer.size()))
                              : std::nullopt;
        if (!user) return problem(response, 401, "not-logged-in", "log in first");
        handler({user->name, request.remote_addr}, request, response);
      };
}

// An empty body stands for {}.
std::optional<Json> body_of(const httplib::Request& request, httplib::Response& response) {
  auto json = request.body.empty() ? Json::object() : Json::parse(request.body, nullptr, false);
  if (json.is_object()) return json;
  problem(response, 400, "malformed", "the body is not a JSON object");
  return std::nullopt;
}

std::optional<base::Uuid> id_of(std::string_view text, httplib::Response& response) {
  auto id = base::parse_uuid(text);
  if (!id) problem(response, 404, "not-found", "no such intake");
  return id;
}

std::string text_in(const Json& json, const char* field) {
  const auto found = json.find(field);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flag_in(const Json& json, const char* field) {
  const auto found = json.find(field);
  return found != json.end() && found->is_boolean() && found->get<bool>();
}

std::int64_t token_in(const Json& json) {
  const auto found = json.find("token");
  return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : -1;
}

void log_in(Service& service, const httplib::Request& request, httplib::Response& response) {
  const auto json = body_of(request, response);
  if (!json) return;
  const auto signed_in =
      service.log_in(text_in(*json, "name"), text_in(*json, "password"), request.remote_addr);
  if (!signed_in && signed_in.error().code == base::Code::Refused)
    return problem(response, 401, "wrong-login", signed_in.error().what);
  if (!signed_in) return problem(response, signed_in.error());
  reply(response, Json{{"token", signed_in->token},
                       {"name", signed_in->user.name},
                       {"display", signed_in->user.display},
                       {"role", signed_in->user.role}}
                      .dump());
}

// {"id": named one, "start": true}; both may be left out. 204 if nothing waits.
void next(Service& service, const Actor& actor, const httplib::Request& request,
          httplib::Response& response) {
  const auto json = body_of(request, response);
  if (!json) return;
  const bool start = flag_in(*json, "start");
  if (json->contains("id")) {
    const auto id = id_of(text_in(*json, "id"), response);
    if (!id) return;
    const auto opened = service.pull(actor, *id, start);
    if (!opened) return problem(response, opened.error());
    return reply(response, to_json(*opened, service.now()));
  }
  const auto opened = service.next(actor, start);
  if (!opened) return problem(response, opened.error());
  if (!*opened) {
    response.status = 204;
    return;
  }
  reply(response, to_json(**opened, service.now()));
}

// {"token"}; for done also {"worked":[codes],"note"}.
void act(Service& service, Act act, const Actor& actor, const httplib::Request& request,
         httplib::Response& response) {
  const auto id = id_of(std::string(request.matches[1]), response);
  if (!id) return;
  const auto json = body_of(request, response);
  if (!json) return;
  if (act != Act::Finish) {
    const auto row = service.act(actor, *id, act, token_in(*json));
    if (!row) return problem(response, row.error());
    return reply(response, to_json(*row, service.now()));
  }
  std::vector<std::string> worked;
  const auto codes = json->value("worked", Json::array());
  if (!codes.is_array()) return problem(response, 422, "invalid", "worked: not a list");
  for (const auto& code : codes) {
    if (!code.is_string()) return problem(response, 422, "invalid", "worked: not a region's code");
    worked.push_back(code.get<std::string>());
  }
  const auto row = service.finish(actor, *id, token_in(*json), worked, text_in(*json, "note"));
  if (!row) return problem(response, row.error());
  reply(response, to_json(*row, service.now()));
}

}  // namespace

void add_people_routes(httplib::Server& server, Service& service) {
  server.Post("/api/v1/login", [&service](const httplib::Request& request, httplib::Response& response) {
    log_in(service, request, response);
  });
  server.Get("/api/v1/queue", logged_in(service, [&service](const Actor& actor, const httplib::Request&,
                                                            httplib::Response& response) {
               const auto list = service.list(actor);
               if (!list) return problem(response, list.error());
               reply(response, list_json(*list, service.now()));
             }));
  server.Post("/api/v1/queue/next",
              logged_in(service, [&service](const auto& actor, const auto& request, auto& response) {
                next(service, actor, request, response);
              }));
  server.Get(R"(/api/v1/intakes/([0-9a-f-]{36}))",
             logged_in(service, [&service](const Actor& actor, const httplib::Request& request,
                                           httplib::Response& response) {
               const auto id = id_of(std::string(request.matches[1]), response);
               if (!id) return;
               const auto opened = service.show(actor, *id);
               if (!opened) return problem(response, opened.error());
               reply(response, to_json(*opened, service.now()));
             }));
  const std::pair<const char*, Act> acts[] = {{"start", Act::Start},
                                              {"done", Act::Finish},
                                              {"release", Act::Release},
                                              {"takeover", Act::TakeOver},
                                              {"renew", Act::Renew}};
  for (const auto& [word, what] : acts) {
    server.Post(
        R"(/api/v1/intakes/([0-9a-f-]{36})/)" + std::string(word),
        logged_in(service, [&service, what = what](const auto& actor, const auto& request, auto& response) {
          act(service, what, actor, request, response);
        }));
  }
}

}  // namespace queue
