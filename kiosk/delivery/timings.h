#pragma once
// Every delay of this room in one place. Milliseconds.
#include "base/clock.h"

namespace delivery {

struct Timings {
  // A connection to the queue, which is on this machine or in this building.
  base::Millis connect{3'000};
  // Silence in the middle of a request or an answer.
  base::Millis silence{8'000};
  // A whole delivery, from the first byte out to the last byte in. A slow drip ends here too.
  base::Millis whole{15'000};
  // A whole card lookup, from the question to the answer: the client stands waiting for a greeting.
  base::Millis lookup{500};

  // After a failed delivery: the first pause, doubled each time up to the last. Half of it is jitter, so
  // that several kiosks do not come back to a restarted queue in the same moment.
  base::Millis first_retry{1'000};
  base::Millis last_retry{60'000};
  // After "this kiosk is revoked": a person has to act first.
  base::Millis revoked_retry{300'000};

  // How often the therapists' names and the clinic's texts are fetched and the kiosk's state is reported.
  base::Millis config_every{600'000};
  // The longest the courier sleeps without saying that it is alive (see Courier::ticked_at).
  base::Millis tick{1'000};
};

}  // namespace delivery
