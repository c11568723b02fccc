#include "queue/sheet.h"

#include <doctest/doctest.h>

#include "queue/people_json.h"
#include "rig.h"

namespace {

std::string shout(std::string_view code) { return "<" + std::string(code) + ">"; }

queue::Opened opened(const base::Clock& clock) {
  queue::Opened made;
  made.intake = rig::some_intake(clock, "k1", 1);
  made.row.id = made.intake.id;
  made.row.received = clock.utc();
  made.row.standing = {queue::Tier::S, "maya", {clock.utc().ms - 7 * 60'000}};
  made.row.hold = {queue::State::Pulled, "maya", 1, base::Utc{clock.utc().ms + 60'000}};
  made.client = {queue::ClientKind::Member, "4233", "AB", "Anna", "Anna B."};
  return made;
}

// As maya is shown it.
std::string json_of(const queue::Opened& opened, const base::Clock& clock) {
  queue::Sheet sheet;
  sheet.opened = opened;
  sheet.listing.now = clock.utc();
  sheet.listing.viewer = "maya";
  return queue::to_json(sheet);
}

std::string list_of(std::vector<queue::Opened> open, const base::Clock& clock) {
  queue::Listing listing;
  listing.now = clock.utc();
  listing.open = std::move(open);
  return queue::to_json(listing);
}

bool in_order(const std::string& text, std::initializer_list<const char*> parts) {
  std::size_t at = 0;
  for (const char* part : parts) {
    at = text.find(part, at);
    if (at == std::string::npos) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("the sheet tells who, then the areas by rank, then what not to touch") {
  const base::ManualClock clock;
  auto record = opened(clock);
  record.intake.screening.push_back({base::ShortText<32>("dvt"), base::ShortText<16>("yes"),
                                     base::ShortText<2>("S"), base::ShortText<48>("calf.calf_outer.L")});
  const auto text = queue::sheet_text(json_of(record, clock), shout).value();
  CHECK(in_order(text, {"Anna (AB), member ..4233", "waiting 7 min", "asked for maya",
                        "pulled, maya, 60 s left", "SPEAK TO STAFF FIRST", "1  <spine_low.M>", "5 of 10",
                        "<calf_outer.L>", "8 of 10", "tight, since: days, after running",
                        "Please don't touch", "<knee_cap.R>  (injury)", "pressure: firm"}));
  CHECK(text.find("INCOMPLETE") == std::string::npos);
}

TEST_CASE("the sheet of a guest who stopped half way, and of one where nothing hurts") {
  const base::ManualClock clock;
  auto record = opened(clock);
  record.client = {queue::ClientKind::Guest, "", "SK", "Sam", "Sam K."};
  record.row.standing.wanted = "";
  record.intake.status = intake::Status::Incomplete;
  record.intake.ended_by = intake::EndedBy::Idle;
  record.intake.areas.clear();
  auto text = queue::sheet_text(json_of(record, clock), shout).value();
  CHECK(in_order(text,
                 {"Sam (SK), guest", "asked for anyone", "INCOMPLETE: ended by idle", "No area was marked"}));
  record.client = {};
  record.intake.nothing_hurts = true;
  text = queue::sheet_text(json_of(record, clock), shout).value();
  CHECK(in_order(text, {"Guest without a name", "Nothing hurts today"}));
}

TEST_CASE("a finished sheet tells what was worked") {
  const base::ManualClock clock;
  auto record = opened(clock);
  record.worked = {"knee_cap.L"};
  record.note = "went well";
  const auto text = queue::sheet_text(json_of(record, clock), shout).value();
  CHECK(in_order(text, {"Worked", "<knee_cap.L>", "Note", "went well"}));
}

TEST_CASE("the list has a line for each, those held without a position") {
  const base::ManualClock clock;
  auto waiting = opened(clock);
  waiting.row.hold = {};
  const auto held = opened(clock);
  const auto text = queue::list_text(list_of({waiting, held}, clock), shout).value();
  CHECK(in_order(
      text, {"  1  ", "Anna (AB), member ..4233, 7 min, asked for maya: <spine_low.M> 5, <calf_outer.L> 8",
             "SPEAK TO STAFF", "\n  -  ", "(pulled, maya"}));
  CHECK(queue::list_text(list_of({}, clock), shout).value().empty());
}

TEST_CASE("an answer that is no record is told") {
  for (const char* text : {"", "{}", "[]", "{\"intake\":{}}", "null"}) {
    CHECK(queue::sheet_text(text, shout).error().code == base::Code::Parse);
    CHECK_FALSE(queue::list_text(text, shout));
  }
}
