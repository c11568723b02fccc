#pragma once
// Waiting for what another thread does, as short as it takes and at most so long.
#include <chrono>
#include <functional>
#include <thread>

namespace support {

inline bool eventually(const std::function<bool()>& holds,
                       std::chrono::milliseconds longest = std::chrono::seconds(60)) {
  const auto end = std::chrono::steady_clock::now() + longest;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

}  // namespace support
