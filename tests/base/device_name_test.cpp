#include "base/device_name.h"

#include <doctest/doctest.h>

using base::DeviceName;
using Kind = base::DeviceName::Kind;

namespace {

DeviceName parsed(const char* text) {
  const auto name = base::parse_device_name(text);
  REQUIRE_MESSAGE(name, text);
  return *name;
}

}  // namespace

TEST_CASE("a device is named by what it is, or where it is plugged in") {
  CHECK(parsed("auto").kind == Kind::Auto);
  CHECK(parsed("none").kind == Kind::None);
  CHECK(parsed("/dev/serial/by-id/usb-Maker_Reader-if00") ==
        DeviceName{.kind = Kind::Path, .path = "/dev/serial/by-id/usb-Maker_Reader-if00"});
  CHECK(parsed("1A86:7523") == DeviceName{.kind = Kind::Usb, .vendor = "1a86", .product = "7523"});
  CHECK(parsed("09d8:0420:SN:42") ==
        DeviceName{.kind = Kind::Usb, .vendor = "09d8", .product = "0420", .serial = "SN:42"});
  CHECK(parsed("usb:1-2.3") == DeviceName{.kind = Kind::Place, .place = "1-2.3"});
  CHECK(parsed("usb:12-4:1.1").place == "12-4:1.1");
}

TEST_CASE("what names no device is refused, and told what would") {
  for (const char* text : {"", "ttyUSB0", "Auto", "1a86", "1a86:", "1a86:752", "1a86:75233", "1a8g:7523",
                           "1a86:7523:", "1a86:7523: x", "1a86-7523", "usb:", "usb:1", "usb:1-", "usb:-2",
                           "usb:a-2", "usb:1-2/../3", "/dev/tty\nUSB0"}) {
    CAPTURE(text);
    const auto name = base::parse_device_name(text);
    REQUIRE_FALSE(name);
    CHECK(name.error().code == base::Code::Invalid);
    CHECK(name.error().what.find("usb:1-2.3") != std::string::npos);
  }
  CHECK_FALSE(base::parse_device_name("/" + std::string(200, 'a')));
}
