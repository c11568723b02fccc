#pragma once
// `bodymap-kiosk identify-reader DEVICE`: which reader it is, and the lines for kiosk.toml.
#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace app {

// Speaks on stdout with the person who holds a card to the reader, `length` at most. False when nothing was
// recognised. A card's number is shown with all but its last four digits hidden. `device` is named as in the
// settings. Invalid for a wrong name, else as hw::Identify::run.
base::Result<bool> identify_reader(const std::string& device, base::Millis length);

}  // namespace app
