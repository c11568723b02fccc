#pragma once
// The settings files of the kiosk and of the queue, as values. Every key is optional; the defaults are
// those written, commented, in content/kiosk.toml and content/queue.toml.
// Every error is base::Code::Invalid (Absent or Io if the file cannot be read) and names file, line and
// key: `kiosk.toml:12: [reader] protocol: "x" is not one of auto, rdm6300, ..`. Pure functions; any thread.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace content {

enum class Orientation { Auto, Portrait, Landscape };

struct KioskSettings {
  struct Queue {
    std::string url;  // http:// or https://; empty: from enrolment
    bool operator==(const Queue&) const = default;
  } queue;
  struct Reader {
    std::string device = "auto";    // base/device_name.h says which there are
    std::string protocol = "auto";  // auto rdm6300 id12 pn532 line gwiot7941e
    // The next five: how a reader of lines writes a number (hw/line_format.h), and what stands around it.
    std::string format = "hex";
    std::string prefix;  // up to 24 bytes, and so the suffix
    std::string suffix;
    std::string terminator = "auto";  // auto cr lf crlf etx none
    bool reverse_bytes = false;
    int baud = 0;  // 0: the protocol's own
    bool operator==(const Reader&) const = default;
  } reader;
  struct Display {
    double mm_per_px = 0;  // of the glass, 0.05..1; 0 = not given: taken for a 27-inch panel
    Orientation orientation = Orientation::Auto;  // what the screen must be, unless Auto
    bool motion = true;  // false: the next picture is there at once, nothing slides or fades
    bool operator==(const Display&) const = default;
  } display;
  struct Touch {
    int rest_ms = 350;  // 0..1000: after a change of screen, touches count for nothing this long
    bool operator==(const Touch&) const = default;
  } touch;
  struct Visit {
    int idle_warning_s = 120;  // 15..900: this long without a touch, then the warning
    int idle_reset_s = 45;     // 10..300: and this long after it, everything is cleared
    int sent_s = 20;           // 5..120: how long the last screen stays
    std::string language = "en";
    bool operator==(const Visit&) const = default;
  } visit;
  struct Clinic {
    std::string name = "Running clinic";
    std::string time_zone = "UTC";  // IANA
    std::string emergency_number = "112";
    int min_age = 16;  // years, 0..100; this and the number above are not read yet
    bool operator==(const Clinic&) const = default;
  } clinic;
  struct Recall {
    bool enabled = false;
    bool operator==(const Recall&) const = default;
  } recall;
  bool operator==(const KioskSettings&) const = default;
};

struct Therapist {
  std::string id;    // a log-in name: a-z, 0-9, '.', '_', '-'; up to 32
  std::string name;  // as clients see it: "Maya R."
  bool operator==(const Therapist&) const = default;
};

struct QueueSettings {
  struct Server {
    std::string listen = "127.0.0.1:8750";  // host:port, [v6]:port
    std::string tls_certificate;            // PEM files; both or neither
    std::string tls_key;
    bool hsts = false;  // browsers trust the certificate and shall come by TLS only
    bool operator==(const Server&) const = default;
  } server;
  struct Store {
    std::string url = "sqlite";  // or postgresql://..
    bool operator==(const Store&) const = default;
  } store;
  struct Lease {
    int seconds = 60;  // 10..600
    bool operator==(const Lease&) const = default;
  } lease;
  struct Retention {
    int months = 12;  // 1..120
    bool operator==(const Retention&) const = default;
  } retention;
  struct Clinic {
    std::string name = "Running clinic";
    std::string time_zone = "UTC";
    bool operator==(const Clinic&) const = default;
  } clinic;
  std::vector<Therapist> therapists;  // [[therapist]], ids differ, up to 8
  bool operator==(const QueueSettings&) const = default;
};

// `name` stands in front of every error.
base::Result<KioskSettings> parse_kiosk_settings(std::string_view toml, std::string_view name);
base::Result<QueueSettings> parse_queue_settings(std::string_view toml, std::string_view name);

base::Result<KioskSettings> load_kiosk_settings(const std::filesystem::path& file);
base::Result<QueueSettings> load_queue_settings(const std::filesystem::path& file);

}  // namespace content
