// The kiosk against a bare window of the same size, in turns in one run: start to first frame, memory, touch
// to changed frame; and stillness. bench_kiosk [start | still | taps | memory ..], all without a word.
#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <thread>

#include "bench/bare_peer.h"
#include "bench/report.h"
#include "support/clinic.h"

namespace {

constexpr int kStarts = 7;
constexpr int kTaps = 500;
constexpr int kTapsInTurn = 5;  // one of each kind
constexpr int kWarmUp = 50;
constexpr std::size_t kVisits = 10;
constexpr double kMemoryLimit = 1.6;

// Both are alive when both are looked at, so that what they share is shared in the same way.
void memory_row(bench::Report& report, const std::string& where, support::Clinic& clinic,
                const bench::BareWindow& window) {
  report.against("memory, " + where + " (PSS)", bench::pss_mib(clinic.kiosk_process().pid()),
                 bench::pss_mib(window.pid()), kMemoryLimit, "MiB");
}

void start_and_memory(support::Clinic& clinic, bench::Report& report) {
  std::vector<double> kiosk, bare, kiosk_pss, bare_pss;
  for (int i = 0; i < kStarts; ++i) {
    clinic.kill_kiosk();
    clinic.start_kiosk();
    kiosk.push_back(clinic.kiosk().stats()["start_to_first_frame_ms"]);
    bench::BareWindow window;
    bare.push_back(window.first_frame_ms());
    kiosk_pss.push_back(bench::pss_mib(clinic.kiosk_process().pid()));
    bare_pss.push_back(bench::pss_mib(window.pid()));
  }
  report.against("start to first frame, median of 7", bench::at_share(kiosk, 0.5), bench::at_share(bare, 0.5),
                 1.6, "ms");
  report.against("memory, first screen, median of 7 (PSS)", bench::at_share(kiosk_pss, 0.5),
                 bench::at_share(bare_pss, 0.5), kMemoryLimit, "MiB");
}

// One tap that changes the screen, of what a visit is made of.
void tap_in_turn(support::RemoteClient& kiosk, int turn) {
  static const char* const kRegions[] = {"calf_outer.L", "calf_outer.R", "ham_outer.L", "ham_outer.R"};
  switch (turn % 5) {
    case 0: return kiosk.tap(std::string("region.") + kRegions[(turn / 5) % 4]);
    case 1: return kiosk.tap("level." + std::to_string(1 + turn / 5 % 10));
    case 2: return kiosk.tap("kind.tight");
    case 3: return kiosk.tap("next");
    default: return kiosk.tap("undo");
  }
}

void taps(support::Clinic& clinic, bench::Report& report) {
  clinic.kill_kiosk();
  clinic.start_kiosk();
  clinic.guest_to_map();
  clinic.kiosk().tap("view.back");
  clinic.kiosk().tap("view.legs-back");
  bench::BareWindow window;
  // The kiosk tells of its last 500 taps: those after the warm-up, which both have.
  std::vector<double> bare;
  for (int tap = 0; tap < kWarmUp + kTaps;) {
    for (int i = 0; i < kTapsInTurn; ++i, ++tap) tap_in_turn(clinic.kiosk(), tap);
    for (int i = 0; i < kTapsInTurn; ++i) bare.push_back(window.frame_ms());
  }
  bare.erase(bare.begin(), bare.begin() + kWarmUp);
  const auto tap = clinic.kiosk().stats()["tap_to_present_ms"];
  report.against("touch to changed frame, median of 500", tap["p50"], bench::at_share(bare, 0.5), 2, "ms");
  report.against("touch to changed frame, p99 of 500", tap["p99"], bench::at_share(bare, 0.99), 2, "ms");
}

// A visit that marks two areas in each of the views and, as touches ask for it, in their close-ups and by the
// lens; up to the review.
void visit_every_view(support::Clinic& clinic) {
  struct Marked {
    const char* view;
    const char* region;
  };
  constexpr std::array<Marked, 12> kMarked = {{{"front", "quad_mid.L"},
                                               {"front", "chest.R"},
                                               {"back", "back_low.L"},
                                               {"back", "calf_outer.L"},
                                               {"left", "it_band.L"},
                                               {"left", "shoulder.L"},
                                               {"right", "it_band.R"},
                                               {"right", "shoulder.R"},
                                               {"inside", "groin.L"},
                                               {"inside", "calf_inner.R"},
                                               {"soles", "arch.L"},
                                               {"soles", "heel_under.R"}}};
  clinic.guest_to_map();
  int level = 0;
  for (const auto& [view, region] : kMarked) clinic.mark(view, region, 1 + level++ % 10, {"tight"});
  clinic.to_review();
}

void finish_visit(support::Clinic& clinic) {
  clinic.kiosk().tap("send");
  clinic.kiosk().wait_for("sent");
  clinic.kiosk().tap("next");
  clinic.kiosk().wait_for("attract");
}

void memory(support::Clinic& clinic, bench::Report& report) {
  clinic.kill_kiosk();
  clinic.start_kiosk();
  bench::BareWindow window;
  for (int i = 0; i < kTaps; ++i) window.frame_ms();
  visit_every_view(clinic);
  memory_row(report, "every view opened and marked", clinic, window);
  finish_visit(clinic);
  memory_row(report, "after that visit", clinic, window);
  std::vector<double> after = {bench::own_mib(clinic.kiosk_process().pid())};
  while (after.size() < kVisits) {
    visit_every_view(clinic);
    finish_visit(clinic);
    after.push_back(bench::own_mib(clinic.kiosk_process().pid()));
  }
  memory_row(report, "after ten such visits", clinic, window);
  // Of three each: the last picture of a visit may still be on its way out when the next screen is there.
  report.within(
      "memory grown, visits 8-10 over 1-3 (own)",
      *std::min_element(after.end() - 3, after.end()) - *std::min_element(after.begin(), after.begin() + 3),
      2, "MiB");
}

void stillness(support::Clinic& clinic, bench::Report& report) {
  std::this_thread::sleep_for(std::chrono::seconds(3));
  const auto pid = clinic.kiosk_process().pid();
  const auto before = clinic.kiosk().stats();
  const auto cpu_before = bench::cpu_s(pid);
  std::this_thread::sleep_for(std::chrono::seconds(60));
  const auto cpu_after = bench::cpu_s(pid);
  const auto after = clinic.kiosk().stats();
  report.within("frames drawn in 60 s of stillness",
                after["frames_drawn"].get<double>() - before["frames_drawn"].get<double>(), 0, "");
  // One present a minute is the rule; 60 s may hold it.
  report.within("frames presented in them",
                after["frames_presented"].get<double>() - before["frames_presented"].get<double>(), 1, "");
  report.within("CPU in them", (cpu_after - cpu_before) / 60 * 100, 0.05, "%");
}

}  // namespace

int main(int argc, char** argv) {
  const std::set<std::string> chosen(argv + 1, argv + argc);
  const auto wanted = [&](const char* part) { return chosen.empty() || chosen.contains(part); };
  bench::Report report;
  support::Clinic::Options options;
  options.with_reader = false;
  support::Clinic clinic(options);
  clinic.open();
  if (wanted("start")) start_and_memory(clinic, report);
  if (wanted("still")) stillness(clinic, report);
  if (wanted("taps")) taps(clinic, report);
  if (wanted("memory")) memory(clinic, report);
  return report.finish();
}
