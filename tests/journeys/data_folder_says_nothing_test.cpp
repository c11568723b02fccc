#include <doctest/doctest.h>
#include <signal.h>

#include <fstream>
#include <iterator>

#include "support/clinic.h"

namespace {

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Of every file whose name begins so.
std::string raw_bytes(const std::filesystem::path& folder, const std::string& named = {}) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || !entry.path().filename().string().starts_with(named)) continue;
    all += read_file(entry.path());
  }
  return all;
}

}  // namespace

TEST_CASE("the kiosk's data folder and log contain nothing of what was said, before or after delivery") {
  support::Clinic::Options options;
  options.asks = true;
  options.touch_rest_ms = 0;
  support::Clinic clinic(options);
  clinic.open();
  clinic.stop_queue(SIGTERM);
  clinic.reader(std::string("tap ") + support::kUnknownCard);
  clinic.kiosk().wait_for("hello");
  clinic.kiosk().tap("guest");
  clinic.kiosk().wait_for("guest");
  clinic.kiosk().call({{"do", "text"}, {"text", "quirinia"}});
  clinic.go_on_to_map();
  clinic.mark("back", "calf_outer.L", 7, {"throbbing"});
  clinic.kiosk().tap("next");
  clinic.kiosk().tap("answer.last_run.days_4_7");
  clinic.send();
  const auto check = [&] {
    const auto bytes = raw_bytes(clinic.kiosk_data()) + raw_bytes(clinic.queue_data());
    const auto logged = read_file(clinic.folder() / "kiosk.log") + read_file(clinic.folder() / "queue.log");
    CHECK_FALSE(logged.empty());
    for (const char* said : {"quirinia", "Quirinia", "calf_outer", "throbbing", "nrs10", "days_4_7",
                             "chest_breath", "Keller", "14008EC793", "14008ec793"}) {
      CAPTURE(said);
      CHECK(bytes.find(said) == std::string::npos);
      CHECK(logged.find(said) == std::string::npos);
    }
  };
  CHECK(clinic.kiosk().stats()["outbox"]["waiting"] == 1);
  const auto enrolled = read_file(clinic.folder() / "queue.log");
  const std::string before = "kiosk enrolled kiosk=";
  constexpr std::size_t kIdLength = 32;
  const auto kiosk = enrolled.substr(enrolled.find(before) + before.size(), kIdLength);
  CHECK_MESSAGE(raw_bytes(clinic.kiosk_data(), "outbox").find(kiosk) != std::string::npos,
                "the sealed record, which names its kiosk, is there to be found");
  check();
  clinic.start_queue();
  REQUIRE(clinic.wait_until_listed(1));
  check();
}
