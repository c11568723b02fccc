#include "visit/safety.h"

#include <algorithm>

namespace visit {
namespace {

using intake::QuestionId;
using intake::Questionnaire;
using intake::RegionCode;
using intake::SafetyQuestion;
using intake::Screened;
using intake::Tier;
using Ask = SafetyQuestion::Ask;
using Place = SafetyQuestion::Place;
using Kind = SafetyPageKind;

constexpr std::size_t kSpotsOneByOne = 2;

// Makes the pages; one call, one visit.
class Pages {
 public:
  Pages(const Visit& visit, const Questionnaire& asks)
      : visit_(visit), asks_(asks), fired_(intake::fired(asks, visit.marks.areas, visit.answers)) {}

  base::SecretVector<SafetyPage> make() {
    const int stops_until = last_stop_list();
    for (int list = 1; list <= asks_.lists(); ++list) {
      add_list(list);
      if (list == stops_until) add_what_the_map_asks();
    }
    if (stops_until == 0) add_what_the_map_asks();
    return std::move(pages_);
  }

 private:
  bool called_for(const SafetyQuestion& question) const {
    return std::any_of(fired_.begin(), fired_.end(),
                       [&](const auto& each) { return each.question.view() == question.id; });
  }

  int last_stop_list() const {
    int last = 0;
    for (const auto& each : asks_.safety) {
      if (each.ask == Ask::Always && each.tier >= Tier::S) last = std::max(last, each.list);
    }
    return last;
  }

  void add_list(int list) {
    SafetyPage page;
    page.key = {Kind::List, list, {}, {}};
    for (const auto& each : asks_.safety) {
      const bool on_it = each.ask == Ask::Always && each.list == list;
      if (on_it && !called_for(each)) page.lines.push_back({QuestionId(each.id), {}});
    }
    if (page.lines.empty()) return;
    const auto lines = page.lines;
    pages_.push_back(std::move(page));
    for (const auto& line : lines) follow(line);
  }

  // What a yes asks further.
  void follow(const SafetyLine& line) {
    if (!said_yes(visit_, line)) return;
    const SafetyQuestion* question = asks_.safety_question(line.id.view());
    if (!question->parts.empty())
      add({Kind::Parts, 0, line.id, line.spot}, parts_of(*question, line.spot), line.spot);
    if (question->place == Place::Shown) add({Kind::Where, 0, line.id, {}}, {}, {});
  }

  static base::SecretVector<SafetyLine> parts_of(const SafetyQuestion& question, const RegionCode& spot) {
    base::SecretVector<SafetyLine> lines;
    for (const auto& part : question.parts) lines.push_back({QuestionId(part.id), spot});
    if (lines.empty()) lines.push_back({QuestionId(question.id), spot});
    return lines;
  }

  void add(const SafetyPageKey& key, base::SecretVector<SafetyLine> lines, const RegionCode& because) {
    pages_.push_back({key, std::move(lines), because});
  }

  void add_what_the_map_asks() {
    for (const auto& question : asks_.safety) {
      base::SecretVector<RegionCode> spots;
      for (const auto& each : fired_) {
        if (each.question.view() == question.id && spots.size() < kMostSpots) spots.push_back(each.region);
      }
      if (!spots.empty()) add_called_for(question, spots);
    }
  }

  void add_called_for(const SafetyQuestion& question, const base::SecretVector<RegionCode>& spots) {
    const QuestionId id(question.id);
    if (question.place != Place::Marked) {
      add({Kind::Each, 0, id, {}}, parts_of(question, {}), spots.front());
      if (question.place == Place::Shown && said_yes(visit_, {id, {}})) add({Kind::Where, 0, id, {}}, {}, {});
      return;
    }
    if (spots.size() <= kSpotsOneByOne) {
      for (const auto& spot : spots) add({Kind::Each, 0, id, spot}, parts_of(question, spot), spot);
      return;
    }
    SafetyPage page;
    page.key = {Kind::Spots, 0, id, {}};
    for (const auto& spot : spots) page.lines.push_back({id, spot});
    const auto lines = page.lines;
    pages_.push_back(std::move(page));
    for (const auto& line : lines) follow(line);
  }

  const Visit& visit_;
  const Questionnaire& asks_;
  base::SecretVector<intake::Fired> fired_;
  base::SecretVector<SafetyPage> pages_;
};

// Writes the record's lines.
class Record {
 public:
  Record(const Visit& visit, const Questionnaire& asks)
      : visit_(visit), asks_(asks), fired_(intake::fired(asks, visit.marks.areas, visit.answers)) {}

  base::SecretVector<Screened> write(const base::SecretVector<SafetyPage>& pages) {
    for (const auto& page : pages) {
      const auto* answer = answer_of(visit_, page.key);
      if (answer == nullptr) continue;
      if (answer->said == SafetySaid::Told) told_ = true;
      if (answer->said == SafetySaid::Told || page.key.kind == Kind::Where) continue;
      for (const auto& line : page.lines) write_line(line, pages);
    }
    for (const auto& question : asks_.safety) {
      if (question.ask == Ask::Answered) write_answered(question);
    }
    if (told_) put("tell_therapist", true, Tier::C, {});
    return std::move(made_);
  }

 private:
  // A yes that its parts tell better is left to them.
  bool told_by_parts(const SafetyLine& line, const base::SecretVector<SafetyPage>& pages) const {
    return std::any_of(pages.begin(), pages.end(), [&](const auto& page) {
      return page.key.kind == Kind::Parts && page.key.question == line.id && page.key.spot == line.spot &&
             answer_of(visit_, page.key) != nullptr;
    });
  }

  void write_line(const SafetyLine& line, const base::SecretVector<SafetyPage>& pages) {
    const bool yes = said_yes(visit_, line);
    const auto* question = asks_.safety_question(line.id.view());
    const Tier tier = intake::tier_of(asks_, line.id.view(), line.spot);
    if (yes && question != nullptr && question->place == Place::Shown && write_shown(line, tier)) return;
    if (yes && told_by_parts(line, pages)) return;
    put(line.id.view(), yes, tier, because(line));
  }

  // One entry a place that was shown.
  bool write_shown(const SafetyLine& line, Tier tier) {
    bool any = false;
    for (const auto& each : visit_.safety.shown) {
      if (each.id != line.id) continue;
      any = true;
      put(line.id.view(), true, tier, "shown." + std::string(each.spot.view()));
    }
    return any;
  }

  std::string because(const SafetyLine& line) const {
    const auto* whole = asks_.safety_of_part(line.id.view());
    const std::string_view question = whole != nullptr ? std::string_view(whole->id) : line.id.view();
    for (const auto& each : fired_) {
      if (each.question.view() == question && (line.spot.empty() || each.region == line.spot))
        return std::string(each.because().view());
    }
    return {};
  }

  void write_answered(const SafetyQuestion& question) {
    const auto* by = asks_.question(question.answered_by);
    bool any = false;
    bool yes = false;
    for (const auto& answer : visit_.answers) {
      if (answer.question.view() != question.answered_by) continue;
      any = true;
      yes = yes || answer.choice.view() != by->alone;
    }
    if (any) put(question.id, yes, question.tier, {});
  }

  void put(std::string_view id, bool yes, Tier tier, std::string_view why) {
    if (made_.size() + 1 >= intake::kMostScreened && id != "tell_therapist") return;
    made_.push_back({QuestionId(id), base::ShortText<16>(yes ? "yes" : "no"),
                     base::ShortText<2>(intake::to_text(tier)), base::ShortText<48>(why)});
  }

  const Visit& visit_;
  const Questionnaire& asks_;
  base::SecretVector<intake::Fired> fired_;
  base::SecretVector<Screened> made_;
  bool told_ = false;
};

}  // namespace

base::SecretVector<SafetyPage> safety_pages(const Visit& visit, const Rules& rules) {
  if (rules.asks == nullptr) return {};
  return Pages(visit, *rules.asks).make();
}

const SafetyPage* standing_page(const Visit& visit, const base::SecretVector<SafetyPage>& pages) {
  if (pages.empty()) return nullptr;
  return &pages[std::min(visit.safety.page, pages.size() - 1)];
}

bool said_yes(const Visit& visit, const SafetyLine& line) {
  const auto& yes = visit.safety.yes;
  return std::find(yes.begin(), yes.end(), line) != yes.end();
}

const SafetyAnswers::Page* answer_of(const Visit& visit, const SafetyPageKey& key) {
  const auto& pages = visit.safety.pages;
  const auto found =
      std::find_if(pages.begin(), pages.end(), [&](const auto& page) { return page.key == key; });
  return found == pages.end() ? nullptr : &*found;
}

bool page_answered(const Visit& visit, const Rules& rules) {
  const auto pages = safety_pages(visit, rules);
  const auto* page = standing_page(visit, pages);
  if (page == nullptr) return true;
  const bool any = std::any_of(page->lines.begin(), page->lines.end(),
                               [&](const auto& line) { return said_yes(visit, line); });
  const auto* answer = answer_of(visit, page->key);
  return any || (answer != nullptr && answer->said != SafetySaid::Some);
}

bool safety_done(const Visit& visit, const Rules& rules) {
  if (visit.safety.stopped == Tier::E) return true;
  const auto pages = safety_pages(visit, rules);
  return std::all_of(pages.begin(), pages.end(),
                     [&](const auto& page) { return answer_of(visit, page.key) != nullptr; });
}

Tier highest_yes(const Visit& visit, const Rules& rules) {
  Tier highest = Tier::None;
  for (const auto& page : safety_pages(visit, rules)) {
    for (const auto& line : page.lines) {
      if (said_yes(visit, line))
        highest = std::max(highest, intake::tier_of(*rules.asks, line.id.view(), line.spot));
    }
  }
  return highest;
}

base::SecretVector<Screened> screened(const Visit& visit, const Rules& rules) {
  if (rules.asks == nullptr) return {};
  return Record(visit, *rules.asks).write(safety_pages(visit, rules));
}

}  // namespace visit
