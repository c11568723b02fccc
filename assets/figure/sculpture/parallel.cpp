#include "sculpture/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace sculpture {

void in_parallel(int count, unsigned threads, const std::function<void(int)>& work) {
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  std::atomic<int> next = 0;
  const auto run = [&] {
    for (int i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back(run);
  run();
  for (std::thread& other : others) other.join();
}

}  // namespace sculpture
