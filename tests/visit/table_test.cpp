// Every screen against every event of a person: what means nothing there changes nothing.
#include <array>
#include <set>

#include "play.h"

using play::Player;
using visit::Screen;
namespace ev = visit::event;

namespace {

struct Named {
  const char* name;
  visit::What what;
};

std::vector<Named> all_events() {
  const auto calf = play::region("calf_outer.L");
  return {{"start", ev::Start{}},
          {"not me", ev::NotMe{}},
          {"therapist", ev::PickTherapist{0}},
          {"field", ev::PickField{visit::NameField::LastInitial}},
          {"key", ev::Key{U'Q'}},
          {"backspace", ev::Backspace{}},
          {"without name", ev::WithoutName{}},
          {"next", ev::Next{}},
          {"back", ev::Back{}},
          {"help", ev::Help{}},
          {"view", ev::ShowView{figure::View::Soles}},
          {"region", ev::TouchRegion{calf, {}}},
          {"doubtful", ev::TouchDoubtful{{calf, play::region("achilles.L")}, {}}},
          {"doubtful of one", ev::TouchDoubtful{{calf}, {}}},
          {"doubtful of five", ev::TouchDoubtful{{calf, calf, calf, calf, calf}, {}}},
          {"closer", ev::ComeCloser{figure::View::LegsBack}},
          {"candidate", ev::PickCandidate{1}},
          {"candidate that is not there", ev::PickCandidate{2}},
          {"no candidate", ev::NoCandidate{}},
          {"level", ev::SetLevel{3}},
          {"kind", ev::ToggleKind{intake::Kind::Sore}},
          {"since", ev::ToggleSince{intake::Since::Days}},
          {"when", ev::ToggleWhen{intake::When::AtRest}},
          {"both", ev::ToggleBothSides{}},
          {"avoid", ev::ToggleAvoid{}},
          {"why", ev::SetAvoidWhy{intake::AvoidWhy::Skin}},
          {"remove", ev::RemoveMark{}},
          {"clear", ev::ClearMarks{}},
          {"undo", ev::Undo{}},
          {"redo", ev::Redo{}},
          {"nothing", ev::NothingHurts{}},
          {"edit", ev::EditRegion{calf, figure::View::Back}},
          {"send", ev::Send{}},
          {"stay", ev::Stay{}},
          {"discard", ev::Discard{}},
          {"card", ev::CardTapped{play::tokens()}},
          {"refused card", ev::CardRefused{base::CardRefusal::Random}},
          {"late lookup", ev::LookupDone{99, true, true, "B", "m9"}},
          {"late stored", ev::Stored{99}},
          {"late failure", ev::StoreFailed{99}},
          {"tick too early", ev::Tick{}}};
}

struct Row {
  Screen screen;
  Player play;
  std::set<std::string> means;  // the events that change something here
};

Player marked() {
  Player play;
  play(ev::Start{})(ev::Key{U'Z'})(ev::Next{}).mark("calf_outer.L", 7);
  return play;
}

std::vector<Row> all_screens() {
  std::vector<Row> rows;
  Player attract;
  rows.push_back({Screen::Attract, attract, {"start", "help", "card", "refused card"}});
  Player guest;
  guest(ev::Start{})(ev::Key{U'Z'});
  rows.push_back(
      {Screen::Guest, guest, {"field", "key", "backspace", "without name", "next", "back", "help", "card"}});
  Player hello;
  hello(ev::CardTapped{play::tokens()})(ev::LookupDone{1, true, true, "A", "m1"});
  rows.push_back({Screen::Hello, hello, {"not me", "next", "back", "help"}});
  Player therapist(play::rules_with({{"maya", "Maya R."}}));
  therapist(ev::Start{})(ev::WithoutName{});
  rows.push_back({Screen::Therapist, therapist, {"therapist", "back", "help", "card"}});
  rows.push_back({Screen::Map,
                  marked(),
                  {"next", "back", "help", "view", "region", "doubtful", "closer", "clear", "undo", "card"}});
  Player lens = marked();
  lens(ev::TouchDoubtful{{play::region("achilles.L"), play::region("calf_low.L")}, {}});
  rows.push_back({Screen::Map, lens, {"back", "help", "candidate", "no candidate", "card"}});
  rows.push_back({Screen::Review, marked()(ev::Next{}), {"back", "help", "edit", "send", "card"}});
  Player sent = marked();
  sent(ev::Next{})(ev::Send{})(ev::Stored{1});
  rows.push_back({Screen::Sent, sent, {"next", "help", "card", "refused card"}});
  rows.push_back({Screen::Idle, marked().wait(play::Millis{120'000}), {"stay", "discard", "help", "card"}});
  Player whose_turn = marked();
  whose_turn(ev::CardTapped{{{base::ShortText<8>("em40"), base::ShortText<64>("bb")}}});
  rows.push_back({Screen::Switch, whose_turn, {"start", "stay", "help", "card"}});
  rows.push_back({Screen::Help, marked()(ev::Help{}), {"back", "card"}});
  Player fault = marked();
  fault(ev::Next{})(ev::Send{})(ev::StoreFailed{1});
  rows.push_back({Screen::Fault, fault, {"next", "back", "help", "card"}});
  return rows;
}

// What a person could see or lose by.
bool same(const visit::Visit& a, const visit::Visit& b) {
  return a.screen == b.screen && a.number == b.number && a.card == b.card && a.tokens == b.tokens &&
         a.given == b.given && a.last_initial == b.last_initial && a.field == b.field &&
         a.therapist == b.therapist && a.therapist_answered == b.therapist_answered && a.view == b.view &&
         a.marks == b.marks && a.past == b.past && a.future == b.future && a.chosen == b.chosen &&
         a.candidates == b.candidates && a.storing == b.storing && a.refused == b.refused &&
         a.other == b.other;
}

}  // namespace

TEST_CASE("what means nothing on a screen changes nothing and asks for nothing") {
  for (const Row& row : all_screens()) {
    CAPTURE(static_cast<int>(row.screen));
    REQUIRE(row.play.now.screen == row.screen);
    for (const auto& [name, what] : all_events()) {
      CAPTURE(name);
      Player play = row.play;
      play(what);
      const bool changed = !same(play.now, row.play.now) || !play.effects.empty();
      CHECK(changed == row.means.contains(name));
    }
  }
}
