#pragma once
// What a kiosk knows after it was enrolled, kept as DIR/enrolment.json (0600), and the last configuration
// the queue gave it, kept as DIR/config.json, so that a start without the queue still knows the therapists.
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "delivery/certificates.h"
#include "intake/card_token.h"
#include "intake/enrolment.h"
#include "intake/request.h"

namespace delivery {

struct Enrolment {
  std::string url;              // the queue's address at enrolment
  std::string kiosk;            // this kiosk's id
  intake::SignKeys kiosk_keys;  // signs envelopes and requests
  intake::CardKey card_key;     // makes card numbers into tokens
  intake::QueueKeys queue;      // checks the queue's signature; seals records to it
  std::string time_zone;        // the clinic's at enrolment (IANA); config.json has the newer word
  // What TLS takes for the queue; empty for a queue on this machine without TLS. Loaded from a file, it
  // keeps renewals in that file.
  std::shared_ptr<Certificates> certificates;
};

// Absent if this kiosk was never enrolled; Parse or Io with the file's name and what is wrong. Reads what
// every earlier version wrote.
base::Result<Enrolment> load_enrolment(const std::filesystem::path& dir);
// Stands on the disk when it returns. The folder must exist.
base::Result<void> save_enrolment(const std::filesystem::path& dir, const Enrolment& enrolment);

// Absent if the queue was never reached; Parse or Io otherwise.
base::Result<intake::KioskConfig> load_config(const std::filesystem::path& dir);
base::Result<void> save_config(const std::filesystem::path& dir, const intake::KioskConfig& config);

}  // namespace delivery
