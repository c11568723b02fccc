#include "queue/client.h"

#include <httplib.h>
#include <string.h>

#include <nlohmann/json.hpp>

namespace queue {
namespace {

using Json = nlohmann::json;

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
  explicit Parts(const std::string& url) : http(url) {}
  httplib::Client http;
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
  parts->http.set_connection_timeout(5);
  parts->http.set_read_timeout(10);
  parts->http.set_tcp_nodelay(true);
  if (!certificate.empty()) parts->http.set_ca_cert_path(certificate.string());
  parts->http.enable_server_certificate_verification(true);
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
  if (reply.status != 200 || token.empty()) return base::fail(base::Code::Refused, problem_title(reply.body));
  client.parts_->http.set_default_headers({{"Authorization", "Bearer " + token}});
  return client;
}

base::Result<Reply> Client::get(const std::string& path) { return reply_of(parts_->http.Get(path)); }

base::Result<Reply> Client::post(const std::string& path, const std::string& json) {
  return reply_of(parts_->http.Post(path, json, "application/json"));
}

std::string problem_title(const std::string& body) {
  const auto title = text_in(body, "title");
  return title.empty() ? "refused" : title;
}

}  // namespace queue
