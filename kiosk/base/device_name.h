#pragma once
// How the settings name the card reader's port ([reader] device). Said here once: the settings check it, hw
// looks for it (hw/serial_scan.h). Pure; any thread.
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

struct DeviceName {
  enum class Kind {
    None,   // "none": there is no reader
    Auto,   // "auto": the only port that can be one
    Path,   // "/dev/ttyUSB0", or a symbolic link to a port
    Usb,    // "1a86:7523" or "09d8:0420:SN0042": by what the device says it is
    Place,  // "usb:1-2.3": by the socket it is plugged into, as the kernel numbers sockets
  };
  Kind kind = Kind::Auto;
  std::string path{};     // Path
  std::string vendor{};   // Usb: four hex digits, lower case, as the kernel writes them
  std::string product{};  // Usb: the same
  std::string serial{};   // Usb: empty = any
  std::string place{};    // Place: "1-2.3"; with ":1.1" one interface of a device that has several ports
  bool operator==(const DeviceName&) const = default;
};

// Invalid for what is none of these; the error says what would be.
Result<DeviceName> parse_device_name(std::string_view text);

}  // namespace base
