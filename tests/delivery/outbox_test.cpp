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

TEST_CASE(
    "outbox: a file of version 1 opens with what it holds, and its refused records are tried once more") {
  Box box;
  const auto refused = new_id();
  {
    auto outbox = box.open();
    box.keep(*outbox, refused);
    box.keep(*outbox, new_id());
    CHECK(outbox->refuse(refused, "status 422").has_value());
  }
  box.run_sql("DROP TABLE enrolled; PRAGMA user_version = 1");
  auto outbox = box.open();
  CHECK(outbox->counts() == Outbox::Counts{1, 1, 0});
  CHECK(outbox->enrolled_as("kiosk-1").value() == 1);
  CHECK(next_of(*outbox).envelope.id == refused);
  CHECK(box.keep(*outbox, new_id()) == 3);
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
    sealed = intake::to_base64(next_of(*outbox).envelope.sealed);
    const auto bytes = all_bytes(box.dir.path());
    CHECK(bytes.find("Testina") == std::string::npos);
    CHECK(bytes.find("calf_outer") == std::string::npos);
    CHECK(bytes.find("blood_thinner") == std::string::npos);
    CHECK_MESSAGE(bytes.find(sealed.substr(0, 200)) != std::string::npos, "the search finds what is there");
    CHECK(outbox->delivered(id).has_value());
  }
  CHECK(all_bytes(box.dir.path()).find(sealed.substr(0, 200)) == std::string::npos);
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
  CHECK(opened.error().what.find("newer program (schema 7, this one knows 2)") != std::string::npos);
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
  SUBCASE("no envelope") { box.run_sql("UPDATE outbox SET envelope = 'no envelope' WHERE sequence = 1"); }
  SUBCASE("another's envelope") {
    box.run_sql("UPDATE outbox SET envelope = (SELECT envelope FROM outbox WHERE sequence = 2)");
  }
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
