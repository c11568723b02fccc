#include "app/unsaved.h"

#include <doctest/doctest.h>

using app::Unsaved;
using base::Millis;

namespace {

visit::effect::StoreIntake record(std::uint64_t number) {
  visit::effect::StoreIntake made{};
  made.number = number;
  return made;
}

}  // namespace

TEST_CASE("an unfinished visit is tried again until it is stored, and once then") {
  Unsaved unsaved;
  std::vector<std::uint64_t> tried;
  bool disk_works = false;
  const auto store = [&](visit::effect::StoreIntake& each) {
    tried.push_back(each.number);
    return disk_works;
  };
  CHECK(unsaved.keep(record(1), Millis{0}));
  unsaved.retry(Unsaved::kRetryAfter - Millis{1}, store);
  CHECK(tried.empty());
  unsaved.retry(Unsaved::kRetryAfter, store);
  CHECK(tried.size() == 1);
  CHECK(unsaved.size() == 1);
  CHECK(unsaved.keep(record(2), Unsaved::kRetryAfter));
  disk_works = true;
  unsaved.retry(Unsaved::kRetryAfter + Millis{1}, store);
  CHECK_MESSAGE(tried.size() == 1, "not at every turn of the loop");
  unsaved.retry(2 * Unsaved::kRetryAfter, store);
  CHECK(tried == std::vector<std::uint64_t>{1, 1, 2});
  CHECK(unsaved.size() == 0);
  unsaved.retry(9 * Unsaved::kRetryAfter, store);
  CHECK(tried.size() == 3);
}

TEST_CASE("only so many are kept") {
  Unsaved unsaved;
  for (std::size_t i = 0; i < Unsaved::kMost; ++i) CHECK(unsaved.keep(record(i), Millis{0}));
  CHECK_FALSE(unsaved.keep(record(99), Millis{0}));
}
