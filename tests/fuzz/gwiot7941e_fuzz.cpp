// Bytes of a Gwiot 7941E's line. Whatever comes, a card handed out was sent, in a frame of its own length
// with a right checksum.
#include "fuzz/card_check.h"
#include "hw/gwiot7941e.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hw::Gwiot7941eParser parser;
  fuzz::check_listener(parser, {data, size}, fuzz::find_gwiot);
  return 0;
}
