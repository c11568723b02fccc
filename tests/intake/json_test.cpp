#include "intake/json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "intake/sample.h"

using nlohmann::json;

namespace {

json full_json() { return json::parse(intake::to_json(sample::full()).view()); }

// What from_json says about a changed record; empty if it takes it.
std::string refusal(const json& changed) {
  const auto read = intake::from_json(changed.dump());
  return read ? "" : read.error().what;
}

// Follows "areas/0/level" from the record's top.
json::json_pointer pointer(const std::string& path) { return json::json_pointer("/" + path); }

// The word check() or from_json uses for the field at that path.
std::string name_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

const std::vector<std::string> kFields{"format",
                                       "id",
                                       "kiosk",
                                       "sequence",
                                       "started",
                                       "sent",
                                       "time_zone",
                                       "local_date",
                                       "clock_trusted",
                                       "language",
                                       "status",
                                       "ended_by",
                                       "client",
                                       "client/tokens",
                                       "client/tokens/0/width",
                                       "client/tokens/0/token",
                                       "client/given",
                                       "client/initial",
                                       "client/member",
                                       "client/member_confirmed",
                                       "therapist",
                                       "nothing_hurts",
                                       "areas",
                                       "areas/0/region",
                                       "areas/0/level",
                                       "areas/0/scale",
                                       "areas/0/kinds",
                                       "areas/0/since",
                                       "areas/0/when",
                                       "areas/0/rank",
                                       "areas/0/view",
                                       "areas/0/point_mm",
                                       "avoid",
                                       "avoid/0/region",
                                       "avoid/0/why",
                                       "answers",
                                       "answers/0/question",
                                       "answers/0/choice",
                                       "screening",
                                       "screening/0/id",
                                       "screening/0/answer",
                                       "screening/0/tier",
                                       "screening/0/triggered_by",
                                       "replaces",
                                       "content_version",
                                       "program_version"};

}  // namespace

TEST_CASE("json: a full record comes back the same") {
  const auto intake = sample::full();
  const auto read = intake::from_json(intake::to_json(intake).view());
  REQUIRE(read.has_value());
  CHECK(*read == intake);
}

TEST_CASE("json: so does the smallest") {
  auto intake = sample::full();
  intake.client = {};
  intake.therapist = {};
  intake.areas = {};
  intake.avoid = {};
  intake.answers = {};
  intake.screening = {};
  intake.replaces.reset();
  intake.nothing_hurts = true;
  CHECK(intake::from_json(intake::to_json(intake).view()).value() == intake);
}

TEST_CASE("json: so do 97 areas with everything said") {
  auto intake = sample::full();
  intake.areas = {};
  for (int i = 0; i < 97; ++i) {
    auto area = sample::full().areas[0];
    area.region = sample::region(std::string(1 + i / 26, 'z') + static_cast<char>('a' + i % 26) + ".L");
    area.rank = i < 3 ? i + 1 : 0;
    area.at = {intake::ViewName("upper-front"), static_cast<float>(i) / 2, 0.5F};
    intake.areas.push_back(area);
  }
  CHECK(intake::from_json(intake::to_json(intake).view()).value() == intake);
}

TEST_CASE("json: the file's words are as published") {
  const auto record = full_json();
  CHECK(record.size() == 22);
  CHECK(record["format"] == "bodymap.intake/1");
  CHECK(record["sent"] == "2026-11-21T10:52:00.123Z");
  CHECK(record["status"] == "incomplete");
  CHECK(record["areas"][0] == json::parse(R"({"region":"calf_outer.L","level":8,"scale":"nrs10",
      "kinds":["tight","dull_ache"],"since":"days","when":["while_running","at_rest"],"rank":1,
      "view":"legs-back","point_mm":[101.5,302.2]})"));
  CHECK(record["areas"][1]["since"].is_null());
  CHECK(record["areas"][1]["rank"].is_null());
  CHECK(record["avoid"][1] == json::parse(R"({"region":"neck.M","why":"unsaid"})"));
}

TEST_CASE("json: each missing field is refused by its name") {
  for (const auto& path : kFields) {
    CAPTURE(path);
    auto record = full_json();
    const auto at = pointer(path);
    REQUIRE(record.contains(at));
    record.at(at.parent_pointer()).erase(at.back());
    CHECK(refusal(record) == "intake: " + name_of(path));
  }
}

TEST_CASE("json: each field of a wrong kind is refused by its name") {
  for (const auto& path : kFields) {
    for (const json& wrong : {json(json::object()), json(3.5), json(-7)}) {
      CAPTURE(path);
      auto record = full_json();
      record.at(pointer(path)) = wrong;
      // An object in the client's place is a client without its first field.
      CHECK(refusal(record) == "intake: " + (path == "client" ? "tokens" : name_of(path)));
    }
  }
}

TEST_CASE("json: words outside the lists are refused") {
  for (const auto& [path, value] :
       std::initializer_list<std::pair<const char*, json>>{{"format", "bodymap.intake/2"},
                                                           {"id", "not-a-uuid"},
                                                           {"replaces", ""},
                                                           {"started", "2026-13-01T10:52:00.123Z"},
                                                           {"sent", "2026-11-21 10:52:00"},
                                                           {"sent", "2026-11-21T10:52: 0.123Z"},
                                                           {"status", "done"},
                                                           {"ended_by", ""},
                                                           {"areas/0/region", "Calf.L"},
                                                           {"areas/0/level", 11},
                                                           {"areas/0/level", -1},
                                                           {"areas/0/level", 7.5},
                                                           {"areas/0/level", "7"},
                                                           {"areas/0/scale", "nrs11"},
                                                           {"areas/0/kinds", json::array({"itchy"})},
                                                           {"areas/0/kinds", json::array({1})},
                                                           {"areas/0/since", ""},
                                                           {"areas/0/since", "ages"},
                                                           {"areas/0/when", json::array({"always"})},
                                                           {"areas/0/rank", 0},
                                                           {"areas/0/rank", 4},
                                                           {"areas/0/view", "a view with a long name"},
                                                           {"areas/0/point_mm", json::array({1})},
                                                           {"areas/0/point_mm", json::array({1, 2, 3})},
                                                           {"areas/0/point_mm", json::array({"1", "2"})},
                                                           {"areas/0/point_mm", json::array({1e300, 2})},
                                                           {"avoid/0/why", "because"},
                                                           {"sequence", 0},
                                                           {"sequence", 18446744073709551615ULL},
                                                           {"client/tokens/0/token", std::string(65, 'a')},
                                                           {"answers/0/choice", std::string(33, 'a')}}) {
    CAPTURE(path);
    CAPTURE(value);
    auto record = full_json();
    record.at(pointer(path)) = value;
    CHECK(refusal(record) == "intake: " + name_of(path));
  }
}

TEST_CASE("json: too many of anything is refused") {
  for (const auto& [path, most] : {std::pair{"areas", 97},
                                   {"avoid", 97},
                                   {"answers", 64},
                                   {"screening", static_cast<int>(intake::kMostScreened)},
                                   {"client/tokens", 8},
                                   {"areas/0/kinds", 16}}) {
    CAPTURE(path);
    auto record = full_json();
    auto& list = record.at(pointer(path));
    const auto one = list[0];
    while (list.size() <= static_cast<std::size_t>(most)) list.push_back(one);
    CHECK(refusal(record) == "intake: " + name_of(path));
  }
}

TEST_CASE("json: a record that breaks a rule is Invalid, one that is none is Parse") {
  auto record = full_json();
  record["nothing_hurts"] = true;
  CHECK(intake::from_json(record.dump()).error().code == base::Code::Invalid);
  CHECK(intake::from_json("{}").error().code == base::Code::Parse);
}

TEST_CASE("json: fields nobody knows are passed over and not kept") {
  auto record = full_json();
  record["later"] = "x";
  CHECK(intake::from_json(record.dump()).value() == sample::full());
}

TEST_CASE("json: an error never repeats what was said") {
  for (const auto& path : kFields) {
    auto record = full_json();
    record.at(pointer(path)) = "Geheimnis.X";
    CHECK(refusal(record).find("Geheimnis") == std::string::npos);
  }
}

TEST_CASE("json: hostile bytes are refused and harm nothing") {
  const std::string full(intake::to_json(sample::full()).view());
  for (std::size_t length = 0; length < full.size(); length += 7)
    CHECK_FALSE(intake::from_json(full.substr(0, length)).has_value());
  for (const std::string& text :
       {std::string(), std::string("null"), std::string("[]"), std::string("7"), std::string("\"\""),
        std::string(150'000, '['), std::string(150'000, '{'), std::string(200'000, ' '),
        std::string("\xFF\xFE"), std::string(1, '\0'), full + "x", "[" + full + "]"}) {
    const auto read = intake::from_json(text);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().code == base::Code::Parse);
  }
  // Every single byte changed: taken or refused, never worse.
  for (std::size_t at = 0; at < full.size(); ++at) {
    auto changed = full;
    changed[at] = static_cast<char>(changed[at] ^ 0x15);
    static_cast<void>(intake::from_json(changed));
  }
}

TEST_CASE("json: what came of asking about the card, also where a kiosk does not say") {
  auto record = sample::full();
  for (const auto card : {intake::CardAsked::Unsaid, intake::CardAsked::Known, intake::CardAsked::Unknown,
                          intake::CardAsked::Unasked}) {
    record.client.card = card;
    const auto text = json::parse(intake::to_json(record).view());
    CHECK(text["client"].contains("card") == (card != intake::CardAsked::Unsaid));
    CHECK(intake::from_json(text.dump())->client.card == card);
  }
  auto wrong = full_json();
  wrong["client"]["card"] = "maybe";
  CHECK_FALSE(refusal(wrong).empty());
}
