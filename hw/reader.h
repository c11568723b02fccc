#pragma once
// The card reader: a thread of its own that finds the device by its name in the settings, opens it, speaks
// its protocol, tells one tap from a held card, and finds the device again when it was lost. It sleeps in
// poll(): while the line is still and nothing is asked of the reader, it uses no time at all.
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <variant>

#include "base/card_id.h"
#include "base/clock.h"
#include "base/device_name.h"
#include "base/result.h"
#include "hw/byte_source.h"
#include "hw/card_parser.h"
#include "hw/device_watch.h"
#include "hw/file_handle.h"
#include "hw/presence.h"
#include "hw/retry.h"
#include "hw/serial_scan.h"

namespace hw {

struct CardTapped {
  base::CardId card;  // from a valid frame, never one that names nobody
};
struct CardRefused {
  base::CardRefusal why;  // a card was shown that names nobody, and why
};
struct ReaderLost {};   // also once at start when there is no device yet, or one that does not answer
struct ReaderFound {};  // each time the reader becomes usable, the first included
using ReaderEvent = std::variant<CardTapped, CardRefused, ReaderLost, ReaderFound>;

enum class ReaderState {
  Absent,  // no device
  Silent,  // the device is open, and a reader that must answer does not, or has not yet
  Ready,
};
// "absent", "silent", "ready": as --remote's stats and the kiosk's status name them.
std::string_view to_text(ReaderState state);

struct ReaderStats {
  ReaderState state = ReaderState::Absent;
  std::uint64_t good = 0;       // frames read, repeats of a held card included
  std::uint64_t bad = 0;        // frames that began and did not end as they should
  std::uint64_t ignored = 0;    // valid frames whose id names nobody
  std::uint64_t taps = 0;       // cards told, refused ones not counted
  base::Millis longest_gap{0};  // between two cards' frames, since the reader was started
};

struct ReaderSettings {
  std::string device = "auto";  // base/device_name.h; a path's symlinks are followed at each open
  ParserSettings parser;
  SysRoot root;  // where ports are looked for
  ReaderTimings timings;
};

class Reader {
 public:
  using Listener = std::function<void(ReaderEvent)>;

  // Starts the thread, or none for the device "none". `clock` outlives the reader. `listener` is called on
  // the reader's thread, must be safe there (posting to a mailbox is) and must not destroy the reader.
  // Invalid for settings that name no device or no protocol known here; Io when the machine gives no thread.
  // A device that is not there is no error: it is looked for.
  static base::Result<std::unique_ptr<Reader>> start(ReaderSettings settings, const base::Clock& clock,
                                                     Listener listener);
  // Stops the thread, within the time of one listener call.
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // Any thread.
  ReaderStats stats() const;

 private:
  Reader(ReaderSettings settings, base::DeviceName name, std::unique_ptr<CardParser> parser,
         const base::Clock& clock, Listener listener, FileHandle stop);

  // All on the reader's thread.
  void run();
  bool wait();
  bool pause(base::Millis length) const;
  int patience() const;
  void look_for_device();
  base::Result<void> open_device();
  void read_waiting();
  void obey(const Heard& heard);
  base::Result<void> act(const Heard& heard);
  void hand_out(const CardRead& read);
  void tell_state();
  void lose(const base::Error& why);
  void report_absence(const base::Error& why);

  const ReaderSettings settings_;
  const base::DeviceName name_;
  const base::Clock& clock_;
  const Listener listener_;
  const FileHandle stop_;  // an eventfd: readable once the thread shall end

  std::unique_ptr<CardParser> parser_;
  std::unique_ptr<ByteSource> source_;  // none while the device is absent
  std::filesystem::path device_;        // opened last
  DeviceWatch watch_;
  Presence presence_;
  Retry retry_;
  std::string last_absence_;  // the reason logged last, so that each is logged once
  bool told_ = false;         // whether the listener knows a state at all
  bool usable_ = false;       // what it was told last
  std::optional<base::Millis> last_card_;

  std::atomic<ReaderState> state_{ReaderState::Absent};
  std::atomic<std::uint64_t> good_{0};
  std::atomic<std::uint64_t> bad_{0};
  std::atomic<std::uint64_t> ignored_{0};
  std::atomic<std::uint64_t> taps_{0};
  std::atomic<std::int64_t> longest_gap_{0};  // ms
  std::thread thread_;
};

}  // namespace hw
