#pragma once
// The sealed outbox: every record from Send until the queue's receipt. A record is in here before the
// client sees "Sent", and leaves only against a receipt that names it. What lies here is sealed: this
// machine cannot read it back.
//
// One SQLite file with one connection, guarded by one mutex: any thread may call anything here. The file is
// locked for this process alone (EXCLUSIVE), which also keeps clear of the WAL-reset bug of SQLite before
// 3.51.3, a bug that needs two connections. WAL with synchronous=FULL: what keep() acknowledged survives
// kill -9 and a power cut. A reserve file beside it is given up when the disk is full, so that a full disk
// never stops the outbox from being opened and emptied.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "intake/envelope.h"

namespace delivery {

class Database;

// The machine's boot, by the kernel's own id; empty if the kernel does not say.
std::string this_boot();

class Outbox {
 public:
  // One record to deliver.
  struct Waiting {
    intake::Envelope envelope;
    std::int64_t age_ms = 0;  // since keep(): by the steady clock within one boot, else by UTC; never below 0
  };
  struct Counts {
    std::int64_t waiting = 0;
    std::int64_t refused = 0;
    std::int64_t oldest_s = 0;  // age of the oldest waiting record; 0 if none waits
    bool operator==(const Counts&) const = default;
  };
  ~Outbox();
  using Seal = std::function<intake::Envelope(std::int64_t sequence)>;

  // Creates the file if there is none (the folder must exist). `clock` must outlive the outbox.
  // Busy: another process has it. Parse: damaged; never repaired or recreated here. Invalid: written by a
  // newer program. Full: no room even with the reserve. Io otherwise. The message is fit for a terminal.
  static base::Result<std::unique_ptr<Outbox>> open(const std::filesystem::path& path,
                                                    const base::Clock& clock, std::string boot = this_boot());

  // Gives the record the next sequence number (gap-free from 1), has it sealed and commits both together:
  // when this returns a number, the record is on the disk. The number of an id kept already is returned
  // again without sealing. Full or Io: nothing has changed, the number is not used up.
  // Contract: the envelope carries `id` and the sequence given.
  base::Result<std::int64_t> keep(const base::Uuid& id, const Seal& seal);

  // The oldest waiting record whose pause (see rest) is over; nothing if there is none. A row that cannot be
  // read back is moved to the refused ones and the next is tried.
  base::Result<std::optional<Waiting>> next();
  // When next() will have something, by the clock's steady time; in the past if now. Nothing if none waits.
  std::optional<base::Millis> due() const;
  // Leaves the record alone for so long. In memory only: a restart tries everything again.
  void rest(const base::Uuid& id, base::Millis pause);

  // The queue has it: the record is deleted (and overwritten). No error if it is gone already.
  base::Result<void> delivered(const base::Uuid& id);
  // The queue will never take it as it is: kept aside, counted, shown to staff. `why` holds no client data.
  base::Result<void> refuse(const base::Uuid& id, std::string_view why);
  // Says as whom this machine is enrolled now, before anything is delivered. If that is not who it was the
  // last time, or nobody said so yet, all refused records are put back in line; how many. Records keep the
  // signature of the kiosk that sealed them: the queue takes them as long as that kiosk was not revoked.
  base::Result<std::int64_t> enrolled_as(std::string_view kiosk);

  Counts counts() const;

 private:
  struct Line {
    base::Uuid id;
    std::int64_t kept_utc_ms = 0;
    std::int64_t kept_steady_ms = 0;
    bool this_boot = false;
    base::Millis not_before{INT64_MIN};
  };

  Outbox(std::unique_ptr<Database> database, std::filesystem::path path, const base::Clock& clock,
         std::string boot);
  base::Result<void> load_lines();
  std::int64_t age_ms(const Line& line) const;
  std::optional<std::int64_t> find_sequence(const base::Uuid& id) const;
  base::Result<std::int64_t> insert(const base::Uuid& id, const Seal& seal);
  base::Result<intake::Envelope> read_envelope(std::int64_t sequence, const base::Uuid& id);
  base::Result<void> with_room(const std::function<base::Result<void>()>& write);
  base::Result<void> retry_refused(std::string_view kiosk);
  base::Result<void> remove(std::int64_t sequence);
  base::Result<void> move_aside(std::int64_t sequence, std::string_view why);
  std::optional<std::int64_t> waiting_as(const base::Uuid& id) const;

  mutable std::mutex mutex_;
  std::unique_ptr<Database> database_;
  std::filesystem::path path_;
  const base::Clock& clock_;
  std::string boot_;
  std::map<std::int64_t, Line> lines_;  // the waiting records by sequence, as in the file
  std::map<std::int64_t, base::Uuid> refused_;
  std::int64_t last_sequence_ = 0;
  std::optional<std::pair<std::int64_t, base::Uuid>> delivered_;  // the emptied row, while there is one
};

}  // namespace delivery
