#include "hw/card_parser.h"

#include "hw/auto_parser.h"
#include "hw/gwiot7941e.h"
#include "hw/line.h"
#include "hw/pn532.h"
#include "hw/rdm6300.h"

namespace hw {

void count_and_hand_out(base::CardId card, FrameCounts& counts, Heard& heard) {
  const auto refused = base::refusal_of(card);
  ++(refused ? counts.ignored : counts.good);
  heard.reads.push_back({std::move(card), refused});
}

base::Result<std::unique_ptr<CardParser>> make_parser(const ParserSettings& settings) {
  const auto& protocol = settings.protocol;
  const auto baud = settings.baud;
  if (protocol == "auto") return std::make_unique<AutoParser>(baud);
  if (protocol == "rdm6300" || protocol == "id12") return std::make_unique<Rdm6300Parser>(protocol, baud);
  if (protocol == "pn532") return std::make_unique<Pn532Parser>(baud);
  if (protocol == "gwiot7941e") return std::make_unique<Gwiot7941eParser>(baud);
  if (protocol == "line") return LineParser::make(settings);
  return base::fail(base::Code::Invalid,
                    R"(reader protocol: one of "auto", "rdm6300", "id12", "pn532", "line", "gwiot7941e")");
}

}  // namespace hw
