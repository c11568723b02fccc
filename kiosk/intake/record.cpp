#include "intake/record.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace intake {
namespace {

constexpr std::array<std::string_view, kKindCount> kKinds{"tight", "sore",    "dull_ache", "pulling",
                                                          "sharp", "burning", "numb",      "throbbing"};
constexpr std::array<std::string_view, kSinceCount> kSinces{"", "today", "days", "weeks", "longer"};
constexpr std::array<std::string_view, kWhenCount> kWhens{"after_running", "while_running", "at_rest"};
constexpr std::array<std::string_view, kAvoidWhyCount> kAvoidWhys{"unsaid", "injury", "skin", "private"};

template <class E, std::size_t kCount>
std::optional<E> find_word(const std::array<std::string_view, kCount>& words, std::string_view text) {
  const auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return std::nullopt;
  return static_cast<E>(found - words.begin());
}

constexpr std::size_t kLongestName = 160;  // bytes: 40 code points of four
constexpr std::size_t kMostAreas = 97;

base::Result<void> require(bool holds, const char* field) {
  if (holds) return {};
  return base::fail(base::Code::Invalid, std::string("intake: ") + field);
}

bool is_name(const base::SecretString& text) {
  return text.size() <= kLongestName && base::is_plain_utf8(text.view());
}

bool area_holds(const Area& area) {
  return !area.region.empty() && area.level >= 0 && area.level <= kHighestLevel &&
         area.kinds.count() <= kMostKinds && area.rank >= 0 && area.rank <= 3;
}

template <class T>
bool regions_differ(const base::SecretVector<T>& entries) {
  base::SecretVector<RegionCode> codes;
  for (const auto& entry : entries) codes.push_back(entry.region);
  std::sort(codes.begin(), codes.end());
  return std::adjacent_find(codes.begin(), codes.end()) == codes.end();
}

}  // namespace

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
  BODYMAP_TRY_VOID(require(!intake.kiosk.empty() && intake.kiosk.size() <= 64, "kiosk"));
  BODYMAP_TRY_VOID(require(intake.sequence >= 1, "sequence"));
  BODYMAP_TRY_VOID(require(intake.started <= intake.sent, "started"));
  BODYMAP_TRY_VOID(require(is_name(intake.client.given), "client.given"));
  BODYMAP_TRY_VOID(require(is_name(intake.client.initial), "client.initial"));
  BODYMAP_TRY_VOID(require(intake.client.member.size() <= 64, "client.member"));
  BODYMAP_TRY_VOID(require(intake.therapist.size() <= 64, "therapist"));
  BODYMAP_TRY_VOID(require(intake.areas.size() <= kMostAreas && regions_differ(intake.areas), "areas"));
  BODYMAP_TRY_VOID(require(std::all_of(intake.areas.begin(), intake.areas.end(), area_holds), "areas"));
  BODYMAP_TRY_VOID(require(intake.avoid.size() <= kMostAreas && regions_differ(intake.avoid), "avoid"));
  BODYMAP_TRY_VOID(require(!intake.nothing_hurts || intake.areas.empty(), "nothing_hurts"));
  return {};
}

}  // namespace intake
