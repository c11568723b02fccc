#pragma once
// The queue as an enrolled kiosk sees it: signed requests, each outcome classified. The messages and the
// signature are intake/request.h's. Blocking; one thread at a time, but stop() and clock_offset() by any.
// The kiosk's clock may be wrong: a clock-skew answer is remembered against the steady clock, and from then
// on requests are signed with the queue's time. And the queue's certificate may be new: one that is not known
// is asked for its announcement, and taken only if the queue's own key signed it.
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

#include "base/clock.h"
#include "base/result.h"
#include "delivery/enrolment_file.h"
#include "delivery/http.h"
#include "delivery/timings.h"
#include "intake/request.h"

namespace delivery {

// The queue has the record: its receipt names it.
struct PostDelivered {
  intake::Receipt receipt;
};
// Not now. What has to rest: this record, everything (the queue is away or says so), or everything for long
// (this kiosk is revoked).
struct PostRetry {
  enum class Rest { Record, Queue, Revoked };
  std::string why;        // for the log
  bool answered = false;  // something spoke HTTP
  Rest rest = Rest::Queue;
};
// Never as it is: 400, 409, 413, 422.
struct PostRefused {
  int status = 0;
};
using PostOutcome = std::variant<PostDelivered, PostRetry, PostRefused>;

// Where a queue tells what it is, and takes enrolments.
inline constexpr const char* kEnrollPath = "/api/v1/enroll";

class QueueClient {
 public:
  // Invalid if the address is not allowed (see parse_address). `clock` must outlive the client.
  static base::Result<std::unique_ptr<QueueClient>> open(const std::string& url, const Enrolment& enrolment,
                                                         const base::Clock& clock,
                                                         const Timings& timings = {});

  // A truncated answer, or a receipt that does not name the record, is a retry and never a delivery.
  PostOutcome post_intake(const intake::IntakePost& post);

  // Errors of these three: Timeout or Io = no answer; Busy = answered, not now; Refused = 400, 403, 409,
  // 413, 422; Parse = not a queue's answer.
  base::Result<intake::LookupAnswer> lookup(const base::SecretVector<intake::CardToken>& tokens,
                                            RealTime deadline);
  // A certificate that the configuration announces is known from then on.
  base::Result<intake::KioskConfig> config();
  base::Result<void> status(const intake::KioskStatus& status);

  // How far the queue's clock is ahead of this machine's, by its last clock-skew answer; nothing without one.
  std::optional<base::Millis> clock_offset() const;
  // Ends what is under way at once, now and for ever.
  void stop() { http_.stop(); }

 private:
  struct QueueTime {
    base::Utc utc;
    base::Millis at_steady;
  };

  QueueClient(Address address, const Enrolment& enrolment, const base::Clock& clock, const Timings& timings);
  base::Result<HttpAnswer> send_signed(HttpRequest& request, RealTime deadline);
  base::Result<HttpAnswer> send_once(HttpRequest& request, RealTime deadline);
  // Whether the certificate that is shown now was announced by the queue; it is then known.
  bool learn_certificate(RealTime deadline);
  // Whether the answer was a clock-skew one; its time is then kept.
  bool learn_time(const HttpAnswer& answer);
  base::Result<HttpAnswer> exchange(const char* method, const char* path, std::string body,
                                    RealTime deadline);
  base::Result<HttpAnswer> good_answer(const char* method, const char* path, std::string body,
                                       RealTime deadline);
  base::Utc signing_time() const;
  RealTime whole_deadline() const;

  std::shared_ptr<Certificates> certificates_;
  Http http_;
  std::string kiosk_;
  intake::SignSecretKey key_;
  const base::Clock& clock_;
  Timings timings_;
  mutable std::mutex mutex_;
  std::optional<QueueTime> queue_time_;  // guarded by mutex_
};

}  // namespace delivery
