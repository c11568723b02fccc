#include "intake/record.h"

#include <doctest/doctest.h>

#include <functional>
#include <limits>

#include "intake/sample.h"

using intake::Intake;

namespace {

// The field that check() names after one thing was made wrong; empty if it found nothing.
std::string wrong(const std::function<void(Intake&)>& spoil) {
  auto intake = sample::full();
  spoil(intake);
  const auto checked = intake::check(intake);
  if (checked) return "";
  CHECK(checked.error().code == base::Code::Invalid);
  return checked.error().what;
}

}  // namespace

TEST_CASE("record: a full one, an empty one and a pain-free one hold") {
  CHECK(intake::check(sample::full()).has_value());
  CHECK(wrong([](Intake& intake) {
          intake.areas = {};
          intake.avoid = {};
        }) == "");
  CHECK(wrong([](Intake& intake) {
          intake.areas = {};
          intake.nothing_hurts = true;
        }) == "");
}

TEST_CASE("record: who, when and where from") {
  CHECK(wrong([](Intake& intake) { intake.id = {}; }) == "intake: id");
  CHECK(wrong([](Intake& intake) { intake.kiosk = ""; }) == "intake: kiosk");
  CHECK(wrong([](Intake& intake) { intake.kiosk = std::string(65, 'k'); }) == "intake: kiosk");
  CHECK(wrong([](Intake& intake) { intake.kiosk = "a\nb"; }) == "intake: kiosk");
  CHECK(wrong([](Intake& intake) { intake.sequence = 0; }) == "intake: sequence");
  CHECK(wrong([](Intake& intake) { intake.started.ms = intake.sent.ms + 1; }) == "intake: started");
  CHECK(wrong([](Intake& intake) { intake.time_zone = "\xFF"; }) == "intake: time_zone");
  CHECK(wrong([](Intake& intake) { intake.local_date = "21.11.2026"; }) == "intake: local_date");
  CHECK(wrong([](Intake& intake) { intake.local_date = ""; }) == "intake: local_date");
  CHECK(wrong([](Intake& intake) { intake.language = std::string(65, 'e'); }) == "intake: language");
  CHECK(wrong([](Intake& intake) { intake.content_version = "\xC3"; }) == "intake: content_version");
  CHECK(wrong([](Intake& intake) { intake.program_version = "1 0"; }) == "intake: program_version");
}

TEST_CASE("record: the client") {
  CHECK(wrong([](Intake& intake) { intake.client.given = std::string(161, 'x'); }) == "intake: client.given");
  CHECK(wrong([](Intake& intake) { intake.client.given = "a\x01"; }) == "intake: client.given");
  CHECK(wrong([](Intake& intake) { intake.client.given = "\xC0\xAF"; }) == "intake: client.given");
  CHECK(wrong([](Intake& intake) { intake.client.initial = "\xED\xA0\x80"; }) == "intake: client.initial");
  CHECK(wrong([](Intake& intake) { intake.client.member = std::string(65, 'm'); }) ==
        "intake: client.member");
  CHECK(wrong([](Intake& intake) { intake.client.member = "\xFF"; }) == "intake: client.member");
  CHECK(wrong([](Intake& intake) { intake.client.tokens.resize(9); }) == "intake: client.tokens");
  CHECK(wrong([](Intake& intake) { intake.therapist = std::string(65, 't'); }) == "intake: therapist");
}

TEST_CASE("record: areas") {
  const std::string areas = "intake: areas";
  CHECK(wrong([](Intake& intake) { intake.areas[0].region = {}; }) == areas);
  CHECK(wrong([](Intake& intake) { intake.areas[0].level = 11; }) == areas);
  CHECK(wrong([](Intake& intake) { intake.areas[0].level = -1; }) == areas);
  CHECK(wrong([](Intake& intake) { intake.areas[0].rank = 4; }) == areas);
  CHECK(wrong([](Intake& intake) { intake.areas[0].rank = -1; }) == areas);
  CHECK_MESSAGE(wrong([](Intake& intake) { intake.areas[1].rank = 1; }) == areas, "two areas of one rank");
  CHECK_MESSAGE(wrong([](Intake& intake) { intake.areas[1].region = intake.areas[0].region; }) == areas,
                "one region twice");
  CHECK(wrong([](Intake& intake) { intake.areas[0].at.x_mm = std::numeric_limits<float>::quiet_NaN(); }) ==
        areas);
  CHECK(wrong([](Intake& intake) { intake.areas[0].at.y_mm = 1e9F; }) == areas);
  CHECK(wrong([](Intake& intake) { intake.areas[0].at.view = intake::ViewName("\xFF"); }) == areas);
  CHECK_MESSAGE(
      wrong([](Intake& intake) { intake.areas[1].region = intake.areas[0].region.mirrored(); }) == "",
      "both sides are two regions");
  CHECK(wrong([](Intake& intake) {
          intake.areas[0].kinds.add(intake::Kind::Sharp);
          intake.areas[0].kinds.add(intake::Kind::Numb);
        }) == areas);
  CHECK(wrong([](Intake& intake) { intake.nothing_hurts = true; }) == "intake: nothing_hurts");
}

TEST_CASE("record: what to avoid, answers and screening") {
  CHECK(wrong([](Intake& intake) { intake.avoid[0].region = {}; }) == "intake: avoid");
  CHECK(wrong([](Intake& intake) { intake.avoid[1].region = intake.avoid[0].region; }) == "intake: avoid");
  CHECK_MESSAGE(wrong([](Intake& intake) { intake.avoid[0].region = intake.areas[0].region; }) == "",
                "a place may hurt and be left alone");
  CHECK(wrong([](Intake& intake) { intake.answers.resize(65); }) == "intake: answers");
  CHECK(wrong([](Intake& intake) { intake.answers[0].choice = base::ShortText<32>("\xE2\x82"); }) ==
        "intake: answers");
  CHECK(wrong([](Intake& intake) { intake.screening.resize(intake::kMostScreened + 1); }) ==
        "intake: screening");
  CHECK(wrong([](Intake& intake) { intake.screening[0].tier = base::ShortText<2>("\n"); }) ==
        "intake: screening");
}

TEST_CASE("record: the words of the enumerations are the file's for ever") {
  using namespace intake;
  for (int i = 0; i < kKindCount; ++i)
    CHECK(parse_kind(to_text(static_cast<Kind>(i))) == static_cast<Kind>(i));
  for (int i = 0; i < kSinceCount; ++i)
    CHECK(parse_since(to_text(static_cast<Since>(i))) == static_cast<Since>(i));
  for (int i = 0; i < kWhenCount; ++i)
    CHECK(parse_when(to_text(static_cast<When>(i))) == static_cast<When>(i));
  for (int i = 0; i < kAvoidWhyCount; ++i)
    CHECK(parse_avoid_why(to_text(static_cast<AvoidWhy>(i))) == static_cast<AvoidWhy>(i));
  CHECK(to_text(Kind::DullAche) == "dull_ache");
  CHECK(to_text(Since::Unsaid).empty());
  CHECK(to_text(When::AfterRunning) == "after_running");
  CHECK(to_text(EndedBy::OtherCard) == "other_card");
  CHECK_FALSE(parse_kind("Tight").has_value());
  CHECK_FALSE(parse_when("").has_value());
  CHECK_FALSE(parse_avoid_why("other").has_value());
}

TEST_CASE("record: a set adds, removes and counts") {
  intake::Set<intake::Kind> set;
  CHECK(set.count() == 0);
  set.add(intake::Kind::Throbbing);
  set.add(intake::Kind::Throbbing);
  set.add(intake::Kind::Tight);
  CHECK(set.count() == 2);
  CHECK(set.has(intake::Kind::Throbbing));
  set.remove(intake::Kind::Throbbing);
  CHECK_FALSE(set.has(intake::Kind::Throbbing));
  CHECK(set.has(intake::Kind::Tight));
}
