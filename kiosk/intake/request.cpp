#include "intake/request.h"

#include "base/utf8.h"
#include "intake/wire_json.h"

namespace intake {
namespace {

// 9999-12-31: later times are nonsense, and would not fit into sums with others.
constexpr base::Utc kLastTime{253'402'214'400'000};
constexpr std::int64_t kMostMonths = 1200;

std::string signed_text(const RequestStamp& stamp, std::string_view method, std::string_view path,
                        std::string_view body) {
  std::string text = "bodymap-request-1\n";
  text.append(method).append("\n").append(path).append("\n");
  text += std::to_string(stamp.time.ms) + "\n" + stamp.nonce + "\n" + base::to_hex(digest(body));
  return text;
}

}  // namespace

RequestStamp stamp_request(std::string_view method, std::string_view path, std::string_view body,
                           const std::string& kiosk, base::Utc time, const SignSecretKey& key) {
  std::array<std::uint8_t, 16> nonce{};
  base::fill_random(nonce);
  RequestStamp stamp{kiosk, time, base::to_hex(nonce), {}};
  stamp.signature = to_base64(sign(signed_text(stamp, method, path, body), key));
  return stamp;
}

bool stamp_holds(const RequestStamp& stamp, std::string_view method, std::string_view path,
                 std::string_view body, const SignPublicKey& key) {
  const auto signature = from_base64(stamp.signature);
  return signature && verify(signed_text(stamp, method, path, body), *signature, key);
}

std::string to_json(const SkewAnswer& answer) {
  return nlohmann::json{
      {"type", kSkewProblem}, {"title", "the kiosk's clock is off"}, {"server_time", answer.server_time.ms}}
      .dump();
}

base::Result<SkewAnswer> skew_answer_from_json(std::string_view text) {
  BODYMAP_TRY(json, wire::parse(text));
  BODYMAP_TRY(type, wire::text(json, "type"));
  if (type != kSkewProblem) return base::fail(base::Code::Parse, "another problem than clock skew");
  BODYMAP_TRY(server_time, wire::number(json, "server_time"));
  if (server_time < 0 || server_time > kLastTime.ms)
    return base::fail(base::Code::Parse, "message with an impossible server_time");
  return SkewAnswer{{server_time}};
}

std::string to_json(const IntakePost& post) {
  auto json = nlohmann::json::parse(to_json(post.envelope));
  json["age_ms"] = post.age_ms;
  return json.dump();
}

base::Result<IntakePost> intake_post_from_json(std::string_view text) {
  BODYMAP_TRY(envelope, envelope_from_json(text));
  BODYMAP_TRY(json, wire::parse(text));
  BODYMAP_TRY(age, wire::number(json, "age_ms"));
  if (age < 0) return base::fail(base::Code::Parse, "message with an age below 0");
  return IntakePost{std::move(envelope), age};
}

std::string to_json(const Receipt& receipt) {
  return nlohmann::json{{"id", base::to_text(receipt.id)}, {"received", base::to_iso8601(receipt.received)}}
      .dump();
}

base::Result<Receipt> receipt_from_json(std::string_view text) {
  BODYMAP_TRY(json, wire::parse(text));
  BODYMAP_TRY(id_text, wire::text(json, "id", 36));
  BODYMAP_TRY(received, wire::text(json, "received", 32));
  bool ok = false;
  const auto time = base::from_iso8601(received, ok);
  const auto id = base::parse_uuid(id_text);
  if (!id || !ok) return base::fail(base::Code::Parse, "receipt is not well formed");
  return Receipt{*id, time};
}

std::string lookup_json(const base::SecretVector<CardToken>& tokens) {
  // Written by hand into one buffer of the right size, so that the caller can wipe the only copy there is.
  constexpr std::size_t kEach = 128;
  std::string text;
  text.reserve(16 + tokens.size() * kEach);
  text += R"({"tokens":[)";
  for (const auto& token : tokens) {
    if (text.back() != '[') text += ',';
    text.append(R"({"width":")").append(token.width.view());
    text.append(R"(","token":")").append(token.token.view()).append(R"("})");
  }
  return text += "]}";
}

base::Result<base::SecretVector<CardToken>> lookup_from_json(std::string_view text) {
  BODYMAP_TRY(json, wire::parse(text));
  const auto found = json.find("tokens");
  if (found == json.end() || !found->is_array() || found->empty() || found->size() > 8)
    return base::fail(base::Code::Parse, "message without tokens");
  base::SecretVector<CardToken> tokens;
  for (const auto& entry : *found) {
    if (!entry.is_object()) return base::fail(base::Code::Parse, "message without tokens");
    BODYMAP_TRY(width, wire::text(entry, "width", 8));
    BODYMAP_TRY(token, wire::text(entry, "token", 64));
    if (!base::ShortText<8>::fits(width) || !base::ShortText<64>::fits(token))
      return base::fail(base::Code::Parse, "message without tokens");
    tokens.push_back({base::ShortText<8>(width), base::ShortText<64>(token)});
  }
  return tokens;
}

std::string to_json(const LookupAnswer& answer) {
  return nlohmann::json{{"known", answer.known}, {"initial", answer.initial}, {"member", answer.member}}
      .dump();
}

base::Result<LookupAnswer> lookup_answer_from_json(std::string_view text) {
  BODYMAP_TRY(json, wire::parse(text));
  BODYMAP_TRY(known, wire::flag(json, "known"));
  BODYMAP_TRY(initial, wire::text(json, "initial", 4));
  BODYMAP_TRY(member, wire::text(json, "member", 64));
  // One letter at most: a card number can be cloned, and "Anna" would greet the wrong person by name.
  if (!base::is_plain_utf8(initial) || base::count_code_points(initial) > 1)
    return base::fail(base::Code::Parse, "message with more than an initial");
  // It goes into the record as it is, and a record holds only words there.
  if (!is_word(member)) return base::fail(base::Code::Parse, "message with an impossible member");
  return LookupAnswer{known, initial, member};
}

std::string to_json(const KioskConfig& config) {
  auto therapists = nlohmann::json::array();
  for (const auto& therapist : config.therapists)
    therapists.push_back({{"id", therapist.id}, {"name", therapist.name}});
  nlohmann::json json{{"clinic", config.clinic},
                      {"time_zone", config.time_zone},
                      {"retention_months", config.retention_months},
                      {"therapists", therapists}};
  wire::put(json, config.certificate);
  return json.dump();
}

base::Result<KioskConfig> kiosk_config_from_json(std::string_view text) {
  BODYMAP_TRY(json, wire::parse(text));
  BODYMAP_TRY(clinic, wire::text(json, "clinic", 200));
  BODYMAP_TRY(time_zone, wire::text(json, "time_zone", 64));
  BODYMAP_TRY(months, wire::number(json, "retention_months"));
  if (months < 1 || months > kMostMonths)
    return base::fail(base::Code::Parse, "message with impossible retention_months");
  const auto list = json.find("therapists");
  if (list == json.end() || !list->is_array() || list->size() > 64)
    return base::fail(base::Code::Parse, "message without therapists");
  BODYMAP_TRY(certificate, wire::certificate_notice(json));
  KioskConfig config{clinic, time_zone, static_cast<int>(months), {}, std::move(certificate)};
  for (const auto& entry : *list) {
    if (!entry.is_object()) return base::fail(base::Code::Parse, "message without therapists");
    BODYMAP_TRY(id, wire::text(entry, "id", 64));
    BODYMAP_TRY(name, wire::text(entry, "name", 160));
    if (!is_word(id) || id.empty() || !base::is_plain_utf8(name))
      return base::fail(base::Code::Parse, "message with an impossible therapist");
    config.therapists.push_back({id, name});
  }
  return config;
}

std::string to_json(const KioskStatus& status) {
  return nlohmann::json{{"waiting", status.waiting},
                        {"refused", status.refused},
                        {"reader", status.reader},
                        {"version", status.version}}
      .dump();
}

base::Result<KioskStatus> kiosk_status_from_json(std::string_view text) {
  BODYMAP_TRY(json, wire::parse(text));
  BODYMAP_TRY(waiting, wire::number(json, "waiting"));
  BODYMAP_TRY(refused, wire::number(json, "refused"));
  BODYMAP_TRY(reader, wire::text(json, "reader", 16));
  BODYMAP_TRY(version, wire::text(json, "version", 64));
  return KioskStatus{waiting, refused, reader, version};
}

}  // namespace intake
