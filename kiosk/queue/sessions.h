#pragma once
// Who is logged in, and how often a wrong password may be tried. A session is a random token of which only
// a digest is kept, in memory: a restart of the queue logs everybody out.
// Any thread. The clock outlives it.
#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace queue {

struct SessionView {
  std::string user;
  base::Millis ends_in;  // until it ends if it is not used again: idle or at its longest
};

class Sessions {
 public:
  static constexpr base::Millis kIdle{15 * 60 * 1000};
  static constexpr base::Millis kLongest{12 * 3600 * 1000};

  explicit Sessions(const base::Clock& clock) : clock_(clock) {}

  // A new session's token.
  std::string open(const std::string& user);
  // Whose session it is; `used` renews its idle time.
  std::optional<SessionView> look(std::string_view token, bool used);
  void close(std::string_view token);

 private:
  using Key = std::array<std::uint8_t, 32>;
  struct Session {
    std::string user;
    base::Millis opened;
    base::Millis used;
  };
  void drop_old(base::Millis now);
  const base::Clock& clock_;
  std::mutex mutex_;
  std::map<Key, Session> sessions_;
};

// What a form of this session must send along: a page of another site cannot know it, and it does not give
// the token away.
std::string csrf_of(std::string_view token);

// Wrong tries, counted for each name, there or not, and for each address. After so many in a row one waits:
// 30 s, doubled with each further one, 15 min at most. An hour without a wrong try forgets them.
class TryCounter {
 public:
  static constexpr int kNameTries = 5;
  static constexpr int kAddressTries = 30;
  static constexpr base::Millis kFirstWait{30 * 1000};
  static constexpr base::Millis kLongestWait{15 * 60 * 1000};
  static constexpr base::Millis kForget{3600 * 1000};

  explicit TryCounter(const base::Clock& clock) : clock_(clock) {}

  struct Verdict {
    base::Millis wait{};  // more than 0: not now
    int left = 0;         // tries after this one before a wait
  };
  // Counts a try as wrong before it is looked at, so that many at once are not more tries.
  Verdict begin(const std::string& name, const std::string& address);
  // It was right: the name starts anew, and the address has its try back.
  void forgive(const std::string& name, const std::string& address);
  // How long this name or address must wait now.
  base::Millis wait(const std::string& name, const std::string& address);

 private:
  struct Tries {
    int wrong = 0;
    base::Millis until{};
    base::Millis last{};
  };
  using Book = std::map<std::string, Tries>;
  base::Millis wait_in(const Book& book, const std::string& key, base::Millis now) const;
  void count(Book& book, const std::string& key, int free, base::Millis now);
  const base::Clock& clock_;
  std::mutex mutex_;
  Book names_, addresses_;
};

}  // namespace queue
