// Who gets in: log-in, set-up, the session's cookie, and the checks before every route for people.
#include <string.h>

#include <algorithm>

#include "queue/http_reply.h"
#include "queue/routes.h"

namespace queue {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kBearer = "Bearer ";
constexpr std::string_view kCookie = "__Host-bodymap=";
constexpr const char* kCookieRest = "; Path=/; Secure; HttpOnly; SameSite=Strict";

std::string bearer_of(const httplib::Request& request) {
  const auto header = request.get_header_value("Authorization");
  return header.starts_with(kBearer) ? header.substr(kBearer.size()) : std::string();
}

std::string cookie_of(const httplib::Request& request) {
  const auto header = request.get_header_value("Cookie");
  for (std::size_t at = 0; at < header.size();) {
    const auto end = std::min(header.find(';', at), header.size());
    auto part = std::string_view(header).substr(at, end - at);
    while (part.starts_with(' ')) part.remove_prefix(1);
    if (part.starts_with(kCookie)) return std::string(part.substr(kCookie.size()));
    at = end + 1;
  }
  return {};
}

bool is_json(const httplib::Request& request) {
  const auto type = request.get_header_value("Content-Type");
  return type == kJson || type.starts_with("application/json;");
}

// Browsers say where a request comes from; other programs say nothing.
bool from_our_page(const httplib::Request& request) {
  const auto site = request.get_header_value("Sec-Fetch-Site");
  if (!site.empty() && site != "same-origin") return false;
  const auto origin = request.get_header_value("Origin");
  if (origin.empty()) return true;
  const auto host = request.get_header_value("Host");
  return origin == "https://" + host || origin == "http://" + host;
}

bool refuse_foreign(const httplib::Request& request, httplib::Response& response) {
  if (is_json(request) && from_our_page(request)) return false;
  problem(response, 403, "csrf", "this did not come from the queue's own page");
  return true;
}

bool is_use(const httplib::Request& request) {
  if (request.get_header_value("X-Bodymap-Used") == "1") return true;
  return request.method == "POST" && !request.path.ends_with("/renew");
}

// The session the request carries, as far as it may be used; a problem told otherwise.
std::optional<Session> session_of(Service& service, const httplib::Request& request,
                                  httplib::Response& response) {
  const auto bearer = bearer_of(request);
  const auto token = bearer.empty() ? cookie_of(request) : bearer;
  // A refused request is not use.
  if (bearer.empty() && request.method == "POST") {
    const bool proves = request.get_header_value("X-Bodymap-Csrf") == csrf_of(token);
    if (!token.empty() && !proves) {
      problem(response, 403, "csrf", "this did not come from the queue's own page");
      return std::nullopt;
    }
    if (!token.empty() && refuse_foreign(request, response)) return std::nullopt;
  }
  auto session = service.session(token, is_use(request));
  if (!session) problem(response, 401, "not-logged-in", "log in first");
  return session;
}

Json person_json(const User& user, const std::string& token) {
  return {{"name", user.name}, {"display", user.display}, {"role", user.role}, {"csrf", csrf_of(token)}};
}

void answer_logged_in(const SignedIn& in, bool cookie, httplib::Response& response) {
  auto json = person_json(in.user, in.token);
  if (cookie)
    response.set_header("Set-Cookie", std::string(kCookie) + in.token + kCookieRest);
  else
    json["token"] = in.token;
  reply(response, json.dump());
}

std::string seconds_of(base::Millis wait) { return std::to_string((wait.count() + 999) / 1000) + " s"; }

void tell_wrong(const LogIn& tried, httplib::Response& response) {
  const auto left = std::to_string(tried.tries_left);
  const auto rest = tried.tries_left == 0   ? "Wait " + seconds_of(tried.wait) + " before you try again."
                    : tried.tries_left == 1 ? std::string("1 try left before a wait.")
                                            : left + " tries left before a wait.";
  problem(response, 401, "wrong-login", "User name or password not right. " + rest,
          {{"tries_left", tried.tries_left}});
}

// Out of the body that was read, leaving none of it there.
base::SecretString take_password(Json& json) {
  base::SecretString password;
  const auto found = json.find("password");
  if (found == json.end() || !found->is_string()) return password;
  auto& text = found->get_ref<std::string&>();
  password.append(text);
  ::explicit_bzero(text.data(), text.size());
  return password;
}

void log_in(Service& service, const httplib::Request& request, httplib::Response& response) {
  if (refuse_foreign(request, response)) return;
  auto json = body_of(request, response);
  if (!json) return;
  const auto password = take_password(*json);
  const auto tried = service.log_in(text_in(*json, "name"), password.view(), request.remote_addr);
  if (!tried) return problem(response, tried.error());
  if (tried->in) return answer_logged_in(*tried->in, flag_in(*json, "cookie"), response);
  if (tried->counted) return tell_wrong(*tried, response);
  problem_wait(response, "Too many wrong tries. Wait " + seconds_of(tried->wait) + ".", tried->wait);
}

void set_up(Service& service, const httplib::Request& request, httplib::Response& response) {
  if (refuse_foreign(request, response)) return;
  auto json = body_of(request, response);
  if (!json) return;
  const SetupForm form{text_in(*json, "code"), text_in(*json, "name"), text_in(*json, "display"),
                       take_password(*json)};
  const auto in = service.set_up(form, request.remote_addr);
  if (!in && in.error().code == base::Code::Refused)
    return problem(response, 403, "refused", in.error().what);
  if (!in) return problem(response, in.error());
  answer_logged_in(*in, true, response);
}

void tell_session(Service& service, const Session& session, httplib::Response& response) {
  auto json = person_json(session.user, session.token);
  json["clinic"] = service.options().clinic;
  json["time_zone"] = service.options().time_zone;
  json["now"] = service.now().ms;
  json["idle_s"] = Sessions::kIdle.count() / 1000;
  json["ends_s"] = session.ends_in.count() / 1000;
  reply(response, json.dump());
}

// Whoever is not in learns here whether there is anybody to log in as yet.
void session(Service& service, const httplib::Request& request, httplib::Response& response) {
  const auto found = session_of(service, request, response);
  if (found) return tell_session(service, *found, response);
  const auto first = service.needs_setup();
  if (!first) return problem(response, first.error());
  if (*first) problem(response, 401, "not-logged-in", "no user has been set up yet", Json{{"set_up", true}});
}

}  // namespace

httplib::Server::Handler logged_in(Service& service, PeopleHandler handler) {
  return
      [&service, handler = std::move(handler)](const httplib::Request& request, httplib::Response& response) {
        auto found = session_of(service, request, response);
        if (!found) return;
        const Actor actor{found->user.name, request.remote_addr};
        handler({*std::move(found), actor}, request, response);
      };
}

void add_session_routes(RouteTable& table, Service& service) {
  table.post("/api/v1/login",
             [&service](const auto& request, auto& response) { log_in(service, request, response); });
  table.post("/api/v1/setup",
             [&service](const auto& request, auto& response) { set_up(service, request, response); });
  table.get("/api/v1/session",
            [&service](const auto& request, auto& response) { session(service, request, response); });
  table.post("/api/v1/session/stay",
             logged_in(service, [&service](const Caller& caller, const auto&, auto& response) {
               tell_session(service, caller.session, response);
             }));
  table.post("/api/v1/logout",
             logged_in(service, [&service](const Caller& caller, const auto& request, auto& response) {
               service.log_out(caller.session, request.remote_addr);
               response.set_header("Set-Cookie", std::string(kCookie) + kCookieRest + "; Max-Age=0");
               reply_nothing(response);
             }));
}

}  // namespace queue
