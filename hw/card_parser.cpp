#include "hw/card_parser.h"

#include "hw/rdm6300.h"

namespace hw {

void count_and_hand_out(base::CardId card, FrameCounts& counts, Heard& heard) {
  const auto refused = base::refusal_of(card);
  ++(refused ? counts.ignored : counts.good);
  heard.reads.push_back({std::move(card), refused});
}

base::Result<std::unique_ptr<CardParser>> make_parser(const ParserSettings& settings) {
  const auto& protocol = settings.protocol;
  if (protocol == "auto" || protocol == "rdm6300" || protocol == "id12")
    return std::make_unique<Rdm6300Parser>(protocol, settings.baud);
  return base::fail(base::Code::Invalid, "reader protocol: \"auto\", \"rdm6300\" or \"id12\"");
}

}  // namespace hw
