#pragma once
// Memory for what a client said: zeroed before it goes back to the heap. A SecretString never keeps
// text inside itself (no small-string storage), so moving or destroying one leaves nothing behind.
#include <string.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace base {

template <class T>
struct WipingAllocator {
  using value_type = T;
  WipingAllocator() = default;
  template <class U>
  WipingAllocator(const WipingAllocator<U>&) noexcept {}  // NOLINT: allocators convert implicitly
  T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
  void deallocate(T* memory, std::size_t count) noexcept {
    ::explicit_bzero(static_cast<void*>(memory), count * sizeof(T));
    std::allocator<T>().deallocate(memory, count);
  }
  bool operator==(const WipingAllocator&) const = default;
};

template <class T>
using SecretVector = std::vector<T, WipingAllocator<T>>;

// Empties it and gives its memory back, wiped. Neither clear() nor assigning `{}` does: both keep the memory,
// and what stands in it.
template <class T>
void forget(SecretVector<T>& secret) {
  SecretVector<T>().swap(secret);
}

// Zeroes a plain array.
template <class T, std::size_t kSize>
void forget(std::array<T, kSize>& secret) {
  static_assert(std::is_trivially_copyable_v<T>);
  ::explicit_bzero(secret.data(), sizeof secret);
}

// A plain value (trivially copyable, all zero = empty) that is zeroed when it goes, and when it is moved
// from.
template <class T>
struct Wiped : T {
  Wiped() = default;
  Wiped(const T& value) : T(value) {}  // NOLINT: a value is a value
  Wiped(const Wiped&) = default;
  Wiped(Wiped&& other) noexcept : T(other) { other.wipe(); }
  Wiped& operator=(const Wiped&) = default;
  Wiped& operator=(Wiped&& other) noexcept {
    if (this == &other) return *this;
    static_cast<T&>(*this) = other;
    other.wipe();
    return *this;
  }
  ~Wiped() { wipe(); }

 private:
  void wipe() {
    static_assert(std::is_trivially_copyable_v<T>);
    ::explicit_bzero(static_cast<void*>(static_cast<T*>(this)), sizeof(T));
  }
};

class SecretString {
 public:
  SecretString() = default;
  SecretString(std::string_view text) : bytes_(text.begin(), text.end()) {}        // NOLINT: a text is a text
  SecretString(const char* text) : SecretString(std::string_view(text)) {}         // NOLINT
  SecretString(const std::string& text) : SecretString(std::string_view(text)) {}  // NOLINT

  std::string_view view() const { return {bytes_.data(), bytes_.size()}; }
  bool empty() const { return bytes_.empty(); }
  std::size_t size() const { return bytes_.size(); }
  void clear() { forget(bytes_); }
  void append(std::string_view text) { bytes_.insert(bytes_.end(), text.begin(), text.end()); }
  void truncate(std::size_t length) {
    if (length < bytes_.size()) bytes_.resize(length);
  }
  SecretVector<char>& bytes() { return bytes_; }
  const SecretVector<char>& bytes() const { return bytes_; }
  bool operator==(const SecretString&) const = default;

 private:
  SecretVector<char> bytes_;
};

}  // namespace base
