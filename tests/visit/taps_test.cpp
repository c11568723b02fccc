// How many touches a visit takes, one an event, as the screens send them. A place is marked in a close-up,
// and the next one is touched beside the open panel.
#include "asks.h"

using intake::Kind;
using intake::Since;
using intake::When;
using play::Player;
using visit::Screen;
namespace ev = visit::event;

namespace {

class Taps {
 public:
  Taps() : play_(play::rules_that_ask({{"maya", "Maya R."}})) {
    play_(ev::CardTapped{play::tokens()})(ev::LookupDone{1, true, true, "A", "m1"});
    (*this)(ev::PickTherapist{0})(ev::Next{});
  }
  Taps& operator()(visit::What what) {
    play_(std::move(what));
    ++count_;
    return *this;
  }
  Taps& touch(const char* region) { return (*this)(ev::TouchRegion{play::region(region), {}}); }

  // Running and Today: the first choice of each that goes on by itself, or nothing.
  void questions(bool answer) {
    for (int i = 0; i < 20 && play_.now.screen != Screen::Safety; ++i) {
      const auto* question = visit::standing_question(play_.now, play_.rules);
      REQUIRE(question != nullptr);
      if (answer)
        (*this)(ev::PickChoice{0});
      else
        (*this)(ev::Next{});
    }
  }
  // No yes in Safety, then Send.
  int finish() {
    for (int i = 0; i < 20 && play_.now.screen == Screen::Safety; ++i) (*this)(ev::NoneOfThese{});
    REQUIRE(play_.now.screen == Screen::Review);
    (*this)(ev::Send{});
    REQUIRE(play_.stored.size() == 1);
    return count_;
  }
  const intake::Intake& said() const { return play_.stored.back().said; }

 private:
  Player play_;
  int count_ = 0;
};

constexpr const char* kThree[] = {"calf_low.L", "achilles.R", "ham_outer.L"};

}  // namespace

TEST_CASE("three areas and everything answered: 42 touches at most") {
  Taps taps;
  taps(ev::ShowView{figure::View::LegsBack});
  for (const char* region : kThree) {
    taps.touch(region)(ev::SetLevel{4})(ev::ToggleKind{Kind::Sore})(ev::ToggleSince{Since::Weeks});
    taps(ev::ToggleWhen{When::AfterRunning});
  }
  taps(ev::Next{})(ev::Next{});
  for (const char* region : kThree) taps(ev::RankRegion{play::region(region)});
  taps(ev::Next{});
  taps.questions(true);
  const int count = taps.finish();
  MESSAGE(count, " touches");
  CHECK(count <= 42);
  CHECK(taps.said().areas.size() == 3);
  CHECK(taps.said().answers.size() == 7);
}

TEST_CASE("three areas and only what is required: 24 touches at most") {
  Taps taps;
  taps(ev::ShowView{figure::View::LegsBack});
  for (const char* region : kThree) taps.touch(region)(ev::SetLevel{4});
  taps(ev::Next{})(ev::Next{})(ev::Next{});
  taps.questions(false);
  const int count = taps.finish();
  MESSAGE(count, " touches");
  CHECK(count <= 24);
  CHECK(taps.said().areas.size() == 3);
}

TEST_CASE("nothing hurts and everything answered: 16 touches at most") {
  Taps taps;
  taps(ev::NothingHurts{});
  taps.questions(true);
  const int count = taps.finish();
  MESSAGE(count, " touches");
  CHECK(count <= 16);
  CHECK(taps.said().nothing_hurts);
}
