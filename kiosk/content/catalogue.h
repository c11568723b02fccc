#pragma once
// The region catalogue: which codes exist, what they are called and what is special about them. Read from
// content/regions.csv, immutable afterwards; any thread. A code is never reused or renamed.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "intake/region.h"

namespace content {

struct Region {
  intake::RegionCode code;
  std::string label;        // "Left outer calf": as records and lists of all regions name it
  std::string your_label;   // "Your left outer calf": as the client is told
  std::string short_label;  // "L outer calf": for a list with little room
  std::string anatomical;   // "Lateral gastrocnemius"
  std::string group;        // "Lower leg"
  std::string views;        // letters: F front, B back, S outer side, I inside of the legs, U soles
  std::string uberon;       // "UBERON:0011908"
  bool sensitive = false;   // worked on only after asking
  bool careful = false;     // the therapist decides
  bool bone = false;        // a high or sharp score here asks about bone
  bool clot = false;        // a one-sided high score here asks about a clot
};

class Catalogue {
 public:
  // Absent, Io, or Invalid naming file and line.
  static base::Result<Catalogue> load(const std::filesystem::path& file);
  static base::Result<Catalogue> parse(std::string_view csv, std::string_view name);

  const std::vector<Region>& regions() const { return regions_; }
  // nullptr if there is no such code.
  const Region* find(intake::RegionCode code) const;
  // "Your left outer calf". Contract: the code is in the catalogue.
  const std::string& your_label(intake::RegionCode code) const;

 private:
  std::vector<Region> regions_;
};

}  // namespace content
