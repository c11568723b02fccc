// Simulated fingers against the real rule (figure/finger.h): who means a region, aims at its middle or
// anywhere in it, lands beside by a 2-D Gaussian, and picks it where a choice offers it. Every region in its
// best view and every view, on the panels the kiosk runs on and at the kiosk's own scale. Fingers are
// simulated: the model compares maps and rules, it does not foretell a lobby.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <map>
#include <numbers>
#include <random>

#include "bench/report.h"
#include "figure/finger.h"
#include "ui/views/map_parts.h"

namespace {

using figure::Meant;
using figure::View;
using intake::RegionCode;

constexpr std::uint64_t kSeed = 20'261'128;
constexpr double kSmallMm = 12.7;
constexpr double kOlderMm = 3.36;  // mean landing distance
constexpr double kYoungerMm = 1.92;

struct Panel {
  const char* name;
  int width;  // px
  int height;
  double mm_per_px;
};
constexpr Panel kUpright{"27-inch portrait", 1080, 1920, 0.311};
constexpr Panel kWide{"27-inch landscape", 1920, 1080, 0.311};
constexpr Panel kSmall{"21.5-inch portrait", 1080, 1920, 0.248};
// The smallest the kiosk starts on.
constexpr Panel kLeastUpright{"smallest portrait", 1080, 1920, 0.311 * ui::kLeastPortrait};
constexpr Panel kLeastWide{"smallest landscape", 1920, 1080, 0.311 * ui::kLeastLandscape};

enum class Aim { Middle, Anywhere };

struct Counts {
  double shots = 0;
  double right = 0;  // hit, or offered and picked
  double wrong = 0;  // another region was marked
  double lost = 0;   // a choice without it, or a closer view without it
  double dead = 0;
  double lens = 0;
  double zoom = 0;
  double first_wrong = 0;  // another region was marked by the first tap
  double taps = 0;         // with the one that says the level
  double share(double count) const { return 100 * count / std::max(1.0, shots); }
  Counts& operator+=(const Counts& other) {
    for (auto field : {&Counts::shots, &Counts::right, &Counts::wrong, &Counts::lost, &Counts::dead,
                       &Counts::lens, &Counts::zoom, &Counts::first_wrong, &Counts::taps})
      this->*field += other.*field;
    return *this;
  }
};

class Simulation {
 public:
  Simulation(figure::Atlas& atlas, const Panel& panel)
      : atlas_(atlas), layout_(ui::Layout::of_window(panel.width, panel.height, panel.mm_per_px)) {
    for (const View view : figure::kViews) collect_pixels(view);
  }

  // Of glass per canvas px, as the kiosk shows the view on this panel.
  double mm_per_px(View view) const {
    return ui::stand_on_map(layout_, view, false).scale * layout_.mm_per_px;
  }
  double circle_mm(View view, const RegionCode& code) const {
    const figure::Shape* shape = atlas_.shape(view, code);
    return shape == nullptr ? 0 : 2 * shape->inscribed.radius * mm_per_px(view);
  }
  View best_view(const RegionCode& code) const {
    return *std::max_element(figure::kViews.begin(), figure::kViews.end(),
                             [&](View a, View b) { return circle_mm(a, code) < circle_mm(b, code); });
  }

  Counts shoot(View view, const RegionCode& code, Aim aim, double distance_mm, int shots) {
    Counts counts;
    for (int i = 0; i < shots; ++i) one(view, code, aim, distance_mm, counts);
    return counts;
  }

  Meant tap(View view, figure::Point at) {
    auto found = figure::meant(atlas_, view, at.x, at.y, mm_per_px(view));
    if (!found) throw std::runtime_error(found.error().what);
    return *std::move(found);
  }

  figure::Point landing(View view, const RegionCode& code, Aim aim, double distance_mm) {
    const auto& pixels = pixels_.at({view, code});
    const figure::Shape& shape = *atlas_.shape(view, code);
    figure::Point at = shape.inscribed.centre;
    if (aim == Aim::Anywhere) {
      at = pixels[std::uniform_int_distribution<std::size_t>(0, pixels.size() - 1)(random_)];
      std::uniform_real_distribution<float> within(0, 1);
      at = {at.x + within(random_), at.y + within(random_)};
    }
    const double sigma = distance_mm / std::sqrt(std::numbers::pi / 2) / mm_per_px(view);
    std::normal_distribution<double> beside(0, sigma);
    return {static_cast<float>(at.x + beside(random_)), static_cast<float>(at.y + beside(random_))};
  }

 private:
  void collect_pixels(View view) {
    const auto map = atlas_.id_map(view);
    if (!map) throw std::runtime_error(map.error().what);
    for (int y = 0; y < figure::kViewHeight; ++y) {
      for (int x = 0; x < figure::kViewWidth; ++x) {
        const auto index = (*map)->at(x, y);
        if (index == 0) continue;
        pixels_[{view, atlas_.codes()[index - 1U]}].push_back({static_cast<float>(x), static_cast<float>(y)});
      }
    }
  }

  // One person who means `code` and looks at `view`.
  void one(View view, const RegionCode& code, Aim aim, double distance_mm, Counts& counts) {
    ++counts.shots;
    bool first = true;
    for (bool again = true; again; first = false) {
      again = false;
      ++counts.taps;
      const Meant meant = tap(view, landing(view, code, aim, distance_mm));
      const bool offered = std::find(meant.regions.begin(), meant.regions.end(), code) != meant.regions.end();
      switch (meant.way) {
        case Meant::Way::Miss: ++counts.dead; break;
        case Meant::Way::Hit:
          ++counts.taps;
          ++(offered ? counts.right : counts.wrong);
          if (!offered && first) ++counts.first_wrong;
          break;
        case Meant::Way::Lens:
          ++counts.lens;
          counts.taps += 2;
          ++(offered ? counts.right : counts.lost);
          break;
        case Meant::Way::Zoom:
          ++counts.zoom;
          again = atlas_.shape(meant.closer, code) != nullptr;
          if (!again) ++counts.lost;
          view = meant.closer;
          break;
      }
    }
  }

  figure::Atlas& atlas_;
  ui::Layout layout_;
  std::mt19937_64 random_{kSeed};
  std::map<std::pair<View, RegionCode>, std::vector<figure::Point>> pixels_;
};

struct ByRegion {
  RegionCode code;
  View view;
  Counts counts;
};

std::vector<ByRegion> in_best_views(Simulation& simulation, const figure::Atlas& atlas, Aim aim,
                                    double distance_mm) {
  constexpr int kShots = 1000;
  std::vector<ByRegion> all;
  for (const RegionCode& code : atlas.codes()) {
    const View view = simulation.best_view(code);
    all.push_back({code, view, simulation.shoot(view, code, aim, distance_mm, kShots)});
  }
  return all;
}

Counts sum(const std::vector<ByRegion>& all) {
  Counts counts;
  for (const ByRegion& each : all) counts += each.counts;
  return counts;
}

void print_head(const char* what) {
  fmt::print("\n{:<38} {:>7} {:>7} {:>7} {:>6} {:>7} {:>7} {:>6}\n", what, "right", "wrong", "lost", "dead",
             "lens", "zoom", "taps");
}

void print(const std::string& what, const Counts& c) {
  fmt::print("{:<38} {:>6.2f}% {:>6.2f}% {:>6.2f}% {:>5.2f}% {:>6.2f}% {:>6.2f}% {:>6.2f}\n", what,
             c.share(c.right), c.share(c.wrong), c.share(c.lost), c.share(c.dead), c.share(c.lens),
             c.share(c.zoom), c.taps / c.shots);
}

void print_worst(std::vector<ByRegion> all) {
  std::sort(all.begin(), all.end(),
            [](const ByRegion& a, const ByRegion& b) { return a.counts.right < b.counts.right; });
  print_head("worst ten, older finger anywhere");
  for (std::size_t i = 0; i < 10; ++i)
    print(fmt::format("  {} in {}", all[i].code.view(), view_name(all[i].view)), all[i].counts);
}

void print_small(const Simulation& simulation, const std::vector<ByRegion>& all) {
  fmt::print("\nregions whose best view has an inscribed circle below {} mm, and what takes over\n",
             kSmallMm);
  bool any = false;
  for (const ByRegion& each : all) {
    const double circle = simulation.circle_mm(each.view, each.code);
    if (circle >= kSmallMm) continue;
    any = true;
    fmt::print("  {:<16} {:<12} {:>5.2f} mm: the choice lens in {:.0f}% of taps, right in {:.1f}%\n",
               each.code.view(), view_name(each.view), circle, each.counts.share(each.counts.lens),
               each.counts.share(each.counts.right));
  }
  if (!any) fmt::print("  none\n");
}

struct Limits {
  double right;
  double wrong;
  double lens;
};

// Each region in its best view on one panel; holds the older finger to the limits.
void best_views(const Panel& panel, figure::Atlas& atlas, const Limits& limits, bool strictly,
                bench::Report& report) {
  Simulation simulation(atlas, panel);
  print_head(panel.name);
  const auto run = [&](const char* words, Aim aim, double distance) {
    auto found = in_best_views(simulation, atlas, aim, distance);
    print(words, sum(found));
    return found;
  };
  const auto middle = run("  3.36 mm finger, at the middle", Aim::Middle, kOlderMm);
  const auto anywhere = run("  3.36 mm finger, anywhere in it", Aim::Anywhere, kOlderMm);
  run("  1.92 mm finger, at the middle", Aim::Middle, kYoungerMm);
  run("  1.92 mm finger, anywhere in it", Aim::Anywhere, kYoungerMm);
  print_worst(anywhere);
  print_small(simulation, anywhere);
  fmt::print("\n");
  const Counts all = sum(anywhere);
  const std::string on = fmt::format("{}: ", panel.name);
  report.no_less(on + "right, anywhere", all.share(all.right), limits.right, "%");
  report.within(on + "wrong or not offered, anywhere", all.share(all.wrong + all.lost), limits.wrong, "%");
  report.within(on + "choice lens, anywhere", all.share(all.lens), limits.lens, "%");
  report.within(on + "dead taps", all.share(all.dead) + sum(middle).share(sum(middle).dead), 0, "%");
  if (!strictly) return;
  const Counts centres = sum(middle);
  report.no_less(on + "right, at the middle", centres.share(centres.right), 99.5, "%");
  const auto worst = std::min_element(anywhere.begin(), anywhere.end(), [](const auto& a, const auto& b) {
    return a.counts.right < b.counts.right;
  });
  report.no_less(on + "right, worst region anywhere", worst->counts.share(worst->counts.right), 90, "%");
}

// Every region of every view, whether or not it is the view for it.
void every_view(const Panel& panel, figure::Atlas& atlas, bench::Report& report) {
  constexpr int kShots = 300;
  Simulation simulation(atlas, panel);
  print_head("every region a view shows, 3.36 mm anywhere");
  Counts whole;
  for (const View view : figure::kViews) {
    Counts counts;
    for (const figure::RegionInView& region : atlas.regions(view))
      counts += simulation.shoot(view, region.code, Aim::Anywhere, kOlderMm, kShots);
    print(fmt::format("  {}", view_name(view)), counts);
    if (figure::is_whole_body(view)) whole += counts;
  }
  print_head("the same, at the middle");
  std::vector<ByRegion> well_shown;
  for (const View view : figure::kViews) {
    Counts counts;
    for (const figure::RegionInView& region : atlas.regions(view)) {
      const Counts one = simulation.shoot(view, region.code, Aim::Middle, kOlderMm, kShots);
      counts += one;
      if (atlas.prominence(view, region.code) >= 0.5) well_shown.push_back({region.code, view, one});
    }
    print(fmt::format("  {}", view_name(view)), counts);
  }
  // The weight of the better view must starve no region where it is still shown well.
  const ByRegion& worst = *std::min_element(
      well_shown.begin(), well_shown.end(),
      [](const ByRegion& one, const ByRegion& other) { return one.counts.right < other.counts.right; });
  print_head("worst of those shown at half their best size or more");
  print(fmt::format("  {} in {}", worst.code.view(), view_name(worst.view)), worst.counts);
  fmt::print("\n");
  report.no_less(std::string(panel.name) + ": right, worst shown half size",
                 worst.counts.share(worst.counts.right), 90, "%");
  report.within(std::string(panel.name) + ": wrong by a tap on a whole body", whole.share(whole.first_wrong),
                3, "%");
}

void cost(figure::Atlas& atlas, bench::Report& report) {
  constexpr int kTaps = 20'000;
  Simulation simulation(atlas, kUpright);
  std::vector<std::pair<View, figure::Point>> taps;
  for (int i = 0; i < kTaps; ++i) {
    const View view = figure::kViews[static_cast<std::size_t>(i) % figure::kViews.size()];
    const auto regions = atlas.regions(view);
    const auto& region = regions[static_cast<std::size_t>(i) * 7 % regions.size()];
    taps.emplace_back(view, simulation.landing(view, region.code, Aim::Anywhere, kOlderMm));
  }
  std::vector<double> us;
  std::size_t found = 0;
  for (const auto& [view, at] : taps) {
    const auto before = std::chrono::steady_clock::now();
    found += simulation.tap(view, at).regions.size();
    us.push_back(
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - before).count());
  }
  if (found == 0) throw std::runtime_error("no tap found a region");
  report.within("finding a region, median", bench::at_share(us, 0.5), 50, "us");
  report.within("finding a region, p99", bench::at_share(us, 0.99), 50, "us");
}

double asset_mib(const std::filesystem::path& folder) {
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  fmt::print("\nbaked assets: {} bytes\n", bytes);
  return static_cast<double>(bytes) / (1 << 20);
}

}  // namespace

int main() {
  try {
    const auto folder = std::filesystem::path(BODYMAP_SOURCE_DIR) / "assets" / "figure";
    auto atlas = figure::Atlas::open(folder);
    if (!atlas) throw std::runtime_error(atlas.error().what);
    fmt::print(
        "Simulated fingers, seed {}; {} regions, {} views; one wins with a share of {}, on a whole body "
        "{}.\ntaps: for one area with its level.\n",
        kSeed, atlas->codes().size(), figure::kViews.size(), figure::kCertain, figure::kCertainWholeBody);
    bench::Report report;
    best_views(kUpright, *atlas, {97, 2.5, 25}, true, report);
    every_view(kUpright, *atlas, report);
    best_views(kWide, *atlas, {95, 4.5, 35}, false, report);
    every_view(kWide, *atlas, report);
    for (const Panel& panel : {kSmall, kLeastUpright, kLeastWide})
      best_views(panel, *atlas, {95, 4.5, 35}, false, report);
    report.within("baked assets", asset_mib(folder), 12, "MiB");
    cost(*atlas, report);
    return report.finish();
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_finger: {}\n", error.what());
    return 1;
  }
}
