#pragma once
// The moment at which something usually happens, so that faults can be sown around it: before it about as
// often as after it, however fast or slow the machine is just now.
#include <chrono>
#include <random>

namespace support {

class Moment {
 public:
  // `usual`: a first guess, above 0. `seed` makes the faults the same again.
  Moment(std::chrono::microseconds usual, unsigned seed) : usual_(usual), random_(seed) {}

  // When to strike, from 0 to twice the usual.
  std::chrono::microseconds next() {
    return std::chrono::microseconds(
        std::uniform_int_distribution<std::int64_t>(0, 2 * usual_.count())(random_));
  }
  // What the last strike met: struck too late, it had happened; struck too early, it had not.
  void learn(bool had_happened) {
    usual_ = usual_ * (had_happened ? 4 : 5) / (had_happened ? 5 : 4) + std::chrono::microseconds(1);
  }

 private:
  std::chrono::microseconds usual_;
  std::mt19937 random_;
};

}  // namespace support
