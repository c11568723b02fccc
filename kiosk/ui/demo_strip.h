#pragma once
// A small window of its own with one button a line, for the demo: cards to tap, the reader to unplug. Knows
// nothing of what the buttons mean. UI thread only; not together with a Shell in one program.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace ui {

class DemoStrip {
 public:
  // Io when there is no display, Invalid without buttons.
  static base::Result<std::unique_ptr<DemoStrip>> open(std::vector<std::string> labels);
  ~DemoStrip();

  // Sleeps until a button is touched: its index. None: the window was closed.
  std::optional<std::size_t> wait();

 private:
  class Impl;
  explicit DemoStrip(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace ui
