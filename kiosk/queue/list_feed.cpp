#include "queue/list_feed.h"

#include <algorithm>
#include <chrono>

namespace queue {
namespace {

constexpr std::chrono::milliseconds kFirstPause{500};
constexpr int kLongestPause = 16;  // times the first
constexpr std::chrono::milliseconds kTurn{50};
constexpr int kNotIn = 401;

}  // namespace

ListFeed::ListFeed(Client client, LogIn log_in, Told told)
    : log_in_(std::move(log_in)),
      told_(std::move(told)),
      client_(std::make_shared<Client>(std::move(client))),
      thread_([this] { run(); }) {}

ListFeed::~ListFeed() {
  while (!stop(std::chrono::seconds(1))) continue;
  thread_.join();
}

bool ListFeed::stop(std::chrono::milliseconds at_most) {
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  std::unique_lock lock(mutex_);
  stop_ = true;
  wake_.notify_all();
  // A request may begin just after the client was told to stop: it is told again.
  while (!ended_ && std::chrono::steady_clock::now() < deadline) {
    const auto client = client_;
    lock.unlock();
    client->stop();
    lock.lock();
    wake_.wait_for(lock, kTurn, [this] { return ended_; });
  }
  return ended_;
}

bool ListFeed::stopping() {
  const std::lock_guard lock(mutex_);
  return stop_;
}

void ListFeed::run() {
  for (;;) {
    auto ended = follow();
    if (stopping()) break;
    if (!ended && ended.error().code == base::Code::Refused) ended = come_back();
    if (!ended && ended.error().code == base::Code::Refused) {
      told_(tl::make_unexpected(ended.error()));
      break;
    }
    if (ended) {
      // At once, but not over and over.
      if (failures_++ > 0 && !pause()) break;
      continue;
    }
    tell_away(ended.error());
    if (!pause()) break;
  }
  const std::lock_guard lock(mutex_);
  ended_ = true;
  wake_.notify_all();
}

// Until the stream ends or the list cannot be had; never without saying why.
base::Result<void> ListFeed::follow() {
  base::Result<void> listed;
  auto followed = client_->follow([&](std::string_view event) {
    if (stopping()) return false;
    listed = event == "ended" ? base::fail(base::Code::Refused, "the session ended") : tell_list();
    return listed.has_value();
  });
  if (!listed) return listed;
  return followed;
}

base::Result<void> ListFeed::tell_list() {
  BODYMAP_TRY(reply, client_->get("/api/v1/queue"));
  if (reply.status == kNotIn) return base::fail(base::Code::Refused, "not logged in any more");
  if (reply.status != 200) return base::fail(base::Code::Absent, problem_title(reply.body));
  away_ = false;
  failures_ = 0;
  told_(std::move(reply.body));
  return {};
}

void ListFeed::tell_away(const base::Error& why) {
  if (!away_) told_(base::fail(base::Code::Absent, why.what));
  away_ = true;
}

// Logs in again. A queue that is away is asked again later.
base::Result<void> ListFeed::come_back() {
  auto client = log_in_();
  if (!client && client.error().code != base::Code::Refused)
    return base::fail(base::Code::Absent, client.error().what);
  if (!client) return tl::make_unexpected(client.error());
  const std::lock_guard lock(mutex_);
  client_ = std::make_shared<Client>(std::move(*client));
  return {};
}

// Longer with each failure in a row. False: it is time to end.
bool ListFeed::pause() {
  const auto pause = kFirstPause * std::min(1 << std::min(failures_++, 10), kLongestPause);
  std::unique_lock lock(mutex_);
  return !wake_.wait_for(lock, pause, [this] { return stop_; });
}

}  // namespace queue
