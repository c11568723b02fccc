#pragma once
// Visits made by hand, one for each thing a screen can show; shared by the gallery and its smoke test.
#include <string>
#include <vector>

#include "visit/visit.h"

namespace screens {

struct Scene {
  std::string name;
  visit::Visit visit;
  base::Millis now{0};
  std::string tap{};  // an item to tap first, for what the screens remember by themselves
};

// The therapists are the usual four, or hard ones: many, with long names.
visit::Rules rules(bool hard_names = false);
std::vector<Scene> all();

}  // namespace screens
