#pragma once
// How readers behave beside their frames (hw/card_frames.h), for the simulated one. Pure; any thread.
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace hw {

struct SimTraits {
  std::string_view protocol;  // as in the settings
  bool asked;                 // says a card when it is asked, not by itself
  base::Millis period;        // between a held card's frames; 0: it is sent once
  // How many bytes stand behind the checksum; nothing for a protocol without one.
  std::optional<std::size_t> after_checksum;
};

// Invalid, naming those there are, for a protocol that no reader speaks.
base::Result<SimTraits> sim_traits(std::string_view protocol);

}  // namespace hw
