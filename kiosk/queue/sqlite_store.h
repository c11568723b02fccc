#pragma once
// The queue's store on SQLite, embedded: DIR/queue.db, held by one process and one connection.
// The threads of the HTTP server take turns at that connection under a mutex: SQLite has one writer anyway,
// and with a single connection its WAL-reset fault (3.7.0 to 3.51.2) cannot happen.
#include <filesystem>
#include <mutex>

#include "queue/sqlite_db.h"
#include "queue/store.h"

namespace queue {

class SqliteStore final : public Store {
 public:
  // Makes the folder (0700) and the tables if there are none. Busy if another process holds the folder,
  // Invalid if the data is newer than this program, Parse if it is damaged: never mended or made anew here.
  static base::Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& folder);
  ~SqliteStore() override;

  std::string_view engine() const override { return "sqlite"; }
  base::Result<std::string> meta(std::string_view name) override;
  base::Result<void> set_meta(std::string_view name, std::string_view value) override;

  base::Result<void> add_code(const CodeOffer& code, const Actor& actor, base::Utc now) override;
  base::Result<void> spend_code(const base::Bytes& digest, const Kiosk& kiosk, base::Utc now) override;
  base::Result<Kiosk> kiosk(const std::string& id) override;
  base::Result<std::vector<Kiosk>> kiosks() override;
  base::Result<void> revoke_kiosk(const std::string& id, const Actor& actor, base::Utc now) override;
  base::Result<void> set_status(const std::string& id, const intake::KioskStatus& status,
                                base::Utc now) override;
  base::Result<bool> remember_nonce(const std::string& kiosk, const std::string& nonce,
                                    base::Utc now) override;

  base::Result<void> add_member(const Member& member, const base::SecretVector<intake::CardToken>& card,
                                const Actor& actor) override;
  base::Result<Member> member(const std::string& reference) override;
  base::Result<std::vector<CardHit>> card_hits(const intake::CardToken& token) override;

  base::Result<void> add_user(const User& user, const Actor& actor, base::Utc now) override;
  base::Result<User> user(const std::string& name) override;
  base::Result<std::vector<User>> users() override;

  base::Result<Taken> take_in(const NewIntake& intake, const Actor& actor) override;
  base::Result<IntakeRow> intake(const base::Uuid& id) override;
  base::Result<std::vector<IntakeRow>> open_intakes(base::Utc now, int most) override;
  base::Result<std::int64_t> waiting(base::Utc now) override;
  base::Result<std::vector<IntakeRow>> ended_intakes(base::Utc since, int most) override;
  base::Result<std::vector<IntakeRow>> visits_of(const std::string& member, int most) override;
  base::Result<std::int64_t> give_back(base::Utc now) override;
  base::Result<std::int64_t> end_day(base::Utc boundary, base::Utc now) override;
  base::Result<std::int64_t> forget(base::Utc before, base::Utc now) override;
  base::Result<std::optional<IntakeRow>> pull(const std::string& who, base::Utc now, const Change& change,
                                              const Actor& actor) override;
  base::Result<IntakeRow> change(const base::Uuid& id, base::Utc now, const Change& change, const Kept& kept,
                                 const std::string& what, const Actor& actor) override;

  base::Result<void> audit(const AuditEntry& entry) override;
  base::Result<std::vector<AuditEntry>> audit_trail() override;

 private:
  SqliteStore(Db db, int lock) : db_(std::move(db)), lock_(lock) {}
  // All of these: mutex_ is held.
  base::Result<void> note(base::Utc at, const Actor& actor, std::string_view what, std::string_view about);
  base::Result<std::int64_t> give_back_expired(base::Utc now);
  base::Result<Taken> taken_before(const NewIntake& intake);
  base::Result<void> link_visits(const NewIntake& intake, const Actor& actor);
  base::Result<void> yield_to_newer(const base::Uuid& id, base::Utc now, const Actor& actor);
  base::Result<IntakeRow> read_intake(const base::Uuid& id);
  base::Result<std::optional<base::Uuid>> first_for(const std::string& who);
  base::Result<IntakeRow> apply(const base::Uuid& id, base::Utc now, const Change& change, const Kept& kept,
                                std::string_view what, const Actor& actor);

  std::mutex mutex_;
  Db db_;
  int lock_;  // the folder's lock file, held while we live
};

}  // namespace queue
