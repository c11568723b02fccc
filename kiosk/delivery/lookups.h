#pragma once
// Card lookups on a thread of their own, so that a slow delivery never delays a greeting. Each question is
// answered once, in order, within Timings::lookup of being asked, whatever the queue does.
// Owns its queue client and its thread. Tokens are wiped after use and never logged.
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "base/secret.h"
#include "delivery/queue_client.h"
#include "delivery/timings.h"
#include "intake/record.h"

namespace delivery {

struct LookupDone {
  std::uint64_t request_id = 0;
  bool reachable = false;  // false: the queue did not answer in time; the rest says nothing
  bool known = false;
  base::SecretString initial;  // of the given name; empty when unknown
  base::SecretString member;   // the queue's reference; empty when unknown
};

class Lookups {
 public:
  // `done` is called on the lookups' thread; a Mailbox's post() is right for it.
  Lookups(std::unique_ptr<QueueClient> client, const Timings& timings, std::function<void(LookupDone)> done);
  // Within a second; questions not answered by then are dropped.
  ~Lookups();
  Lookups(const Lookups&) = delete;
  Lookups& operator=(const Lookups&) = delete;

  // Any thread.
  void ask(std::uint64_t request_id, base::SecretVector<intake::CardToken> tokens);

 private:
  struct Question {
    std::uint64_t request_id = 0;
    base::SecretVector<intake::CardToken> tokens;
    RealTime deadline;
  };
  void run();
  LookupDone answer(const Question& question);

  std::unique_ptr<QueueClient> client_;
  Timings timings_;
  std::function<void(LookupDone)> done_;
  std::mutex mutex_;
  std::condition_variable asked_;
  std::deque<Question> questions_;  // guarded by mutex_, as is stop_
  bool stop_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace delivery
