#pragma once
// Enrolling this kiosk with a queue, once, at a shell: intake/enrolment.h, steps 1 to 3.
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "delivery/enrolment_file.h"
#include "delivery/timings.h"

namespace delivery {

// Blocking. Makes this kiosk's keys; the caller saves the result, and re-enrolling just saves another.
// Invalid: an address or a code that cannot be right. Refused: the queue at that address does not hold the
// keys this code was made for, or somebody else shows his certificate for it (nothing secret was sent), it
// does not take the code, or its answer is not signed.
// Timeout, Io: not reachable. Parse: not a queue. The message is fit for a terminal.
base::Result<Enrolment> enroll(const std::string& url, std::string_view code, const base::Clock& clock,
                               const Timings& timings = {});

}  // namespace delivery
