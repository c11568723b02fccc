#include "content/paths.h"

#include <cstdlib>

#include "support.h"

using namespace content;

TEST_CASE("the share folder: as told, or a clear complaint") {
  // This program may stand anywhere; the environment decides here.
  REQUIRE(::setenv("BODYMAP_SHARE", BODYMAP_SOURCE_DIR, 1) == 0);
  const auto told = find_share_dir();
  REQUIRE(told.has_value());
  CHECK(*told == std::filesystem::path(BODYMAP_SOURCE_DIR));
  REQUIRE(::setenv("BODYMAP_SHARE", "/nowhere", 1) == 0);
  const auto nowhere = find_share_dir();
  REQUIRE_FALSE(nowhere.has_value());
  CHECK(nowhere.error().code == base::Code::Absent);
  CHECK(nowhere.error().what == "BODYMAP_SHARE=/nowhere: no assets/figure and content/regions.csv in it");
  REQUIRE(::unsetenv("BODYMAP_SHARE") == 0);
}
