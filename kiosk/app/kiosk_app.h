#pragma once
// The kiosk wired together: window, reader, outbox, courier and lookups around one Visit. The loop turns
// what happens into events, gives them to visit::step, and runs the effects. Nothing is decided here.
#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "app/kiosk_files.h"
#include "app/remote_control.h"
#include "app/remote_socket.h"
#include "app/unsaved.h"
#include "base/clock.h"
#include "base/mailbox.h"
#include "delivery/courier.h"
#include "delivery/lookups.h"
#include "delivery/outbox.h"
#include "hw/reader.h"
#include "ui/shell.h"
#include "visit/step.h"

namespace app {

struct KioskOptions {
  std::string data;    // the kiosk's data folder
  std::string config;  // kiosk.toml; empty = built-in defaults
  int width = 0;       // --window; 0 = fullscreen
  int height = 0;
  std::string remote;         // socket path; empty = off
  bool manual_clock = false;  // the visit's timers move by --remote's advance only
};

class KioskApp {
 public:
  // Everything is there and the first frame can be drawn, or the reason why not, fit for a terminal.
  static base::Result<std::unique_ptr<KioskApp>> open(const KioskOptions& options);
  ~KioskApp();

  // Until the window is closed, --remote says quit, or SIGTERM or SIGINT comes.
  void run();

 private:
  struct RemoteLine {
    std::string text;
  };
  using Letter = std::variant<hw::ReaderEvent, delivery::LookupDone, delivery::CourierEvent, RemoteLine>;

  explicit KioskApp(KioskFiles files);
  base::Result<void> check_display() const;
  base::Result<void> open_delivery(const KioskOptions& options);
  base::Result<void> open_window(const KioskOptions& options);
  base::Result<void> open_reader();
  base::Result<void> open_remote(const KioskOptions& options);

  base::Millis visit_now() const;
  std::optional<base::Millis> time_to_sleep() const;
  void read_mail();
  void take(const hw::ReaderEvent& event);
  void take(const delivery::LookupDone& done);
  void take(const delivery::CourierEvent& event);
  void take(RemoteLine& line);
  void tick_if_due();
  void draw();
  void happen(visit::What what);
  void run_effect(visit::effect::LookUpCard& effect);
  void run_effect(visit::effect::StoreIntake& effect);
  void run_effect(visit::effect::RaiseAlert& effect);
  void run_effect(visit::effect::VisitBegan& effect);
  void run_effect(visit::effect::VisitEnded& effect);
  base::Result<void> store(visit::effect::StoreIntake& effect);
  void use_next_config();
  void use_config(const intake::KioskConfig& config);
  base::Result<void> advance(base::Millis by);
  std::string stats() const;

  KioskFiles files_;
  std::string zone_;  // the clinic's, IANA
  base::SystemClock clock_;
  bool clock_trusted_ = true;                // until the queue says that ours is wrong
  std::optional<base::ManualClock> manual_;  // the visit's, with --clock manual
  base::Mailbox<Letter> mail_;
  visit::Rules rules_;
  std::optional<intake::KioskConfig> next_config_;  // taken over between visits
  visit::Visit visit_;
  Unsaved unsaved_;
  bool changed_ = true;  // since the last frame
  base::Millis drawn_at_{0};
  bool quit_ = false;

  std::unique_ptr<delivery::Outbox> outbox_;
  std::unique_ptr<ui::Shell> shell_;
  std::unique_ptr<delivery::Courier> courier_;
  std::unique_ptr<delivery::Lookups> lookups_;
  std::unique_ptr<hw::Reader> reader_;
  std::unique_ptr<RemoteControl> remote_;
  std::unique_ptr<RemoteSocket> remote_socket_;  // last: its thread posts mail
};

// Wakes the loop and ends it; before it has begun, at its first turn. Any thread, but no signal handler.
void ask_kiosk_to_stop();

}  // namespace app
