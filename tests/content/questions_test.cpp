#include "content/questions.h"

#include <map>
#include <set>

#include "content/question_words.h"
#include "support.h"

using namespace content;
using intake::SafetyQuestion;
using intake::Tier;

namespace {

Catalogue catalogue() {
  auto loaded = Catalogue::load(content_dir() / "regions.csv");
  REQUIRE(loaded.has_value());
  return *std::move(loaded);
}

Questions ours() {
  auto loaded = Questions::load(content_dir(), catalogue());
  REQUIRE_MESSAGE(loaded.has_value(), (loaded ? std::string() : loaded.error().what));
  return *std::move(loaded);
}

std::string complaint(const std::string& questions, const std::string& screening) {
  const auto parsed = Questions::parse(questions, "q.toml", screening, "s.toml", catalogue());
  return parsed ? "" : parsed.error().what;
}

const std::string kQuestion =
    "[[question]]\nid = \"run\"\nscreen = \"running\"\nanswer = \"several\"\nlabel = \"Run\"\n"
    "choices = \"none a\"\nwords = \"none | a run\"\nalone = \"none\"\n";
const std::string kSafety =
    "[[question]]\nid = \"ill\"\ntier = \"S\"\nask = \"map\"\nparts = \"one two:E\"\nnote = \"Postpone.\"\n";
const std::string kTrigger =
    "[[trigger]]\nid = \"calf\"\nasks = \"ill\"\nregions = \"calf_low\"\nlevel = 6\n";

std::set<std::string> names(const std::vector<std::string>& list) { return {list.begin(), list.end()}; }

}  // namespace

TEST_CASE("what we ask: every tier, and every question of the reference with its tier") {
  const std::map<std::string, Tier> reference = {{"chest_breath", Tier::E},
                                                 {"saddle", Tier::E},
                                                 {"tight_leg_emergency", Tier::E},
                                                 {"after_race_ill", Tier::E},
                                                 {"dvt", Tier::S},
                                                 {"dark_pee", Tier::S},
                                                 {"neck_head", Tier::S},
                                                 {"fever", Tier::S},
                                                 {"hot_skin", Tier::S},
                                                 {"pop", Tier::S},
                                                 {"bone_point", Tier::L},
                                                 {"new_injury", Tier::L},
                                                 {"skin", Tier::L},
                                                 {"lump_vein", Tier::L},
                                                 {"numb", Tier::C},
                                                 {"thinners", Tier::C},
                                                 {"past_clot", Tier::C},
                                                 {"surgery", Tier::C},
                                                 {"pregnant", Tier::C},
                                                 {"cancer", Tier::C},
                                                 {"heart", Tier::C},
                                                 {"bones_feeling", Tier::C},
                                                 {"implants", Tier::C},
                                                 {"numbing", Tier::C},
                                                 {"allergy", Tier::C}};
  const Questions questions = ours();
  const auto& asks = questions.asks();
  CHECK(asks.safety.size() == reference.size());
  for (const auto& entry : reference) {
    const auto& id = entry.first;
    CAPTURE(id);
    REQUIRE(asks.safety_question(id) != nullptr);
    CHECK(asks.safety_question(id)->tier == entry.second);
    CHECK_FALSE(questions.note(id).empty());
  }
  for (const auto& each : asks.safety) {
    const bool stop = each.tier >= Tier::S;
    if (stop) CHECK_MESSAGE(each.list <= 2, "get help and speak to staff come first");
    if (stop) CHECK(each.ask == SafetyQuestion::Ask::Always);
  }
  CHECK(asks.safety_question("allergy")->answered_by == "allergies");
}

TEST_CASE("the map's rules stand on the regions the catalogue flags") {
  const Catalogue regions = catalogue();
  std::set<std::string> bone;
  std::set<std::string> clot;
  for (const Region& region : regions.regions()) {
    if (region.bone) bone.emplace(region.code.name());
    if (region.clot) clot.emplace(region.code.name());
  }
  const Questions questions = ours();
  for (const auto& rule : questions.asks().triggers) {
    if (rule.id == "bone") CHECK(names(rule.regions) == bone);
    if (rule.id == "calf") CHECK(names(rule.regions) == clot);
  }
}

TEST_CASE("a therapist reads every choice in words") {
  const Questions questions = ours();
  for (const auto& question : questions.asks().questions) {
    CHECK_FALSE(questions.label(question.id).empty());
    for (const auto& choice : question.choices)
      CHECK_FALSE(questions.word(question.id + "." + choice).empty());
  }
  CHECK(questions.word("last_run.nothing").empty());
}

TEST_CASE("questions are read as they stand") {
  const auto parsed = Questions::parse(kQuestion, "q", kSafety + kTrigger, "s", catalogue());
  REQUIRE(parsed.has_value());
  const auto& asks = parsed->asks();
  CHECK(asks.questions[0].alone == "none");
  CHECK(parsed->word("run.a") == "a run");
  REQUIRE(asks.safety[0].parts.size() == 2);
  CHECK(asks.safety[0].parts[0].tier == Tier::S);
  CHECK(asks.safety[0].parts[1].id == "ill.two");
  CHECK(asks.safety[0].parts[1].tier == Tier::E);
  CHECK(asks.triggers[0].level == 6);
}

TEST_CASE("a mistake is told with file, line and key") {
  const auto wrong = [](const std::string& from, const std::string& to) {
    const bool in_question = kQuestion.find(from) != std::string::npos;
    const std::string questions = in_question ? replaced(kQuestion, from, to) : kQuestion;
    const std::string safety = kSafety + kTrigger;
    return complaint(questions, in_question ? safety : replaced(safety, from, to));
  };
  CHECK(wrong("\"run\"", "\"Run!\"").find("q.toml:2: [[question]] id") == 0);
  CHECK(wrong("\"several\"", "\"many\"").find("q.toml:4: [[question]] answer") == 0);
  CHECK(wrong("none | a run", "none").find("q.toml:7: [[question]] words") == 0);
  CHECK(wrong("alone = \"none\"", "alone = \"b\"").find("q.toml:8: [[question]] alone") == 0);
  CHECK(wrong("alone = \"none\"", "only_with = \"calf\"").find("q.toml:8: [[question]] only_with") == 0);
  CHECK(wrong("label", "lable").find("q.toml:") == 0);
  CHECK(wrong("\"S\"", "\"X\"").find("s.toml:3: [[question]] tier") == 0);
  CHECK(wrong("\"map\"", "\"sometimes\"").find("s.toml:4: [[question]] ask") == 0);
  CHECK(wrong("ask = \"map\"", "ask = \"answer\"").find("[[question]] answer") != std::string::npos);
  CHECK(wrong("one two:E", "one two:Q").find("s.toml:5: [[question]] parts") == 0);
  CHECK(wrong("one two:E", "one").find("s.toml:5: [[question]] parts") == 0);
  CHECK(wrong("note = \"Postpone.\"", "raised = \"E\"").find("s.toml:") == 0);
  CHECK(wrong("asks = \"ill\"", "asks = \"well\"").find("s.toml:9: [[trigger]] asks") == 0);
  CHECK(wrong("regions = \"calf_low\"\nlevel = 6\n", "").find("would ask everybody") != std::string::npos);
  CHECK(wrong("level = 6", "kinds = \"sad\"").find("s.toml:11: [[trigger]] kinds") == 0);
  CHECK(wrong("level = 6", "answers = \"run=b\"").find("s.toml:11: [[trigger]] answers") == 0);
  CHECK(complaint("", kSafety + kSafety).find("is there twice") != std::string::npos);
}

TEST_CASE("a list holds no more than a screen") {
  std::string many;
  for (int i = 0; i < 7; ++i)
    many +=
        "[[question]]\nid = \"q" + std::to_string(i) + "\"\ntier = \"C\"\nask = \"always\"\nnote = \"N.\"\n";
  CHECK(complaint("", many).find("more questions than a screen holds") != std::string::npos);
}

TEST_CASE("English says everything; what another language lacks is listed and stands in English") {
  const Questions questions = ours();
  const auto english = QuestionWords::load(content_dir() / "questions" / "en.toml", questions);
  REQUIRE_MESSAGE(english.has_value(), (english ? std::string() : english.error().what));
  CHECK(english->untranslated().empty());
  CHECK(english->choice("last_run", "yesterday") == "Yesterday");
  CHECK(english->review("pressure", "firm") == "Pressure: firm");
  CHECK(english->part("saddle.hold") == "Newly hard to pee, poo, or hold it in");
  CHECK(english->help("last_run").empty());
  const auto other =
      QuestionWords::parse("[last_run]\nyesterday = \"Ayer\"\n", "es.toml", questions, &*english);
  REQUIRE(other.has_value());
  CHECK(other->choice("last_run", "yesterday") == "Ayer");
  CHECK(other->title("last_run") == english->title("last_run"));
  CHECK(other->untranslated().size() + 1 == english->all().size() - 3);  // 3 lines of help
}

TEST_CASE("a file of words is held to the questions") {
  const Questions questions = ours();
  const std::string words = read(content_dir() / "questions" / "en.toml");
  const auto refuses = [&](const std::string& from, const std::string& to) {
    const auto parsed = QuestionWords::parse(replaced(words, from, to), "en.toml", questions);
    return parsed ? std::string() : parsed.error().what;
  };
  const auto line = std::to_string(line_of(words, "yesterday"));
  CHECK(refuses("yesterday = \"Yesterday\"", "yesterday = \"\"") ==
        "en.toml:" + line + ": [last_run] yesterday: is empty");
  CHECK(refuses("yesterday = \"Yesterday\"\n", "").find("[last_run] yesterday: is missing") !=
        std::string::npos);
  CHECK(refuses("Pressure: {choice}", "Pressure").find("[pressure] review: should have just") !=
        std::string::npos);
  CHECK(refuses("\"Yesterday\"", "\"Yesterday {n}\"").find("takes no {parameters}") != std::string::npos);
  CHECK(refuses("yesterday =", "tomorrow =").find("[last_run] tomorrow: not a key") != std::string::npos);
}
