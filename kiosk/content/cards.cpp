#include "content/cards.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/files.h"
#include "base/utf8.h"
#include "content/split.h"
#include "content/toml_reader.h"

namespace content {
namespace {

std::string check_words(const std::string& words) {
  if (words.empty()) return "is empty";
  return base::is_plain_utf8(words) ? "" : "has characters that cannot be shown";
}

std::string read_warm(const std::string& text, Card& card) {
  for (const std::string& part : split(text)) {
    const auto code = intake::RegionCode::parse(part);
    if (!code) return fmt::format("\"{}\" is not a region code", part);
    card.warm.push_back(*code);
  }
  return {};
}

std::string read_crop(const std::string& text, Card& card) {
  const auto parts = split(text);
  if (parts.size() != std::size(card.crop)) return "should be four numbers: x y w h";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const char* end = parts[i].data() + parts[i].size();
    const auto [at, error] = std::from_chars(parts[i].data(), end, card.crop[i]);
    if (error != std::errc{} || at != end || card.crop[i] < 0) return "should be four numbers: x y w h";
  }
  const auto [x, y, w, h] = card.crop;
  const bool inside = w > 0 && h > 0 && x <= 1080 - w && y <= 1920 - h;
  return inside ? "" : "is not within the canvas of 1080 x 1920";
}

void read_card(TomlReader& file, std::vector<Card>& cards) {
  Card card;
  std::string kind;
  std::string warm;
  std::string crop;
  file.checked("", "id", card.id, check_words);
  file.one_of("", "kind", kind, {"tip", "after"});
  file.checked("", "title", card.title, check_words);
  file.checked("", "body", card.body, check_words);
  file.checked("", "closing", card.closing, check_words);
  file.one_of("", "view", card.view,
              {"front", "back", "left", "right", "inside", "soles", "legs-front", "legs-back", "legs-left",
               "legs-right", "upper-front", "upper-back"});
  file.checked("", "warm", warm, [&](const std::string& text) { return read_warm(text, card); });
  file.checked("", "crop", crop, [&](const std::string& text) { return read_crop(text, card); });
  card.kind = kind == "after" ? CardKind::After : CardKind::Tip;
  for (const auto& [key, value] :
       {std::pair{"id", &card.id}, {"kind", &kind}, {"body", &card.body}, {"view", &card.view}}) {
    if (value->empty()) file.complain("", key, "is missing");
  }
  if (card.kind == CardKind::After && card.title.empty()) file.complain("", "title", "is missing");
  if (card.kind == CardKind::After && card.closing.empty()) file.complain("", "closing", "is missing");
  const auto same = [&](const Card& other) { return other.id == card.id; };
  if (std::any_of(cards.begin(), cards.end(), same)) {
    file.complain("", "id", fmt::format("\"{}\" is there twice", card.id));
  }
  cards.push_back(std::move(card));
}

}  // namespace

base::Result<Cards> Cards::parse(std::string_view toml, std::string_view name) {
  BODYMAP_TRY(file, TomlReader::parse(toml, name));
  Cards cards;
  file.each("card", [&](TomlReader& entry) { read_card(entry, cards.cards_); });
  BODYMAP_TRY_VOID(file.finish());
  return cards;
}

base::Result<Cards> Cards::load(const std::filesystem::path& file) {
  BODYMAP_TRY(toml, base::read_file(file));
  return parse(toml, file.string());
}

const Card* Cards::pick(CardKind kind, std::uint64_t turn) const {
  std::vector<const Card*> those;
  for (const Card& card : cards_) {
    if (card.kind == kind) those.push_back(&card);
  }
  return those.empty() ? nullptr : those[turn % those.size()];
}

}  // namespace content
