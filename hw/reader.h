#pragma once
// The card reader: a thread of its own that opens the device, reads it, tells one tap from a held card, and
// finds the device again when it was lost. It sleeps in poll(): while the line is still it uses no time at
// all.
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
#include "base/result.h"
#include "hw/byte_source.h"
#include "hw/card_parser.h"
#include "hw/file_handle.h"
#include "hw/presence.h"
#include "hw/serial_scan.h"

namespace hw {

struct CardTapped {
  base::CardId card;  // from a valid frame, never one that names nobody
};
// A card was held to the reader whose number names nobody.
struct CardRefused {
  base::CardRefusal why;
};
struct ReaderLost {};   // also once at start when there is no device yet
struct ReaderFound {};  // each time the device was opened, the first included
using ReaderEvent = std::variant<CardTapped, CardRefused, ReaderLost, ReaderFound>;

enum class ReaderState { Absent, Ready };
// "absent", "ready": as --remote's stats name them.
std::string_view to_text(ReaderState state);

struct ReaderStats {
  ReaderState state = ReaderState::Absent;
  std::uint64_t good = 0;     // frames read, repeats of a held card included
  std::uint64_t bad = 0;      // frames that began and did not end as they should
  std::uint64_t ignored = 0;  // valid frames whose id names nobody
};

struct ReaderTimings {
  // A lost device is looked for at this interval, doubled after each miss up to the second: a returned
  // reader is usable within 2 s.
  base::Millis first_retry{500};
  base::Millis longest_retry{1900};
};

struct ReaderSettings {
  // A path (symlinks are followed at each open), "auto" (the only USB serial port there is), or "none".
  std::string device = "auto";
  ParserSettings parser;
  SysRoot root;  // where "auto" looks
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
  Reader(ReaderSettings settings, std::unique_ptr<CardParser> parser, const base::Clock& clock,
         Listener listener, FileHandle stop)
      : settings_(std::move(settings)),
        clock_(clock),
        listener_(std::move(listener)),
        stop_(std::move(stop)),
        parser_(std::move(parser)) {}

  // All on the reader's thread.
  void run();
  bool look_for_device();
  base::Result<std::filesystem::path> device_path() const;
  bool read_waiting();
  void take(std::span<const std::uint8_t> bytes);
  void lose(const base::Error& why);
  void report_absence(const base::Error& why);

  const ReaderSettings settings_;
  const base::Clock& clock_;
  const Listener listener_;
  const FileHandle stop_;  // an eventfd: readable once the thread shall end

  const std::unique_ptr<CardParser> parser_;
  std::unique_ptr<ByteSource> source_;  // none while the device is absent
  Presence presence_;
  std::string last_absence_;  // the reason logged last, so that each is logged once

  std::atomic<ReaderState> state_{ReaderState::Absent};
  std::atomic<std::uint64_t> good_{0};
  std::atomic<std::uint64_t> bad_{0};
  std::atomic<std::uint64_t> ignored_{0};
  std::thread thread_;
};

}  // namespace hw
