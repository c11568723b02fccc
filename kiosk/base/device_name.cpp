#include "base/device_name.h"

#include <algorithm>

namespace base {
namespace {

constexpr std::size_t kLongest = 200;
constexpr std::string_view kPlace = "usb:";
constexpr std::size_t kIdDigits = 4;

bool all_of(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

// Four hex digits in lower case; empty when they are not that.
std::string usb_id(std::string_view text) {
  if (text.size() != kIdDigits || !all_of(text, "0123456789abcdefABCDEF")) return {};
  std::string digits(text);
  std::ranges::transform(digits, digits.begin(), [](char c) { return c >= 'A' && c <= 'F' ? c + 32 : c; });
  return digits;
}

// "1a86:7523", "1a86:7523:SERIAL".
bool parse_usb(std::string_view text, DeviceName& name) {
  constexpr std::size_t kBoth = 2 * kIdDigits + 1;
  if (text.size() < kBoth || text[kIdDigits] != ':') return false;
  name.kind = DeviceName::Kind::Usb;
  name.vendor = usb_id(text.substr(0, kIdDigits));
  name.product = usb_id(text.substr(kIdDigits + 1, kIdDigits));
  if (name.vendor.empty() || name.product.empty()) return false;
  if (text.size() == kBoth) return true;
  name.serial = text.substr(kBoth + 1);
  const auto printable = [](char c) { return c > ' ' && c <= '~'; };
  return text[kBoth] == ':' && !name.serial.empty() && std::ranges::all_of(name.serial, printable);
}

// "usb:1-2.3", "usb:1-2:1.1".
bool parse_place(std::string_view text, DeviceName& name) {
  name.kind = DeviceName::Kind::Place;
  name.place = text.substr(kPlace.size());
  const auto dash = name.place.find('-');
  return dash != std::string::npos && dash > 0 && dash + 1 < name.place.size() &&
         all_of(name.place.substr(0, dash), "0123456789") &&
         all_of(name.place.substr(dash + 1), "0123456789.:");
}

}  // namespace

Result<DeviceName> parse_device_name(std::string_view text) {
  DeviceName name;
  const bool printable = std::ranges::all_of(text, [](char c) { return c >= ' ' && c != 0x7F; });
  if (text.size() <= kLongest && printable) {
    if (text == "auto") return name;
    if (text == "none") return DeviceName{.kind = DeviceName::Kind::None};
    if (text.starts_with('/')) return DeviceName{.kind = DeviceName::Kind::Path, .path = std::string(text)};
    if (text.starts_with(kPlace) ? parse_place(text, name) : parse_usb(text, name)) return name;
  }
  return fail(Code::Invalid,
              "a device is auto, none, a full path, a USB id such as 1a86:7523 or 1a86:7523:SERIAL, or a USB "
              "socket such as usb:1-2.3");
}

}  // namespace base
