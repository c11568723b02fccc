#pragma once
// Everything the queue does, independent of how it is asked: the HTTP API, the admin socket and the
// commands all come here. Holds no state of its own but the sessions; owns nothing else and may be used
// from any thread. Store, keys and clock outlive it.
// Errors: Parse for what cannot be read, Invalid for what breaks a rule, Refused for what is not allowed
// now, Absent for what is not there, Busy for "wait first"; Io and Full are the machine's.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/secret.h"
#include "intake/enrolment.h"
#include "intake/request.h"
#include "queue/accounts.h"
#include "queue/keys.h"
#include "queue/store.h"

namespace queue {

struct Options {
  base::Millis lease{60 * 1000};  // how long a pull holds without being renewed
  std::string clinic = "Clinic";
  std::string time_zone = "UTC";  // IANA
  int retention_months = 12;
  // Whom clients may ask for, by their log-in name; empty: every user who is a therapist.
  std::vector<intake::Therapist> therapists;
};

// Whether a signed request of a kiosk is let in.
enum class Entry { Open, UnknownKiosk, Revoked, BadSignature, Skewed, Replayed };

struct SignedRequest {
  std::string_view method, path, body;
  intake::RequestStamp stamp;
};

// Who a record is from, as a therapist sees it.
struct Client {
  std::string number_tail;      // last three characters of a member's number; empty for a guest
  base::SecretString initials;  // "AB"
  base::SecretString given;
};

// A record opened for a therapist.
struct Opened {
  IntakeRow row;
  Client client;
  intake::Intake intake;
  std::vector<std::string> worked;  // region codes, once done
  base::SecretString note;
};

struct SignedIn {
  std::string token;
  User user;
};

struct MemberForm {
  std::string number, given, family;
  std::string card;  // as base::parse_card_id reads it; empty = none
};

class Service {
 public:
  // An enrolment code's life.
  static constexpr base::Millis kCodeLife{15 * 60 * 1000};
  static constexpr int kCodeTries = 5;

  // Refused if the data was written with other keys.
  static base::Result<std::unique_ptr<Service>> open(Store& store, const Keys& keys, const base::Clock& clock,
                                                     Options options);

  // --- kiosks (service_kiosk.cpp)
  intake::EnrolOffer enrol_offer() const { return {keys_.public_keys()}; }
  // POST enroll's body to its answer. Refused: the secret is not that of an open code.
  base::Result<std::string> enrol(std::string_view body);
  base::Result<Entry> check(const SignedRequest& request);
  // Invalid: will never be accepted as it is; Refused: the id came before with other bytes.
  base::Result<intake::Receipt> take_in(const intake::IntakePost& post, const std::string& from);
  base::Result<intake::LookupAnswer> look_up(const base::SecretVector<intake::CardToken>& tokens);
  base::Result<intake::KioskConfig> kiosk_config();
  base::Result<void> note_status(const std::string& kiosk, const intake::KioskStatus& status);

  // --- people (service_people.cpp)
  // Refused: name or password wrong; Busy: too many wrong tries, wait.
  base::Result<SignedIn> log_in(const std::string& name, std::string_view password, const std::string& from);
  std::optional<User> user_of_session(std::string_view token);
  // Everything open, opened; those waiting first.
  base::Result<std::vector<Opened>> list(const Actor& actor);
  // The next one for the actor, pulled, and started if asked; nothing if none waits.
  base::Result<std::optional<Opened>> next(const Actor& actor, bool start);
  // A named one, pulled.
  base::Result<Opened> pull(const Actor& actor, const base::Uuid& id, bool start);
  base::Result<Opened> show(const Actor& actor, const base::Uuid& id);
  // Start, Release, Renew, TakeOver. Refused says who holds it now.
  base::Result<IntakeRow> act(const Actor& actor, const base::Uuid& id, Act act, std::int64_t token);
  // `worked`: region codes; `note` up to 2000 bytes of plain UTF-8. Invalid otherwise.
  base::Result<IntakeRow> finish(const Actor& actor, const base::Uuid& id, std::int64_t token,
                                 const std::vector<std::string>& worked, std::string_view note);
  base::Result<std::int64_t> waiting() { return store_.waiting(clock_.utc()); }
  std::string_view engine() const { return store_.engine(); }
  base::Utc now() const { return clock_.utc(); }

  // --- administration (service_admin.cpp)
  base::Result<std::string> add_kiosk(const std::string& name, const Actor& actor);  // its enrolment code
  base::Result<std::vector<Kiosk>> kiosks() { return store_.kiosks(); }
  base::Result<void> revoke_kiosk(const std::string& id, const Actor& actor);
  // `display` may be empty: then the name.
  base::Result<void> add_user(const std::string& name, const std::string& display, const std::string& role,
                              std::string_view password, const Actor& actor);
  base::Result<std::vector<User>> users() { return store_.users(); }
  base::Result<std::string> add_member(const MemberForm& form, const Actor& actor);  // its reference

 private:
  Service(Store& store, const Keys& keys, const base::Clock& clock, Options options)
      : store_(store), keys_(keys), clock_(clock), options_(std::move(options)), sessions_(clock) {}
  base::Result<std::string> member_of(const intake::Intake& intake);
  base::Result<std::string> wanted_by(const intake::Intake& intake);
  base::Result<Client> client_of(const IntakeRow& row, const intake::Intake& intake);
  base::Result<Opened> opened(IntakeRow row);
  Change change_to(Act act, const Actor& actor, std::int64_t token, bool start) const;

  Store& store_;
  const Keys& keys_;
  const base::Clock& clock_;
  Options options_;
  Sessions sessions_;
};

}  // namespace queue
