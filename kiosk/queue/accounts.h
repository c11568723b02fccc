#pragma once
// Passwords and sessions. A password is kept as an Argon2id hash (19 MiB, t=2, p=1); a session is a random
// token of which only a digest is kept, in memory: a restart of the queue logs everybody out.
// Any thread.
#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace queue {

// About 50 ms and 19 MiB, on purpose. Full if there is no memory.
base::Result<std::string> hash_password(std::string_view password);
// Takes the same time for an empty `hash` (no such user) as for a wrong password.
bool password_fits(std::string_view password, const std::string& hash);
// 32 random bytes as hex.
std::string random_token();
// A random reference of 16 bytes as hex, for kiosks and members.
std::string random_reference();

class Sessions {
 public:
  static constexpr base::Millis kIdle{15 * 60 * 1000};
  static constexpr base::Millis kLongest{12 * 3600 * 1000};
  // After this many wrong passwords in a row a name waits: 30 s, doubled with each further one, 15 min at
  // most.
  static constexpr int kFreeTries = 5;
  static constexpr base::Millis kFirstWait{30 * 1000};
  static constexpr base::Millis kLongestWait{15 * 60 * 1000};

  explicit Sessions(const base::Clock& clock) : clock_(clock) {}

  // How long this name must still wait before it may try; 0 = not at all.
  base::Millis wait_left(const std::string& name);
  void note_wrong(const std::string& name);
  // A new session's token; forgets wrong tries.
  std::string open(const std::string& name);
  // Whose session it is; renews its idle time.
  std::optional<std::string> user_of(std::string_view token);

 private:
  using Key = std::array<std::uint8_t, 32>;
  struct Session {
    std::string name;
    base::Millis opened;
    base::Millis used;
  };
  struct Tries {
    int wrong = 0;
    base::Millis until{};
  };
  void drop_old(base::Millis now);
  const base::Clock& clock_;
  std::mutex mutex_;
  std::map<Key, Session> sessions_;
  std::map<std::string, Tries> tries_;
};

}  // namespace queue
