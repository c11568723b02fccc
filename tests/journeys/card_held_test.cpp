#include <doctest/doctest.h>

#include <thread>
#include <utility>

#include "support/clinic.h"
#include "support/eventually.h"

namespace {

// Whether no second visit began while the card was held.
bool held_is_one_visit(support::Clinic& clinic) {
  std::thread holder([&] { clinic.reader(std::string("hold ") + support::kAnnasCard + " 10000"); });
  clinic.kiosk().wait_for("hello");
  // Back ends the visit while the card is still held: were it taken again, another visit would begin.
  clinic.kiosk().tap("back");
  clinic.kiosk().wait_for("attract");
  holder.join();
  if (clinic.kiosk().screen() == "attract") return true;
  clinic.kiosk().tap("back");
  clinic.kiosk().wait_for("attract");
  return false;
}

}  // namespace

TEST_CASE("a card held for 10 s is one visit") {
  support::Clinic clinic;
  clinic.open();
  // A machine that stands still for a second hears no frames in it, as if the card had been taken away: not
  // three times in a row.
  bool once = false;
  for (int tries = 0; tries < 3 && !once; ++tries) once = held_is_one_visit(clinic);
  CHECK(once);
  CHECK_MESSAGE(clinic.kiosk().stats()["reader"]["good"] > 100, "the frames were read all the same");
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
