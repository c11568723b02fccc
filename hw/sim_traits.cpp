#include "hw/sim_traits.h"

#include <algorithm>
#include <array>
#include <string>

namespace hw {
namespace {

constexpr std::array<SimTraits, 5> kReaders{{
    {"rdm6300", false, base::Millis{65}, 1},  // 03
    {"id12", false, base::Millis{0}, 3},      // CR LF 03
    {"pn532", true, base::Millis{0}, 1},      // 00
    {"line", false, base::Millis{0}, std::nullopt},
    {"gwiot7941e", false, base::Millis{100}, 1},  // 03; the period is ours: no source tells it
}};

}  // namespace

base::Result<SimTraits> sim_traits(std::string_view protocol) {
  const auto* const found = std::ranges::find(kReaders, protocol, &SimTraits::protocol);
  if (found != kReaders.end()) return *found;
  std::string known;
  for (const auto& reader : kReaders) known += (known.empty() ? "" : ", ") + std::string(reader.protocol);
  return base::fail(base::Code::Invalid, "unknown protocol; known: " + known);
}

}  // namespace hw
