#include "hw/line.h"

#include <algorithm>

namespace hw {
namespace {

constexpr std::uint8_t kEndOfText = 0x03;
constexpr std::uint8_t kLineFeed = 0x0A;
constexpr std::uint8_t kCarriageReturn = 0x0D;

bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

base::Result<std::unique_ptr<CardParser>> LineParser::make(const ParserSettings& settings) {
  const auto format = line_format(settings.format.empty() ? "hex" : settings.format);
  if (!format) return base::fail(base::Code::Invalid, "reader format: one of " + line_format_names());
  const auto end = end_of(settings.terminator);
  if (!end) {
    return base::fail(base::Code::Invalid,
                      R"(reader terminator: one of "auto", "cr", "lf", "crlf", "etx", "none")");
  }
  if (*end == End::Silence && *format == LineFormat::Hex) {
    // A pause inside a long number would make a short one of it.
    return base::fail(
        base::Code::Invalid,
        R"(reader format: with terminator "none" its width is needed: "8h", "10h", "14h" or "20h")");
  }
  if (settings.prefix.size() > kLongestAffix || settings.suffix.size() > kLongestAffix)
    return base::fail(base::Code::Invalid, "reader prefix and suffix: up to 24 characters");
  return std::unique_ptr<CardParser>(new LineParser(settings, *format, *end));
}

LineParser::LineParser(const ParserSettings& settings, LineFormat format, End end)
    : format_(format),
      end_(end),
      prefix_(trimmed(settings.prefix)),
      suffix_(trimmed(settings.suffix)),
      reverse_(settings.reverse_bytes),
      line_{settings.baud == 0 ? LineSettings{}.baud : settings.baud} {}

std::optional<LineParser::End> LineParser::end_of(std::string_view name) {
  struct Named {
    std::string_view name;
    End end;
  };
  constexpr std::array<Named, 6> kEnds{{{"auto", End::AnyControl},
                                        {"cr", End::Cr},
                                        {"lf", End::Lf},
                                        {"crlf", End::CrLf},
                                        {"etx", End::Etx},
                                        {"none", End::Silence}}};
  const auto found = std::ranges::find(kEnds, name, &Named::name);
  if (found == kEnds.end()) return std::nullopt;
  return found->end;
}

Heard LineParser::opened(base::Millis now) {
  clear();
  opened_at_ = now;
  return {};
}

Heard LineParser::feed(std::span<const std::uint8_t> bytes, base::Millis now) {
  Heard heard;
  if (bytes.empty()) return heard;
  if (length_ > 0 && now - last_byte_ >= kSilence) silence(heard);
  for (const auto byte : bytes) take(byte, now, heard);
  last_byte_ = now;
  return heard;
}

Heard LineParser::tick(base::Millis now) {
  Heard heard;
  if (length_ > 0 && now - last_byte_ >= kSilence) silence(heard);
  return heard;
}

std::optional<base::Millis> LineParser::due() const {
  if (length_ == 0) return std::nullopt;
  return last_byte_ + kSilence;
}

void LineParser::clear() {
  base::forget(text_);
  length_ = 0;
}

bool LineParser::ends_with(std::uint8_t byte) const {
  switch (end_) {
    case End::AnyControl: return byte == kCarriageReturn || byte == kLineFeed || byte == kEndOfText;
    case End::Cr: return byte == kCarriageReturn;
    case End::Lf: return byte == kLineFeed;
    case End::CrLf:
      return byte == kLineFeed && length_ > 0 && length_ <= kLongestLine && text_[length_ - 1] == '\r';
    case End::Etx: return byte == kEndOfText;
    case End::Silence: return false;
  }
  return false;
}

void LineParser::take(std::uint8_t byte, base::Millis now, Heard& heard) {
  if (ends_with(byte)) {
    finish(heard);
    return;
  }
  if (length_ == 0) may_be_tail_ = now - opened_at_ < kMayBeTail;
  if (length_ < kLongestLine) text_[length_] = static_cast<char>(byte);
  if (length_ <= kLongestLine) ++length_;
}

void LineParser::silence(Heard& heard) {
  if (end_ == End::Silence) {
    finish(heard);
    return;
  }
  // Blanks alone are the rest of another line's end.
  const std::string_view text(text_.data(), std::min(length_, kLongestLine));
  if (!trimmed(text).empty()) ++counts_.bad;
  clear();
}

void LineParser::finish(Heard& heard) {
  const std::string_view text(text_.data(), std::min(length_, kLongestLine));
  if (trimmed(text).empty() && length_ <= kLongestLine) {
    clear();
    return;
  }
  auto card = read();
  clear();
  if (!card) {
    ++counts_.bad;
    return;
  }
  if (reverse_) std::ranges::reverse(card->bytes);
  count_and_hand_out(*std::move(card), counts_, heard);
}

std::optional<base::CardId> LineParser::read() const {
  if (length_ > kLongestLine || (may_be_tail_ && format_ == LineFormat::Hex)) return std::nullopt;
  std::string_view text = trimmed({text_.data(), length_});
  if (!text.starts_with(prefix_)) return std::nullopt;
  text.remove_prefix(prefix_.size());
  if (!text.ends_with(suffix_)) return std::nullopt;
  text.remove_suffix(suffix_.size());
  return read_line(format_, trimmed(text));
}

}  // namespace hw
