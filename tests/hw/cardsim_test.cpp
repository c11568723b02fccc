#include "hw/cardsim.h"

#include <doctest/doctest.h>

#include <array>

#include "base/hex.h"
#include "hw/byte_source.h"
#include "hw/rdm6300_frames.h"
#include "support/temp_dir.h"

using base::Bytes;
using base::Millis;
using Answers = std::vector<std::string>;

namespace {

// A simulator and what a reader at its other end gets.
struct Bench {
  support::TempDir dir;
  std::filesystem::path link = dir.path() / "reader";
  hw::CardSim sim = hw::CardSim::make({"rdm6300"}, hw::VirtualPort::open(link).value()).value();
  std::unique_ptr<hw::ByteSource> source = hw::open_source(link).value();

  Answers ask(const std::string& line, Millis now = Millis{0}) {
    sim.submit(line);
    return sim.work(now);
  }
  Bytes arrived() {
    std::array<std::uint8_t, 4096> bytes{};
    Bytes all;
    while (const auto got = source->read(bytes).value_or(0)) {
      all.insert(all.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(got));
    }
    return all;
  }
};

Bytes frames(const char* id, int count) {
  const auto one = hw::rdm6300_frame(*base::parse_card_id(id));
  Bytes all;
  for (int i = 0; i < count; ++i) all.insert(all.end(), one.begin(), one.end());
  return all;
}

// Work at each due time until nothing is due.
Answers run_out(hw::CardSim& sim) {
  Answers all;
  while (const auto due = sim.next_due()) {
    for (auto& answer : sim.work(*due)) all.push_back(std::move(answer));
  }
  return all;
}

}  // namespace

TEST_CASE("a tap is 200 ms of frames, answered when the card is gone") {
  Bench bench;
  CHECK(bench.ask("tap 62E3086CED", Millis{1000}).empty());
  CHECK(bench.sim.next_due() == Millis{1065});
  CHECK(run_out(bench.sim) == Answers{"ok"});
  CHECK(bench.arrived() == frames("62E3086CED", 4));
}

TEST_CASE("a card held for 10 s sends a frame every 65 ms") {
  Bench bench;
  CHECK(bench.ask("hold 14008ec793 10000").empty());
  CHECK(run_out(bench.sim) == Answers{"ok"});
  CHECK(bench.arrived() == frames("14008EC793", 154));
}

TEST_CASE("bytes go out as they are, noise is the same each time") {
  Bench bench;
  CHECK(bench.ask("bytes 0203ff0011") == Answers{"ok"});
  CHECK(base::to_hex(bench.arrived()) == "0203ff0011");
  CHECK(bench.ask("noise 300 7") == Answers{"ok"});
  const auto first = bench.arrived();
  CHECK(first.size() == 300);
  CHECK(bench.ask("noise 300 7") == Answers{"ok"});
  CHECK(bench.arrived() == first);
  CHECK(bench.ask("noise 300 8") == Answers{"ok"});
  CHECK(bench.arrived() != first);
}

TEST_CASE("commands wait for the card to go and are answered in order") {
  Bench bench;
  bench.sim.submit("tap 62E3086CED");
  bench.sim.submit("bytes zz");
  bench.sim.submit("bytes 41");
  CHECK(bench.sim.work(Millis{0}).empty());
  const auto answers = run_out(bench.sim);
  REQUIRE(answers.size() == 3);
  CHECK(answers[0] == "ok");
  CHECK(answers[1].starts_with("error "));
  CHECK(answers[2] == "ok");
}

TEST_CASE("unplug cuts a held card off and plug brings a new line under the link") {
  Bench bench;
  const auto before = std::filesystem::read_symlink(bench.link);
  bench.sim.submit("hold 62E3086CED 10000");
  CHECK(bench.sim.work(Millis{0}).empty());
  CHECK(bench.ask("unplug", Millis{100}) == Answers{"error cut off", "ok"});
  CHECK_FALSE(std::filesystem::is_symlink(bench.link));
  CHECK_FALSE(bench.sim.next_due());
  CHECK(bench.ask("tap 62E3086CED") == Answers{"error not plugged"});
  CHECK(bench.ask("bytes 41") == Answers{"error not plugged"});
  CHECK(bench.ask("unplug") == Answers{"error not plugged"});
  // The source of before still holds its pty, so the new one has another name.
  CHECK(bench.ask("plug") == Answers{"ok"});
  CHECK(std::filesystem::read_symlink(bench.link) != before);
  CHECK(bench.ask("plug") == Answers{"error plugged already"});
  bench.source = hw::open_source(bench.link).value();
  CHECK(bench.ask("bytes 41") == Answers{"ok"});
  CHECK(bench.arrived() == Bytes{0x41});
}

TEST_CASE("what is no command is an error and sends nothing") {
  Bench bench;
  for (const char* line : {"",
                           "tap",
                           "tap 62E3086CE",
                           "tap 62E3086CEDA",
                           "tap 62E3086CEG",
                           "tap 14a:9EB36E66",
                           "both 62E3086CED",
                           "cut 62E3086CED",
                           "cut 62E3086CED 0",
                           "split 62E3086CED 3",
                           "slow 62E3086CED 0",
                           "hangup 62E3086CED",
                           "stuck",
                           "tap 62E3086CED 5",
                           "hold 62E3086CED",
                           "hold 62E3086CED 0",
                           "hold 62E3086CED -1",
                           "hold 62E3086CED 60001",
                           "hold 62E3086CED 1x",
                           "bytes",
                           "bytes 1",
                           "bytes xx",
                           "noise 0 1",
                           "noise 65537 1",
                           "noise 1",
                           "noise 1 x",
                           "plug in",
                           "jump"}) {
    CAPTURE(line);
    const auto answers = bench.ask(line);
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].starts_with("error "));
  }
  CHECK(bench.arrived().empty());
  CHECK_FALSE(bench.sim.finished());
}

TEST_CASE("what goes wrong with a frame goes wrong as told") {
  Bench bench;
  const auto good = frames("62E3086CED", 1);
  CHECK(bench.ask("cut 62E3086CED 5") == Answers{"ok"});
  CHECK(bench.arrived() == Bytes(good.begin(), good.begin() + 5));

  CHECK(bench.ask("wrong 62E3086CED") == Answers{"ok"});
  auto wrong = good;
  wrong[12] = '9';  // of the checksum 08
  CHECK(bench.arrived() == wrong);

  CHECK(bench.ask("split 62E3086CED 5 80").empty());
  CHECK(bench.arrived() == Bytes(good.begin(), good.begin() + 5));
  CHECK(bench.sim.next_due() == Millis{80});
  CHECK(bench.sim.work(Millis{80}) == Answers{"ok"});
  CHECK(bench.arrived() == Bytes(good.begin() + 5, good.end()));

  CHECK(bench.ask("slow 62E3086CED 10").empty());
  CHECK(bench.sim.work(Millis{129}).empty());
  CHECK(bench.arrived() == Bytes(good.begin(), good.end() - 1));
  CHECK(bench.sim.work(Millis{130}) == Answers{"ok"});
  CHECK(bench.arrived() == Bytes{0x03});

  CHECK(bench.ask("both 62E3086CED 14008EC793", Millis{200}).empty());
  auto both = good;
  const auto other = frames("14008EC793", 1);
  both.insert(both.end(), other.begin(), other.end());
  CHECK(bench.arrived() == both);
}

TEST_CASE("a stuck card goes on until it is freed, and a silent reader says nothing") {
  Bench bench;
  CHECK(bench.ask("stuck 62E3086CED") == Answers{"ok"});
  CHECK(bench.sim.work(Millis{650}).empty());
  CHECK(bench.arrived() == frames("62E3086CED", 11));
  CHECK(bench.ask("tap 14008EC793", Millis{651}) == Answers{"error a card is stuck; free it"});
  CHECK(bench.ask("free", Millis{651}) == Answers{"ok"});
  CHECK(bench.sim.work(Millis{5000}).empty());
  CHECK(bench.arrived().empty());

  CHECK(bench.ask("silent", Millis{6000}) == Answers{"ok"});
  bench.ask("tap 62E3086CED", Millis{6000});
  CHECK(run_out(bench.sim) == Answers{"ok"});
  CHECK(bench.arrived().empty());
  CHECK(bench.ask("speak", Millis{7000}) == Answers{"ok"});
  bench.ask("tap 62E3086CED", Millis{7000});
  CHECK(run_out(bench.sim) == Answers{"ok"});
  CHECK(bench.arrived() == frames("62E3086CED", 4));
}

TEST_CASE("a plug pulled in the middle of a frame, and put back under another name") {
  Bench bench;
  CHECK(bench.ask("hangup 62E3086CED 5") == Answers{"ok"});
  std::array<std::uint8_t, 16> bytes{};
  while (bench.source->read(bytes).value_or(0) > 0) {
  }
  CHECK_FALSE(bench.source->read(bytes));
  CHECK_FALSE(std::filesystem::is_symlink(bench.link));
  const auto other = bench.dir.path() / "other";
  CHECK(bench.ask("plug " + other.string()) == Answers{"ok"});
  CHECK(std::filesystem::is_symlink(other));
  CHECK_FALSE(std::filesystem::is_symlink(bench.link));
}

TEST_CASE("a reader that sends a card once, and one with a protocol that is none") {
  support::TempDir dir;
  auto sim =
      hw::CardSim::make({"line", "8h10d"}, hw::VirtualPort::open(dir.path() / "reader").value()).value();
  const auto source = hw::open_source(dir.path() / "reader").value();
  sim.submit("hold 0801161DD6 10000");
  CHECK(sim.work(Millis{0}).empty());
  CHECK(run_out(sim) == Answers{"ok"});
  std::array<std::uint8_t, 64> bytes{};
  const auto got = source->read(bytes).value();
  CHECK(std::string(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(got)) == "0018226646\r\n");
  sim.submit("wrong 0801161DD6");
  CHECK(sim.work(Millis{0}) == Answers{"error this reader sends no checksum"});
  for (const auto& reader : {hw::ParserSettings{"pigeon"}, {"auto"}, {"line", "9h"}})
    CHECK_FALSE(hw::CardSim::make(reader, hw::VirtualPort::open(dir.path() / "other").value()));
}

TEST_CASE("quit ends, also while a card is held, and nothing after it is done") {
  Bench bench;
  bench.sim.submit("hold 62E3086CED 10000");
  bench.sim.submit("quit");
  bench.sim.submit("bytes 41");
  CHECK(bench.sim.work(Millis{0}) == Answers{"error cut off", "ok"});
  CHECK(bench.sim.finished());
}
