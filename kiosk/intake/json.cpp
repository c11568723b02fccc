#include "intake/json.h"

#include <sodium.h>

#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/check.h"

namespace intake {
namespace {

// nlohmann's value, with every byte of it in memory that is wiped before it is given back.
using WipedText = std::basic_string<char, std::char_traits<char>, base::WipingAllocator<char>>;
using Json = nlohmann::basic_json<std::map, std::vector, WipedText, bool, std::int64_t, std::uint64_t, double,
                                  base::WipingAllocator>;

constexpr std::size_t kLargest = 192 * 1024;

WipedText wiped(std::string_view text) { return {text.begin(), text.end()}; }

struct Broken {
  const char* field;
};

template <class E, class Words>
Json words_of(const Set<E>& set, int count, Words to_word) {
  Json words = Json::array();
  for (int i = 0; i < count; ++i) {
    if (set.has(static_cast<E>(i))) words.push_back(wiped(to_word(static_cast<E>(i))));
  }
  return words;
}

Json area_json(const Area& area) {
  Json json;
  json["region"] = wiped(area.region.view());
  json["level"] = area.level;
  json["scale"] = wiped(kScale);
  json["kinds"] = words_of(area.kinds, kKindCount, [](Kind kind) { return to_text(kind); });
  json["since"] = area.since == Since::Unsaid ? Json(nullptr) : Json(wiped(to_text(area.since)));
  json["when"] = words_of(area.when, kWhenCount, [](When when) { return to_text(when); });
  json["rank"] = area.rank == 0 ? Json(nullptr) : Json(area.rank);
  json["view"] = wiped(area.at.view.view());
  // Tenths of a millimetre are below what a fingertip can mean.
  json["point_mm"] = {std::round(static_cast<double>(area.at.x_mm) * 10) / 10,
                      std::round(static_cast<double>(area.at.y_mm) * 10) / 10};
  return json;
}

Json client_json(const Client& client) {
  Json json;
  json["tokens"] = Json::array();
  for (const auto& token : client.tokens)
    json["tokens"].push_back({{"width", wiped(token.width.view())}, {"token", wiped(token.token.view())}});
  if (client.card != CardAsked::Unsaid) json["card"] = wiped(to_text(client.card));
  json["given"] = wiped(client.given.view());
  json["initial"] = wiped(client.initial.view());
  json["member"] = wiped(client.member.view());
  json["member_confirmed"] = client.member_confirmed;
  return json;
}

const Json& at(const Json& json, const char* field) {
  const auto found = json.is_object() ? json.find(field) : json.end();
  if (!json.is_object() || found == json.end()) throw Broken{field};
  return *found;
}

std::string_view text_at(const Json& json, const char* field) {
  const Json& value = at(json, field);
  if (!value.is_string()) throw Broken{field};
  return value.get_ref<const WipedText&>();
}

std::int64_t number_at(const Json& json, const char* field, std::int64_t low, std::int64_t high) {
  const Json& value = at(json, field);
  if (!value.is_number_integer()) throw Broken{field};
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(high))
    throw Broken{field};
  const auto number = value.get<std::int64_t>();
  if (number < low || number > high) throw Broken{field};
  return number;
}

bool flag_at(const Json& json, const char* field) {
  const Json& value = at(json, field);
  if (!value.is_boolean()) throw Broken{field};
  return value.get<bool>();
}

const Json& array_at(const Json& json, const char* field, std::size_t most) {
  const Json& value = at(json, field);
  if (!value.is_array() || value.size() > most) throw Broken{field};
  return value;
}

template <std::size_t kCapacity>
base::ShortText<kCapacity> short_at(const Json& json, const char* field) {
  const auto text = text_at(json, field);
  if (!base::ShortText<kCapacity>::fits(text)) throw Broken{field};
  return base::ShortText<kCapacity>(text);
}

base::Utc time_at(const Json& json, const char* field) {
  bool ok = false;
  const auto text = text_at(json, field);
  const auto time = base::from_iso8601(std::string(text), ok);
  // One spelling a moment: nothing like month 13 or a blank for a digit.
  if (!ok || base::to_iso8601(time) != text) throw Broken{field};
  return time;
}

base::Uuid uuid_of(std::string_view text, const char* field) {
  const auto id = base::parse_uuid(text);
  if (!id) throw Broken{field};
  return *id;
}

RegionCode region_at(const Json& json) {
  const auto region = RegionCode::parse(text_at(json, "region"));
  if (!region) throw Broken{"region"};
  return *region;
}

template <class E, class Parse>
Set<E> set_at(const Json& json, const char* field, Parse parse) {
  Set<E> set;
  for (const auto& word : array_at(json, field, 16)) {
    const auto value =
        word.is_string() ? parse(std::string_view(word.get_ref<const WipedText&>())) : std::nullopt;
    if (!value) throw Broken{field};
    set.add(*value);
  }
  return set;
}

float coordinate(const Json& value) {
  if (!value.is_number()) throw Broken{"point_mm"};
  const auto number = value.get<double>();
  if (!(number >= -10'000 && number <= 10'000)) throw Broken{"point_mm"};
  return static_cast<float>(number);
}

Area area_of(const Json& json) {
  Area area;
  area.region = region_at(json);
  area.level = static_cast<int>(number_at(json, "level", 0, kHighestLevel));
  if (text_at(json, "scale") != kScale) throw Broken{"scale"};
  area.kinds = set_at<Kind>(json, "kinds", parse_kind);
  if (!at(json, "since").is_null()) {
    const auto since = parse_since(text_at(json, "since"));
    if (!since || *since == Since::Unsaid) throw Broken{"since"};
    area.since = *since;
  }
  area.when = set_at<When>(json, "when", parse_when);
  if (!at(json, "rank").is_null()) area.rank = static_cast<int>(number_at(json, "rank", 1, 3));
  area.at.view = short_at<16>(json, "view");
  const Json& point = array_at(json, "point_mm", 2);
  if (point.size() != 2) throw Broken{"point_mm"};
  area.at.x_mm = coordinate(point[0]);
  area.at.y_mm = coordinate(point[1]);
  return area;
}

Client client_of(const Json& json) {
  Client client;
  for (const auto& token : array_at(json, "tokens", 8))
    client.tokens.push_back({short_at<8>(token, "width"), short_at<64>(token, "token")});
  // Kiosks of before do not say.
  if (json.contains("card")) {
    const auto card = parse_card_asked(text_at(json, "card"));
    if (!card) throw Broken{"card"};
    client.card = *card;
  }
  client.given = text_at(json, "given");
  client.initial = text_at(json, "initial");
  client.member = text_at(json, "member");
  client.member_confirmed = flag_at(json, "member_confirmed");
  return client;
}

Status status_of(std::string_view text) {
  for (const auto status : {Status::Complete, Status::Incomplete}) {
    if (to_text(status) == text) return status;
  }
  throw Broken{"status"};
}

EndedBy ended_of(std::string_view text) {
  for (const auto ended : {EndedBy::Sent, EndedBy::Idle, EndedBy::OtherCard, EndedBy::Cancelled}) {
    if (to_text(ended) == text) return ended;
  }
  throw Broken{"ended_by"};
}

void read_said(const Json& json, Intake& intake) {
  intake.nothing_hurts = flag_at(json, "nothing_hurts");
  for (const auto& area : array_at(json, "areas", 97)) intake.areas.push_back(area_of(area));
  for (const auto& avoid : array_at(json, "avoid", 97)) {
    const auto why = parse_avoid_why(text_at(avoid, "why"));
    if (!why) throw Broken{"why"};
    intake.avoid.push_back({region_at(avoid), *why});
  }
  for (const auto& answer : array_at(json, "answers", 64))
    intake.answers.push_back({short_at<32>(answer, "question"), short_at<32>(answer, "choice")});
  for (const auto& screened : array_at(json, "screening", kMostScreened)) {
    intake.screening.push_back({short_at<32>(screened, "id"), short_at<16>(screened, "answer"),
                                short_at<2>(screened, "tier"), short_at<48>(screened, "triggered_by")});
  }
}

Intake intake_of(const Json& json) {
  if (text_at(json, "format") != kFormat) throw Broken{"format"};
  Intake intake;
  intake.id = uuid_of(text_at(json, "id"), "id");
  intake.kiosk = text_at(json, "kiosk");
  intake.sequence = number_at(json, "sequence", 1, INT64_MAX);
  intake.started = time_at(json, "started");
  intake.sent = time_at(json, "sent");
  intake.time_zone = text_at(json, "time_zone");
  intake.local_date = text_at(json, "local_date");
  intake.clock_trusted = flag_at(json, "clock_trusted");
  intake.language = text_at(json, "language");
  intake.status = status_of(text_at(json, "status"));
  intake.ended_by = ended_of(text_at(json, "ended_by"));
  intake.client = client_of(at(json, "client"));
  intake.therapist = text_at(json, "therapist");
  read_said(json, intake);
  if (!at(json, "replaces").is_null()) intake.replaces = uuid_of(text_at(json, "replaces"), "replaces");
  intake.content_version = text_at(json, "content_version");
  intake.program_version = text_at(json, "program_version");
  return intake;
}

// Short texts stand in stack frames on their way, and nlohmann's writer has a buffer of 512 bytes there.
constexpr std::size_t kStackUsed = 32 * 1024;

[[gnu::noinline]] base::SecretString written(const Intake& intake) {
  Json json;
  json["format"] = wiped(kFormat);
  json["id"] = wiped(base::to_text(intake.id));
  json["kiosk"] = wiped(intake.kiosk);
  json["sequence"] = intake.sequence;
  json["started"] = wiped(base::to_iso8601(intake.started));
  json["sent"] = wiped(base::to_iso8601(intake.sent));
  json["time_zone"] = wiped(intake.time_zone);
  json["local_date"] = wiped(intake.local_date);
  json["clock_trusted"] = intake.clock_trusted;
  json["language"] = wiped(intake.language);
  json["status"] = wiped(to_text(intake.status));
  json["ended_by"] = wiped(to_text(intake.ended_by));
  json["client"] = client_json(intake.client);
  json["therapist"] = wiped(intake.therapist.view());
  json["nothing_hurts"] = intake.nothing_hurts;
  json["areas"] = Json::array();
  for (const auto& area : intake.areas) json["areas"].push_back(area_json(area));
  json["avoid"] = Json::array();
  for (const auto& avoid : intake.avoid)
    json["avoid"].push_back({{"region", wiped(avoid.region.view())}, {"why", wiped(to_text(avoid.why))}});
  json["answers"] = Json::array();
  for (const auto& answer : intake.answers)
    json["answers"].push_back(
        {{"question", wiped(answer.question.view())}, {"choice", wiped(answer.choice.view())}});
  json["screening"] = Json::array();
  for (const auto& screened : intake.screening) {
    json["screening"].push_back({{"id", wiped(screened.id.view())},
                                 {"answer", wiped(screened.answer.view())},
                                 {"tier", wiped(screened.tier.view())},
                                 {"triggered_by", wiped(screened.triggered_by.view())}});
  }
  json["replaces"] = intake.replaces ? Json(wiped(base::to_text(*intake.replaces))) : Json(nullptr);
  json["content_version"] = wiped(intake.content_version);
  json["program_version"] = wiped(intake.program_version);
  const WipedText text = json.dump();
  return base::SecretString(std::string_view(text));
}

[[gnu::noinline]] base::Result<Intake> read(std::string_view text) {
  if (text.size() > kLargest) return base::fail(base::Code::Parse, "intake: larger than 192 KiB");
  try {
    const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
    if (json.is_discarded()) return base::fail(base::Code::Parse, "intake: not JSON");
    Intake intake = intake_of(json);
    BODYMAP_TRY_VOID(check(intake));
    return intake;
  } catch (const Broken& broken) {
    return base::fail(base::Code::Parse, std::string("intake: ") + broken.field);
  } catch (const std::exception&) {
    return base::fail(base::Code::Parse, "intake: not such a record");
  }
}

}  // namespace

base::SecretString to_json(const Intake& intake) {
  BODYMAP_CHECK(check(intake).has_value());
  auto text = written(intake);
  sodium_stackzero(kStackUsed);
  return text;
}

base::Result<Intake> from_json(std::string_view text) {
  auto intake = read(text);
  sodium_stackzero(kStackUsed);
  return intake;
}

}  // namespace intake
