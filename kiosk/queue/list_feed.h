#pragma once
// The queue's list, live, for a program that follows it: a thread of its own holds the stream of events,
// asks for the list at each change and every 15 s, and comes back by itself when the queue was away or the
// session ended.
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "base/result.h"
#include "queue/client.h"

namespace queue {

class ListFeed {
 public:
  using LogIn = std::function<base::Result<Client>()>;
  // Each list as JSON; Absent while the queue is away, told once for each time; Refused if it lets us in no
  // more: the last that is told. Called on the feed's thread.
  using Told = std::function<void(base::Result<std::string>)>;

  // `client` is logged in; `log_in` makes another, on the feed's thread.
  ListFeed(Client client, LogIn log_in, Told told);
  ~ListFeed();
  ListFeed(const ListFeed&) = delete;
  ListFeed& operator=(const ListFeed&) = delete;

  // Ends it. False if it has not ended within this time, as when a log-in hangs in a silent network.
  bool stop(std::chrono::milliseconds at_most);

 private:
  void run();
  base::Result<void> follow();
  base::Result<void> tell_list();
  void tell_away(const base::Error& why);
  base::Result<void> come_back();
  bool pause();
  bool stopping();

  LogIn log_in_;
  Told told_;
  std::mutex mutex_;  // of what stands below
  std::condition_variable wake_;
  std::shared_ptr<Client> client_;
  bool stop_ = false;
  bool ended_ = false;
  // The feed's thread alone:
  bool away_ = false;
  int failures_ = 0;
  std::thread thread_;  // the last: starts when all else stands
};

}  // namespace queue
