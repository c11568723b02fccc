#include "content/settings.h"

#include "base/clock.h"
#include "support.h"

using namespace content;

namespace {

std::string kiosk_error(const std::string& toml) {
  const auto settings = parse_kiosk_settings(toml, "kiosk.toml");
  if (settings) return "";
  CHECK(settings.error().code == base::Code::Invalid);
  return settings.error().what;
}

std::string queue_error(const std::string& toml) {
  const auto settings = parse_queue_settings(toml, "queue.toml");
  if (settings) return "";
  CHECK(settings.error().code == base::Code::Invalid);
  return settings.error().what;
}

// The file as if every commented default were switched on.
std::string switched_on(const std::string& text) {
  std::string out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const bool key = line.starts_with("# ") && line.find(" = ") != std::string::npos;
    out += (key ? line.substr(2) : line) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("an empty file is the defaults") {
  CHECK(parse_kiosk_settings("", "kiosk.toml").value() == KioskSettings{});
  CHECK(parse_queue_settings("", "queue.toml").value() == QueueSettings{});
}

TEST_CASE("the files we ship are the defaults, as they stand and with every comment switched on") {
  CHECK(load_kiosk_settings(content_dir() / "kiosk.toml").value() == KioskSettings{});
  CHECK(load_queue_settings(content_dir() / "queue.toml").value() == QueueSettings{});
  const std::string kiosk = switched_on(read(content_dir() / "kiosk.toml"));
  const auto all = parse_kiosk_settings(kiosk, "kiosk.toml");
  REQUIRE_MESSAGE(all.has_value(), (all ? std::string() : all.error().what));
  CHECK(*all == KioskSettings{});
  CHECK(std::count(kiosk.begin(), kiosk.end(), '=') >= 14);
  std::string queue = switched_on(read(content_dir() / "queue.toml"));
  queue = queue.substr(0, queue.find("# [[therapist]]"));
  CHECK(parse_queue_settings(queue, "queue.toml").value() == QueueSettings{});
}

TEST_CASE("every kiosk key is read") {
  const auto s = parse_kiosk_settings(R"(
[queue]
url = "https://queue.example:8750"
[reader]
device = "/dev/ttyUSB0"
protocol = "line"
format = "8h10d"
prefix = "ID="
suffix = "#"
terminator = "crlf"
reverse_bytes = true
baud = 19200
[display]
mm_per_px = 0.2768
orientation = "landscape"
motion = false
[touch]
rest_ms = 200
[visit]
idle_warning_s = 60
idle_reset_s = 20
sent_s = 10
language = "de"
[clinic]
name = "Riverside Running Clinic"
time_zone = "Europe/Dublin"
emergency_number = "999"
min_age = 18
[recall]
enabled = true
)",
                                      "kiosk.toml");
  REQUIRE_MESSAGE(s.has_value(), (s ? std::string() : s.error().what));
  CHECK(s->queue.url == "https://queue.example:8750");
  CHECK(s->reader.device == "/dev/ttyUSB0");
  CHECK(s->reader.protocol == "line");
  CHECK(s->reader.format == "8h10d");
  CHECK(s->reader.prefix == "ID=");
  CHECK(s->reader.suffix == "#");
  CHECK(s->reader.terminator == "crlf");
  CHECK(s->reader.reverse_bytes);
  CHECK(s->reader.baud == 19200);
  CHECK(s->display.mm_per_px == 0.2768);
  CHECK(s->touch.rest_ms == 200);
  CHECK(s->display.orientation == Orientation::Landscape);
  CHECK_FALSE(s->display.motion);
  CHECK(s->visit.idle_warning_s == 60);
  CHECK(s->visit.idle_reset_s == 20);
  CHECK(s->visit.sent_s == 10);
  CHECK(s->visit.language == "de");
  CHECK(s->clinic.name == "Riverside Running Clinic");
  CHECK(s->clinic.time_zone == "Europe/Dublin");
  CHECK(s->clinic.emergency_number == "999");
  CHECK(s->clinic.min_age == 18);
  CHECK(s->recall.enabled);
}

TEST_CASE("every queue key is read") {
  const auto s = parse_queue_settings(R"(
[server]
listen = "[::]:443"
tls_certificate = "/etc/c.pem"
tls_key = "/etc/k.pem"
hsts = true
[store]
url = "postgresql://db/bodymap"
[lease]
seconds = 90
[retention]
months = 6
[clinic]
name = "Riverside"
time_zone = "America/New_York"
[[therapist]]
id = "maya"
name = "Maya R."
[[therapist]]
id = "tomas.v_2"
name = "Tomás V."
)",
                                      "queue.toml");
  REQUIRE_MESSAGE(s.has_value(), (s ? std::string() : s.error().what));
  CHECK(s->server.listen == "[::]:443");
  CHECK(s->server.tls_key == "/etc/k.pem");
  CHECK(s->server.hsts);
  CHECK(s->store.url == "postgresql://db/bodymap");
  CHECK(s->lease.seconds == 90);
  CHECK(s->retention.months == 6);
  CHECK(s->clinic.time_zone == "America/New_York");
  CHECK(s->therapists == std::vector<Therapist>{{"maya", "Maya R."}, {"tomas.v_2", "Tomás V."}});
}

TEST_CASE("mistakes in the kiosk's file are told with file, line and key") {
  CHECK(kiosk_error("\n[reader]\nprotocol = \"x\"\n") ==
        "kiosk.toml:3: [reader] protocol: \"x\" is not one of auto, rdm6300, id12, pn532, line, gwiot7941e");
  CHECK(kiosk_error("[reader]\nformat = \"2h4h\"\n")
            .starts_with("kiosk.toml:2: [reader] format: \"2h4h\" is not one of hex, 8h"));
  CHECK(kiosk_error("[reader]\nprotocol = \"line\"\nformat = \"hex\"\nterminator = \"none\"\n") ==
        "kiosk.toml:3: [reader] format: with terminator \"none\" it must be 8h, 10h, 14h or 20h");
  CHECK(kiosk_error("[reader]\nbaud = 9601\n") ==
        "kiosk.toml:2: [reader] baud: 9601 is no speed of a serial line");
  CHECK(kiosk_error("[reader]\nprefix = \"" + std::string(25, 'x') + "\"\n") ==
        "kiosk.toml:2: [reader] prefix: longer than 24 bytes");
  CHECK(kiosk_error("[reader]\ndevice = 3\n") == "kiosk.toml:2: [reader] device: should be a text in quotes");
  CHECK(kiosk_error("[reader]\ndevice = \"ttyUSB0\"\n") ==
        "kiosk.toml:2: [reader] device: \"ttyUSB0\" is not auto, none, a path, a USB id (1a86:7523) or a USB "
        "socket (usb:1-2.3)");
  CHECK(kiosk_error("[visit]\nidle_reset_s = 4\n") ==
        "kiosk.toml:2: [visit] idle_reset_s: 4 is not within 10 to 300");
  CHECK(kiosk_error("[visit]\nidle_reset_s = 20.5\n") ==
        "kiosk.toml:2: [visit] idle_reset_s: should be a whole number");
  CHECK(kiosk_error("[visit]\nidle_reset_s = 99999999999\n") ==
        "kiosk.toml:2: [visit] idle_reset_s: 99999999999 is not within 10 to 300");
  CHECK(kiosk_error("[visit]\nlanguage = \"English\"\n") ==
        "kiosk.toml:2: [visit] language: \"English\" is not a language code like en");
  CHECK(kiosk_error("[display]\nmm_per_px = 0.04\n") ==
        "kiosk.toml:2: [display] mm_per_px: 0.04 is neither 0 nor within 0.05 to 1");
  CHECK(kiosk_error("[display]\nmm_per_px = nan\n") ==
        "kiosk.toml:2: [display] mm_per_px: nan is not within 0 to 1");
  CHECK(kiosk_error("[display]\nmm_per_px = \"1\"\n") ==
        "kiosk.toml:2: [display] mm_per_px: should be a number");
  CHECK(kiosk_error("[clinic]\ntime_zone = \"Mars/Olympus\"\n") ==
        "kiosk.toml:2: [clinic] time_zone: \"Mars/Olympus\" is not a time zone this machine knows");
  CHECK(kiosk_error("[clinic]\nname = \"\"\n") == "kiosk.toml:2: [clinic] name: is empty");
  CHECK(kiosk_error("[clinic]\nemergency_number = \"call us\"\n") ==
        "kiosk.toml:2: [clinic] emergency_number: \"call us\" is not a phone number");
  CHECK(kiosk_error("[recall]\nenabled = \"yes\"\n") ==
        "kiosk.toml:2: [recall] enabled: should be true or false");
  for (const char* url : {"ftp://x", "queue:8750", "http://", "https:///x", "http://a b"}) {
    CHECK(kiosk_error("[queue]\nurl = \"" + std::string(url) + "\"\n") ==
          "kiosk.toml:2: [queue] url: \"" + std::string(url) + "\" is not an http:// or https:// address");
  }
}

TEST_CASE("unknown keys, tables and broken TOML") {
  CHECK(kiosk_error("[visit]\n\nidle_warnings = 3\n") ==
        "kiosk.toml:3: [visit] idle_warnings: not a key of this file");
  CHECK(kiosk_error("[visits]\nidle_warning_s = 30\n") == "kiosk.toml:1: visits: not a key of this file");
  CHECK(kiosk_error("idle_warning_s = 30\n") == "kiosk.toml:1: idle_warning_s: not a key of this file");
  CHECK(kiosk_error("visit = 3\n") == "kiosk.toml:1: visit: should be a table");
  CHECK(kiosk_error("\n\n[visit\n").starts_with("kiosk.toml:3: "));
  CHECK(kiosk_error("[visit]\nsent_s = 20\nsent_s = 30\n").starts_with("kiosk.toml:3: "));
  CHECK(kiosk_error("[clinic]\nname = \"\xff\"\n").starts_with("kiosk.toml:2: "));
}

TEST_CASE("mistakes in the queue's file") {
  CHECK(queue_error("[server]\nlisten = \"8750\"\n") ==
        "queue.toml:2: [server] listen: \"8750\" is not an address like 127.0.0.1:8750");
  CHECK(queue_error("[server]\nlisten = \"a:99999\"\n") ==
        "queue.toml:2: [server] listen: \"a:99999\" is not an address like 127.0.0.1:8750");
  CHECK(queue_error("[server]\ntls_key = \"k\"\n") ==
        "queue.toml:2: [server] tls_key: needs tls_certificate and tls_key together");
  CHECK(queue_error("[server]\nhsts = true\n") ==
        "queue.toml:2: [server] hsts: needs tls_certificate: browsers must trust what they are bound to");
  CHECK(queue_error("[server]\nhsts = 1\n") != "");
  CHECK(queue_error("[store]\nurl = \"mysql://root:secret@x\"\n") ==
        "queue.toml:2: [store] url: is neither sqlite nor a postgresql:// address");
  CHECK(queue_error("[[therapist]]\nid = \"a\"\n") == "queue.toml:1: [[therapist]] name: is missing");
  CHECK(queue_error("[[therapist]]\nid = \"A b\"\nname = \"A\"\n") ==
        "queue.toml:2: [[therapist]] id: \"A b\" is not a log-in name (a-z, 0-9, '.', '_', '-', up to "
        "32)");
  CHECK(queue_error("[[therapist]]\nid = \"a\"\nname = \"A\"\n[[therapist]]\nid = \"a\"\nname = \"B\"\n") ==
        "queue.toml:5: [[therapist]] id: \"a\" is there twice");
  CHECK(queue_error("[[therapist]]\nid = \"a\"\nname = \"A\"\nrole = \"x\"\n") ==
        "queue.toml:4: [[therapist]] role: not a key of this file");
  CHECK(queue_error("[therapist]\nid = \"a\"\n") ==
        "queue.toml:1: therapist: should be written as [[therapist]]");
  std::string nine;
  for (int i = 0; i < 9; ++i) nine += "[[therapist]]\nid = \"t" + std::to_string(i) + "\"\nname = \"T\"\n";
  CHECK(queue_error(nine) == "queue.toml:26: [[therapist]] id: more therapists than a screen holds (8)");
}

TEST_CASE("a file that is not there") {
  CHECK(load_kiosk_settings("/nowhere/kiosk.toml").error().code == base::Code::Absent);
}
