#include "queue/service.h"

#include <doctest/doctest.h>

#include "queue/people_json.h"
#include "rig.h"

using base::Code;
using queue::Act;
using queue::State;
using rig::kMaya;
using rig::kTom;

namespace {

intake::LookupAnswer look_up(rig::Queue& q, const rig::Kiosk& kiosk, const char* card) {
  return q.service().look_up(intake::card_tokens(kiosk.card_key, base::parse_card_id(card).value())).value();
}

}  // namespace

TEST_CASE("what the kiosk sealed is what the therapist pulls") {
  rig::Queue q;
  auto kiosk = q.enrolled();
  auto made = kiosk.next_intake(q.clock);
  made.client.given = "Sam";
  made.client.initial = "K";
  CHECK(q.service().take_in({kiosk.envelope(made), 120'000}, "test").value().received == q.clock.utc());
  const auto opened = q.service().next(kMaya, false).value();
  REQUIRE(opened);
  CHECK(opened->opened.intake == made);
  CHECK(opened->opened.client.given.view() == "Sam");
  CHECK(opened->opened.client.initials.view() == "S. K.");
  CHECK(opened->opened.client.number_tail.empty());
  CHECK(opened->opened.row.standing.waiting_since.ms == q.clock.utc().ms - 120'000);
  CHECK_FALSE(q.service().next(kTom, false).value());
}

TEST_CASE("envelopes that can never be accepted are invalid") {
  rig::Queue q;
  auto kiosk = q.enrolled();
  const auto made = kiosk.next_intake(q.clock);
  const auto good = kiosk.envelope(made);
  const auto refused = [&](const intake::Envelope& envelope) {
    return q.service().take_in({envelope, 0}, "test").error().code == Code::Invalid;
  };
  const auto sealed_text = [&](std::string_view text) {
    return intake::make_envelope(text, made.id, made.sequence, kiosk.id, kiosk.queue.seal,
                                 kiosk.keys.secret_key);
  };
  CHECK(refused(sealed_text("not a record")));
  CHECK(refused(sealed_text("{\"format\":\"bodymap.intake/1\"}")));
  auto other_id = made;
  other_id.id = base::make_uuid7({1});
  CHECK(refused(sealed_text(intake::to_json(other_id).view())));
  auto other_sequence = made;
  other_sequence.sequence += 1;
  CHECK(refused(sealed_text(intake::to_json(other_sequence).view())));
  auto changed = good;
  changed.sequence += 1;
  CHECK(refused(changed));
  changed = good;
  changed.sealed[5] ^= 1U;
  CHECK(refused(changed));
  changed = good;
  changed.kiosk = "nobody";
  CHECK(refused(changed));
  const auto elsewhere = intake::make_seal_keys();
  CHECK(refused(intake::make_envelope(intake::to_json(made).view(), made.id, made.sequence, kiosk.id,
                                      elsewhere.public_key, kiosk.keys.secret_key)));
  CHECK(q.service().waiting().value() == 0);
  CHECK(q.service().take_in({good, 0}, "test"));
  REQUIRE(q.service().revoke_kiosk(kiosk.id, rig::kAdmin));
  CHECK(refused(kiosk.envelope(kiosk.next_intake(q.clock))));
}

TEST_CASE("a member's card greets by an initial; a name is told to therapists only") {
  rig::Queue q;
  auto kiosk = q.enrolled();
  const auto reference =
      q.service().add_member({"MB-104233", "anna", "Berg", "62E3086CED"}, rig::kAdmin).value();
  const auto known = look_up(q, kiosk, "62E3086CED");
  CHECK(known.known);
  CHECK(known.initial == "A");
  CHECK(known.member == reference);
  CHECK_FALSE(look_up(q, kiosk, "62E3086CEE").known);

  auto made = kiosk.next_intake(q.clock);
  made.client.member = std::string_view(known.member);
  made.client.member_confirmed = true;
  q.take(kiosk, made);
  const auto opened = q.service().next(kMaya, false).value();
  REQUIRE(opened);
  CHECK(opened->opened.client.given.view() == "anna");
  CHECK(opened->opened.client.initials.view() == "a. B.");
  CHECK(opened->opened.client.number_tail == "4233");
}

TEST_CASE("a member the client denied is a guest") {
  rig::Queue q;
  auto kiosk = q.enrolled();
  const auto reference = q.service().add_member({"1", "Anna", "Berg", ""}, rig::kAdmin).value();
  auto made = kiosk.next_intake(q.clock);
  made.client.member = std::string_view(reference);
  q.take(kiosk, made);
  CHECK(q.service().next(kMaya, false).value()->opened.client.given.empty());
}

TEST_CASE("a card that was asked about and unknown stays a stranger's; one that was not asked is matched") {
  using intake::CardAsked;
  const auto matched = [](CardAsked card, const char* given) {
    rig::Queue q;
    auto kiosk = q.enrolled();
    auto made = kiosk.next_intake(q.clock);
    made.client.tokens = intake::card_tokens(kiosk.card_key, base::parse_card_id("62E3086CED").value());
    made.client.card = card;
    made.client.given = given;
    REQUIRE(q.service().add_member({"1", "Anna", "Berg", "62E3086CED"}, rig::kAdmin));
    q.take(kiosk, made);
    return q.service().next(kMaya, false).value()->opened.client.kind == queue::ClientKind::Member;
  };
  CHECK_FALSE(matched(CardAsked::Unknown, ""));
  CHECK_FALSE(matched(CardAsked::Unknown, "Sam"));
  CHECK(matched(CardAsked::Unasked, ""));
  CHECK(matched(CardAsked::Unasked, "Sam"));
  CHECK(matched(CardAsked::Unsaid, ""));  // a kiosk that does not tell
  CHECK_FALSE(matched(CardAsked::Unsaid, "Sam"));
}

TEST_CASE("cards that share their low bits are told apart; a lossy reader's doubt is unknown") {
  rig::Queue q;
  const auto kiosk = q.enrolled();
  const auto anna = q.service().add_member({"1", "Anna", "Berg", "62E3086CED"}, rig::kAdmin).value();
  // The same 24 low bits under other high ones.
  CHECK_FALSE(look_up(q, kiosk, "01AA086CED").known);
  CHECK(look_up(q, kiosk, "em32:E3086CED").member == anna);
  CHECK(look_up(q, kiosk, "w26:008-27885").member == anna);
  const auto bob = q.service().add_member({"2", "Bob", "Cole", "01AA086CED"}, rig::kAdmin).value();
  CHECK_FALSE(look_up(q, kiosk, "w26:008-27885").known);
  CHECK(look_up(q, kiosk, "em32:E3086CED").member == anna);
  CHECK(look_up(q, kiosk, "em32:AA086CED").member == bob);
  CHECK(look_up(q, kiosk, "62E3086CED").member == anna);
  // A third has the same 32 low bits.
  REQUIRE(q.service().add_member({"3", "Cleo", "Dorn", "07E3086CED"}, rig::kAdmin));
  CHECK_FALSE(look_up(q, kiosk, "em32:E3086CED").known);
  CHECK(look_up(q, kiosk, "62E3086CED").member == anna);
}

TEST_CASE(
    "a card registered from a lossy reader is found by a better one, unless it may be somebody else's") {
  rig::Queue q;
  const auto kiosk = q.enrolled();
  const auto anna = q.service().add_member({"1", "Anna", "Berg", "w26:008-27885"}, rig::kAdmin).value();
  CHECK(look_up(q, kiosk, "w26:008-27885").member == anna);
  CHECK(look_up(q, kiosk, "em32:E3086CED").member == anna);
  CHECK(look_up(q, kiosk, "62E3086CED").member == anna);
  const auto bob = q.service().add_member({"2", "Bob", "Cole", "em32:E3086CED"}, rig::kAdmin).value();
  for (const char* either : {"w26:008-27885", "em32:E3086CED", "62E3086CED"}) {
    CAPTURE(either);
    CHECK_FALSE(look_up(q, kiosk, either).known);
  }
  CHECK(look_up(q, kiosk, "01AA086CED").member == anna);
  // Whole numbers settle it.
  const auto cleo = q.service().add_member({"3", "Cleo", "Dorn", "62E3086CED"}, rig::kAdmin).value();
  CHECK(look_up(q, kiosk, "62E3086CED").member == cleo);
  CHECK(look_up(q, kiosk, "07E3086CED").known == false);
  CHECK(bob != cleo);
}

TEST_CASE("the same digits of another kind of card are nobody's") {
  rig::Queue q;
  const auto kiosk = q.enrolled();
  REQUIRE(q.service().add_member({"1", "Anna", "Berg", "14a:E3086CED"}, rig::kAdmin));
  CHECK(look_up(q, kiosk, "14a:E3086CED").known);
  for (const char* other : {"em32:E3086CED", "14b:E3086CED", "hid:E3086CED"})
    CHECK_FALSE(look_up(q, kiosk, other).known);
}

TEST_CASE("members: a number and a card belong to one, bad input is refused") {
  rig::Queue q;
  auto& service = q.service();
  REQUIRE(service.add_member({"1", "Anna", "Berg", "62E3086CED"}, rig::kAdmin));
  CHECK(service.add_member({"1", "Bob", "Cole", ""}, rig::kAdmin).error().code == Code::Invalid);
  CHECK(service.add_member({"2", "Bob", "Cole", "62E3086CED"}, rig::kAdmin).error().code == Code::Invalid);
  CHECK(service.add_member({"2", "Bob", "Cole", "62E3"}, rig::kAdmin).error().code == Code::Invalid);
  for (const char* nobody : {"0000000000", "FFFFFFFFFF", "083F6C4A", "88047BCB", "DEADBEEF"})
    CHECK(service.add_member({"2", "Bob", "Cole", nobody}, rig::kAdmin).error().code == Code::Invalid);
  CHECK(service.add_member({"2", "B\nb", "Cole", ""}, rig::kAdmin).error().code == Code::Invalid);
  CHECK(service.add_member({"", "Bob", "Cole", ""}, rig::kAdmin).error().code == Code::Invalid);
  CHECK(service.add_member({"2", "Bob", "Cole", ""}, rig::kAdmin));
}

TEST_CASE("users: names, roles and passwords") {
  rig::Queue q;
  auto& service = q.service();
  REQUIRE(service.add_user("maya", "Maya R.", "therapist", "a long walk", rig::kAdmin));
  CHECK_FALSE(service.add_user("maya", "", "admin", "a long walk", rig::kAdmin));
  CHECK_FALSE(service.add_user("Maya", "", "admin", "a long walk", rig::kAdmin));
  CHECK_FALSE(service.add_user("tom", "", "boss", "a long walk", rig::kAdmin));
  CHECK_FALSE(service.add_user("tom", "", "admin", "a short", rig::kAdmin));
  CHECK_FALSE(service.add_user("tom", "", "admin", "", rig::kAdmin));
  REQUIRE(service.add_user("root", "", "admin", "another walk", rig::kAdmin));
  const auto config = service.kiosk_config().value();
  CHECK(config.therapists == std::vector<intake::Therapist>{{"maya", "Maya R."}});

  const auto signed_in = service.log_in("maya", "a long walk", "test").value().in.value();
  CHECK(service.session(signed_in.token, true)->user.display == "Maya R.");
  for (int left = 4; left >= 0; --left) {
    const auto tried = service.log_in("maya", "wrong", "test").value();
    CHECK(tried.counted);
    CHECK(tried.tries_left == left);
  }
  const auto waits = service.log_in("maya", "a long walk", "test").value();
  CHECK_FALSE(waits.counted);
  CHECK(waits.wait == queue::TryCounter::kFirstWait);
  q.clock.advance(queue::TryCounter::kFirstWait);
  CHECK(service.log_in("maya", "a long walk", "test").value().in);
  const auto nobody = service.log_in("nobody", "x", "test").value();
  CHECK(nobody.counted);
  CHECK(nobody.tries_left == 4);
}

TEST_CASE("an intake goes to the one asked for; asking for nobody we know is asking for anyone") {
  rig::Queue q;
  q.add_therapist("maya");
  q.add_therapist("tom");
  auto kiosk = q.enrolled();
  auto for_tom = kiosk.next_intake(q.clock);
  for_tom.therapist = "tom";
  q.take(kiosk, for_tom);
  CHECK_FALSE(q.service().next(kMaya, false).value());
  auto for_nobody = kiosk.next_intake(q.clock);
  for_nobody.therapist = "gone";
  q.take(kiosk, for_nobody);
  CHECK(q.service().next(kMaya, false).value()->opened.intake.id == for_nobody.id);
  CHECK(q.service().pull(kMaya, for_tom.id, false).value().opened.row.hold.holder == "maya");
  CHECK(q.service().pull(kTom, for_tom.id, false).error().what == "held by maya");
}

TEST_CASE("pull, start, done, with what was worked and a note") {
  rig::Queue q;
  auto kiosk = q.enrolled();
  const auto made = kiosk.next_intake(q.clock);
  q.take(kiosk, made);
  auto& service = q.service();
  const auto token = service.next(kMaya, false).value()->opened.row.hold.token;
  q.clock.advance(base::Millis{50'000});
  REQUIRE(service.act(kMaya, made.id, Act::Renew, token));
  q.clock.advance(base::Millis{50'000});
  REQUIRE(service.act(kMaya, made.id, Act::Start, token));
  CHECK(service.finish(kMaya, made.id, token, {"calf"}, "").error().code == Code::Invalid);
  CHECK(service.finish(kMaya, made.id, token, {}, "two\nlines").error().code == Code::Invalid);
  REQUIRE(service.finish(kMaya, made.id, token, {"calf_outer.L", "knee_cap.R"}, "went well"));
  const auto shown = service.show(kTom, made.id).value();
  CHECK(shown.opened.row.hold.state == State::Done);
  CHECK(shown.opened.worked == std::vector<std::string>{"calf_outer.L", "knee_cap.R"});
  CHECK(shown.opened.note.view() == "went well");
}

TEST_CASE("next can start at once; a lease that ran out shows as waiting again") {
  rig::Queue q;
  auto kiosk = q.enrolled();
  const auto first = kiosk.next_intake(q.clock);
  q.take(kiosk, first);
  CHECK(q.service().next(kMaya, true).value()->opened.row.hold.state == State::InSession);
  const auto second = kiosk.next_intake(q.clock);
  q.take(kiosk, second);
  REQUIRE(q.service().next(kMaya, false).value());
  CHECK(q.service().waiting().value() == 0);
  q.clock.advance(base::Millis{60'000});
  CHECK(q.service().waiting().value() == 1);
  CHECK(q.service().show(kTom, second.id).value().opened.row.hold.state == State::Waiting);
  const auto list = q.service().list(kTom).value().open;
  REQUIRE(list.size() == 2);
  CHECK(list[0].intake.id == second.id);
  CHECK(list[1].row.hold.holder == "maya");
}

TEST_CASE("areas are read by rank, then level") {
  rig::Queue q;
  const auto areas = rig::some_intake(q.clock, "k", 1).areas;
  const auto sorted = queue::by_rank_then_level(areas);
  CHECK(sorted[0].region.view() == "spine_low.M");
  CHECK(sorted[1].region.view() == "calf_outer.L");
}

TEST_CASE("every pull, change and opening is in the audit trail, with nothing of what was said") {
  rig::Queue q;
  auto kiosk = q.enrolled();
  const auto made = kiosk.next_intake(q.clock);
  q.take(kiosk, made);
  const auto token = q.service().next(kMaya, false).value()->opened.row.hold.token;
  REQUIRE(q.service().show(kTom, made.id));
  REQUIRE(q.service().act(kTom, made.id, Act::TakeOver, 0));
  REQUIRE(q.service().act(kTom, made.id, Act::Release, token + 1));
  std::vector<std::string> whats;
  const auto trail = q.open.store->audit_trail().value();
  for (const auto& entry : trail) {
    if (entry.about == base::to_text(made.id)) whats.push_back(entry.actor.name + " " + entry.what);
    CHECK((entry.what + entry.about).find("calf") == std::string::npos);
  }
  CHECK(whats == std::vector<std::string>{"kiosk:" + kiosk.id + " received", "maya pulled", "tom shown",
                                          "tom taken over", "tom released"});
}

TEST_CASE("the data folder holds none of what was said, in clear") {
  rig::Queue q;
  auto kiosk = q.enrolled();
  const auto reference =
      q.service().add_member({"MB-104233", "Annabel", "Bergstrom", "62E3086CED"}, rig::kAdmin).value();
  auto made = kiosk.next_intake(q.clock);
  made.client.member = std::string_view(reference);
  made.client.member_confirmed = true;
  made.client.given = "Samantha";
  made.answers.push_back({base::ShortText<32>("wish_today"), base::ShortText<32>("very_firm")});
  q.take(kiosk, made);
  const auto token = q.service().next(kMaya, true).value()->opened.row.hold.token;
  REQUIRE(q.service().finish(kMaya, made.id, token, {"ham_outer.R"}, "slow breathing helped"));
  REQUIRE(q.service().list(kMaya));
  q.open = {};
  std::size_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(q.data)) {
    const auto content = base::read_file(entry.path()).value();
    bytes += content.size();
    for (const char* said : {"MB-104233", "Annabel", "Bergstrom", "62E3086CED", "62e3086ced", "Samantha",
                             "calf_outer", "spine_low", "knee_cap.R", "tight", "very_firm", "wish_today",
                             "ham_outer", "slow breathing", "bodymap.intake"})
      CHECK_MESSAGE(content.find(said) == std::string::npos, said);
  }
  CHECK(bytes > 10'000);
}

TEST_CASE("a missing key is told, another key is refused, and no key lies in the data folder") {
  rig::Queue q;
  q.enrolled();
  q.open = {};
  std::filesystem::rename(q.key, q.temp.path() / "away.key");
  const auto without = queue::open_queue(q.data, q.key, q.clock, {});
  CHECK(without.error().code == Code::Refused);
  CHECK(without.error().what.find("queue's key missing") == 0);
  CHECK_FALSE(std::filesystem::exists(q.key));
  REQUIRE(queue::Keys::create(q.key));
  CHECK(queue::open_queue(q.data, q.key, q.clock, {}).error().code == Code::Refused);
  CHECK(queue::open_queue(q.data, q.data / "my.key", q.clock, {}).error().code == Code::Invalid);
  CHECK(queue::open_queue(q.data / "", q.data / "sub/my.key", q.clock, {}).error().code == Code::Invalid);
  CHECK(queue::open_queue(q.data, q.temp.path() / "away.key", q.clock, {}));
}
