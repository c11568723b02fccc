#include "hw/card_frames.h"

#include <algorithm>

#include "hw/gwiot7941e_frames.h"
#include "hw/line_format.h"
#include "hw/pn532_frames.h"
#include "hw/rdm6300_frames.h"

namespace hw {
namespace {

std::string_view end_of_line(std::string_view terminator) {
  if (terminator == "cr") return "\r";
  if (terminator == "lf") return "\n";
  if (terminator == "etx") return "\x03";
  return terminator == "none" ? "" : "\r\n";
}

std::optional<base::Bytes> line_bytes(const ParserSettings& reader, base::CardId card) {
  const auto format = line_format(reader.format.empty() ? "hex" : reader.format);
  if (!format) return std::nullopt;
  if (reader.reverse_bytes) std::ranges::reverse(card.bytes);
  const auto number = write_line(*format, card);
  if (!number) return std::nullopt;
  std::string line = reader.prefix + *number + reader.suffix;
  line += end_of_line(reader.terminator);
  return base::Bytes(line.begin(), line.end());
}

std::optional<base::Bytes> frame_of(const ParserSettings& reader, const base::CardId& card) {
  const auto& protocol = reader.protocol;
  const auto width = card.bytes.size();
  if (protocol == "line") return line_bytes(reader, card);
  if (protocol == "gwiot7941e") return gwiot7941e_frame(card);
  if (protocol == "pn532") {
    const bool uid = card.tech == base::CardTech::Iso14443a && (width == 4 || width == 7 || width == 10);
    return uid ? std::optional(pn532::targets_frame(std::span(&card, 1))) : std::nullopt;
  }
  if (card.tech != base::CardTech::Em4100 || width != 5) return std::nullopt;
  return protocol == "id12" ? id12_frame(card) : rdm6300_frame(card);
}

}  // namespace

base::Result<base::Bytes> card_frame(const ParserSettings& reader, const base::CardId& card) {
  BODYMAP_TRY_VOID(make_parser(reader).map([](const auto&) {}));
  auto frame = frame_of(reader, card);
  if (!frame) return base::fail(base::Code::Invalid, "such a reader does not read such a card");
  return *std::move(frame);
}

}  // namespace hw
