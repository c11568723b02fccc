#pragma once
// For the .cpp files of the wire messages only: reading JSON fields as Results. Messages carry no
// health content in the clear, so plain strings do.
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/result.h"
#include "intake/certificate.h"
#include "intake/seal.h"

namespace intake::wire {

inline constexpr std::size_t kLargestMessage = 256 * 1024;

inline base::Result<nlohmann::json> parse(std::string_view text) {
  if (text.size() > kLargestMessage) return base::fail(base::Code::Parse, "message larger than 256 KiB");
  auto json = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
  if (json.is_discarded() || !json.is_object())
    return base::fail(base::Code::Parse, "message is not a JSON object");
  return json;
}

inline base::Result<std::string> text(const nlohmann::json& json, const char* field,
                                      std::size_t longest = kLargestMessage) {
  const auto found = json.find(field);
  if (found == json.end() || !found->is_string())
    return base::fail(base::Code::Parse, std::string("message without ") + field);
  auto value = found->get<std::string>();
  if (value.size() > longest)
    return base::fail(base::Code::Parse, std::string("message with a long ") + field);
  return value;
}

inline base::Result<std::int64_t> number(const nlohmann::json& json, const char* field) {
  const auto found = json.find(field);
  const bool fits =
      found != json.end() && found->is_number_integer() &&
      (!found->is_number_unsigned() || found->get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX));
  if (!fits) return base::fail(base::Code::Parse, std::string("message without ") + field);
  return found->get<std::int64_t>();
}

inline base::Result<bool> flag(const nlohmann::json& json, const char* field) {
  const auto found = json.find(field);
  if (found == json.end() || !found->is_boolean())
    return base::fail(base::Code::Parse, std::string("message without ") + field);
  return found->get<bool>();
}

// Exactly kSize bytes, as hex.
template <std::size_t kSize>
base::Result<std::array<std::uint8_t, kSize>> hex(const nlohmann::json& json, const char* field) {
  BODYMAP_TRY(digits, text(json, field, 2 * kSize));
  const auto bytes = base::from_hex(digits);
  if (!bytes || bytes->size() != kSize)
    return base::fail(base::Code::Parse, std::string("message without ") + field);
  std::array<std::uint8_t, kSize> out{};
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return out;
}

inline base::Result<base::Bytes> base64(const nlohmann::json& json, const char* field) {
  BODYMAP_TRY(encoded, text(json, field));
  return from_base64(encoded);
}

// Writes nothing when there is no notice; reads none where "certificate" is missing or empty.
void put(nlohmann::json& json, const std::optional<CertificateNotice>& notice);
base::Result<std::optional<CertificateNotice>> certificate_notice(const nlohmann::json& json);

}  // namespace intake::wire
