// The outbox's file was damaged on the disk. Either opening says so and leaves the file as it is, or every
// record that can still be read is there; a record is never delivered changed without its signature showing
// it, and none vanishes in silence.
#include <random>

#include "base/files.h"
#include "delivery/records.h"
#include "faults/delivery_line.h"

using base::Code;
using delivery::Outbox;

namespace {

constexpr int kRecords = 20;

struct Box {
  support::TempDir dir;
  std::filesystem::path path = dir.path() / "outbox.db";
  records::Keys keys;
  base::ManualClock clock;
  std::map<base::Uuid, intake::Envelope> kept;
  std::string good;  // the file

  Box() {
    {
      const auto outbox = std::move(Outbox::open(path, clock).value());
      for (int i = 0; i < kRecords; ++i) {
        const auto id = records::new_id();
        REQUIRE(outbox->keep(
            id, [&](std::int64_t sequence) { return kept[id] = records::sealer(keys, id)(sequence); }));
      }
    }
    good = base::read_file(path).value();
  }
  void write(const std::string& bytes) {
    for (const char* beside : {"-wal", "-shm", "-reserve"}) std::filesystem::remove(path.string() + beside);
    REQUIRE(base::write_file_durably(path, bytes, 0600));
  }
  // Opens the bytes given and takes out what is there. Whether it opened.
  bool check_with(const std::string& bytes) {
    write(bytes);
    const auto opened = Outbox::open(path, clock);
    if (!opened) {
      CHECK(opened.error().code == Code::Parse);
      CHECK(opened.error().what.find(path.string() + " is damaged") != std::string::npos);
      CHECK_MESSAGE(base::read_file(path).value() == bytes, "the file is as it was, to be restored");
      return false;
    }
    check_readable(**opened);
    return true;
  }
  void check_readable(Outbox& outbox) {
    int whole = 0;
    int changed = 0;
    for (;;) {
      const auto next = outbox.next();
      REQUIRE(next.has_value());
      if (!*next) break;
      const auto& envelope = (*next)->envelope;
      const bool same = kept.count(envelope.id) == 1 && envelope == kept.at(envelope.id);
      if (!same) CHECK_FALSE(intake::signature_holds(envelope, keys.kiosk.public_key));
      ++(same ? whole : changed);
      outbox.rest(envelope.id, base::Millis{1});  // the clock stands still: not again
    }
    // One flipped bit cannot cost more than the record it is in, and that one is counted.
    CHECK(whole >= kRecords - 1);
    CHECK(whole + changed + outbox.counts().refused == kRecords);
  }
};

}  // namespace

TEST_CASE("outbox damaged: one bit flipped anywhere is told or harmless") {
  Box box;
  std::mt19937 random(20261121);
  const int flips = faults::long_form() ? 5'000 : 100;
  int opened = 0;
  for (int i = 0; i < flips; ++i) {
    auto bytes = box.good;
    const auto at = random() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
    CAPTURE(at);
    opened += box.check_with(bytes) ? 1 : 0;
  }
  MESSAGE("told as damage: " << flips - opened << " of " << flips);
  CHECK(opened > 0);
  CHECK(box.check_with(box.good));
}

TEST_CASE("outbox damaged: cut short at any page is told") {
  Box box;
  for (std::size_t size = 0; size < box.good.size(); size += 4096) {
    CAPTURE(size);
    CHECK_FALSE(box.check_with(box.good.substr(0, size)));
  }
}

TEST_CASE("outbox damaged: pages of zeros and of noise, and what is no database, are told") {
  Box box;
  std::mt19937 random(7);
  for (std::size_t page = 0; page < box.good.size(); page += 4096) {
    CAPTURE(page);
    auto bytes = box.good;
    for (std::size_t i = page; i < page + 4096; ++i) bytes[i] = static_cast<char>(random());
    CHECK_FALSE(box.check_with(bytes));
  }
  CHECK_FALSE(box.check_with(std::string(8192, 'x')));
  CHECK_FALSE(box.check_with("a text that somebody saved under this name\n"));
}

TEST_CASE("outbox damaged: a log cut or damaged by a crash gives back all that was whole before it") {
  const support::TempDir dir;
  const auto path = dir.path() / "outbox.db";
  const base::ManualClock clock;
  const records::Keys keys;
  const auto copy = dir.path() / "copy.db";
  {
    const auto outbox = std::move(Outbox::open(path, clock).value());
    for (int i = 0; i < 5; ++i) {
      const auto id = records::new_id();
      REQUIRE(outbox->keep(id, records::sealer(keys, id)));
    }
    // As a crash leaves it: the log still holds all of it.
    std::filesystem::copy_file(path, copy);
    std::filesystem::copy_file(path.string() + "-wal", copy.string() + "-wal");
  }
  const auto log = base::read_file(copy.string() + "-wal").value();
  const auto main = base::read_file(copy).value();
  std::int64_t last = 5;
  for (std::size_t cut = log.size(); cut > 32; cut -= std::min<std::size_t>(cut, 3'000)) {
    CAPTURE(cut);
    std::filesystem::remove(copy.string() + "-reserve");
    REQUIRE(base::write_file_durably(copy, main, 0600));
    REQUIRE(base::write_file_durably(copy.string() + "-wal", log.substr(0, cut), 0600));
    const auto outbox = Outbox::open(copy, clock);
    REQUIRE(outbox.has_value());
    const auto waiting = (*outbox)->counts().waiting;
    CHECK(waiting <= last);
    last = waiting;
  }
  CHECK(last == 0);
}
