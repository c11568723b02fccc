#pragma once
// Everything the queue does, independent of how it is asked: the HTTP API, the admin socket and the
// commands all come here. Holds no state of its own but the sessions; owns nothing else and may be used
// from any thread. Store, keys and clock outlive it.
// Errors: Parse for what cannot be read, Invalid for what breaks a rule, Refused for what is not allowed
// now, Absent for what is not there, Busy for "wait first"; Io and Full are the machine's.
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/secret.h"
#include "intake/enrolment.h"
#include "intake/request.h"
#include "queue/accounts.h"
#include "queue/keys.h"
#include "queue/sessions.h"
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
enum class ClientKind { Member, Guest, CardUnknown };
struct Visitor {
  ClientKind kind = ClientKind::Guest;
  std::string number_tail;      // last four characters of a member's number; empty for a guest
  base::SecretString initials;  // "A. K."
  base::SecretString given;
  base::SecretString title;  // "Anika K."
};

// A record opened for a therapist.
struct Opened {
  IntakeRow row;
  Visitor client;
  intake::Intake intake;
  std::vector<std::string> worked;  // region codes, once done
  base::SecretString note;
  bool unreadable = false;  // the bytes do not open: all but `row` is empty, and the client has to be asked
};

// The queue as one therapist sees it now.
struct Listing {
  base::Utc now;
  std::int64_t version = 0;
  std::string viewer;                           // log-in name
  std::map<std::string, std::string> displays;  // of every user, by log-in name
  std::vector<Opened> open;                     // those waiting first, in the order they would be given
  std::vector<Opened> ended;                    // today's, the newest first
};

// One record and what a sheet shows beside it.
struct Sheet {
  Opened opened;
  Listing listing;                 // its rows only where this one waits, or was asked to be shown
  std::optional<Opened> previous;  // the member's visit before
  std::optional<base::Utc> newer;  // when the member sent a newer one that is open too
  std::optional<base::Uuid> replaces;
};

struct SignedIn {
  std::string token;
  User user;
};

// How a log-in went: in, or how many tries are left, or how long to wait.
struct LogIn {
  std::optional<SignedIn> in;
  bool counted = false;  // the password was looked at and is wrong; else: wait before it is
  int tries_left = 0;
  base::Millis wait{};
};

// Somebody logged in.
struct Session {
  User user;
  std::string token;
  base::Millis ends_in{};
};

struct SetupForm {
  std::string code, name, display;
  base::SecretString password;
};

struct UserForm {
  std::string name, display, role;
  base::SecretString password;
};
// Invalid, saying what is wrong with it.
base::Result<void> check_user(const UserForm& form);

struct MemberForm {
  std::string number, given, family;
  std::string card;  // as base::parse_card_id reads it; empty = none
};

class Service {
 public:
  // The life of an enrolment code, and of a set-up code.
  static constexpr base::Millis kCodeLife{15 * 60 * 1000};
  static constexpr int kCodeTries = 5;

  // Refused if the data was written with other keys.
  static base::Result<std::unique_ptr<Service>> open(Store& store, const Keys& keys, const base::Clock& clock,
                                                     Options options);

  // Announces the certificate the server shows, signed by the queue's key; a changed one as issued now.
  // Before any server starts. Errors of the store.
  base::Result<void> use_certificate(base::Bytes der);

  // --- kiosks (service_kiosk.cpp)
  intake::EnrolOffer enrol_offer() const;
  // POST enroll's body to its answer. Refused: the secret is not that of an open code.
  base::Result<std::string> enrol(std::string_view body);
  base::Result<Entry> check(const SignedRequest& request);
  // Invalid: will never be accepted as it is; Refused: the id came before with other bytes.
  base::Result<intake::Receipt> take_in(const intake::IntakePost& post, const std::string& from);
  base::Result<intake::LookupAnswer> look_up(const base::SecretVector<intake::CardToken>& tokens);
  base::Result<intake::KioskConfig> kiosk_config();
  base::Result<void> note_status(const std::string& kiosk, const intake::KioskStatus& status);

  // --- who gets in (service_sessions.cpp)
  base::Result<LogIn> log_in(const std::string& name, std::string_view password, const std::string& from);
  // `used` renews the session. Nothing if there is no such session or no such user any more.
  std::optional<Session> session(std::string_view token, bool used);
  // Asks without the store; does not renew.
  bool session_lives(std::string_view token) { return sessions_.look(token, false).has_value(); }
  void log_out(const Session& session, const std::string& from);
  // The one-time code with which the first user is made, 15 minutes. Refused once there are users.
  base::Result<std::string> make_setup_code(const Actor& actor);
  base::Result<bool> needs_setup();
  // Makes the first user, an admin, and logs in. Refused: not the code, or there are users.
  base::Result<SignedIn> set_up(const SetupForm& form, const std::string& from);

  // --- people (service_people.cpp, service_list.cpp)
  base::Result<Listing> list(const Actor& actor);
  // Whom next() would give now; nothing if none waits.
  base::Result<std::optional<base::Uuid>> peek(const Actor& actor);
  // The next one for the actor, pulled, and started if asked and nothing stops it; nothing if none waits.
  base::Result<std::optional<Sheet>> next(const Actor& actor, bool start);
  // A named one, pulled.
  base::Result<Sheet> pull(const Actor& actor, const base::Uuid& id, bool start);
  base::Result<Sheet> show(const Actor& actor, const base::Uuid& id);
  // Every act but Pull and Finish. Refused says who holds it now, or kCheckFirst.
  base::Result<Sheet> act(const Actor& actor, const base::Uuid& id, Act act, std::int64_t token,
                          bool checked = false);
  // `worked`: region codes; `note` up to 200 characters of plain UTF-8. Invalid otherwise.
  base::Result<Sheet> finish(const Actor& actor, const base::Uuid& id, std::int64_t token,
                             const std::vector<std::string>& worked, std::string_view note);
  // How whoever holds or ended it is called; empty for nobody.
  std::string held_by(const base::Uuid& id);
  base::Result<std::int64_t> waiting() { return store_.waiting(clock_.utc()); }
  // What time does by itself: leases that ran out, and the day's end at 03:00 in the local zone of
  // base/clock.h, when also what was kept for Options::retention_months is deleted. Once a second or so.
  base::Result<void> tick();

  // Goes up with every change of the queue; an earlier run's numbers were lower.
  std::int64_t version() const { return version_.load(); }
  // Called after each change, on whatever thread made it. One at a time; empty = nobody.
  void watch(std::function<void()> changed);

  std::string_view engine() const { return store_.engine(); }
  base::Utc now() const { return clock_.utc(); }
  const base::Clock& clock() const { return clock_; }
  const Options& options() const { return options_; }

  // --- administration (service_admin.cpp)
  base::Result<std::string> add_kiosk(const std::string& name, const Actor& actor);  // its enrolment code
  base::Result<std::vector<Kiosk>> kiosks() { return store_.kiosks(); }
  base::Result<void> revoke_kiosk(const std::string& id, const Actor& actor);
  // `display` may be empty: then the name.
  base::Result<void> add_user(const std::string& name, const std::string& display, const std::string& role,
                              std::string_view password, const Actor& actor);
  base::Result<std::vector<User>> users() { return store_.users(); }
  // The ids in Options::therapists that nobody logs in with.
  base::Result<std::vector<std::string>> therapists_without_user();
  base::Result<std::string> add_member(const MemberForm& form, const Actor& actor);  // its reference

 private:
  Service(Store& store, const Keys& keys, const base::Clock& clock, Options options)
      : store_(store),
        keys_(keys),
        clock_(clock),
        options_(std::move(options)),
        nobody_given_(keys.lock("Nobody", "member/nobody/given")),
        sessions_(clock),
        tries_(clock),
        version_(clock.utc().ms) {}
  base::Result<std::string> member_of(const intake::Intake& intake);
  base::Result<std::string> wanted_by(const intake::Intake& intake);
  base::Result<Visitor> client_of(const IntakeRow& row, const intake::Intake& intake);
  base::Result<Opened> opened(IntakeRow row);
  Opened unopened(IntakeRow row, const base::Error& why);
  std::vector<Opened> opened(std::vector<IntakeRow> rows);
  base::Result<intake::Intake> intake_of(const IntakeRow& row);
  base::Result<Listing> around(const Actor& actor);
  base::Result<Listing> listing(const Actor& actor);
  base::Result<Sheet> sheet(const Actor& actor, IntakeRow row, bool shown = false);
  base::Result<void> add_visits(Sheet& sheet);
  base::Result<void> note_listing(const Actor& actor);
  base::Result<void> end_day(base::Utc now);
  base::Result<void> spend_setup_code(std::string_view code);
  Change change_to(Act act, const Actor& actor, std::int64_t token, bool start, bool checked = false) const;
  void changed();

  Store& store_;
  const Keys& keys_;
  const base::Clock& clock_;
  Options options_;
  base::Bytes nobody_given_;  // a locked name, unlocked for a card that nobody has
  Sessions sessions_;
  TryCounter tries_;
  std::atomic<std::int64_t> version_;
  std::optional<intake::CertificateNotice> certificate_;
  std::mutex mutex_;  // of what stands below
  std::function<void()> watcher_;
  // Records opened lately: every page asks for the list at every change. They never change.
  std::map<base::Uuid, std::shared_ptr<const intake::Intake>> records_;
  std::set<base::Uuid> unreadable_;          // told in the log
  std::map<std::string, base::Utc> listed_;  // when a user's look at the list was last noted
  std::mutex setup_mutex_;                   // one set-up at a time
};

}  // namespace queue
