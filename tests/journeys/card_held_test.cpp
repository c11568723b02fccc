#include <doctest/doctest.h>

#include <thread>

#include "support/clinic.h"

TEST_CASE("a card held for 10 s is one visit") {
  support::Clinic clinic;
  clinic.open();
  std::thread holder([&] { clinic.reader(std::string("hold ") + support::kAnnasCard + " 10000"); });
  clinic.kiosk().wait_for("hello");
  // Back ends the visit while the card is still held: were it taken again, another visit would begin.
  clinic.kiosk().tap("back");
  clinic.kiosk().wait_for("attract");
  holder.join();
  CHECK(clinic.kiosk().screen() == "attract");
  CHECK_MESSAGE(clinic.kiosk().stats()["reader"]["good"] > 100, "the frames were read all the same");
}

TEST_CASE("a frame with a wrong checksum is never a card") {
  support::Clinic clinic;
  clinic.open();
  // Vector R5: the checksum says 26, the bytes say 86.
  clinic.reader(
      "bytes 02313030303236463434343236"
      "03");
  clinic.reader("noise 4000 7");
  for (int i = 0; i < 20 && clinic.kiosk().stats()["reader"]["bad"] == 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  CHECK(clinic.kiosk().screen() == "attract");
  const auto reader = clinic.kiosk().stats()["reader"];
  CHECK(reader["good"] == 0);
  CHECK(reader["bad"] > 0);
  clinic.reader(std::string("tap ") + support::kAnnasCard);
  clinic.kiosk().wait_for("hello");
}
