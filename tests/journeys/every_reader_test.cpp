// Every protocol through the real kiosk: from the bytes of the reader to the greeting, and what names nobody.
#include <doctest/doctest.h>

#include "support/clinic.h"
#include "support/eventually.h"

namespace {

constexpr const char* kAnnasOtherCard = "047BCB51962280";  // test vector P3; 13.56 MHz

struct Reader {
  const char* protocol;
  const char* format;
  const char* card;     // a member's, whose name begins with A
  const char* unknown;  // nobody's
  const char* nobodys;  // one that can name nobody, and what is then said
  const char* words;
  support::LineWords line{};
};

const Reader kReaders[] = {
    {"rdm6300", "", support::kAnnasCard, support::kUnknownCard, "0000000000",
     "There is no number on that card."},
    {"id12", "", support::kAnnasCard, support::kUnknownCard, "FFFFFFFFFF", "We could not read that card."},
    {"gwiot7941e", "", support::kAnnasCard, "9EB36E66", "DEADBEEF",
     "That card has no number of its own yet."},
    {"pn532", "", kAnnasOtherCard, "9EB36E66", "083F6C4A", "That card changes its number each time."},
    {"line", "hex", kAnnasOtherCard, support::kUnknownCard, "88047BCB", "read all of that card’s number."},
    {"line", "8h10d", support::kAnnasCard, support::kUnknownCard, "0000000000",
     "There is no number on that card."},
    {"line",
     "3+5",
     support::kAnnasCard,
     support::kUnknownCard,
     "0000000000",
     "There is no number on that card.",
     {.terminator = "none"}},
    {"line",
     "w26",
     support::kAnnasCard,
     support::kUnknownCard,
     "0000000000",
     "There is no number on that card.",
     {.terminator = "etx"}},
    {"line",
     "hex",
     kAnnasOtherCard,
     support::kUnknownCard,
     "88047BCB",
     "read all of that card’s number.",
     {.prefix = "UID: ", .reverse_bytes = true}},
};

int counted(support::Clinic& clinic, const char* what) { return clinic.kiosk().stats()["reader"][what]; }

// A reader plugged in anew knows of no card that was just there.
void replug(support::Clinic& clinic) {
  const auto state = [&] { return clinic.kiosk().stats()["reader"]["state"].get<std::string>(); };
  clinic.reader("unplug");
  REQUIRE(support::eventually([&] { return state() == "absent"; }));
  clinic.reader("plug");
  REQUIRE(support::eventually([&] { return state() == "ready"; }));
}

void back_to_attract(support::Clinic& clinic) {
  clinic.kiosk().tap("back");
  clinic.kiosk().wait_for("attract");
  replug(clinic);
}

bool shows(support::Clinic& clinic, const char* words) {
  return support::eventually(
      [&] { return clinic.kiosk().outline().dump().find(words) != std::string::npos; });
}

// From a card to the screen it leads to. The kiosk goes on without the queue's word after half a second, so
// on a busy machine the card may have to be shown again.
void show(support::Clinic& clinic, const char* card, const char* screen, const char* words) {
  const bool arrived = support::eventually([&] {
    clinic.reader(std::string("hold ") + card + " 500");
    if (!support::eventually([&] { return clinic.kiosk().screen() != "attract"; }, support::Seconds(5)))
      return false;
    const auto outline = clinic.kiosk().outline();
    if (outline["screen"] == screen && outline.dump().find(words) != std::string::npos) return true;
    back_to_attract(clinic);
    return false;
  });
  REQUIRE_MESSAGE(arrived, card, " does not lead to ", screen);
}

}  // namespace

TEST_CASE("every reader's cards lead to the greeting, or to a guest's name; what names nobody is told so") {
  support::Clinic clinic;
  clinic.open();
  clinic.add_member("1043", "Alma", "Weber", kAnnasOtherCard);
  for (const auto& reader : kReaders) {
    CAPTURE(reader.protocol);
    CAPTURE(reader.format);
    clinic.use_reader(reader.protocol, reader.format, reader.line);
    REQUIRE(support::eventually([&] { return clinic.kiosk().stats()["reader"]["state"] == "ready"; }));

    clinic.reader(std::string("hold ") + reader.nobodys + " 500");
    CHECK(support::eventually([&] { return counted(clinic, "ignored") > 0; }));
    CHECK(shows(clinic, reader.words));
    CHECK(clinic.kiosk().screen() == "attract");
    if (reader.protocol == std::string("pn532")) {
      clinic.reader(std::string("both ") + reader.card + " " + reader.unknown);
      CHECK(shows(clinic, "We see more than one card."));
    }
    clinic.reader("noise 500 11");
    clinic.reader(std::string("cut ") + reader.card + " 5");
    replug(clinic);
    CHECK(clinic.kiosk().screen() == "attract");
    CHECK(counted(clinic, "taps") == 0);

    show(clinic, reader.card, "hello", "Hello A.");
    back_to_attract(clinic);
    show(clinic, reader.unknown, "guest", "");
    back_to_attract(clinic);
  }
}
