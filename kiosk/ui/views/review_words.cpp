#include "ui/views/review_words.h"

#include <array>

namespace ui {
namespace {

using content::Str;

// Within a sentence: the first letter small. Only plain Latin letters have to change.
std::string inside_sentence(std::string words) {
  if (!words.empty() && words.front() >= 'A' && words.front() <= 'Z')
    words.front() = static_cast<char>(words.front() + 32);
  return words;
}

std::string sentence(const std::vector<std::string>& parts) {
  std::string made;
  for (const std::string& part : parts) made += made.empty() ? part : ", " + inside_sentence(part);
  return made.empty() ? made : made + ".";
}

void add(std::string& detail, const std::string& sentence) {
  if (sentence.empty()) return;
  if (!detail.empty()) detail += " ";
  detail += sentence;
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

std::string why(const Scene& scene, intake::AvoidWhy reason) {
  if (reason == intake::AvoidWhy::Unsaid) return {};
  return scene.words(kWhyWords.at(static_cast<std::size_t>(reason) - 1)) + ".";
}

std::string report(const Scene& scene, const intake::Area& area) {
  std::vector<std::string> kinds;
  for (std::size_t i = 0; i < kKindWords.size(); ++i) {
    if (area.kinds.has(static_cast<intake::Kind>(i))) kinds.push_back(scene.words(kKindWords.at(i)));
  }
  std::vector<std::string> when;
  for (std::size_t i = 0; i < kWhenWords.size(); ++i) {
    if (area.when.has(static_cast<intake::When>(i))) when.push_back(scene.words(kWhenWords.at(i)));
  }
  std::string detail = sentence(kinds);
  if (area.since != intake::Since::Unsaid) {
    add(detail, scene.words(kSinceWords.at(static_cast<std::size_t>(area.since) - 1)) + ".");
  }
  add(detail, sentence(when));
  if (detail.empty())
    detail = scene.strings.fill(Str::ReviewLevelOnly, {{"level", std::to_string(area.level)}});
  return detail;
}

}  // namespace

std::vector<ReviewLine> review_lines(const Scene& scene) {
  const visit::Marks& marks = scene.visit.marks;
  std::vector<ReviewLine> lines;
  for (const auto& area : marks.areas) {
    ReviewLine line{area.region, area.level, scene.catalogue.your_label(area.region), report(scene, area)};
    if (const auto* avoid = marks.avoided(area.region)) {
      add(line.detail, scene.words(Str::ReviewAvoid) + ".");
      add(line.detail, why(scene, avoid->why));
    }
    lines.push_back(std::move(line));
  }
  for (const auto& avoid : marks.avoid) {
    if (marks.area(avoid.region) != nullptr) continue;
    std::string detail = scene.catalogue.your_label(avoid.region) + ".";
    add(detail, why(scene, avoid.why));
    lines.push_back({avoid.region, 0, scene.words(Str::ReviewAvoid), std::move(detail)});
  }
  return lines;
}

}  // namespace ui
