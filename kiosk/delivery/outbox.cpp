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
                                         "SELECT sequence, id, state, kept_utc_ms, kept_steady_ms, boot "
                                         "FROM outbox ORDER BY sequence"));
  lines_.clear();
  refused_.clear();
  delivered_.reset();
  for (;;) {
    BODYMAP_TRY(row, select.step());
    if (!row) return {};
    Line line;
    const auto id = select.bytes(1);
    if (id.size() != line.id.bytes.size()) return base::fail(base::Code::Parse, "the outbox has a broken id");
    std::copy(id.begin(), id.end(), line.id.bytes.begin());
    line.kept_utc_ms = select.number(3);
    line.kept_steady_ms = select.number(4);
    line.this_boot = !boot_.empty() && select.text(5) == boot_;
    last_sequence_ = select.number(0);
    if (select.text(2) == "waiting") {
      lines_[last_sequence_] = line;
    } else if (select.text(2) == "refused") {
      refused_[last_sequence_] = line.id;
    } else {
      delivered_ = {last_sequence_, line.id};
    }
  }
}

std::int64_t Outbox::age_ms(const Line& line) const {
  const auto age =
      line.this_boot ? clock_.steady().count() - line.kept_steady_ms : clock_.utc().ms - line.kept_utc_ms;
  return std::max<std::int64_t>(age, 0);
}

std::optional<std::int64_t> Outbox::find_sequence(const base::Uuid& id) const {
  if (const auto waiting = waiting_as(id)) return waiting;
  for (const auto& [sequence, refused] : refused_) {
    if (refused == id) return sequence;
  }
  if (delivered_ && delivered_->second == id) return delivered_->first;
  return std::nullopt;
}

base::Result<std::int64_t> Outbox::keep(const base::Uuid& id, const Seal& seal) {
  const std::lock_guard lock(mutex_);
  if (const auto kept = find_sequence(id)) return *kept;
  return insert(id, seal);
}

base::Result<std::int64_t> Outbox::insert(const base::Uuid& id, const Seal& seal) {
  Line line{id, clock_.utc().ms, clock_.steady().count(), !boot_.empty()};
  const auto sequence = last_sequence_ + 1;
  const auto envelope = seal(sequence);
  BODYMAP_CHECK(envelope.id == id && envelope.sequence == sequence);
  BODYMAP_TRY(add, Statement::prepare(*database_,
                                      "INSERT INTO outbox(sequence, id, state, kept_utc_ms, kept_steady_ms, "
                                      "boot, seal_key, kiosk, signature, sealed) "
                                      "VALUES (?1, ?2, 'waiting', ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));
  add.bind(1, sequence).bind(2, id.bytes).bind(3, line.kept_utc_ms).bind(4, line.kept_steady_ms);
  add.bind(5, boot_).bind(6, envelope.seal_key).bind(7, envelope.kiosk).bind(8, envelope.signature);
  BODYMAP_TRY_VOID(add.bind(9, envelope.sealed).finish());
  lines_[sequence] = line;
  last_sequence_ = sequence;
  return sequence;
}

base::Result<intake::Envelope> Outbox::read_envelope(std::int64_t sequence, const base::Uuid& id) {
  BODYMAP_TRY(select, Statement::prepare(*database_,
                                         "SELECT seal_key, kiosk, signature, sealed FROM outbox "
                                         "WHERE sequence = ?1"));
  BODYMAP_TRY(row, select.bind(1, sequence).step());
  if (!row) return base::fail(base::Code::Parse, "a record is gone from the outbox");
  intake::Envelope envelope;
  envelope.seal_key = select.text(0);
  envelope.kiosk = select.text(1);
  envelope.sequence = sequence;
  envelope.id = id;
  const auto signature = select.bytes(2);
  const auto sealed = select.bytes(3);
  if (signature.size() != envelope.signature.size())
    return base::fail(base::Code::Parse, "a record without a signature");
  std::copy(signature.begin(), signature.end(), envelope.signature.begin());
  envelope.sealed.assign(sealed.begin(), sealed.end());
  return envelope;
}

base::Result<std::optional<Outbox::Waiting>> Outbox::next() {
  const std::lock_guard lock(mutex_);
  const auto now = clock_.steady();
  for (auto at = lines_.begin(); at != lines_.end();) {
    const auto& [sequence, line] = *at++;
    if (line.not_before > now) continue;
    auto envelope = read_envelope(sequence, line.id);
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

// The highest row stays, emptied, until there is a higher one: the next number is counted from it.
base::Result<void> Outbox::remove(std::int64_t sequence) {
  BODYMAP_TRY(transaction, Transaction::begin(*database_));
  const bool last = sequence == last_sequence_;
  {
    BODYMAP_TRY(emptied, Statement::prepare(*database_,
                                            last ? "UPDATE outbox SET state = 'delivered', signature = x'', "
                                                   "sealed = x'' "
                                                   "WHERE sequence = ?1"
                                                 : "DELETE FROM outbox WHERE sequence = ?1"));
    BODYMAP_TRY_VOID(emptied.bind(1, sequence).finish());
  }
  if (delivered_ && delivered_->first != last_sequence_) {
    BODYMAP_TRY(older, Statement::prepare(*database_, "DELETE FROM outbox WHERE sequence = ?1"));
    BODYMAP_TRY_VOID(older.bind(1, delivered_->first).finish());
  }
  return transaction.commit();
}

base::Result<void> Outbox::delivered(const base::Uuid& id) {
  const std::lock_guard lock(mutex_);
  const auto sequence = waiting_as(id);
  if (!sequence) return {};
  BODYMAP_TRY_VOID(with_room([&] { return remove(*sequence); }));
  if (*sequence == last_sequence_) {
    delivered_ = {*sequence, id};
  } else if (delivered_ && delivered_->first != last_sequence_) {
    delivered_.reset();
  }
  lines_.erase(*sequence);
  keep_reserve(path_);
  return {};
}

base::Result<void> Outbox::move_aside(std::int64_t sequence, std::string_view why) {
  const auto move = [&]() -> base::Result<void> {
    BODYMAP_TRY(update, Statement::prepare(*database_,
                                           "UPDATE outbox SET state = 'refused', why = ?2 "
                                           "WHERE sequence = ?1 AND state = 'waiting'"));
    return update.bind(1, sequence).bind(2, why).finish();
  };
  BODYMAP_TRY_VOID(with_room(move));
  const auto line = lines_.extract(sequence);
  if (line) refused_[sequence] = line.mapped().id;
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
  const auto moved = static_cast<std::int64_t>(refused_.size());
  BODYMAP_TRY_VOID(load_lines());
  return moved;
}

Outbox::Counts Outbox::counts() const {
  const std::lock_guard lock(mutex_);
  Counts counts{static_cast<std::int64_t>(lines_.size()), static_cast<std::int64_t>(refused_.size()), 0};
  for (const auto& [sequence, line] : lines_)
    counts.oldest_s = std::max(counts.oldest_s, age_ms(line) / 1000);
  return counts;
}

}  // namespace delivery
