#pragma once
// Carries out what a test says over --remote: through the window's own touch and key path, each command
// answered once the frame it led to has been presented. UI thread only.
#include <deque>
#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "ui/shell.h"

namespace app {

class RemoteControl {
 public:
  // What the kiosk lends to its remote control.
  struct Host {
    ui::Shell& shell;
    std::function<void(const std::string&)> answer;
    // Moves the visit's clock, if it is a manual one; Invalid otherwise.
    std::function<base::Result<void>(base::Millis)> advance;
    // stats' "reader" and "outbox" as JSON texts, and "pss_kib".
    std::function<std::string()> stats;
    std::function<void()> quit;
  };

  explicit RemoteControl(Host host) : host_(std::move(host)) {}

  void take(std::string line) { lines_.push_back(std::move(line)); }

  // Once a turn of the loop, after the frame: begins, goes on with and answers commands.
  void turn();
  // Work is waiting that needs the loop to go round again soon.
  bool busy() const { return running_.has_value() || !lines_.empty(); }

 private:
  struct Running {
    std::string answer;        // given when settled
    std::string wait_screen;   // also wait for this screen
    base::Millis deadline{0};  // of the wait, steady
    std::u32string to_type;    // `text`: letters still to be touched
    std::string screenshot;    // taken when settled
    bool outline = false;      // answer with the outline of the settled frame
  };

  void begin(const std::string& line);
  bool finished();
  void type_next();
  base::Result<void> touch(float x, float y);
  std::string outline_json() const;
  void reply(const std::string& json) { host_.answer(json); }

  Host host_;
  base::SystemClock clock_;
  std::deque<std::string> lines_;
  std::optional<Running> running_;
};

}  // namespace app
