#pragma once
// Envelopes and enrolments for the tests of this folder.
#include <string>

#include "base/ids.h"
#include "delivery/enrolment_file.h"
#include "delivery/outbox.h"
#include "intake/envelope.h"

namespace records {

inline constexpr const char* kKiosk = "kiosk-1";

struct Keys {
  intake::SignKeys kiosk = intake::make_sign_keys();
  intake::SealKeys queue_seal = intake::make_seal_keys();
  intake::SignKeys queue_sign = intake::make_sign_keys();
};

inline delivery::Enrolment enrolment(const Keys& keys, const std::string& url) {
  delivery::Enrolment enrolment;
  enrolment.url = url;
  enrolment.kiosk = kKiosk;
  enrolment.kiosk_keys = keys.kiosk;
  enrolment.card_key.bytes().fill(7);
  enrolment.queue = {keys.queue_sign.public_key, keys.queue_seal.public_key};
  enrolment.time_zone = "Europe/Berlin";
  return enrolment;
}

inline delivery::Outbox::Seal sealer(const Keys& keys, const base::Uuid& id, std::string text = "{}") {
  return [&keys, id, text = std::move(text)](std::int64_t sequence) {
    return intake::make_envelope(text, id, sequence, kKiosk, keys.queue_seal.public_key,
                                 keys.kiosk.secret_key);
  };
}

inline base::Uuid new_id() { return base::make_uuid7({1'700'000'000'000}); }

}  // namespace records
