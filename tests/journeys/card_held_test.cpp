#include <doctest/doctest.h>

#include <thread>
#include <utility>

#include "support/clinic.h"
#include "support/eventually.h"

namespace {

constexpr int kAwayMs = 2600;  // hw::Presence: 600 ms to be absent, 2 s to be armed again

}  // namespace

TEST_CASE("a card held for 10 s is one visit") {
  support::Clinic clinic;
  clinic.open();
  std::thread holder([&] { clinic.reader(std::string("hold ") + support::kAnnasCard + " 10000"); });
  clinic.kiosk().wait_for("hello");
  // Back ends the visit while the card is still held: were it taken again, another visit would begin.
  clinic.kiosk().tap("back");
  clinic.kiosk().wait_for("attract");
  holder.join();
  const auto stats = [&] { return clinic.kiosk().stats()["reader"]; };
  // 10 s of frames 65 ms apart: none is lost.
  CHECK(support::eventually([&] { return stats()["good"] == 154; }));
  const auto reader = stats();
  // Without a frame for 2.6 s a card was away by all that the kiosk can know. A machine that stands still may
  // make such gaps; each allows for one more tap, and nothing else does.
  if (reader["longest_gap_ms"] < kAwayMs) {
    CHECK(reader["taps"] == 1);
    CHECK(clinic.kiosk().screen() == "attract");
  } else {
    MESSAGE("the machine stood still for ", reader["longest_gap_ms"].get<int>(), " ms");
    CHECK(reader["taps"].get<int>() <= 1 + 10'000 / kAwayMs);
  }
}

TEST_CASE("a frame with a wrong checksum is never a card") {
  support::Clinic clinic;
  clinic.open();
  // Vector R5: the checksum says 26, the bytes say 86.
  const std::string wrong =
      "bytes 02313030303236463434343236"
      "03";
  const auto bad = [&] { return clinic.kiosk().stats()["reader"]["bad"].get<int>(); };
  clinic.reader(wrong);
  CHECK(support::eventually([&] { return bad() == 1; }));
  clinic.reader("noise 4000 7");
  clinic.reader(wrong);
  // All of it has been read once the count rests.
  int before = bad();
  CHECK(support::eventually([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    return std::exchange(before, bad()) == bad() && before > 1;
  }));
  CHECK(clinic.kiosk().screen() == "attract");
  CHECK(clinic.kiosk().stats()["reader"]["good"] == 0);
  clinic.reader(std::string("tap ") + support::kAnnasCard);
  clinic.kiosk().wait_for("hello");
}
