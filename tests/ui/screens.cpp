#include "screens.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "content/catalogue.h"
#include "content/questions.h"
#include "visit/safety.h"
#include "visit/step.h"
#include "visit/timings.h"

namespace screens {
namespace {

using visit::Screen;
using visit::Visit;

intake::RegionCode code(const char* text) { return *intake::RegionCode::parse(text); }

intake::Area area(const char* region, int level) {
  intake::Area made;
  made.region = code(region);
  made.level = level;
  made.at.view = intake::ViewName("back");
  return made;
}

Visit on(Screen screen) {
  Visit made;
  made.screen = screen;
  made.number = 3;  // the first tip's turn
  return made;
}

Visit map_of(figure::View view) {
  Visit made = on(Screen::Map);
  made.view = view;
  return made;
}

// The marks of the pictures: a calf and the low back.
void mark_two(Visit& made) {
  auto calf = area("calf_outer.L", 7);
  calf.kinds.add(intake::Kind::Tight);
  calf.kinds.add(intake::Kind::Pulling);
  calf.since = intake::Since::Days;
  auto back = area("back_low.R", 4);
  back.kinds.add(intake::Kind::DullAche);
  back.since = intake::Since::Weeks;
  made.marks.areas = {calf, back};
  made.past.push_back({});
}

void mark_four(Visit& made) {
  mark_two(made);
  auto achilles = area("achilles.R", 4);
  achilles.kinds.add(intake::Kind::Sore);
  achilles.when.add(intake::When::AfterRunning);
  made.marks.areas.push_back(achilles);
  made.marks.avoid.push_back({code("knee_back.R"), intake::AvoidWhy::Unsaid});
}

// Some of each view, of every kind and of every second level or so.
void mark_all_over(Visit& made) {
  constexpr std::pair<const char*, int> kMarked[] = {
      {"calf_outer.L", 7}, {"back_low.R", 4}, {"knee_cap.L", 5},     {"quad_mid.R", 3},     {"arch.L", 6},
      {"shin_inner.L", 8}, {"hip_side.R", 9}, {"shoulder_top.L", 2}, {"ankle_outer.R", 10}, {"chest.R", 1}};
  for (const auto& [region, level] : kMarked) made.marks.areas.push_back(area(region, level));
  for (const char* region : {"knee_back.R", "heel_under.R"})
    made.marks.avoid.push_back({code(region), intake::AvoidWhy::Unsaid});
  made.past.push_back({});
}

void mark_ten(Visit& made) {
  const char* regions[] = {"calf_outer.L", "calf_outer.R", "achilles.L", "achilles.R",  "ham_outer.L",
                           "ham_inner.R",  "back_low.L",   "back_low.R", "knee_back.L", "calf_inner.L"};
  int level = 1;
  for (const char* region : regions) {
    auto each = area(region, level++);
    each.kinds.add(intake::Kind::Throbbing);
    each.kinds.add(intake::Kind::Numb);
    each.kinds.add(intake::Kind::DullAche);
    each.since = intake::Since::Weeks;
    each.when.add(intake::When::AfterRunning);
    each.when.add(intake::When::WhileRunning);
    each.when.add(intake::When::AtRest);
    made.marks.areas.push_back(each);
  }
  made.marks.avoid.push_back({code("heel_under.L"), intake::AvoidWhy::Skin});
  made.past.push_back({});
}

Visit hello(visit::CardState card) {
  Visit made = on(Screen::Hello);
  made.card = card;
  if (card == visit::CardState::Known) made.initial = "A";
  return made;
}

Visit panel(figure::View view, const char* region) {
  Visit made = map_of(view);
  mark_two(made);
  made.marks.areas.push_back(area("achilles.R", 4));
  made.chosen = code(region);
  return made;
}

std::vector<Scene> before_the_map() {
  std::vector<Scene> scenes;
  scenes.push_back({"attract", on(Screen::Attract)});
  Visit looking = on(Screen::Attract);
  looking.card = visit::CardState::LookingUp;
  scenes.push_back({"attract-looking", looking});
  Visit down = on(Screen::Attract);
  down.reader_working = false;
  scenes.push_back({"attract-reader-down", down});
  for (const auto& [name, why] : {std::pair{"random", base::CardRefusal::Random},
                                  {"truncated", base::CardRefusal::Truncated},
                                  {"all-zeros", base::CardRefusal::AllZeros},
                                  {"all-ones", base::CardRefusal::AllOnes},
                                  {"blank", base::CardRefusal::Blank},
                                  {"several", base::CardRefusal::Several}}) {
    Visit refused = on(Screen::Attract);
    refused.refused = why;
    scenes.push_back({std::string("attract-refused-") + name, refused});
  }
  Visit refused_guest = on(Screen::Guest);
  refused_guest.refused = base::CardRefusal::Random;
  scenes.push_back({"guest-refused-random", refused_guest});
  Visit known = hello(visit::CardState::Known);
  known.therapist_answered = true;
  known.therapist = 0;
  scenes.push_back({"hello", known});
  scenes.push_back({"hello-unasked", hello(visit::CardState::Unasked)});
  Visit guest = on(Screen::Guest);
  scenes.push_back({"guest-empty", guest});
  guest.given = "Zoë";
  scenes.push_back({"guest", guest});
  guest.card = visit::CardState::Unknown;
  guest.given = "Wilhelmina-Bartholomäa Ww";
  guest.last_initial = "W";
  guest.field = visit::NameField::LastInitial;
  scenes.push_back({"guest-unknown-card", guest});
  Visit therapist = on(Screen::Therapist);
  therapist.given = "Zoë";
  scenes.push_back({"therapist", therapist});
  return scenes;
}

std::vector<Scene> maps() {
  std::vector<Scene> scenes;
  Visit nothing = map_of(figure::View::Back);
  nothing.marks.nothing_hurts = true;
  scenes.push_back({"map-nothing", nothing});
  for (const figure::View view : figure::kViews) {
    Visit made = map_of(view);
    const std::string name = "map-" + std::string(figure::view_name(view));
    scenes.push_back({name + "-plain", made});
    mark_all_over(made);
    scenes.push_back({name, made});
  }
  Visit bigger = map_of(figure::View::LegsBack);
  mark_two(bigger);
  scenes.push_back({"map-bigger", bigger, base::Millis{0}, "zoom"});
  Visit ten = map_of(figure::View::Back);
  mark_ten(ten);
  scenes.push_back({"map-ten", ten});
  return scenes;
}

Visit lens(figure::View view, std::initializer_list<const char*> regions) {
  Visit made = map_of(view);
  mark_two(made);
  for (const char* region : regions) made.candidates.push_back(code(region));
  return made;
}

std::vector<Scene> panels() {
  std::vector<Scene> scenes;
  scenes.push_back({"lens-two", lens(figure::View::LegsFront, {"shin_muscle.R", "shin_inner.R"})});
  scenes.push_back(
      {"lens-three", lens(figure::View::LegsBack, {"calf_outer.L", "calf_inner.L", "calf_low.L"})});
  scenes.push_back(
      {"lens-four", lens(figure::View::Back, {"si_joint.R", "back_low.R", "glute_upper.R", "sacrum.M"})});
  scenes.push_back({"level", panel(figure::View::LegsBack, "calf_outer.L")});
  scenes.push_back({"level-untouched", panel(figure::View::Back, "calf_inner.R")});
  scenes.push_back({"level-head", panel(figure::View::Back, "neck_back.L")});
  scenes.push_back({"level-heel", panel(figure::View::Soles, "heel_under.L")});
  scenes.push_back({"level-inside", panel(figure::View::Inside, "calf_inner.L")});
  Visit whole = panel(figure::View::Back, "calf_outer.L");
  whole.marks.pairs.push_back(whole.chosen);
  whole.marks.avoid.push_back({whole.chosen, intake::AvoidWhy::Skin});
  whole.notice = visit::Notice::KindsFull;
  scenes.push_back({"level-avoid", whole});
  Visit only = panel(figure::View::Back, "knee_back.R");
  only.marks.avoid.push_back({only.chosen, intake::AvoidWhy::Unsaid});
  scenes.push_back({"level-avoid-only", only});
  return scenes;
}

void answer(Visit& made, const char* question, const char* choice) {
  made.answers.push_back({intake::QuestionId(question), intake::QuestionId(choice)});
}

// On the question of this id.
Visit asks(Screen screen, std::string_view id) {
  Visit made = on(screen);
  mark_four(made);
  made.marks.areas.push_back(area("glute.L", 3));
  const auto with = rules();
  const auto of =
      screen == Screen::Running ? intake::Question::Screen::Running : intake::Question::Screen::Today;
  const auto all = visit::asked(made, with, of);
  while (made.question < all.size() && all[made.question]->id != id) ++made.question;
  if (made.question == all.size()) throw std::runtime_error("no such question");
  return made;
}

// On the page with this line.
void to_page(Visit& made, std::string_view line, visit::SafetyPageKind kind) {
  const auto pages = visit::safety_pages(made, rules());
  for (made.safety.page = 0; made.safety.page < pages.size(); ++made.safety.page) {
    const auto& page = pages[made.safety.page];
    const auto has = [&](const auto& each) { return each.id.view() == line; };
    if (page.key.kind == kind && std::any_of(page.lines.begin(), page.lines.end(), has)) return;
  }
  throw std::runtime_error("no such page");
}

Visit safety(std::string_view line, visit::SafetyPageKind kind, std::initializer_list<const char*> yes = {}) {
  Visit made = on(Screen::Safety);
  mark_four(made);
  made.marks.areas.push_back(area("shin_inner.R", 8));
  for (const char* each : yes) made.safety.yes.push_back({intake::QuestionId(each), {}});
  to_page(made, line, kind);
  return made;
}

std::vector<Scene> questions() {
  using Kind = visit::SafetyPageKind;
  std::vector<Scene> scenes;
  Visit rank = on(Screen::Rank);
  mark_four(rank);
  rank.marks.areas.push_back(area("ham_outer.L", 3));
  rank.marks.areas[0].rank = 1;
  rank.marks.areas[2].rank = 2;
  scenes.push_back({"rank", rank});
  Visit ten = on(Screen::Rank);
  mark_ten(ten);
  ten.marks.areas[9].rank = 3;
  scenes.push_back({"rank-ten", ten});
  Visit running = asks(Screen::Running, "last_run");
  answer(running, "last_run", "yesterday");
  scenes.push_back({"running", running});
  scenes.push_back({"running-longer", asks(Screen::Running, "longer_run")});
  scenes.push_back({"today-wish", asks(Screen::Today, "wish")});
  Visit allergies = asks(Screen::Today, "allergies");
  answer(allergies, "allergies", "nuts");
  answer(allergies, "allergies", "latex");
  scenes.push_back({"today-allergies", allergies});
  scenes.push_back({"today-ask-about", asks(Screen::Today, "ask_about")});
  scenes.push_back({"safety", safety("chest_breath", Kind::List)});
  scenes.push_back({"safety-yes", safety("neck_head", Kind::List, {"neck_head"})});
  scenes.push_back({"safety-six", safety("implants", Kind::List, {"heart"})});
  scenes.push_back({"safety-spot", safety("skin", Kind::List, {"skin"})});
  scenes.push_back({"safety-parts",
                    safety("after_race_ill.sick", Kind::Parts, {"after_race_ill", "after_race_ill.sick"})});
  scenes.push_back({"safety-one", safety("dvt", Kind::Each)});
  scenes.push_back({"safety-bone", safety("bone_point.rest", Kind::Each)});
  Visit spots = on(Screen::Safety);
  for (const char* region : {"shin_inner.R", "shin_inner.L", "foot_top.L", "foot_ball.R"})
    spots.marks.areas.push_back(area(region, 8));
  to_page(spots, "bone_point", Kind::Spots);
  scenes.push_back({"safety-spots", spots});
  Visit told = safety("chest_breath", Kind::List);
  told.safety.pages.push_back({visit::safety_pages(told, rules())[0].key, visit::SafetySaid::Told});
  scenes.push_back({"safety-told", told});
  Visit where = map_of(figure::View::Back);
  mark_four(where);
  where.showing = intake::QuestionId("skin");
  scenes.push_back({"safety-where-empty", where});
  where.safety.shown.push_back({where.showing, code("calf_low.R")});
  where.safety.shown.push_back({where.showing, code("back_mid.L")});
  scenes.push_back({"safety-where", where});
  Visit alert = on(Screen::Alert);
  alert.safety.stopped = intake::Tier::S;
  scenes.push_back({"alert", alert});
  alert.safety.stopped = intake::Tier::E;
  scenes.push_back({"alert-help", alert});
  return scenes;
}

std::vector<Scene> after_the_map() {
  std::vector<Scene> scenes;
  Visit review = on(Screen::Review);
  answer(review, "last_run", "yesterday");
  answer(review, "race_next", "weeks_1_4");
  answer(review, "wish", "ease");
  answer(review, "pressure", "medium");
  answer(review, "allergies", "none");
  review.therapist_answered = true;
  review.therapist = 0;
  mark_four(review);
  for (std::size_t i = 0; i < 3; ++i) review.marks.areas[i].rank = static_cast<int>(i) + 1;
  scenes.push_back({"review", review});
  Visit stopped = review;
  stopped.safety.yes.push_back({intake::QuestionId("fever"), {}});
  scenes.push_back({"review-stopped", stopped});
  Visit ten = on(Screen::Review);
  mark_ten(ten);
  scenes.push_back({"review-ten", ten});
  Visit nothing = on(Screen::Review);
  nothing.marks.nothing_hurts = true;
  scenes.push_back({"review-nothing", nothing});
  review.storing = true;
  scenes.push_back({"review-sending", review});
  Visit sent = on(Screen::Sent);
  sent.therapist = 0;
  sent.card_shown = 0;
  scenes.push_back({"sent", sent, base::Millis{13'000}});
  sent.safety.stopped = intake::Tier::S;
  scenes.push_back({"sent-staff-first", sent, base::Millis{13'000}});
  sent.safety.stopped = intake::Tier::None;
  sent.therapist.reset();
  scenes.push_back({"sent-anyone", sent, base::Millis{2'000}});
  Visit idle = on(Screen::Idle);
  idle.behind = Screen::Map;
  idle.given = "Zoë";
  idle.therapist = 0;
  mark_two(idle);
  scenes.push_back({"idle", idle, base::Millis{13'000}});
  idle.given.clear();
  scenes.push_back({"idle-nameless", idle, base::Millis{40'000}});
  idle.leaving = true;
  scenes.push_back({"idle-leaving", idle, base::Millis{1'000}});
  Visit whose_turn = idle;
  whose_turn.screen = Screen::Switch;
  whose_turn.given = "Zoë";
  whose_turn.other.covers = Screen::Map;
  scenes.push_back({"switch", whose_turn, base::Millis{13'000}});
  Visit help = on(Screen::Help);
  help.behind = Screen::Attract;
  help.reader_working = false;
  scenes.push_back({"help", help});
  help.behind = Screen::Map;
  help.reader_working = true;
  scenes.push_back({"help-mid-visit", help});
  Visit fault = on(Screen::Fault);
  scenes.push_back({"fault", fault});
  return scenes;
}

}  // namespace

std::shared_ptr<const intake::Questionnaire> questionnaire() {
  static const auto shared = [] {
    const std::filesystem::path folder = std::filesystem::path(BODYMAP_SOURCE_DIR) / "content";
    const auto catalogue = content::Catalogue::load(folder / "regions.csv").value();
    return content::Questions::load(folder, catalogue).value().shared();
  }();
  return shared;
}

visit::Rules rules(bool hard_names) {
  visit::Rules made{visit::Timings{}, {}, questionnaire()};
  made.therapists = {
      {"maya", "Maya R."}, {"jonas", "Jonas K."}, {"priya", "Priya S."}, {"tomas", "Tomás V."}};
  if (hard_names) {
    made.therapists = {{"bart", "Bartholomäus-Maximilian K."},
                       {"a", "Anastasia-Konstantina P."},
                       {"o", "Oğuz Ş."},
                       {"l", "Łucja Ż."},
                       {"e", "Ng W."},
                       {"f", "Wolfeschlegelsteinhausen B."},
                       {"g", "Maya R."},
                       {"h", "Jo K."},
                       {"i", "Priya S."}};
  }
  return made;
}

std::vector<Scene> all() {
  std::vector<Scene> scenes = before_the_map();
  for (auto part : {maps(), panels(), questions(), after_the_map()}) {
    for (auto& scene : part) scenes.push_back(std::move(scene));
  }
  return scenes;
}

}  // namespace screens
