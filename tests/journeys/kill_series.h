#pragma once
// Visits that can be told apart by the one region each marks, and what became of them.
#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "support/clinic.h"

namespace kills {

inline constexpr int kRounds = 25;
// Once that in an ordinary run, 500 kills in a long one.
inline int batches() { return std::getenv("BODYMAP_LONG") != nullptr ? 20 : 1; }

// Regions of the back view, one a round.
inline std::string region(int round) {
  static const std::vector<std::string> names = {
      "calf_outer", "calf_inner", "calf_low", "achilles",    "ham_outer", "ham_inner", "knee_back",
      "glute",      "sit_bone",   "back_low", "glute_upper", "back_mid",  "back_upper"};
  const auto name = names.at(static_cast<std::size_t>(round / 2));
  return name + (round % 2 == 0 ? ".L" : ".R");
}

// How long from touching Send to Sent, here and now: plays one visit, with an area no round marks.
inline std::chrono::microseconds send_to_sent(support::Clinic& clinic) {
  clinic.guest_to_map();
  clinic.mark("front", "quad_mid.R", 5);
  clinic.to_review();
  const auto before = std::chrono::steady_clock::now();
  clinic.kiosk().tap("send");
  clinic.kiosk().wait_for("sent");
  const auto took = std::chrono::steady_clock::now() - before;
  clinic.leave_sent();
  return std::chrono::duration_cast<std::chrono::microseconds>(took);
}

// How often each region stands in the therapist's list.
inline std::map<std::string, int> listed(support::Clinic& clinic) {
  std::map<std::string, int> counts;
  const auto list = clinic.list();
  for (const auto& entry : list) ++counts[entry["areas"][0]["region"].get<std::string>()];
  return counts;
}

// The therapist works through the whole list, so that the next batch's regions stand for its visits alone.
inline void work_off(support::Clinic& clinic) {
  for (;;) {
    const auto pulled = clinic.queue_command({"next", "--start", "--json"});
    if (pulled.exit_code != 0) break;
    const std::string id = nlohmann::json::parse(pulled.out)["id"];
    CHECK(clinic.queue_command({"done", id}).exit_code == 0);
  }
  CHECK(clinic.list().empty());
}

inline void check_exactly_once(support::Clinic& clinic, const std::vector<bool>& shown) {
  auto counts = listed(clinic);
  for (int round = 0; round < static_cast<int>(shown.size()); ++round) {
    CAPTURE(round);
    const int count = counts[region(round)];
    CHECK(count <= 1);
    if (shown[static_cast<std::size_t>(round)]) CHECK_MESSAGE(count == 1, "a visit that showed Sent is lost");
  }
}

}  // namespace kills
