#pragma once
// How a kiosk signs a request, and the messages both sides speak. One place, so that kiosk and queue
// cannot drift apart. Used by `delivery` (writes requests, reads answers) and `queue` (the reverse).
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "intake/certificate.h"
#include "intake/envelope.h"
#include "intake/record.h"
#include "intake/seal.h"

namespace intake {

// Every request of an enrolled kiosk carries these four headers. The signature (Ed25519, base64) is over
//   bodymap-request-1 \n METHOD \n PATH \n TIME \n NONCE \n HEX(BLAKE2b-256(body))
// TIME: the kiosk's UTC in ms; NONCE: 16 random bytes as hex, never used twice.
inline constexpr const char* kKioskHeader = "X-Bodymap-Kiosk";
inline constexpr const char* kTimeHeader = "X-Bodymap-Time";
inline constexpr const char* kNonceHeader = "X-Bodymap-Nonce";
inline constexpr const char* kSignatureHeader = "X-Bodymap-Signature";

// The queue refuses times further off than this, with its own time in the answer (see SkewAnswer).
inline constexpr base::Millis kLargestSkew{5 * 60 * 1000};
// How long the queue remembers a nonce: at least twice the largest skew.
inline constexpr base::Millis kNonceMemory{10 * 60 * 1000};

struct RequestStamp {
  std::string kiosk;
  base::Utc time;
  std::string nonce;
  std::string signature;  // base64
};

RequestStamp stamp_request(std::string_view method, std::string_view path, std::string_view body,
                           const std::string& kiosk, base::Utc time, const SignSecretKey& key);
bool stamp_holds(const RequestStamp& stamp, std::string_view method, std::string_view path,
                 std::string_view body, const SignPublicKey& key);

// 401 application/problem+json {"type":"clock-skew","title":..,"server_time":UTC ms}.
inline constexpr const char* kSkewProblem = "clock-skew";
struct SkewAnswer {
  base::Utc server_time;
};
std::string to_json(const SkewAnswer& answer);
// Parse for any other problem too.
base::Result<SkewAnswer> skew_answer_from_json(std::string_view json);

// POST /api/v1/intakes. `age_ms`: how long ago the kiosk stored it, by a clock that does not jump;
// the queue's waiting time is its own clock less this.
struct IntakePost {
  Envelope envelope;
  std::int64_t age_ms = 0;
};
std::string to_json(const IntakePost& post);
base::Result<IntakePost> intake_post_from_json(std::string_view json);

// Its answer, 200, the same however often the same id is posted.
struct Receipt {
  base::Uuid id;
  base::Utc received;  // by the queue's clock
};
std::string to_json(const Receipt& receipt);
base::Result<Receipt> receipt_from_json(std::string_view json);

// POST /api/v1/cards/lookup {"tokens":[{"width","token"}]} -> the same shape known or unknown.
struct LookupAnswer {
  bool known = false;
  std::string initial;  // first letter of the given name, upper case; empty when unknown
  std::string member;   // the queue's reference; empty when unknown
};
// Tokens as card_tokens makes them, which need no escaping.
std::string lookup_json(const base::SecretVector<CardToken>& tokens);
base::Result<base::SecretVector<CardToken>> lookup_from_json(std::string_view json);
std::string to_json(const LookupAnswer& answer);
base::Result<LookupAnswer> lookup_answer_from_json(std::string_view json);

// GET /api/v1/kiosk/config.
struct Therapist {
  std::string id;
  std::string name;  // as clients know it: "Maya R."
  bool operator==(const Therapist&) const = default;
};
struct KioskConfig {
  std::string clinic;
  std::string time_zone;
  int retention_months = 12;
  std::vector<Therapist> therapists;
  // The certificate the queue shows, or will show after its next start; none without TLS.
  std::optional<CertificateNotice> certificate = std::nullopt;
  bool operator==(const KioskConfig&) const = default;
};
std::string to_json(const KioskConfig& config);
base::Result<KioskConfig> kiosk_config_from_json(std::string_view json);

// POST /api/v1/kiosk/status: what the desk may want to know.
struct KioskStatus {
  std::int64_t waiting = 0;
  std::int64_t refused = 0;
  std::string reader;   // ready, absent, none
  std::string version;  // of the program
};
std::string to_json(const KioskStatus& status);
base::Result<KioskStatus> kiosk_status_from_json(std::string_view json);

}  // namespace intake
