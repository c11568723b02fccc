#pragma once
// A region of the body by its code, such as "calf_outer.L". A code is never reused or renamed; which
// codes exist is the catalogue's business (content/catalogue.h), their shapes are the figure's.
#include <string_view>

#include "base/result.h"
#include "base/short_text.h"

namespace intake {

// Always the client's own side.
enum class Side { Left, Right, Middle };

class RegionCode {
 public:
  RegionCode() = default;  // no region
  // Invalid unless it reads name.L, name.R or name.M with a lower-case snake name of up to 24 characters.
  static base::Result<RegionCode> parse(std::string_view text);

  std::string_view view() const { return text_.view(); }
  // Without the side: "calf_outer". Empty for no region.
  std::string_view name() const;
  Side side() const;
  // The same place on the other side; itself on the middle line.
  RegionCode mirrored() const;
  bool empty() const { return text_.empty(); }
  auto operator<=>(const RegionCode&) const = default;

 private:
  explicit RegionCode(std::string_view text) : text_(text) {}
  base::ShortText<26> text_;
};

}  // namespace intake
