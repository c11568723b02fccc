#pragma once
// A kiosk's outbox and courier, a network that plays faults, and the real bodymap-queue, in a row. What was
// kept on the one side is compared with what the other side's store holds, byte for byte.
#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "delivery/courier.h"
#include "delivery/enrolment_file.h"
#include "delivery/outbox.h"
#include "support/fault_proxy.h"
#include "support/process.h"
#include "support/temp_dir.h"

namespace faults {

// tests/run --long
bool long_form();

// Short enough for a test and long enough for a busy machine.
delivery::Timings quick_timings();

// Waits for something another thread or process does.
bool eventually(const std::function<bool()>& holds, std::chrono::seconds longest = std::chrono::seconds(120));

// bodymap-queue on a data folder, listening on the same port each time it is started.
class QueueProgram {
 public:
  // `settings`: a queue.toml; none if empty.
  QueueProgram(const std::filesystem::path& data, const std::filesystem::path& log,
               const std::filesystem::path& settings = {});

  // Throws unless it says that it is ready.
  void start();
  // Starts it where it must fail; its exit code. What it said is in log().
  int start_in_vain();
  // Its exit code; 128 + signal if it was killed.
  int end(int signal_number);
  // `bodymap-queue --data ..` with these words; throws unless it exits 0. What it printed.
  std::string admin(const std::vector<std::string>& words, const std::string& input = {});
  std::string log() const;

  support::Process& process() { return *process_; }
  const std::filesystem::path& data() const { return data_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  int port() const { return port_; }

 private:
  std::vector<std::string> serve_words() const;

  std::filesystem::path data_;
  std::filesystem::path log_;
  std::filesystem::path settings_;
  int port_ = 0;
  std::unique_ptr<support::Process> process_;
};

class DeliveryLine {
 public:
  // Everything runs but the courier, and the kiosk is enrolled. The data folders lie in `kiosk` and `queue`
  // if given, else in a folder that goes away; `settings` is the text of the queue's settings.
  struct Places {
    std::filesystem::path kiosk, queue;
    std::string settings = {};
  };
  explicit DeliveryLine(Places places);
  DeliveryLine() : DeliveryLine(Places{}) {}

  // Through the proxy from now on.
  void start_courier(const delivery::Timings& timings = quick_timings());
  void stop_courier() { courier_.reset(); }
  // One more record; false if the outbox has no room. Small: 2 KiB sealed; large: 8 KiB.
  enum class Size { Small, Large };
  bool keep(Size size = Size::Small);
  // Nothing waits any more.
  bool empties(std::chrono::seconds longest = std::chrono::seconds(120));
  // The store holds what was kept, each once and byte for byte, and nothing else. Ends the queue.
  void check_exactly_once();

  void open_outbox();
  void close_outbox() { outbox_.reset(); }

  support::FaultProxy& proxy() { return *proxy_; }
  QueueProgram& queue() { return *queue_; }
  delivery::Outbox& outbox() { return *outbox_; }
  delivery::Courier& courier() { return *courier_; }
  const std::filesystem::path& folder() const { return dir_.path(); }
  std::filesystem::path outbox_path() const { return kiosk_data_ / "outbox.db"; }
  std::size_t kept() const { return kept_.size(); }

 private:
  support::TempDir dir_;
  base::SystemClock clock_;
  std::filesystem::path kiosk_data_;
  std::unique_ptr<QueueProgram> queue_;
  std::unique_ptr<support::FaultProxy> proxy_;
  delivery::Enrolment enrolment_;
  std::map<base::Uuid, base::Bytes> kept_;  // the sealed bytes
  std::unique_ptr<delivery::Outbox> outbox_;
  std::unique_ptr<delivery::Courier> courier_;
};

}  // namespace faults
