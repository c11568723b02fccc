#pragma once
// The port to where the queue is kept. One engine is built in (sqlite_store.h); each passes the same
// contract tests. The store never sees what a client said: it is handed sealed or locked bytes, and in the
// clear only what queueing needs.
// Any thread; each call is one transaction, durable when it returns. Times are UTC ms by the queue's clock.
// Errors: Full, Busy and Io are the machine's; the others are named where they can come.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/hex.h"
#include "base/ids.h"
#include "base/result.h"
#include "intake/envelope.h"
#include "intake/record.h"
#include "intake/request.h"
#include "queue/rules.h"

namespace queue {

// Who did it and where it came from, for the audit trail. Never health content.
struct Actor {
  std::string name;  // user, "kiosk:ID" or "admin"
  std::string from;  // address, or "socket"
};

struct Kiosk {
  std::string id;
  std::string name;
  intake::SignPublicKey sign_key{};
  base::Utc created;
  std::optional<base::Utc> revoked;
  std::optional<base::Utc> seen;  // its last status
  intake::KioskStatus status;
};

// What is kept of an enrolment code.
struct CodeOffer {
  base::Bytes digest;  // of its secret
  std::string kiosk_name;
  base::Utc expires;
  int tries = 0;
};

struct Member {
  std::string reference;  // random; not the card, not the number
  base::Bytes number_digest;
  base::Bytes number, given, family;  // locked
  base::Utc added;
};

// A member whose card has a token; `widest`: it is the widest the card was registered with.
struct CardHit {
  std::string member;
  bool widest = false;
};

struct User {
  std::string name;     // logs in with it, and is asked for by it
  std::string display;  // as clients know them: "Maya R."
  std::string role;     // therapist, admin
  std::string password_hash;
};

struct NewIntake {
  intake::Envelope envelope;
  base::Utc received;
  base::Utc waiting_since;
  std::string member;  // reference; empty = guest
  std::string wanted;
  Tier tier = Tier::None;
};

struct Taken {
  base::Utc received;                  // of the first time this id came
  bool fresh = false;                  // false: it had come before
  std::int64_t expected_sequence = 0;  // what would have been next without a gap; the first sets the base
};

struct IntakeRow {
  base::Uuid id;
  std::string kiosk;
  std::int64_t sequence = 0;
  base::Bytes sealed;  // empty once forgotten
  base::Utc received;
  std::string member;
  Standing standing;
  Hold hold;
  std::optional<base::Utc> pulled, started, ended;  // the last time each
  base::Bytes worked, note;                         // locked; empty until done
  std::optional<base::Uuid> replaced_by;
};

// What is kept when a session is done; locked bytes.
struct Kept {
  base::Bytes worked, note;
};

// The hold as it becomes, or why not; called inside the transaction. Pure.
using Change = std::function<base::Result<Hold>(const Hold&, const Standing&)>;

struct AuditEntry {
  base::Utc at;
  Actor actor;
  std::string what;
  std::string about;  // an intake, kiosk, member or user id
};

class Store {
 public:
  virtual ~Store() = default;
  virtual std::string_view engine() const = 0;  // "sqlite"

  // Settings of the store itself. Absent if unset.
  virtual base::Result<std::string> meta(std::string_view name) = 0;
  virtual base::Result<void> set_meta(std::string_view name, std::string_view value) = 0;

  virtual base::Result<void> add_code(const CodeOffer& code, const Actor& actor, base::Utc now) = 0;
  // Uses up the code of this digest and adds the kiosk under the code's name. Refused if no open code
  // has it; every open code then has one try less.
  virtual base::Result<void> spend_code(const base::Bytes& digest, const Kiosk& kiosk, base::Utc now) = 0;
  virtual base::Result<Kiosk> kiosk(const std::string& id) = 0;  // Absent
  virtual base::Result<std::vector<Kiosk>> kiosks() = 0;
  virtual base::Result<void> revoke_kiosk(const std::string& id, const Actor& actor,
                                          base::Utc now) = 0;  // Absent
  virtual base::Result<void> set_status(const std::string& id, const intake::KioskStatus& status,
                                        base::Utc now) = 0;
  // False if this kiosk used it within the memory of nonces.
  virtual base::Result<bool> remember_nonce(const std::string& kiosk, const std::string& nonce,
                                            base::Utc now) = 0;

  // Invalid if the number or the card (its widest token) belongs to a member already.
  virtual base::Result<void> add_member(const Member& member,
                                        const base::SecretVector<intake::CardToken>& card,
                                        const Actor& actor) = 0;
  virtual base::Result<Member> member(const std::string& reference) = 0;  // Absent
  virtual base::Result<std::vector<CardHit>> card_hits(const intake::CardToken& token) = 0;

  virtual base::Result<void> add_user(const User& user, const Actor& actor,
                                      base::Utc now) = 0;        // Invalid if there
  virtual base::Result<User> user(const std::string& name) = 0;  // Absent
  virtual base::Result<std::vector<User>> users() = 0;

  // Keeps the intake, or finds it kept: the same receipt however often. Refused if the id came with other
  // bytes. A waiting intake of the same member is linked to this one and leaves the queue; so does one that
  // comes to wait again later, if by then the member has a newer one.
  virtual base::Result<Taken> take_in(const NewIntake& intake, const Actor& actor) = 0;
  virtual base::Result<IntakeRow> intake(const base::Uuid& id) = 0;  // Absent
  // Everything not done and not left, with sealed bytes; at most `most`, by state then waiting longest.
  virtual base::Result<std::vector<IntakeRow>> open_intakes(base::Utc now, int most) = 0;
  virtual base::Result<std::int64_t> waiting(base::Utc now) = 0;
  // Done, or left by a person, at or after `since`; newest first, with sealed bytes.
  virtual base::Result<std::vector<IntakeRow>> ended_intakes(base::Utc since, int most) = 0;
  // Every visit of a member, newest first, with sealed bytes.
  virtual base::Result<std::vector<IntakeRow>> visits_of(const std::string& member, int most) = 0;
  // Leases that ran out by `now` are given back; how many.
  virtual base::Result<std::int64_t> give_back(base::Utc now) = 0;
  // What has waited since before `boundary` leaves; how many. Each is noted in the audit trail.
  virtual base::Result<std::int64_t> end_day(base::Utc boundary, base::Utc now) = 0;
  // What was received before `before`: its bytes, worked, note and member are deleted, and it leaves if it
  // was open still; how many. Noted in the audit trail as a number.
  virtual base::Result<std::int64_t> forget(base::Utc before, base::Utc now) = 0;
  // The first waiting one that is offered to `who` (rules.h), changed; nothing if none waits.
  virtual base::Result<std::optional<IntakeRow>> pull(const std::string& who, base::Utc now,
                                                      const Change& change, const Actor& actor) = 0;
  // Absent; otherwise what `change` says. Without `what` nothing is noted in the audit trail. If the hold
  // stays as it was, nothing is written at all, also not `kept`.
  virtual base::Result<IntakeRow> change(const base::Uuid& id, base::Utc now, const Change& change,
                                         const Kept& kept, const std::string& what, const Actor& actor) = 0;

  virtual base::Result<void> audit(const AuditEntry& entry) = 0;
  virtual base::Result<std::vector<AuditEntry>> audit_trail() = 0;
};

}  // namespace queue
