#include "delivery/outbox.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <fstream>
#include <iterator>

#include "base/files.h"
#include "delivery/records.h"
#include "support/temp_dir.h"

using base::Code;
using delivery::Outbox;
using records::new_id;
using records::sealer;

namespace {

struct Box {
  support::TempDir dir;
  std::filesystem::path path = dir.path() / "outbox.db";
  base::ManualClock clock;
  records::Keys keys;

  std::unique_ptr<Outbox> open(const std::string& boot = "boot-1") {
    auto opened = Outbox::open(path, clock, boot);
    REQUIRE_MESSAGE(opened.has_value(), (opened ? "" : opened.error().what));
    return std::move(*opened);
  }
  std::int64_t keep(Outbox& outbox, const base::Uuid& id) {
    const auto kept = outbox.keep(id, sealer(keys, id));
    REQUIRE(kept.has_value());
    return *kept;
  }
  int number_of(const char* sql) const {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
    int found = -1;
    const auto read = [](void* into, int, char** values, char**) {
      *static_cast<int*>(into) = std::stoi(values[0]);
      return 0;
    };
    CHECK(sqlite3_exec(handle, sql, read, &found, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
    return found;
  }
  void run_sql(const char* sql) const {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
    REQUIRE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
  }
};

Outbox::Waiting next_of(Outbox& outbox) {
  auto next = outbox.next();
  REQUIRE(next.has_value());
  REQUIRE(next->has_value());
  return std::move(**next);
}

bool nothing_next(Outbox& outbox) {
  const auto next = outbox.next();
  REQUIRE(next.has_value());
  return !next->has_value();
}

std::string all_bytes(const std::filesystem::path& dir) {
  std::string bytes;
  for (const auto& entry : std::filesystem::directory_iterator(dir)) {
    std::ifstream file(entry.path(), std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(file), {});
  }
  return bytes;
}

}  // namespace

TEST_CASE("outbox: numbers are gap-free from 1, across a reopen and after everything was delivered") {
  Box box;
  const auto first = new_id();
  const auto second = new_id();
  {
    auto outbox = box.open();
    CHECK(box.keep(*outbox, first) == 1);
    CHECK(box.keep(*outbox, second) == 2);
    CHECK(outbox->delivered(first).has_value());
    CHECK(outbox->delivered(second).has_value());
  }
  auto outbox = box.open();
  CHECK(nothing_next(*outbox));
  CHECK(box.keep(*outbox, new_id()) == 3);
}

TEST_CASE("outbox: the same id is kept once, under its first number") {
  Box box;
  auto outbox = box.open();
  const auto id = new_id();
  CHECK(box.keep(*outbox, id) == 1);
  const auto again = outbox->keep(id, [](std::int64_t) -> intake::Envelope {
    FAIL("sealed twice");
    return {};
  });
  CHECK(again.value() == 1);
  CHECK(outbox->counts().waiting == 1);
}

TEST_CASE("outbox: a record comes back as it was sealed, oldest first, and leaves when delivered") {
  Box box;
  auto outbox = box.open();
  const auto first = new_id();
  const auto second = new_id();
  REQUIRE(outbox->keep(first, sealer(box.keys, first, "the text")).has_value());
  box.keep(*outbox, second);
  const auto record = next_of(*outbox);
  CHECK(record.envelope.id == first);
  CHECK(record.envelope.sequence == 1);
  CHECK(intake::signature_holds(record.envelope, box.keys.kiosk.public_key));
  CHECK(intake::open_padded(record.envelope.sealed, box.keys.queue_seal).value().view() == "the text");
  CHECK(outbox->delivered(first).has_value());
  CHECK_MESSAGE(outbox->delivered(first).has_value(), "twice is no error");
  CHECK(next_of(*outbox).envelope.id == second);
  CHECK(outbox->counts() == Outbox::Counts{1, 0, 0});
}

TEST_CASE("outbox: a resting record is passed over until its pause ends") {
  Box box;
  auto outbox = box.open();
  const auto first = new_id();
  const auto second = new_id();
  CHECK_FALSE(outbox->due().has_value());
  box.keep(*outbox, first);
  box.keep(*outbox, second);
  outbox->rest(first, base::Millis{1000});
  CHECK(next_of(*outbox).envelope.id == second);
  outbox->rest(second, base::Millis{3000});
  CHECK(nothing_next(*outbox));
  CHECK(outbox->due() == base::Millis{1000});
  box.clock.advance(base::Millis{1000});
  CHECK(next_of(*outbox).envelope.id == first);
}

TEST_CASE("outbox: a refused record is kept aside, counted, and put back in line by enrolling again") {
  Box box;
  const auto first = new_id();
  const auto second = new_id();
  {
    auto outbox = box.open();
    CHECK(outbox->enrolled_as("kiosk-1").value() == 0);
    box.keep(*outbox, first);
    box.keep(*outbox, second);
    CHECK(outbox->refuse(first, "status 422").has_value());
    CHECK(outbox->counts() == Outbox::Counts{1, 1, 0});
  }
  auto outbox = box.open();
  CHECK(outbox->counts() == Outbox::Counts{1, 1, 0});
  CHECK(next_of(*outbox).envelope.id == second);
  CHECK_MESSAGE(outbox->enrolled_as("kiosk-1").value() == 0, "still the same kiosk");
  CHECK(outbox->counts() == Outbox::Counts{1, 1, 0});
  CHECK(outbox->enrolled_as("kiosk-2").value() == 1);
  CHECK(outbox->counts() == Outbox::Counts{2, 0, 0});
  CHECK(next_of(*outbox).envelope.id == first);
  CHECK_MESSAGE(next_of(*outbox).envelope.kiosk == records::kKiosk, "sealed and signed as whom it was kept");
}

TEST_CASE("outbox: who enrolled it last is known after a restart") {
  Box box;
  const auto id = new_id();
  {
    auto outbox = box.open();
    CHECK(outbox->enrolled_as("kiosk-2").value() == 0);
    box.keep(*outbox, id);
    CHECK(outbox->refuse(id, "status 422").has_value());
  }
  auto outbox = box.open();
  CHECK(outbox->enrolled_as("kiosk-2").value() == 0);
  CHECK(outbox->counts().refused == 1);
}

// An outbox as the programs before version 3 wrote it: `rows` by number, and the last number given.
constexpr auto kVersion2 = R"sql(
  CREATE TABLE outbox(
    sequence INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, envelope TEXT NOT NULL,
    kept_utc_ms INTEGER NOT NULL, kept_steady_ms INTEGER NOT NULL, boot TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'refused')), why TEXT NOT NULL DEFAULT ''
  ) STRICT;
  CREATE TABLE last_sequence(one INTEGER PRIMARY KEY CHECK (one = 1), value INTEGER NOT NULL) STRICT;
  CREATE TABLE enrolled(one INTEGER PRIMARY KEY CHECK (one = 1), kiosk TEXT NOT NULL) STRICT;
  INSERT INTO enrolled(one, kiosk) VALUES (1, '');
  PRAGMA user_version = 2;
)sql";

intake::Envelope envelope_of(const Box& box, std::int64_t sequence) {
  const auto id = new_id();
  return sealer(box.keys, id)(sequence);
}

void keep_as_version_2(const Box& box, const intake::Envelope& envelope, const std::string& state,
                       const std::string& text) {
  box.run_sql(("INSERT INTO outbox VALUES (" + std::to_string(envelope.sequence) + ", x'" +
               base::to_hex(envelope.id.bytes) + "', '" + text + "', 1, 1, 'boot-1', '" + state + "', '')")
                  .c_str());
}

TEST_CASE("outbox: a file of an older version opens with what it holds, and its refused records") {
  Box box;
  const auto refused = envelope_of(box, 1);
  const auto waiting = envelope_of(box, 2);
  const auto broken = envelope_of(box, 3);
  box.run_sql(kVersion2);
  keep_as_version_2(box, refused, "refused", intake::to_json(refused));
  keep_as_version_2(box, waiting, "waiting", intake::to_json(waiting));
  keep_as_version_2(box, broken, "waiting", "no envelope");
  box.run_sql("INSERT INTO last_sequence VALUES (1, 3)");
  SUBCASE("version 2") {}
  SUBCASE("version 1") { box.run_sql("DROP TABLE enrolled; PRAGMA user_version = 1"); }
  auto outbox = box.open();
  CHECK(outbox->counts().waiting == 2);
  CHECK(outbox->enrolled_as("kiosk-1").value() == 1);
  CHECK(next_of(*outbox).envelope == refused);
  CHECK(outbox->delivered(refused.id).has_value());
  CHECK(next_of(*outbox).envelope == waiting);
  CHECK(outbox->delivered(waiting.id).has_value());
  CHECK(nothing_next(*outbox));
  CHECK_MESSAGE(outbox->counts().refused == 1, "what could not be read is set aside");
  CHECK(box.keep(*outbox, new_id()) == 4);
}

TEST_CASE("outbox: an emptied file of an older version goes on with its numbers") {
  Box box;
  box.run_sql(kVersion2);
  box.run_sql("INSERT INTO last_sequence VALUES (1, 3)");
  auto outbox = box.open();
  CHECK(outbox->counts() == Outbox::Counts{});
  CHECK(nothing_next(*outbox));
  CHECK(box.keep(*outbox, new_id()) == 4);
}

TEST_CASE("outbox: of delivered records one emptied row at most stays, whatever their order") {
  Box box;
  std::vector<base::Uuid> ids;
  auto outbox = box.open();
  for (int i = 0; i < 4; ++i) box.keep(*outbox, ids.emplace_back(new_id()));
  for (const auto at : {1, 3, 2, 0}) CHECK(outbox->delivered(ids[static_cast<std::size_t>(at)]).has_value());
  CHECK(box.keep(*outbox, ids[3]) == 4);
  CHECK(outbox->counts() == Outbox::Counts{});
  CHECK(box.keep(*outbox, ids.emplace_back(new_id())) == 5);
  CHECK(outbox->delivered(ids[4]).has_value());
  outbox.reset();
  CHECK(box.number_of("SELECT count(*) FROM outbox") == 1);
  CHECK(box.number_of("SELECT sequence FROM outbox WHERE state = 'delivered' AND sealed = x''") == 5);
}

TEST_CASE("outbox: age goes by the steady clock within a boot and by UTC after one, never below 0") {
  Box box;
  const auto id = new_id();
  {
    auto outbox = box.open("boot-1");
    box.keep(*outbox, id);
    box.clock.advance(base::Millis{90'000});
    CHECK(next_of(*outbox).age_ms == 90'000);
    CHECK(outbox->counts().oldest_s == 90);
  }
  CHECK(next_of(*box.open("boot-1")).age_ms == 90'000);
  CHECK(next_of(*box.open("boot-2")).age_ms == 90'000);

  SUBCASE("the steady clock starts again with the boot") {
    const base::ManualClock later({box.clock.utc().ms + 10'000});
    CHECK(next_of(**Outbox::open(box.path, later, "boot-2")).age_ms == 100'000);
  }
  SUBCASE("the wall clock was set back") {
    const base::ManualClock earlier({1'600'000'000'000});
    CHECK(next_of(**Outbox::open(box.path, earlier, "boot-2")).age_ms == 0);
  }
  SUBCASE("the wall clock jumps within a boot") {
    base::ManualClock jumped({1'900'000'000'000});
    jumped.advance(base::Millis{120'000});
    CHECK(next_of(**Outbox::open(box.path, jumped, "boot-1")).age_ms == 120'000);
  }
}

TEST_CASE("outbox: nothing of a record's text lies in the folder, nor of a deleted one's envelope") {
  Box box;
  const std::string secret =
      R"({"given":"Testina Beispiel","region":"calf_outer.L","choice":"blood_thinner"})";
  const auto id = new_id();
  std::string sealed;
  {
    auto outbox = box.open();
    REQUIRE(outbox->keep(id, sealer(box.keys, id, secret)).has_value());
    const auto record = next_of(*outbox).envelope.sealed;
    sealed.assign(record.begin(), record.begin() + 200);
    const auto bytes = all_bytes(box.dir.path());
    CHECK(bytes.find("Testina") == std::string::npos);
    CHECK(bytes.find("calf_outer") == std::string::npos);
    CHECK(bytes.find("blood_thinner") == std::string::npos);
    CHECK_MESSAGE(bytes.find(sealed) != std::string::npos, "the search finds what is there");
    CHECK(outbox->delivered(id).has_value());
  }
  CHECK(all_bytes(box.dir.path()).find(sealed) == std::string::npos);
}

TEST_CASE("outbox: files are for this user alone") {
  Box box;
  auto outbox = box.open();
  box.keep(*outbox, new_id());
  for (const auto& entry : std::filesystem::directory_iterator(box.dir.path())) {
    CAPTURE(entry.path().string());
    CHECK((entry.status().permissions() & std::filesystem::perms(0777)) == std::filesystem::perms(0600));
  }
}

TEST_CASE("outbox: a file of a newer program is refused and left alone") {
  Box box;
  box.open();
  box.run_sql("PRAGMA user_version = 7");
  const auto before = base::read_file(box.path).value();
  const auto opened = Outbox::open(box.path, box.clock);
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error().code == Code::Invalid);
  CHECK(opened.error().what.find("newer program (schema 7, this one knows 3)") != std::string::npos);
  CHECK(base::read_file(box.path).value() == before);
}

TEST_CASE("outbox: a damaged file is an error and never made anew") {
  Box box;
  {
    auto outbox = box.open();
    for (int i = 0; i < 20; ++i) box.keep(*outbox, new_id());
  }
  std::string bytes = base::read_file(box.path).value();
  SUBCASE("not a database") { bytes.assign(8192, 'x'); }
  SUBCASE("emptied") { bytes.clear(); }
  SUBCASE("cut in half") { bytes.resize(bytes.size() / 2); }
  SUBCASE("a page overwritten") { bytes.replace(4096, 4096, 4096, '\xAA'); }
  REQUIRE(base::write_file_durably(box.path, bytes, 0600).has_value());
  const auto opened = Outbox::open(box.path, box.clock);
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error().code == Code::Parse);
  CHECK(opened.error().what.find("is damaged") != std::string::npos);
  CHECK(base::read_file(box.path).value() == bytes);
}

TEST_CASE("outbox: a log without its main file is damage, not a new outbox") {
  Box box;
  REQUIRE(base::write_file_durably(box.path.string() + "-wal", "frames", 0600).has_value());
  const auto opened = Outbox::open(box.path, box.clock);
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error().code == Code::Parse);
}

TEST_CASE("outbox: a row that cannot be read back goes aside and the next is delivered") {
  Box box;
  const auto broken = new_id();
  const auto good = new_id();
  {
    auto outbox = box.open();
    box.keep(*outbox, broken);
    box.keep(*outbox, good);
  }
  box.run_sql("UPDATE outbox SET signature = x'00' WHERE sequence = 1");
  auto outbox = box.open();
  CHECK(next_of(*outbox).envelope.id == good);
  CHECK(outbox->counts() == Outbox::Counts{1, 1, 0});
}

TEST_CASE("outbox: a folder that is not there is a plain error") {
  Box box;
  const auto opened = Outbox::open(box.dir.path() / "none" / "outbox.db", box.clock);
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error().what.find("the outbox") == 0);
}
