#include "queue/client.h"

#include <httplib.h>
#include <string.h>

#include <nlohmann/json.hpp>

namespace queue {
namespace {

using Json = nlohmann::json;

constexpr int kSilence = 40;  // s; the queue shows every 15 s that it is there

// Tells of the events that the text holds whole, and takes them from it. False once `told` has had enough.
bool tell_whole(std::string& text, const std::function<bool(std::string_view)>& told) {
  constexpr std::string_view kName = "event: ";
  for (auto end = text.find("\n\n"); end != std::string::npos; end = text.find("\n\n")) {
    const auto one = text.substr(0, end + 1);
    text.erase(0, end + 2);
    const auto name = ("\n" + one).find("\n" + std::string(kName));
    const auto from = name + kName.size();
    const bool named = name != std::string::npos;
    if (!told(named ? std::string_view(one).substr(from, one.find('\n', from) - from) : std::string_view()))
      return false;
  }
  return true;
}

base::Result<Reply> reply_of(const httplib::Result& result) {
  if (!result && result.error() == httplib::Error::SSLServerVerification)
    return base::fail(base::Code::Refused,
                      "the queue shows another certificate; give the right one by --certificate");
  if (!result) return base::fail(base::Code::Absent, "the queue is not reachable");
  if (result->status >= 500) return base::fail(base::Code::Io, problem_title(result->body));
  return Reply{result->status, result->body};
}

void wipe(Json& text) {
  auto& bytes = text.get_ref<std::string&>();
  ::explicit_bzero(bytes.data(), bytes.size());
}

std::string text_in(const std::string& body, const char* field) {
  const auto json = Json::parse(body, nullptr, false);
  const auto found = json.is_object() ? json.find(field) : json.end();
  return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>()
                                                                       : std::string();
}

}  // namespace

struct Client::Parts {
  explicit Parts(const std::string& url) : http(url), events(url) {}
  httplib::Client http, events;  // a stream holds its own connection
};

Client::Client(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Client::Client(Client&&) noexcept = default;
Client::~Client() = default;

base::Result<Client> Client::log_in(const std::string& url, const std::string& name,
                                    const std::string& password, const std::filesystem::path& certificate) {
  std::unique_ptr<Parts> parts;
  try {
    parts = std::make_unique<Parts>(url);
  } catch (const std::exception&) {
    return base::fail(base::Code::Invalid, "not an address of a queue: " + url);
  }
  if (!parts->http.is_valid()) return base::fail(base::Code::Invalid, "not an address of a queue: " + url);
  parts->http.set_read_timeout(10);
  parts->events.set_read_timeout(kSilence);
  for (auto* http : {&parts->http, &parts->events}) {
    http->set_connection_timeout(5);
    http->set_tcp_nodelay(true);
    if (!certificate.empty()) http->set_ca_cert_path(certificate.string());
    http->enable_server_certificate_verification(true);
  }
  Client client(std::move(parts));
  Json asked{{"name", name}, {"password", password}};
  std::string body;
  try {
    body = asked.dump();
  } catch (const Json::exception&) {
    return base::fail(base::Code::Refused, "name or password are not text");
  }
  wipe(asked["password"]);
  auto answer = client.post("/api/v1/login", body);
  ::explicit_bzero(body.data(), body.size());
  BODYMAP_TRY(reply, std::move(answer));
  const auto token = text_in(reply.body, "token");
  // Asked too often, or the queue is unwell: later it may be let in.
  if (reply.status == 429 || reply.status >= 500)
    return base::fail(base::Code::Busy, problem_title(reply.body));
  if (reply.status != 200 || token.empty()) return base::fail(base::Code::Refused, problem_title(reply.body));
  for (auto* http : {&client.parts_->http, &client.parts_->events})
    http->set_default_headers({{"Authorization", "Bearer " + token}});
  return client;
}

base::Result<Reply> Client::get(const std::string& path) { return reply_of(parts_->http.Get(path)); }

base::Result<Reply> Client::post(const std::string& path, const std::string& json) {
  return reply_of(parts_->http.Post(path, json, "application/json"));
}

base::Result<void> Client::follow(const std::function<bool(std::string_view)>& told) {
  int status = 0;
  bool enough = false;
  std::string text;
  const auto result = parts_->events.Get(
      "/api/v1/events",
      [&status](const httplib::Response& response) {
        status = response.status;
        return status == 200;
      },
      [&](const char* bytes, std::size_t size) {
        text.append(bytes, size);
        enough = !tell_whole(text, told);
        return !enough;
      });
  if (enough) return {};
  if (status == 401) return base::fail(base::Code::Refused, "not logged in any more");
  if (status != 0 && status != 200) return base::fail(base::Code::Absent, "the queue takes no more watchers");
  if (status == 200) return base::fail(base::Code::Absent, "the queue is not reachable");
  BODYMAP_TRY_VOID(reply_of(result));
  return {};
}

void Client::stop() {
  parts_->http.stop();
  parts_->events.stop();
}

std::string problem_title(const std::string& body) {
  const auto title = text_in(body, "title");
  return title.empty() ? "refused" : title;
}

}  // namespace queue
