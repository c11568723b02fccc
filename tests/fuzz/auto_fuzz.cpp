// Bytes of a reader nobody named. Whatever comes, a card handed out was sent in a right frame of one of the
// protocols it listens for.
#include "fuzz/card_check.h"
#include "hw/auto_parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hw::AutoParser parser;
  fuzz::check_listener(parser, {data, size}, [](const fuzz::Sent& sent, fuzz::Ids& ids) {
    fuzz::find_rdm6300(sent, ids);
    fuzz::find_gwiot(sent, ids);
    fuzz::find_pn532(sent, ids);
  });
  return 0;
}
