#include "intake/record.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/utf8.h"

namespace intake {
namespace {

constexpr std::array<std::string_view, kKindCount> kKinds{"tight", "sore",    "dull_ache", "pulling",
                                                          "sharp", "burning", "numb",      "throbbing"};
constexpr std::array<std::string_view, kSinceCount> kSinces{"", "today", "days", "weeks", "longer"};
constexpr std::array<std::string_view, kWhenCount> kWhens{"after_running", "while_running", "at_rest"};
constexpr std::array<std::string_view, kAvoidWhyCount> kAvoidWhys{"unsaid", "injury", "skin", "private"};

constexpr std::array<std::string_view, 4> kCards{"", "known", "unknown", "unasked"};

template <class E, std::size_t kCount>
std::optional<E> find_word(const std::array<std::string_view, kCount>& words, std::string_view text) {
  const auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return std::nullopt;
  return static_cast<E>(found - words.begin());
}

constexpr std::size_t kLongestName = 160;  // bytes: 40 code points of four
constexpr std::size_t kMostAreas = 97;
constexpr std::size_t kMostTokens = 8;
constexpr std::size_t kMostAnswers = 64;
constexpr std::size_t kLongestWord = 64;
constexpr float kFurthestMm = 10'000;

base::Result<void> require(bool holds, const char* field) {
  if (holds) return {};
  return base::fail(base::Code::Invalid, std::string("intake: ") + field);
}

bool is_name(const base::SecretString& text) {
  return text.size() <= kLongestName && base::is_plain_utf8(text.view());
}

bool is_date(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  return std::equal(text.begin(), text.end(), kShape.begin(), kShape.end(),
                    [](char c, char shape) { return shape == '0' ? c >= '0' && c <= '9' : c == shape; });
}

bool area_holds(const Area& area) {
  const auto near = [](float mm) { return std::isfinite(mm) && std::abs(mm) <= kFurthestMm; };
  return !area.region.empty() && area.level >= 0 && area.level <= kHighestLevel &&
         area.kinds.count() <= kMostKinds && area.rank >= 0 && area.rank <= 3 &&
         is_word(area.at.view.view()) && near(area.at.x_mm) && near(area.at.y_mm);
}

bool ranks_differ(const base::SecretVector<Area>& areas) {
  unsigned seen = 0;
  for (const auto& area : areas) {
    if (area.rank == 0) continue;
    if ((seen >> area.rank) & 1U) return false;
    seen |= 1U << area.rank;
  }
  return true;
}

bool token_holds(const CardToken& token) {
  return is_word(token.width.view()) && is_word(token.token.view());
}

bool avoid_holds(const Avoid& avoid) { return !avoid.region.empty(); }

bool answer_holds(const Answer& answer) {
  return is_word(answer.question.view()) && is_word(answer.choice.view());
}

bool screened_holds(const Screened& screened) {
  return is_word(screened.id.view()) && is_word(screened.answer.view()) && is_word(screened.tier.view()) &&
         is_word(screened.triggered_by.view());
}

template <class Entries, class Holds>
bool few_and_all(const Entries& entries, std::size_t most, Holds holds) {
  return entries.size() <= most && std::all_of(entries.begin(), entries.end(), holds);
}

template <class T>
bool regions_differ(const base::SecretVector<T>& entries) {
  base::SecretVector<RegionCode> codes;
  for (const auto& entry : entries) codes.push_back(entry.region);
  std::sort(codes.begin(), codes.end());
  return std::adjacent_find(codes.begin(), codes.end()) == codes.end();
}

}  // namespace

bool is_word(std::string_view text) {
  return text.size() <= kLongestWord &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

std::string_view to_text(Kind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view to_text(Since since) { return kSinces[static_cast<std::size_t>(since)]; }
std::string_view to_text(When when) { return kWhens[static_cast<std::size_t>(when)]; }
std::string_view to_text(AvoidWhy why) { return kAvoidWhys[static_cast<std::size_t>(why)]; }
std::optional<Kind> parse_kind(std::string_view text) { return find_word<Kind>(kKinds, text); }
std::optional<Since> parse_since(std::string_view text) { return find_word<Since>(kSinces, text); }
std::optional<When> parse_when(std::string_view text) { return find_word<When>(kWhens, text); }
std::optional<AvoidWhy> parse_avoid_why(std::string_view text) {
  return find_word<AvoidWhy>(kAvoidWhys, text);
}

std::string_view to_text(CardAsked card) { return kCards[static_cast<std::size_t>(card)]; }
std::optional<CardAsked> parse_card_asked(std::string_view text) {
  return find_word<CardAsked>(kCards, text);
}

std::string_view to_text(Status status) { return status == Status::Complete ? "complete" : "incomplete"; }

std::string_view to_text(EndedBy ended) {
  switch (ended) {
    case EndedBy::Sent: return "sent";
    case EndedBy::Idle: return "idle";
    case EndedBy::OtherCard: return "other_card";
    case EndedBy::Cancelled: return "cancelled";
  }
  return "sent";
}

base::Result<void> check(const Intake& intake) {
  BODYMAP_TRY_VOID(require(intake.id != base::Uuid{}, "id"));
  BODYMAP_TRY_VOID(require(!intake.kiosk.empty() && is_word(intake.kiosk), "kiosk"));
  BODYMAP_TRY_VOID(require(intake.sequence >= 1, "sequence"));
  BODYMAP_TRY_VOID(require(intake.started <= intake.sent, "started"));
  BODYMAP_TRY_VOID(require(is_word(intake.time_zone), "time_zone"));
  BODYMAP_TRY_VOID(require(is_date(intake.local_date), "local_date"));
  BODYMAP_TRY_VOID(require(is_word(intake.language), "language"));
  BODYMAP_TRY_VOID(require(few_and_all(intake.client.tokens, kMostTokens, token_holds), "client.tokens"));
  BODYMAP_TRY_VOID(require(is_name(intake.client.given), "client.given"));
  BODYMAP_TRY_VOID(require(is_name(intake.client.initial), "client.initial"));
  BODYMAP_TRY_VOID(require(is_word(intake.client.member.view()), "client.member"));
  BODYMAP_TRY_VOID(require(is_word(intake.therapist.view()), "therapist"));
  BODYMAP_TRY_VOID(require(few_and_all(intake.areas, kMostAreas, area_holds), "areas"));
  BODYMAP_TRY_VOID(require(regions_differ(intake.areas) && ranks_differ(intake.areas), "areas"));
  BODYMAP_TRY_VOID(require(few_and_all(intake.avoid, kMostAreas, avoid_holds), "avoid"));
  BODYMAP_TRY_VOID(require(regions_differ(intake.avoid), "avoid"));
  BODYMAP_TRY_VOID(require(few_and_all(intake.answers, kMostAnswers, answer_holds), "answers"));
  BODYMAP_TRY_VOID(require(few_and_all(intake.screening, kMostScreened, screened_holds), "screening"));
  BODYMAP_TRY_VOID(require(!intake.nothing_hurts || intake.areas.empty(), "nothing_hurts"));
  BODYMAP_TRY_VOID(require(is_word(intake.content_version), "content_version"));
  return require(is_word(intake.program_version), "program_version");
}

}  // namespace intake
