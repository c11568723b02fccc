// Bytes of a PN532's line. The setting up is answered as a chip does, unless the first byte says not to, so
// that polls are reached; all else comes from the input. Whatever comes, a card handed out was sent, in an
// answer whose sums are right; what is written is one command at a time; and no answer leads to endless
// writing.
#include "fuzz/card_check.h"
#include "hw/pn532.h"

namespace {

// What a chip says to this command, if it is one of setting up: acknowledged and done.
fuzz::Sent chips_answer(const base::Bytes& command) {
  for (std::size_t at = 0; at + 7 <= command.size(); ++at) {
    if (command[at] != 0x00 || command[at + 1] != 0xFF || command[at + 4] != 0xD4) continue;
    const auto code = command[at + 5];
    if (code != 0x12 && code != 0x14 && code != 0x32) continue;
    const auto answer = static_cast<std::uint8_t>(code + 1);
    const auto sum = static_cast<std::uint8_t>(0x100 - (0xD5 + answer) % 0x100);
    return {0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00, 0x00, 0x00, 0xFF, 0x02, 0xFE, 0xD5, answer, sum, 0x00};
  }
  return {};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const bool answers = data[0] % 8 != 7;
  hw::Pn532Parser parser;
  fuzz::Sent all;  // from the input and from the chip, in the order in which they came
  std::size_t seen = 0;
  std::uint64_t reads = 0;
  const auto each = [&](hw::Heard& heard, const fuzz::Sent& sent, base::Millis now) {
    all.insert(all.end(), sent.begin() + static_cast<std::ptrdiff_t>(seen), sent.end());
    seen = sent.size();
    for (int turn = 0;; ++turn) {
      fuzz::claim(turn < 8, "what is written comes to an end");
      reads += heard.reads.size();
      fuzz::Ids ids;
      if (!heard.reads.empty()) fuzz::find_pn532(all, ids);
      fuzz::check_reads(heard, ids);
      const auto answer = answers ? chips_answer(heard.to_write) : fuzz::Sent();
      if (heard.act == hw::LineAct::Reopen) {
        heard = parser.opened(now);
      } else if (!answer.empty()) {
        all.insert(all.end(), answer.begin(), answer.end());
        heard = parser.feed(answer, now);
      } else {
        return;
      }
    }
  };
  fuzz::play(parser, {data + 1, size - 1}, each);
  fuzz::claim(parser.counts().good + parser.counts().ignored == reads, "each card is counted once");
  return 0;
}
