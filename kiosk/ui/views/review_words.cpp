#include "ui/views/review_words.h"

#include <array>

namespace ui {
namespace {

using content::Str;

// One after the other with commas, a full stop at the end; within the sentence the first letter is small
// (only plain Latin letters have to change).
base::SecretString sentence(const std::vector<std::string_view>& parts) {
  base::SecretString made;
  for (const std::string_view part : parts) {
    const bool inside = !made.empty() && !part.empty() && part.front() >= 'A' && part.front() <= 'Z';
    if (!made.empty()) made.append(", ");
    const char small = inside ? static_cast<char>(part.front() + 32) : '\0';
    if (inside) made.append({&small, 1});
    made.append(part.substr(inside ? 1 : 0));
  }
  if (!made.empty()) made.append(".");
  return made;
}

void add(base::SecretString& detail, const base::SecretString& sentence) {
  if (sentence.empty()) return;
  if (!detail.empty()) detail.append(" ");
  detail.append(sentence.view());
}

constexpr std::array kKindWords = {Str::KindTight, Str::KindSore,    Str::KindDullAche, Str::KindPulling,
                                   Str::KindSharp, Str::KindBurning, Str::KindNumb,     Str::KindThrobbing};
constexpr std::array kSinceWords = {Str::SinceToday, Str::SinceDays, Str::SinceWeeks, Str::SinceLonger};
constexpr std::array kWhenWords = {Str::WhenAfterRunning, Str::WhenWhileRunning, Str::WhenAtRest};
constexpr std::array kWhyWords = {Str::AvoidInjury, Str::AvoidSkin, Str::AvoidPrivate};
static_assert(kKindWords.size() == intake::kKindCount);
static_assert(kSinceWords.size() + 1 == intake::kSinceCount);
static_assert(kWhenWords.size() == intake::kWhenCount);
static_assert(kWhyWords.size() + 1 == intake::kAvoidWhyCount);

base::SecretString why(const Scene& scene, intake::AvoidWhy reason) {
  if (reason == intake::AvoidWhy::Unsaid) return {};
  return sentence({scene.words(kWhyWords.at(static_cast<std::size_t>(reason) - 1))});
}

base::SecretString report(const Scene& scene, const intake::Area& area) {
  std::vector<std::string_view> kinds;
  for (std::size_t i = 0; i < kKindWords.size(); ++i) {
    if (area.kinds.has(static_cast<intake::Kind>(i))) kinds.push_back(scene.words(kKindWords.at(i)));
  }
  std::vector<std::string_view> when;
  for (std::size_t i = 0; i < kWhenWords.size(); ++i) {
    if (area.when.has(static_cast<intake::When>(i))) when.push_back(scene.words(kWhenWords.at(i)));
  }
  constexpr std::array kRankWords = {Str::RankFirst, Str::RankSecond, Str::RankThird};
  base::SecretString detail;
  if (area.rank > 0) detail = sentence({scene.words(kRankWords.at(static_cast<std::size_t>(area.rank) - 1))});
  add(detail, sentence(kinds));
  if (area.since != intake::Since::Unsaid) {
    add(detail, sentence({scene.words(kSinceWords.at(static_cast<std::size_t>(area.since) - 1))}));
  }
  add(detail, sentence(when));
  if (detail.empty())
    detail = scene.strings.fill(Str::ReviewLevelOnly, {{"level", std::to_string(area.level)}});
  return detail;
}

}  // namespace

std::vector<ReviewLine> review_lines(const Scene& scene) {
  const visit::Marks& marks = scene.visit.marks;
  const base::SecretString dont_touch = sentence({scene.words(Str::ReviewAvoid)});
  std::vector<ReviewLine> lines;
  for (const auto& area : marks.areas) {
    ReviewLine line{area.region, area.level, scene.catalogue.your_label(area.region), report(scene, area)};
    if (const auto* avoid = marks.avoided(area.region)) {
      add(line.detail, dont_touch);
      add(line.detail, why(scene, avoid->why));
    }
    lines.push_back(std::move(line));
  }
  for (const auto& avoid : marks.avoid) {
    if (marks.area(avoid.region) != nullptr) continue;
    base::SecretString detail = sentence({scene.catalogue.your_label(avoid.region)});
    add(detail, why(scene, avoid.why));
    lines.push_back({avoid.region, 0, scene.words(Str::ReviewAvoid), std::move(detail)});
  }
  return lines;
}

}  // namespace ui
