#include "base/mailbox.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

TEST_CASE("values of several threads arrive once each, in each thread's order") {
  std::atomic<int> woken{0};
  base::Mailbox<int> mailbox([&] { ++woken; });
  std::thread low([&] {
    for (int i = 0; i < 1000; ++i) mailbox.post(i);
  });
  std::thread high([&] {
    for (int i = 1000; i < 2000; ++i) mailbox.post(i);
  });
  std::vector<int> got;
  while (got.size() < 2000) {
    for (const int value : mailbox.drain()) got.push_back(value);
  }
  low.join();
  high.join();
  CHECK(woken == 2000);
  int last_low = -1;
  int last_high = 999;
  bool ordered = true;
  for (const int value : got) {
    int& last = value < 1000 ? last_low : last_high;
    ordered = ordered && value == last + 1;
    last = value;
  }
  CHECK(ordered);
}
