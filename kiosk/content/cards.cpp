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

constexpr std::size_t kLongestEvidence = 2000;  // bytes

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

// Lower case, digits and underscores, once with a choice after "=". That it is a fact there is, is for
// whoever knows the regions and the questions to say.
bool is_fact(std::string_view word) {
  const auto is_name = [](std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
  };
  const auto equals = word.find('=');
  if (equals == std::string_view::npos) return is_name(word);
  return is_name(word.substr(0, equals)) && is_name(word.substr(equals + 1));
}

std::string read_fits(const std::string& text, Card& card) {
  card.fits = split(text);
  for (const auto& word : card.fits) {
    if (!is_fact(word)) return fmt::format("\"{}\" is not written like a fact", word);
  }
  return {};
}

void expect_all(TomlReader& file, const Card& card, const std::string& kind) {
  for (const auto& [key, value] : {std::pair{"id", &card.id},
                                   {"kind", &kind},
                                   {"body", &card.body},
                                   {"view", &card.view},
                                   {"evidence", &card.evidence}}) {
    if (value->empty()) file.complain("", key, "is missing");
  }
  if (card.kind == CardKind::Tip) {
    if (!card.fits.empty()) file.complain("", "fits", "is for \"after\" cards");
    return;
  }
  if (card.title.empty()) file.complain("", "title", "is missing");
  if (card.closing.empty()) file.complain("", "closing", "is missing");
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
  std::string fits;
  file.checked("", "fits", fits, [&](const std::string& text) { return read_fits(text, card); });
  file.text("", "evidence", card.evidence, kLongestEvidence);
  card.kind = kind == "after" ? CardKind::After : CardKind::Tip;
  expect_all(file, card, kind);
  const auto same = [&](const Card& other) { return other.id == card.id; };
  if (std::any_of(cards.begin(), cards.end(), same)) {
    file.complain("", "id", fmt::format("\"{}\" is there twice", card.id));
  }
  cards.push_back(std::move(card));
}

std::vector<const Card*> of(const std::vector<Card>& cards, CardKind kind) {
  std::vector<const Card*> found;
  for (const Card& card : cards) {
    if (card.kind == kind) found.push_back(&card);
  }
  return found;
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

const Card* Cards::tip(std::uint64_t turn) const {
  const auto tips = of(cards_, CardKind::Tip);
  return tips.empty() ? nullptr : tips[turn % tips.size()];
}

const Card* Cards::after(std::size_t index) const {
  const auto cards = of(cards_, CardKind::After);
  return index < cards.size() ? cards[index] : nullptr;
}

std::vector<std::vector<std::string>> Cards::after_fits() const {
  std::vector<std::vector<std::string>> fits;
  for (const Card* card : of(cards_, CardKind::After)) fits.push_back(card->fits);
  return fits;
}

}  // namespace content
