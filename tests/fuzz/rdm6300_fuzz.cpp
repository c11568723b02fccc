// Bytes of an RDM6300's or ID-12LA's line. Whatever comes, a card handed out was sent: its ten digits and
// their right checksum stand in the bytes, between 02 and 03.
#include "fuzz/card_check.h"
#include "hw/rdm6300.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hw::Rdm6300Parser parser;
  fuzz::check_listener(parser, {data, size}, fuzz::find_rdm6300);
  return 0;
}
