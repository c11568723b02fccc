// Bodies of requests, to every POST route of a real queue: kiosk's requests carry a good signature and
// people's a good session, so that what reads the body is reached. The first byte chooses the route. Whatever
// comes, the queue answers, in JSON, and never that it made a mistake.
#define DOCTEST_CONFIG_IMPLEMENT
#include <nlohmann/json.hpp>
#include <regex>

#include "../queue/rig.h"
#include "fuzz/fuzz.h"
#include "queue/routes.h"

namespace {

struct Bed {
  rig::Queue queue;
  rig::Kiosk kiosk;
  std::string session;
  std::string intake;
  queue::RouteTable table;
  std::vector<const queue::Route*> posts;

  Bed() {
    fuzz::claim(
        queue.service().add_user("maya", "Maya R.", "therapist", "correct horse", rig::kAdmin).has_value(),
        "a therapist");
    kiosk = queue.enrolled();
    const auto made = kiosk.next_intake(queue.clock);
    queue.take(kiosk, made);
    intake = base::to_text(made.id);
    session = queue.service().log_in("maya", "correct horse", "here")->in->token;
    queue::add_kiosk_routes(table, queue.service());
    queue::add_session_routes(table, queue.service());
    queue::add_people_routes(table, queue.service());
    for (const auto& route : table.routes()) {
      // Log-in and set-up cost 50 ms of hashing, log-out ends the session used here.
      const bool left_out =
          route.path.ends_with("/login") || route.path.ends_with("/setup") || route.path.ends_with("/logout");
      if (route.method == "POST" && !left_out) posts.push_back(&route);
    }
  }

  httplib::Request request(const queue::Route& route, std::string body) {
    httplib::Request request;
    request.method = "POST";
    request.path = std::regex_replace(route.path, std::regex("\\{id\\}"), intake);
    request.remote_addr = "127.0.0.1";
    const auto pattern = std::regex_replace(route.path, std::regex("\\{id\\}"), "([0-9a-f-]{36})");
    std::regex_match(request.path, request.matches, std::regex(pattern));
    const auto stamp = kiosk.stamp(queue.clock, "POST", request.path, body);
    request.headers = {
        {"Authorization", "Bearer " + session}, {"Content-Type", "application/json"},
        {intake::kKioskHeader, stamp.kiosk},    {intake::kTimeHeader, std::to_string(stamp.time.ms)},
        {intake::kNonceHeader, stamp.nonce},    {intake::kSignatureHeader, stamp.signature}};
    request.body = std::move(body);
    return request;
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Bed bed;
  if (size == 0) return 0;
  const auto& route = *bed.posts[data[0] % bed.posts.size()];
  const auto request = bed.request(route, std::string(fuzz::text(data + 1, size - 1)));
  httplib::Response response;
  response.status = 200;
  route.handler(request, response);
  fuzz::claim(response.status >= 200 && response.status < 500, "the queue never says that it made a mistake");
  fuzz::claim(response.body.empty() || nlohmann::json::accept(response.body), "what it says is JSON");
  return 0;
}
