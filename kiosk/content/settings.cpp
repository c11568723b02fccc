#include "content/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/clock.h"
#include "base/device_name.h"
#include "base/files.h"
#include "base/utf8.h"
#include "content/toml_reader.h"

namespace content {
namespace {

// mm: finer than any panel that is touched.
constexpr double kFinestPanel = 0.05;

constexpr std::size_t kMostTherapists = 8;  // what the hello screen has room for

bool all_of(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

std::string check_url(const std::string& url) {
  if (url.empty()) return {};
  const std::size_t host = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  const std::string rest = url.substr(host);
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]/%~";
  if (host == 0 || rest.empty() || rest.front() == '/' || rest.front() == ':' || !all_of(rest, kAllowed)) {
    return fmt::format("\"{}\" is not an http:// or https:// address", url);
  }
  return {};
}

std::string check_device(const std::string& device) {
  if (base::parse_device_name(device)) return {};
  return fmt::format("\"{}\" is not auto, none, a path, a USB id (1a86:7523) or a USB socket (usb:1-2.3)",
                     device);
}

std::string check_language(const std::string& language) {
  if (language.size() >= 2 && language.size() <= 3 && all_of(language, "abcdefghijklmnopqrstuvwxyz"))
    return {};
  return fmt::format("\"{}\" is not a language code like en", language);
}

std::string check_time_zone(const std::string& zone) {
  if (base::known_time_zone(zone)) return {};
  return fmt::format("\"{}\" is not a time zone this machine knows", zone);
}

// Words that clients see.
std::string check_short_words(const std::string& words) {
  if (words.empty()) return "is empty";
  if (!base::is_plain_utf8(words)) return "has characters that cannot be shown";
  if (base::count_code_points(words) > 40) return "is longer than 40 characters";
  return {};
}

std::string check_phone(const std::string& number) {
  if (!number.empty() && number.size() <= 16 && all_of(number, "0123456789+ ")) return {};
  return fmt::format("\"{}\" is not a phone number", number);
}

std::string check_listen(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  int port = 0;
  if (colon != std::string::npos && colon > 0) {
    const char* end = address.data() + address.size();
    const auto [at, error] = std::from_chars(address.data() + colon + 1, end, port);
    if (error == std::errc{} && at == end && port >= 0 && port <= 65535) return {};
  }
  return fmt::format("\"{}\" is not an address like 127.0.0.1:8750", address);
}

std::string check_store(const std::string& url) {
  if (url == "sqlite" || url.starts_with("postgresql://") || url.starts_with("postgres://")) return {};
  return "is neither sqlite nor a postgresql:// address";  // not repeated here: it may hold a password
}

std::string check_id(const std::string& id) {
  if (!id.empty() && id.size() <= 32 && all_of(id, "abcdefghijklmnopqrstuvwxyz0123456789-._")) return {};
  return fmt::format("\"{}\" is not a log-in name (a-z, 0-9, '.', '_', '-', up to 32)", id);
}

void read_therapist(TomlReader& file, std::vector<Therapist>& therapists) {
  Therapist therapist;
  file.checked("", "id", therapist.id, check_id);
  file.checked("", "name", therapist.name, check_short_words);
  if (therapist.id.empty()) file.complain("", "id", "is missing");
  if (therapist.name.empty()) file.complain("", "name", "is missing");
  const auto same = [&](const Therapist& other) { return other.id == therapist.id; };
  if (std::any_of(therapists.begin(), therapists.end(), same)) {
    file.complain("", "id", fmt::format("\"{}\" is there twice", therapist.id));
  }
  if (therapists.size() == kMostTherapists)
    file.complain("", "id", "more therapists than a screen holds (8)");
  therapists.push_back(std::move(therapist));
}

// How the reader speaks; what each means to its parser stands in hw/card_parser.h.
void read_reader(TomlReader& file, KioskSettings::Reader& reader) {
  constexpr std::size_t kLongestAffix = 24;  // hw::LineParser's
  file.one_of("reader", "protocol", reader.protocol,
              {"auto", "rdm6300", "id12", "pn532", "line", "gwiot7941e"});
  file.one_of("reader", "format", reader.format,
              {"hex", "8h", "10h", "14h", "20h", "13d", "12d", "8h10d", "6h10d", "6h8d", "3+5", "5+5", "w26",
               "uid10d"});
  file.text("reader", "prefix", reader.prefix, kLongestAffix);
  file.text("reader", "suffix", reader.suffix, kLongestAffix);
  file.one_of("reader", "terminator", reader.terminator, {"auto", "cr", "lf", "crlf", "etx", "none"});
  file.flag("reader", "reverse_bytes", reader.reverse_bytes);
  constexpr std::array<int, 11> kBauds{0,     2400,   4800,   9600,   19200, 38400,
                                       57600, 115200, 230400, 460800, 921600};
  file.whole("reader", "baud", reader.baud, kBauds.front(), kBauds.back());
  if (std::ranges::find(kBauds, reader.baud) == kBauds.end())
    file.complain("reader", "baud", fmt::format("{} is no speed of a serial line", reader.baud));
  if (reader.protocol == "line" && reader.format == "hex" && reader.terminator == "none")
    file.complain("reader", "format", "with terminator \"none\" it must be 8h, 10h, 14h or 20h");
}

}  // namespace

base::Result<KioskSettings> parse_kiosk_settings(std::string_view toml, std::string_view name) {
  BODYMAP_TRY(file, TomlReader::parse(toml, name));
  KioskSettings s;
  file.checked("queue", "url", s.queue.url, check_url);
  file.checked("reader", "device", s.reader.device, check_device);
  read_reader(file, s.reader);
  file.whole("touch", "rest_ms", s.touch.rest_ms, 0, 1000);
  file.real("display", "mm_per_px", s.display.mm_per_px, 0, 1);
  if (s.display.mm_per_px != 0 && s.display.mm_per_px < kFinestPanel)
    file.complain("display", "mm_per_px",
                  fmt::format("{} is neither 0 nor within 0.05 to 1", s.display.mm_per_px));
  file.flag("display", "motion", s.display.motion);
  std::string orientation = "auto";
  file.one_of("display", "orientation", orientation, {"auto", "portrait", "landscape"});
  s.display.orientation = orientation == "portrait"    ? Orientation::Portrait
                          : orientation == "landscape" ? Orientation::Landscape
                                                       : Orientation::Auto;
  file.whole("visit", "idle_warning_s", s.visit.idle_warning_s, 15, 900);
  file.whole("visit", "idle_reset_s", s.visit.idle_reset_s, 10, 300);
  file.whole("visit", "sent_s", s.visit.sent_s, 5, 120);
  file.checked("visit", "language", s.visit.language, check_language);
  file.checked("clinic", "name", s.clinic.name, check_short_words);
  file.checked("clinic", "time_zone", s.clinic.time_zone, check_time_zone);
  file.checked("clinic", "emergency_number", s.clinic.emergency_number, check_phone);
  file.whole("clinic", "min_age", s.clinic.min_age, 0, 100);
  file.flag("recall", "enabled", s.recall.enabled);
  BODYMAP_TRY_VOID(file.finish());
  return s;
}

base::Result<QueueSettings> parse_queue_settings(std::string_view toml, std::string_view name) {
  BODYMAP_TRY(file, TomlReader::parse(toml, name));
  QueueSettings s;
  file.checked("server", "listen", s.server.listen, check_listen);
  file.text("server", "tls_certificate", s.server.tls_certificate, 4096);
  file.text("server", "tls_key", s.server.tls_key, 4096);
  file.flag("server", "hsts", s.server.hsts);
  if (s.server.tls_certificate.empty() != s.server.tls_key.empty()) {
    file.complain("server", s.server.tls_key.empty() ? "tls_certificate" : "tls_key",
                  "needs tls_certificate and tls_key together");
  }
  if (s.server.hsts && s.server.tls_certificate.empty())
    file.complain("server", "hsts", "needs tls_certificate: browsers must trust what they are bound to");
  file.checked("store", "url", s.store.url, check_store);
  file.whole("lease", "seconds", s.lease.seconds, 10, 600);
  file.whole("retention", "months", s.retention.months, 1, 120);
  file.checked("clinic", "name", s.clinic.name, check_short_words);
  file.checked("clinic", "time_zone", s.clinic.time_zone, check_time_zone);
  file.each("therapist", [&](TomlReader& entry) { read_therapist(entry, s.therapists); });
  BODYMAP_TRY_VOID(file.finish());
  return s;
}

base::Result<KioskSettings> load_kiosk_settings(const std::filesystem::path& file) {
  BODYMAP_TRY(toml, base::read_file(file));
  return parse_kiosk_settings(toml, file.string());
}

base::Result<QueueSettings> load_queue_settings(const std::filesystem::path& file) {
  BODYMAP_TRY(toml, base::read_file(file));
  return parse_queue_settings(toml, file.string());
}

}  // namespace content
