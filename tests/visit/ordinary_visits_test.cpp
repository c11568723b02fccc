// Ten visits as clinics see them every day: the map asks nothing further.
#include "asks.h"

using intake::Kind;
using intake::Since;
using intake::When;
using play::Mark;

namespace {

struct Ordinary {
  const char* who;
  std::vector<Mark> marks;
  const char* race_past = "no";
};

const std::vector<Ordinary>& ten() {
  static const std::vector<Ordinary> visits = {
      {"legs two days after a marathon, even on both sides",
       {{"quad_mid.L", 6, {Kind::Sore}, Since::Days, {When::AfterRunning}},
        {"quad_mid.R", 6, {Kind::Sore}, Since::Days, {When::AfterRunning}},
        {"calf_outer.L", 5, {Kind::Tight}, Since::Days},
        {"calf_outer.R", 5, {Kind::Tight}, Since::Days}},
       "days_1_3"},
      {"calves tight on both sides for weeks, strong",
       {{"calf_outer.L", 7, {Kind::Tight}, Since::Weeks}, {"calf_outer.R", 6, {Kind::Tight}, Since::Weeks}}},
      {"an Achilles that nags after runs",
       {{"achilles.R", 5, {Kind::Sore}, Since::Weeks, {When::AfterRunning}}}},
      {"the outside of a knee while running",
       {{"knee_outer.L", 6, {Kind::Pulling}, Since::Weeks, {When::WhileRunning}},
        {"it_band.L", 4, {Kind::Tight}, Since::Weeks}}},
      {"a desk's neck and shoulders",
       {{"neck_back.L", 5, {Kind::Tight}, Since::Longer},
        {"neck_back.R", 5, {Kind::Tight}, Since::Longer},
        {"shoulder_top.R", 6, {Kind::Tight, Kind::Sore}, Since::Longer}}},
      {"a low back beside the spine", {{"back_low.R", 6, {Kind::DullAche}, Since::Weeks, {When::AtRest}}}},
      {"a sole in the morning",
       {{"heel_under.R", 6, {Kind::Sore}, Since::Weeks}, {"arch.R", 4, {Kind::Tight}}}},
      {"shins a little sore after hills",
       {{"shin_muscle.L", 4, {Kind::Sore}, Since::Days}, {"shin_muscle.R", 4, {Kind::Sore}, Since::Days}}},
      {"hamstrings and buttocks before a race",
       {{"ham_outer.L", 4, {Kind::Tight}, Since::Days},
        {"ham_inner.R", 3, {Kind::Tight}, Since::Days},
        {"glute.L", 5, {Kind::Sore}, Since::Days}}},
      {"nothing hurts", {}},
  };
  return visits;
}

}  // namespace

TEST_CASE("none of the map's rules fires in ten ordinary visits") {
  CHECK(ten().size() == 10);
  for (const auto& visit : ten()) {
    CAPTURE(visit.who);
    const auto play = play::on_safety(visit.marks, visit.race_past);
    CHECK(play::called_for(play).empty());
    CHECK(visit::safety_pages(play.now, play.rules).size() == 4);
  }
}
