#pragma once
// For what happens soon but not at once: asks until it holds, by the real clock.
#include <chrono>
#include <thread>

namespace support {

// Whether `holds` came true before the time was over; asked every 20 ms.
template <class Question>
bool eventually(Question holds, std::chrono::milliseconds at_most = std::chrono::seconds(60)) {
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

}  // namespace support
