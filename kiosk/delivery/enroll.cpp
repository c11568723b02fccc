#include "delivery/enroll.h"

#include "delivery/http.h"
#include "delivery/queue_client.h"

namespace delivery {
namespace {

class Enrolling {
 public:
  Enrolling(const std::string& url, Address address, const Timings& timings)
      : url_(url), address_(std::move(address)), timings_(timings) {}

  // What answers at the address, once it has proved to be the queue the code was made for: its keys by the
  // code, its certificate by its keys, and that it is the one it shows. Nothing secret is sent before.
  base::Result<intake::EnrolOffer> meet(const intake::EnrolCode& code) {
    BODYMAP_TRY(answer, send({"GET", kEnrollPath, {}, {}}, {}, Peer::Anyone));
    if (answer.status != 200) return not_a_queue();
    auto offer = intake::enrol_offer_from_json(answer.body);
    if (!offer) return not_a_queue();
    if (!code.fits(offer->keys))
      return not_the_queue("is not the one this code was made for, or the code is mistyped");
    if (!address_.tls) {
      offer->certificate.reset();
      return offer;
    }
    const auto& notice = offer->certificate;
    if (!notice || !notice->holds(offer->keys.sign) || notice->der != answer.certificate)
      return not_the_queue("shows a certificate that is not its own: somebody may be in between");
    return offer;
  }

  base::Result<intake::EnrolGrant> ask(const intake::EnrolCode& code, const Enrolment& enrolment) {
    const auto reply_keys = intake::make_seal_keys();
    const intake::EnrolRequest request{code.secret(), enrolment.kiosk_keys.public_key, reply_keys.public_key};
    BODYMAP_TRY(answer, send({"POST", kEnrollPath, {}, intake::sealed_json(request, enrolment.queue.seal)},
                             enrolment.certificates, Peer::Known));
    if (answer.status >= 400 && answer.status < 500) {
      return base::fail(base::Code::Refused, "the queue at " + url_ +
                                                 " does not take this code: it is mistyped, used, or older "
                                                 "than 15 minutes (status " +
                                                 std::to_string(answer.status) + ")");
    }
    if (answer.status != 200) return not_a_queue();
    return intake::enrol_grant_from_json(answer.body, reply_keys, enrolment.queue.sign);
  }

 private:
  base::Result<HttpAnswer> send(HttpRequest request, std::shared_ptr<Certificates> certificates, Peer peer) {
    Http http(address_, std::move(certificates), timings_);
    return http.send(request, std::chrono::steady_clock::now() + timings_.whole, peer)
        .map_error([&](const base::Error& error) {
          return base::Error{error.code, "the queue at " + url_ + ": " + error.what};
        });
  }
  tl::unexpected<base::Error> not_a_queue() const {
    return base::fail(base::Code::Parse, "what answers at " + url_ + " is not a queue that enrols kiosks");
  }
  tl::unexpected<base::Error> not_the_queue(const std::string& why) const {
    return base::fail(base::Code::Refused, "the queue at " + url_ + " " + why + "; nothing was sent to it");
  }

  std::string url_;
  Address address_;
  Timings timings_;
};

}  // namespace

base::Result<Enrolment> enroll(const std::string& url, std::string_view code_text, const base::Clock& clock,
                               const Timings& timings) {
  intake::start_crypto();
  BODYMAP_TRY(code, intake::EnrolCode::parse(code_text));
  BODYMAP_TRY(address, parse_address(url));
  Enrolling enrolling(url, address, timings);
  BODYMAP_TRY(offer, enrolling.meet(code));
  Enrolment enrolment;
  enrolment.url = url;
  enrolment.queue = offer.keys;
  enrolment.kiosk_keys = intake::make_sign_keys();
  Certificates::Notices notices;
  if (offer.certificate) notices.push_back(*offer.certificate);
  enrolment.certificates = std::make_shared<Certificates>(offer.keys.sign, std::move(notices));
  BODYMAP_TRY(grant, enrolling.ask(code, enrolment));
  enrolment.kiosk = grant.kiosk;
  enrolment.card_key = grant.card_key;
  enrolment.time_zone = "UTC";
  // The code is used up by now: what the queue does not say here, the courier learns later.
  BODYMAP_TRY(client, QueueClient::open(url, enrolment, clock, timings));
  if (const auto config = client->config()) enrolment.time_zone = config->time_zone;
  return enrolment;
}

}  // namespace delivery
