#include "sculpture/places.h"

namespace sculpture {
namespace {

struct Row {
  std::string_view base;
  bool on_midline = false;
};

constexpr Row kRows[] = {{"head", true},   {"neck_front", true},
                         {"neck_back"},    {"shoulder_top"},
                         {"shoulder"},     {"arm_upper"},
                         {"forearm_hand"}, {"chest"},
                         {"side_trunk"},   {"abdomen", true},
                         {"back_upper"},   {"back_mid"},
                         {"back_low"},     {"spine_low", true},
                         {"sacrum", true}, {"si_joint"},
                         {"glute_upper"},  {"glute"},
                         {"sit_bone"},     {"hip_front"},
                         {"hip_side"},     {"groin"},
                         {"quad_mid"},     {"quad_outer"},
                         {"quad_inner"},   {"it_band"},
                         {"thigh_in_up"},  {"thigh_in_low"},
                         {"ham_outer"},    {"ham_inner"},
                         {"knee_cap"},     {"knee_below"},
                         {"knee_outer"},   {"knee_inner"},
                         {"knee_back"},    {"shin_muscle"},
                         {"shin_inner"},   {"leg_outer"},
                         {"calf_outer"},   {"calf_inner"},
                         {"calf_low"},     {"achilles"},
                         {"ankle_outer"},  {"ankle_inner"},
                         {"foot_top"},     {"foot_outer"},
                         {"heel_back"},    {"heel_under"},
                         {"arch"},         {"foot_ball"},
                         {"big_toe"}};
static_assert(std::size(kRows) == static_cast<std::size_t>(Place::BigToe) + 1);

struct Table {
  std::vector<std::string> codes;
  std::array<Label, std::size(kRows)> first{};  // of a place: the left or the only one
  std::vector<Label> mirror{kNothing};

  Table() {
    for (std::size_t place = 0; place < std::size(kRows); ++place) {
      first[place] = static_cast<Label>(codes.size() + 1);
      const std::string base(kRows[place].base);
      if (kRows[place].on_midline) {
        codes.push_back(base + ".M");
        mirror.push_back(first[place]);
      } else {
        codes.push_back(base + ".L");
        codes.push_back(base + ".R");
        mirror.push_back(static_cast<Label>(first[place] + 1));
        mirror.push_back(first[place]);
      }
    }
  }
};

const Table& table() {
  static const Table kTable;
  return kTable;
}

}  // namespace

const std::vector<std::string>& codes() { return table().codes; }

Label label_of(Place place, bool left) {
  const Label first = table().first[static_cast<std::size_t>(place)];
  return left ? first : mirrored(first);
}

Label mirrored(Label label) { return label == kOtherHalf ? kOtherHalf : table().mirror[label]; }

}  // namespace sculpture
