#pragma once
// What a benchmark found: one row a figure, each with what it is measured against.
#include <string>
#include <vector>

namespace bench {

// The value at a share of the sorted values, 0.5 = median. Contract: not empty.
double at_share(std::vector<double> values, double share);

class Report {
 public:
  // `peer`: the same thing done barely, measured in the same run, in the same unit. The row holds if
  // measured <= limit x peer.
  void against(const std::string& what, double measured, double peer, double limit, const std::string& unit);
  // The same where more is better: measured >= limit x peer.
  void at_least(const std::string& what, double measured, double peer, double limit, const std::string& unit);
  // Rows with a limit of their own: measured <= limit, measured >= limit.
  void within(const std::string& what, double measured, double limit, const std::string& unit);
  void no_less(const std::string& what, double measured, double limit, const std::string& unit);

  // Prints nothing more; adds the rows to the JSON lines of the file named by BODYMAP_BENCH_JSON, if any.
  // Exit code for main: 0 if every row held.
  int finish() const;

 private:
  void add(const std::string& what, double measured, const std::string& compared, double limit, bool held,
           const std::string& unit, double peer);
  std::vector<std::string> json_;
  bool all_held_ = true;
};

}  // namespace bench
