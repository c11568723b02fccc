// Cards that cannot be used as they are: numbers that name nobody, each told in its own words, and numbers
// read in part that may be two members'.
#include <doctest/doctest.h>

#include "support/clinic.h"
#include "support/eventually.h"

namespace {

bool says(support::Clinic& clinic, const std::string& screen, const std::string& words) {
  const auto outline = clinic.kiosk().outline();
  return outline["screen"] == screen && outline.dump().find(words) != std::string::npos;
}

// The card may have to be shown again: on a busy machine the kiosk goes on before the queue's word comes.
bool leads_to(support::Clinic& clinic, const std::string& card, const std::string& screen,
              const std::string& words) {
  return support::eventually([&] {
    clinic.reader("tap " + card);
    const bool left =
        support::eventually([&] { return clinic.kiosk().screen() != "attract"; }, support::Seconds(5));
    if (left && says(clinic, screen, words)) return true;
    if (left) clinic.kiosk().tap("back");
    clinic.kiosk().wait_for("attract");
    return false;
  });
}

}  // namespace

TEST_CASE("a card whose number names nobody is told why, and the reader goes on") {
  support::Clinic::Options options;
  options.protocol = "line";
  options.format = "hex";
  support::Clinic clinic(options);
  clinic.open();
  struct Row {
    const char* card;
    const char* words;
  };
  for (const auto& row :
       {Row{"083F6C4A", "That card changes its number each time."},
        Row{"88047BCB", "We can’t read all of that card’s number."},
        Row{"00000000", "There is no number on that card."}, Row{"FFFFFFFF", "We could not read that card."},
        Row{"DEADBEEF", "That card has no number of its own yet."}}) {
    CAPTURE(row.card);
    clinic.reader(std::string("tap ") + row.card);
    CHECK(support::eventually([&] { return says(clinic, "attract", row.words); }));
  }
  // A touch goes on, and a phone held up there is told the same.
  clinic.kiosk().tap("start");
  clinic.kiosk().wait_for("guest");
  CHECK_FALSE(says(clinic, "guest", "That card"));
  CHECK(support::eventually([&] {
    clinic.reader("tap 083F6C4A");
    return support::eventually(
        [&] { return says(clinic, "guest", "That card changes its number each time."); },
        support::Seconds(4));
  }));
  clinic.kiosk().tap("back");
  clinic.kiosk().wait_for("attract");
  CHECK(leads_to(clinic, support::kAnnasCard, "hello", "Hello A."));
}

TEST_CASE("a number read in part greets its only owner; when it may be two members' the desk is asked") {
  support::Clinic::Options options;
  options.protocol = "line";
  options.format = "6h8d";
  support::Clinic clinic(options);
  clinic.open();
  CHECK(leads_to(clinic, support::kAnnasCard, "hello", "Hello A."));
  clinic.kiosk().tap("back");
  clinic.kiosk().wait_for("attract");
  // The same 24 low bits under others.
  clinic.add_member("1044", "Bob", "Cole", "01AA086CED");
  clinic.use_reader("line", "6h8d");
  for (const char* either : {support::kAnnasCard, "01AA086CED"}) {
    CAPTURE(either);
    CHECK(leads_to(clinic, either, "guest", "We do not know this card yet."));
    CHECK(says(clinic, "guest", "Please show it at the desk after."));
    clinic.kiosk().tap("back");
    clinic.kiosk().wait_for("attract");
    clinic.use_reader("line", "6h8d");
  }
  // A reader that sends all of it knows them apart.
  clinic.use_reader("rdm6300", "");
  CHECK(leads_to(clinic, support::kAnnasCard, "hello", "Hello A."));
  clinic.kiosk().tap("back");
  clinic.kiosk().wait_for("attract");
  CHECK(leads_to(clinic, "01AA086CED", "hello", "Hello B."));
}
