#include "delivery/enroll.h"

#include "delivery/http.h"
#include "delivery/queue_client.h"

namespace delivery {
namespace {

constexpr const char* kEnroll = "/api/v1/enroll";

class Enrolling {
 public:
  Enrolling(const std::string& url, Address address, const Timings& timings)
      : url_(url), http_(std::move(address), timings), timings_(timings) {}

  base::Result<intake::QueueKeys> fetch_keys() {
    BODYMAP_TRY(answer, send({"GET", kEnroll, {}, {}}));
    if (answer.status != 200) return not_a_queue();
    const auto offer = intake::enrol_offer_from_json(answer.body);
    if (!offer) return not_a_queue();
    return offer->keys;
  }

  base::Result<intake::EnrolGrant> ask(const intake::EnrolCode& code, const intake::QueueKeys& keys,
                                       const intake::SignPublicKey& kiosk_key) {
    const auto reply_keys = intake::make_seal_keys();
    const intake::EnrolRequest request{code.secret(), kiosk_key, reply_keys.public_key};
    BODYMAP_TRY(answer, send({"POST", kEnroll, {}, intake::sealed_json(request, keys.seal)}));
    if (answer.status >= 400 && answer.status < 500) {
      return base::fail(base::Code::Refused, "the queue at " + url_ +
                                                 " does not take this code: it is mistyped, used, or older "
                                                 "than 15 minutes (status " +
                                                 std::to_string(answer.status) + ")");
    }
    if (answer.status != 200) return not_a_queue();
    return intake::enrol_grant_from_json(answer.body, reply_keys, keys.sign);
  }

 private:
  base::Result<HttpAnswer> send(HttpRequest request) {
    return http_.send(request, std::chrono::steady_clock::now() + timings_.whole)
        .map_error([&](const base::Error& error) {
          return base::Error{error.code, "the queue at " + url_ + ": " + error.what};
        });
  }
  tl::unexpected<base::Error> not_a_queue() const {
    return base::fail(base::Code::Parse, "what answers at " + url_ + " is not a queue that enrols kiosks");
  }

  std::string url_;
  Http http_;
  Timings timings_;
};

}  // namespace

base::Result<Enrolment> enroll(const std::string& url, std::string_view code_text, const base::Clock& clock,
                               const Timings& timings) {
  intake::start_crypto();
  BODYMAP_TRY(code, intake::EnrolCode::parse(code_text));
  BODYMAP_TRY(address, parse_address(url));
  Enrolling enrolling(url, address, timings);
  BODYMAP_TRY(keys, enrolling.fetch_keys());
  if (!code.fits(keys)) {
    return base::fail(base::Code::Refused, "the queue at " + url +
                                               " is not the one this code was made for, or the code is "
                                               "mistyped; nothing was sent to it");
  }
  Enrolment enrolment;
  enrolment.url = url;
  enrolment.queue = keys;
  enrolment.kiosk_keys = intake::make_sign_keys();
  BODYMAP_TRY(grant, enrolling.ask(code, keys, enrolment.kiosk_keys.public_key));
  enrolment.kiosk = grant.kiosk;
  enrolment.card_key = grant.card_key;
  enrolment.time_zone = "UTC";
  // The code is used up by now: what the queue does not say here, the courier learns later.
  BODYMAP_TRY(client, QueueClient::open(url, enrolment, clock, timings));
  if (const auto config = client->config()) enrolment.time_zone = config->time_zone;
  return enrolment;
}

}  // namespace delivery
