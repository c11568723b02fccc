#pragma once
// The queue over a real socket, and its kiosk and people as HTTP clients.
#include <httplib.h>

#include <nlohmann/json.hpp>

#include "queue/server.h"
#include "rig.h"

namespace rig {

inline constexpr const char* kJson = "application/json";

// Waits as long as a busy machine may take.
struct Http : httplib::Client {
  explicit Http(const std::string& url) : httplib::Client(url) {
    set_read_timeout(60);
    set_tcp_nodelay(true);  // a head and a body are two writes: the second would wait 40 ms for the first
  }
};

inline httplib::Headers headers_of(const intake::RequestStamp& stamp) {
  return {{intake::kKioskHeader, stamp.kiosk},
          {intake::kTimeHeader, std::to_string(stamp.time.ms)},
          {intake::kNonceHeader, stamp.nonce},
          {intake::kSignatureHeader, stamp.signature}};
}

inline httplib::Result signed_post(httplib::Client& http, const Kiosk& kiosk, const base::Clock& clock,
                                   const std::string& path, const std::string& body) {
  return http.Post(path, headers_of(kiosk.stamp(clock, "POST", path, body)), body, kJson);
}

inline httplib::Result signed_get(httplib::Client& http, const Kiosk& kiosk, const base::Clock& clock,
                                  const std::string& path) {
  return http.Get(path, headers_of(kiosk.stamp(clock, "GET", path, "")));
}

inline Kiosk enrolled_over(httplib::Client& http, const std::string& code) {
  const auto offer = intake::enrol_offer_from_json(http.Get("/api/v1/enroll")->body).value();
  return enrol(code, offer,
               [&http](const std::string& body) -> base::Result<std::string> {
                 const auto answer = http.Post("/api/v1/enroll", body, kJson);
                 if (!answer || answer->status != 200) return base::fail(base::Code::Refused, "refused");
                 return answer->body;
               })
      .value();
}

struct HttpQueue : Queue {
  std::unique_ptr<queue::Server> server = queue::Server::start(service(), {"127.0.0.1", 0}).value();
  Http http{server->url()};

  ~HttpQueue() { server.reset(); }
  Kiosk enrolled_over_http() { return enrolled_over(http, service().add_kiosk("lobby", kAdmin).value()); }
  // A person's client, logged in.
  httplib::Client logged_in(const std::string& name) {
    Http people(server->url());
    const nlohmann::json asked{{"name", name}, {"password", "a long walk"}};
    const auto answer = people.Post("/api/v1/login", asked.dump(), kJson);
    REQUIRE(answer);
    REQUIRE(answer->status == 200);
    people.set_default_headers(
        {{"Authorization", "Bearer " + nlohmann::json::parse(answer->body)["token"].get<std::string>()}});
    return people;
  }
};

}  // namespace rig
