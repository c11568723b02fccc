#include "delivery/outbox.h"

#include <algorithm>
#include <fstream>

#include "base/check.h"
#include "base/files.h"
#include "base/log.h"
#include "delivery/outbox_file.h"
#include "delivery/sqlite.h"

namespace delivery {

std::string this_boot() {
  // A file of the kernel's has no size to ask for, so it is read as a stream of its 36 characters.
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string boot;
  std::getline(file, boot);
  return boot;
}

Outbox::Outbox(std::unique_ptr<Database> database, std::filesystem::path path, const base::Clock& clock,
               std::string boot)
    : database_(std::move(database)), path_(std::move(path)), clock_(clock), boot_(std::move(boot)) {}

Outbox::~Outbox() = default;

base::Result<std::unique_ptr<Outbox>> Outbox::open(const std::filesystem::path& path,
                                                   const base::Clock& clock, std::string boot) {
  BODYMAP_TRY(database, open_outbox_file(path));
  std::unique_ptr<Outbox> outbox(
      new Outbox(std::make_unique<Database>(std::move(database)), path, clock, std::move(boot)));
  BODYMAP_TRY_VOID(outbox->load_lines());
  keep_reserve(path);
  return outbox;
}

base::Result<void> Outbox::load_lines() {
  BODYMAP_TRY(select, Statement::prepare(*database_,
                                         "SELECT sequence, id, kept_utc_ms, kept_steady_ms, boot "
                                         "FROM outbox WHERE state = 'waiting'"));
  lines_.clear();
  for (;;) {
    BODYMAP_TRY(row, select.step());
    if (!row) break;
    Line line;
    const auto id = select.bytes(1);
    if (id.size() != line.id.bytes.size()) return base::fail(base::Code::Parse, "the outbox has a broken id");
    std::copy(id.begin(), id.end(), line.id.bytes.begin());
    line.kept_utc_ms = select.number(2);
    line.kept_steady_ms = select.number(3);
    line.this_boot = !boot_.empty() && select.text(4) == boot_;
    lines_[select.number(0)] = line;
  }
  BODYMAP_TRY(refused, database_->number_of("SELECT count(*) FROM outbox WHERE state = 'refused'"));
  refused_ = refused;
  return {};
}

std::int64_t Outbox::age_ms(const Line& line) const {
  const auto age =
      line.this_boot ? clock_.steady().count() - line.kept_steady_ms : clock_.utc().ms - line.kept_utc_ms;
  return std::max<std::int64_t>(age, 0);
}

base::Result<std::optional<std::int64_t>> Outbox::find_sequence(const base::Uuid& id) {
  BODYMAP_TRY(select, Statement::prepare(*database_, "SELECT sequence FROM outbox WHERE id = ?1"));
  BODYMAP_TRY(row, select.bind(1, id.bytes).step());
  return row ? std::optional(select.number(0)) : std::nullopt;
}

base::Result<std::int64_t> Outbox::keep(const base::Uuid& id, const Seal& seal) {
  const std::lock_guard lock(mutex_);
  BODYMAP_TRY(kept, find_sequence(id));
  if (kept) return *kept;
  return insert(id, seal);
}

base::Result<std::int64_t> Outbox::insert(const base::Uuid& id, const Seal& seal) {
  Line line{id, clock_.utc().ms, clock_.steady().count(), !boot_.empty()};
  BODYMAP_TRY(transaction, Transaction::begin(*database_));
  BODYMAP_TRY(sequence, database_->number_of("UPDATE last_sequence SET value = value + 1 RETURNING value"));
  const auto envelope = seal(sequence);
  BODYMAP_CHECK(envelope.id == id && envelope.sequence == sequence);
  const auto text = intake::to_json(envelope);
  BODYMAP_TRY(add, Statement::prepare(*database_,
                                      "INSERT INTO outbox(sequence, id, envelope, kept_utc_ms, "
                                      "kept_steady_ms, boot, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
                                      "'waiting')"));
  add.bind(1, sequence).bind(2, id.bytes).bind(3, text).bind(4, line.kept_utc_ms);
  BODYMAP_TRY_VOID(add.bind(5, line.kept_steady_ms).bind(6, boot_).finish());
  BODYMAP_TRY_VOID(transaction.commit());
  lines_[sequence] = line;
  return sequence;
}

base::Result<intake::Envelope> Outbox::read_envelope(std::int64_t sequence) {
  BODYMAP_TRY(select, Statement::prepare(*database_, "SELECT envelope FROM outbox WHERE sequence = ?1"));
  BODYMAP_TRY(row, select.bind(1, sequence).step());
  if (!row) return base::fail(base::Code::Parse, "a record is gone from the outbox");
  return intake::envelope_from_json(select.text(0));
}

base::Result<std::optional<Outbox::Waiting>> Outbox::next() {
  const std::lock_guard lock(mutex_);
  const auto now = clock_.steady();
  for (auto at = lines_.begin(); at != lines_.end();) {
    const auto& [sequence, line] = *at++;
    if (line.not_before > now) continue;
    auto envelope = read_envelope(sequence);
    // One that names another record could be answered for ever and never leave.
    if (envelope && (envelope->id != line.id || envelope->sequence != sequence))
      envelope = base::fail(base::Code::Parse, "a record names another");
    if (envelope) return Waiting{std::move(*envelope), age_ms(line)};
    if (envelope.error().code != base::Code::Parse) return tl::make_unexpected(envelope.error());
    base::log(base::Level::Error, "outbox", "a record cannot be read back, set aside");
    BODYMAP_TRY_VOID(move_aside(std::int64_t{sequence}, "unreadable"));
  }
  return std::nullopt;
}

std::optional<base::Millis> Outbox::due() const {
  const std::lock_guard lock(mutex_);
  std::optional<base::Millis> first;
  for (const auto& [sequence, line] : lines_)
    first = std::min(first.value_or(line.not_before), line.not_before);
  return first;
}

void Outbox::rest(const base::Uuid& id, base::Millis pause) {
  const std::lock_guard lock(mutex_);
  for (auto& [sequence, line] : lines_) {
    if (line.id == id) line.not_before = clock_.steady() + pause;
  }
}

// Emptying must go on when the disk is full; it is what the reserve is for.
base::Result<void> Outbox::with_room(const std::function<base::Result<void>()>& write) {
  auto written = write();
  if (!written && written.error().code == base::Code::Full && give_up_reserve(path_)) written = write();
  return written;
}

// Rows are changed by their number: a damaged id in a row is then still that row's own affair.
std::optional<std::int64_t> Outbox::waiting_as(const base::Uuid& id) const {
  for (const auto& [sequence, line] : lines_) {
    if (line.id == id) return sequence;
  }
  return std::nullopt;
}

base::Result<void> Outbox::delivered(const base::Uuid& id) {
  const std::lock_guard lock(mutex_);
  const auto sequence = waiting_as(id);
  if (!sequence) return {};
  const auto remove = [&]() -> base::Result<void> {
    BODYMAP_TRY(statement, Statement::prepare(*database_, "DELETE FROM outbox WHERE sequence = ?1"));
    return statement.bind(1, *sequence).finish();
  };
  BODYMAP_TRY_VOID(with_room(remove));
  lines_.erase(*sequence);
  keep_reserve(path_);
  return {};
}

base::Result<void> Outbox::move_aside(std::int64_t sequence, std::string_view why) {
  const auto move = [&]() -> base::Result<void> {
    BODYMAP_TRY(update, Statement::prepare(*database_,
                                           "UPDATE outbox SET state = 'refused', why = ?2 "
                                           "WHERE sequence = ?1 AND state = 'waiting'"));
    BODYMAP_TRY_VOID(update.bind(1, sequence).bind(2, why).finish());
    refused_ += sqlite3_changes(database_->handle());
    return {};
  };
  BODYMAP_TRY_VOID(with_room(move));
  lines_.erase(sequence);
  return {};
}

base::Result<void> Outbox::refuse(const base::Uuid& id, std::string_view why) {
  const std::lock_guard lock(mutex_);
  const auto sequence = waiting_as(id);
  return sequence ? move_aside(*sequence, why) : base::Result<void>();
}

// Both or neither: a start that was cut off between them would never try again.
base::Result<void> Outbox::retry_refused(std::string_view kiosk) {
  BODYMAP_TRY(transaction, Transaction::begin(*database_));
  BODYMAP_TRY_VOID(database_->run("UPDATE outbox SET state = 'waiting', why = '' WHERE state = 'refused'"));
  {
    BODYMAP_TRY(update, Statement::prepare(*database_, "UPDATE enrolled SET kiosk = ?1"));
    BODYMAP_TRY_VOID(update.bind(1, kiosk).finish());
  }
  return transaction.commit();
}

base::Result<std::int64_t> Outbox::enrolled_as(std::string_view kiosk) {
  const std::lock_guard lock(mutex_);
  BODYMAP_TRY(last, database_->text_of("SELECT kiosk FROM enrolled"));
  if (last == kiosk) return 0;
  BODYMAP_TRY_VOID(with_room([&] { return retry_refused(kiosk); }));
  const std::int64_t moved = refused_;
  BODYMAP_TRY_VOID(load_lines());
  return moved;
}

Outbox::Counts Outbox::counts() const {
  const std::lock_guard lock(mutex_);
  Counts counts{static_cast<std::int64_t>(lines_.size()), refused_, 0};
  for (const auto& [sequence, line] : lines_)
    counts.oldest_s = std::max(counts.oldest_s, age_ms(line) / 1000);
  return counts;
}

}  // namespace delivery
