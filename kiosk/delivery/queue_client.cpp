#include "delivery/queue_client.h"

#include <string.h>

namespace delivery {
namespace {

using Rest = PostRetry::Rest;

constexpr const char* kIntakes = "/api/v1/intakes";
constexpr const char* kLookup = "/api/v1/cards/lookup";
constexpr const char* kConfig = "/api/v1/kiosk/config";
constexpr const char* kStatus = "/api/v1/kiosk/status";

bool refuses_for_good(int status) { return status == 400 || status == 409 || status == 413 || status == 422; }

// What a status other than 200 lets rest. 408 and 5xx may be this record's doing, so the others go on; 401
// and 429 are about the kiosk; anything unheard of is no queue of ours at that address.
Rest rest_for(int status) {
  if (status == 403) return Rest::Revoked;
  return status == 408 || status >= 500 ? Rest::Record : Rest::Queue;
}

}  // namespace

QueueClient::QueueClient(Address address, const Enrolment& enrolment, const base::Clock& clock,
                         const Timings& timings)
    : certificates_(enrolment.certificates),
      http_(std::move(address), enrolment.certificates, timings),
      kiosk_(enrolment.kiosk),
      key_(enrolment.kiosk_keys.secret_key),
      clock_(clock),
      timings_(timings) {}

base::Result<std::unique_ptr<QueueClient>> QueueClient::open(const std::string& url,
                                                             const Enrolment& enrolment,
                                                             const base::Clock& clock,
                                                             const Timings& timings) {
  BODYMAP_TRY(address, parse_address(url));
  return std::unique_ptr<QueueClient>(new QueueClient(std::move(address), enrolment, clock, timings));
}

RealTime QueueClient::whole_deadline() const { return std::chrono::steady_clock::now() + timings_.whole; }

base::Utc QueueClient::signing_time() const {
  const std::lock_guard lock(mutex_);
  if (!queue_time_) return clock_.utc();
  return {queue_time_->utc.ms + (clock_.steady() - queue_time_->at_steady).count()};
}

std::optional<base::Millis> QueueClient::clock_offset() const {
  {
    const std::lock_guard lock(mutex_);
    if (!queue_time_) return std::nullopt;
  }
  return base::Millis{signing_time().ms - clock_.utc().ms};
}

bool QueueClient::learn_certificate(RealTime deadline) {
  if (!certificates_) return false;
  HttpRequest request{"GET", kEnrollPath, {}, {}};
  const auto answer = http_.send(request, deadline, Peer::Anyone);
  if (!answer || answer->status != 200) return false;
  const auto offer = intake::enrol_offer_from_json(answer->body);
  return offer && offer->certificate && offer->certificate->der == answer->certificate &&
         certificates_->take(*offer->certificate);
}

base::Result<HttpAnswer> QueueClient::send_signed(HttpRequest& request, RealTime deadline) {
  auto answer = send_once(request, deadline);
  if (answer || answer.error().code != base::Code::Refused) return answer;
  if (learn_certificate(deadline)) answer = send_once(request, deadline);
  // Somebody else, or a queue that cannot prove to be ours: as good as nobody there.
  if (!answer && answer.error().code == base::Code::Refused) answer.error().code = base::Code::Io;
  return answer;
}

base::Result<HttpAnswer> QueueClient::send_once(HttpRequest& request, RealTime deadline) {
  const auto stamp =
      intake::stamp_request(request.method, request.path, request.body, kiosk_, signing_time(), key_);
  request.headers = {{intake::kKioskHeader, stamp.kiosk},
                     {intake::kTimeHeader, std::to_string(stamp.time.ms)},
                     {intake::kNonceHeader, stamp.nonce},
                     {intake::kSignatureHeader, stamp.signature}};
  return http_.send(request, deadline);
}

bool QueueClient::learn_time(const HttpAnswer& answer) {
  if (answer.status != 401) return false;
  const auto skew = intake::skew_answer_from_json(answer.body);
  if (!skew) return false;
  const std::lock_guard lock(mutex_);
  queue_time_ = QueueTime{skew->server_time, clock_.steady()};
  return true;
}

base::Result<HttpAnswer> QueueClient::exchange(const char* method, const char* path, std::string body,
                                               RealTime deadline) {
  HttpRequest request{method, path, {}, std::move(body)};
  auto answer = send_signed(request, deadline);
  if (answer && learn_time(*answer)) answer = send_signed(request, deadline);
  ::explicit_bzero(request.body.data(), request.body.size());  // it may hold card tokens
  return answer;
}

base::Result<HttpAnswer> QueueClient::good_answer(const char* method, const char* path, std::string body,
                                                  RealTime deadline) {
  BODYMAP_TRY(answer, exchange(method, path, std::move(body), deadline));
  if (answer.status == 200) return answer;
  const bool lasting = refuses_for_good(answer.status) || answer.status == 403;
  return base::fail(lasting ? base::Code::Refused : base::Code::Busy,
                    "status " + std::to_string(answer.status));
}

PostOutcome QueueClient::post_intake(const intake::IntakePost& post) {
  const auto answer = exchange("POST", kIntakes, intake::to_json(post), whole_deadline());
  if (!answer) return PostRetry{answer.error().what, false, Rest::Queue};
  if (refuses_for_good(answer->status)) return PostRefused{answer->status};
  if (answer->status != 200)
    return PostRetry{"status " + std::to_string(answer->status), true, rest_for(answer->status)};
  const auto receipt = intake::receipt_from_json(answer->body);
  if (!receipt || receipt->id != post.envelope.id)
    return PostRetry{"a receipt that does not name the record", true, Rest::Record};
  return PostDelivered{*receipt};
}

base::Result<intake::LookupAnswer> QueueClient::lookup(const base::SecretVector<intake::CardToken>& tokens,
                                                       RealTime deadline) {
  BODYMAP_TRY(answer, good_answer("POST", kLookup, intake::lookup_json(tokens), deadline));
  auto found = intake::lookup_answer_from_json(answer.body);
  ::explicit_bzero(answer.body.data(), answer.body.size());  // it names a client
  return found;
}

base::Result<intake::KioskConfig> QueueClient::config() {
  BODYMAP_TRY(answer, good_answer("GET", kConfig, {}, whole_deadline()));
  auto config = intake::kiosk_config_from_json(answer.body);
  if (config && config->certificate && certificates_) certificates_->take(*config->certificate);
  return config;
}

base::Result<void> QueueClient::status(const intake::KioskStatus& status) {
  return good_answer("POST", kStatus, intake::to_json(status), whole_deadline()).map([](const HttpAnswer&) {
  });
}

}  // namespace delivery
