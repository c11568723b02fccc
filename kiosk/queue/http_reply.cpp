#include "queue/http_reply.h"

#include "base/log.h"

namespace queue {

using Json = nlohmann::json;

void problem(httplib::Response& response, int status, const char* type, const std::string& title,
             const Json& extras) {
  Json json{{"type", type}, {"title", title}, {"status", status}};
  json.update(extras);
  response.status = status;
  response.set_content(json.dump(-1, ' ', false, Json::error_handler_t::replace), kProblemJson);
}

void problem(httplib::Response& response, const base::Error& error) {
  switch (error.code) {
    case base::Code::Parse: return problem(response, 400, "malformed", error.what);
    case base::Code::Invalid: return problem(response, 422, "invalid", error.what);
    case base::Code::Refused: return problem(response, 409, "refused", error.what);
    case base::Code::Absent: return problem(response, 404, "not-found", error.what);
    case base::Code::Busy:
    case base::Code::Io:
    case base::Code::Full:
    case base::Code::Timeout: break;
  }
  base::log(base::Level::Error, "queue", "the store failed", {{"error", error.what}});
  problem(response, 503, "store", "the queue's store cannot answer now");
}

void problem_wait(httplib::Response& response, const std::string& title, base::Millis wait) {
  const auto seconds = (wait.count() + 999) / 1000;
  problem(response, 429, "wait", title, {{"retry_s", seconds}});
  response.set_header("Retry-After", std::to_string(seconds));
}

void reply(httplib::Response& response, const std::string& json) { response.set_content(json, kJson); }

void reply_nothing(httplib::Response& response) { response.status = 204; }

std::optional<Json> body_of(const httplib::Request& request, httplib::Response& response) {
  auto json = request.body.empty() ? Json::object() : Json::parse(request.body, nullptr, false);
  if (json.is_object()) return json;
  problem(response, 400, "malformed", "the body is not a JSON object");
  return std::nullopt;
}

std::string text_in(const Json& json, const char* field) {
  const auto found = json.find(field);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flag_in(const Json& json, const char* field) {
  const auto found = json.find(field);
  return found != json.end() && found->is_boolean() && found->get<bool>();
}

std::int64_t number_in(const Json& json, const char* field) {
  const auto found = json.find(field);
  return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : -1;
}

httplib::Headers security_headers(bool hsts) {
  httplib::Headers headers{
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
       "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy",
       "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), "
       "payment=(), usb=()"},
      {"Cache-Control", "no-store"}};
  if (hsts) headers.emplace("Strict-Transport-Security", "max-age=31536000");
  return headers;
}

}  // namespace queue
