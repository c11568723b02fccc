#include "intake/region.h"

#include <algorithm>
#include <string>

namespace intake {

base::Result<RegionCode> RegionCode::parse(std::string_view text) {
  const auto refuse = [&] {
    return base::fail(base::Code::Invalid, "not a region code: " + std::string(text.substr(0, 40)));
  };
  if (text.size() < 3 || text.size() > 26) return refuse();
  const char side = text.back();
  if (text[text.size() - 2] != '.' || (side != 'L' && side != 'R' && side != 'M')) return refuse();
  const auto name = text.substr(0, text.size() - 2);
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  if (!std::all_of(name.begin(), name.end(), plain)) return refuse();
  return RegionCode(text);
}

std::string_view RegionCode::name() const {
  const auto text = view();
  return text.empty() ? text : text.substr(0, text.size() - 2);
}

Side RegionCode::side() const {
  const auto text = view();
  if (text.empty() || text.back() == 'M') return Side::Middle;
  return text.back() == 'L' ? Side::Left : Side::Right;
}

RegionCode RegionCode::mirrored() const {
  if (side() == Side::Middle) return *this;
  std::string text(view());
  text.back() = side() == Side::Left ? 'R' : 'L';
  return RegionCode(text);
}

}  // namespace intake
