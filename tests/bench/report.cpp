#include "bench/report.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

namespace bench {

double at_share(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size()));
  return values[std::min(at, values.size() - 1)];
}

void Report::add(const std::string& what, double measured, const std::string& compared, double limit,
                 bool held, const std::string& unit, double peer) {
  std::printf("%-6s %-44s %9.2f %-4s %s\n", held ? "ok" : "MISSED", what.c_str(), measured, unit.c_str(),
              compared.c_str());
  std::fflush(stdout);
  nlohmann::json row{
      {"what", what}, {"measured", measured}, {"unit", unit}, {"limit", limit}, {"held", held}};
  row["peer"] = peer > 0 ? nlohmann::json(peer) : nlohmann::json(nullptr);
  row["ratio"] = peer > 0 ? nlohmann::json(measured / peer) : nlohmann::json(nullptr);
  json_.push_back(row.dump());
  all_held_ = all_held_ && held;
}

void Report::against(const std::string& what, double measured, double peer, double limit,
                     const std::string& unit) {
  char text[96];
  std::snprintf(text, sizeof text, "= %.2f x bare %.2f (limit %.2f x)", measured / peer, peer, limit);
  add(what, measured, text, limit, measured <= limit * peer, unit, peer);
}

void Report::at_least(const std::string& what, double measured, double peer, double limit,
                      const std::string& unit) {
  char text[96];
  std::snprintf(text, sizeof text, "= %.2f x bare %.2f (at least %.2f x)", measured / peer, peer, limit);
  add(what, measured, text, limit, measured >= limit * peer, unit, peer);
}

void Report::within(const std::string& what, double measured, double limit, const std::string& unit) {
  char text[64];
  std::snprintf(text, sizeof text, "(limit %.2f)", limit);
  add(what, measured, text, limit, measured <= limit, unit, 0);
}

void Report::no_less(const std::string& what, double measured, double limit, const std::string& unit) {
  char text[64];
  std::snprintf(text, sizeof text, "(at least %.2f)", limit);
  add(what, measured, text, limit, measured >= limit, unit, 0);
}

int Report::finish() const {
  if (const char* file = std::getenv("BODYMAP_BENCH_JSON")) {
    std::ofstream out(file, std::ios::app);
    for (const auto& row : json_) out << row << '\n';
  }
  return all_held_ ? 0 : 1;
}

}  // namespace bench
