// kill -9 of the queue around receipt: whatever a kiosk holds a receipt for is listed exactly once.
#include <map>
#include <thread>

#include "http_rig.h"
#include "spawned.h"

namespace {

constexpr int kKills = 25;

struct Delivery {
  intake::IntakePost post;
  bool received = false;
};

// Posts what has no receipt until the server is gone. Some are posted twice over, as after a lost reply.
void deliver(const std::string& url, const rig::Kiosk& kiosk, std::vector<Delivery>& deliveries) {
  const base::SystemClock clock;
  rig::Http http(url);
  for (auto& delivery : deliveries) {
    if (delivery.received) continue;
    const auto answer =
        rig::signed_post(http, kiosk, clock, "/api/v1/intakes", intake::to_json(delivery.post));
    if (!answer) return;
    delivery.received = answer->status == 200;
  }
}

}  // namespace

TEST_CASE("25 kills around receipt lose nothing and double nothing") {
  const support::TempDir temp;
  const auto data = temp.path() / "data";
  const auto code = nlohmann::json::parse(
      rig::run({"--data", data.string(), "kiosk", "add", "lobby", "--json"}, temp.path()).out)["code"];
  const base::SystemClock clock;
  rig::Kiosk kiosk;
  std::vector<Delivery> deliveries;
  for (int kill = 0; kill < kKills; ++kill) {
    rig::Serving serving(data, temp.path());
    if (kill == 0) {
      rig::Http http(serving.url);
      kiosk = rig::enrolled_over(http, code);
    }
    for (int i = 0; i < 80; ++i) deliveries.push_back({{kiosk.envelope(kiosk.next_intake(clock)), 0}, false});
    std::thread poster([&] { deliver(serving.url, kiosk, deliveries); });
    // Real time on purpose: the kill must fall anywhere between a request and its receipt.
    std::this_thread::sleep_for(std::chrono::milliseconds(5 + kill * 2));
    CHECK(serving.program.end(SIGKILL) == -SIGKILL);
    poster.join();
  }
  const auto key = queue::default_key_path(data);
  {
    rig::Serving serving(data, temp.path());
    deliver(serving.url, kiosk, deliveries);
    CHECK(serving.program.end(SIGTERM) == 0);
  }
  const auto open = queue::open_queue(data, key, clock, {}).value();
  std::map<base::Uuid, int> listed;
  const auto rows = open.store->open_intakes(clock.utc(), 100'000).value();
  for (const auto& row : rows) ++listed[row.id];
  CHECK(listed.size() == deliveries.size());
  for (const auto& delivery : deliveries) {
    CHECK(delivery.received);
    CHECK(listed[delivery.post.envelope.id] == 1);
  }
}
