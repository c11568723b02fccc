#include "queue/event_hub.h"

#include <fmt/format.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/check.h"
#include "queue/connection.h"
namespace queue {
namespace {

using Clock = std::chrono::steady_clock;

// As HTTP/1.1 sends a part of an answer whose length is not known.
std::string chunk(std::string_view text) { return fmt::format("{:x}\r\n{}\r\n", text.size(), text); }

std::string event(std::string_view name, std::int64_t version) {
  return fmt::format("id: {}\nevent: {}\ndata: {{\"version\":{}}}\n\n", version, name, version);
}

}  // namespace

EventHub::EventHub(Service& service, std::function<void(std::shared_ptr<Connection>)> serve)
    : service_(service), serve_(std::move(serve)) {
  epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  wake_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  BODYMAP_CHECK(epoll_ >= 0 && wake_ >= 0);
  epoll_event wanted{};
  wanted.events = EPOLLIN;
  wanted.data.fd = wake_;
  BODYMAP_CHECK(::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &wanted) == 0);
  thread_ = std::thread([this] { run(); });
}

void EventHub::stop() {
  {
    const std::lock_guard guard(mutex_);
    stop_ = true;
  }
  wake();
  if (thread_.joinable()) thread_.join();
  held_.clear();
  const std::lock_guard guard(mutex_);
  new_.clear();
}

EventHub::~EventHub() {
  stop();
  ::close(epoll_);
  ::close(wake_);
}

bool EventHub::reserve() {
  int taken = streams_.load();
  while (taken < kMostStreams) {
    if (streams_.compare_exchange_weak(taken, taken + 1)) return true;
  }
  return false;
}

void EventHub::wake() {
  const std::uint64_t one = 1;
  // Full only if a wake-up waits already.
  [[maybe_unused]] const auto put = ::write(wake_, &one, sizeof one);
}

void EventHub::changed() {
  changed_ = true;
  wake();
}

void EventHub::carry(std::shared_ptr<Connection> connection) {
  {
    const std::lock_guard guard(mutex_);
    if (stop_) return;
    new_.push_back({std::move(connection), true, false, false, {}, Clock::now(), Clock::now()});
  }
  wake();
}

void EventHub::park(std::shared_ptr<Connection> connection) {
  {
    const std::lock_guard guard(mutex_);
    if (stop_) return;
    new_.push_back({std::move(connection), false, false, false, {}, Clock::now(), {}});
  }
  wake();
}

void EventHub::run() {
  auto next_second = Clock::now() + std::chrono::seconds(1);
  std::array<epoll_event, 64> events{};
  while (!stop_) {
    const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_ms());
    for (int i = 0; i < count; ++i) {
      const auto& one = events[static_cast<std::size_t>(i)];
      if (one.data.fd != wake_) {
        answer(one.data.fd, (one.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0);
        continue;
      }
      std::uint64_t ignored = 0;
      [[maybe_unused]] const auto got = ::read(wake_, &ignored, sizeof ignored);
    }
    take_new();
    if (Clock::now() - told_ >= kBetween && changed_.exchange(false)) tell_all();
    if (const auto now = Clock::now(); now >= next_second) {
      next_second = now + std::chrono::seconds(1);
      every_second(now);
    }
  }
}

int EventHub::wait_ms() const {
  if (!changed_) return 1000;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(told_ + kBetween - Clock::now());
  return std::max(0, static_cast<int>(left.count()) + 1);
}

void EventHub::take_new() {
  std::vector<Held> coming;
  {
    const std::lock_guard guard(mutex_);
    coming.swap(new_);
  }
  for (auto& held : coming) {
    const int socket = held.connection->socket();
    const bool stream = held.stream;
    if (!stream && held_.size() >= kMostIdle + kMostStreams) continue;  // more than anybody needs: closed
    auto& kept = held_[socket] = std::move(held);
    watch(kept, EPOLL_CTL_ADD);
    if (!stream) continue;
    say(kept, event("hello", service_.version()));
    if (!flush(kept)) drop(socket);
  }
}

void EventHub::watch(const Held& held, int how) {
  epoll_event wanted{};
  wanted.events = EPOLLIN | (held.pending.empty() ? 0U : static_cast<unsigned>(EPOLLOUT));
  wanted.data.fd = held.connection->socket();
  ::epoll_ctl(epoll_, how, wanted.data.fd, &wanted);
}

void EventHub::drop(int socket) {
  const auto found = held_.find(socket);
  if (found == held_.end()) return;
  if (found->second.stream) --streams_;
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, socket, nullptr);
  held_.erase(found);
}

void EventHub::answer(int socket, bool readable) {
  const auto found = held_.find(socket);
  if (found == held_.end()) return;
  auto& held = found->second;
  if (!held.stream) {
    auto connection = std::move(held.connection);
    ::epoll_ctl(epoll_, EPOLL_CTL_DEL, socket, nullptr);
    held_.erase(found);
    return serve_(std::move(connection));
  }
  if (readable && !held.connection->drain()) return drop(socket);
  if (!held.pending.empty() && !flush(held)) return drop(socket);
}

void EventHub::say(Held& held, const std::string& text) {
  if (held.pending.empty()) held.since = Clock::now();
  held.pending += chunk(text);
}

bool EventHub::flush(Held& held) {
  const bool waited = !held.pending.empty();
  while (!held.pending.empty()) {
    const auto put = held.connection->write_some(held.pending);
    if (put < 0) return false;
    if (put == 0) break;
    held.pending.erase(0, static_cast<std::size_t>(put));
    held.since = Clock::now();
  }
  if (held.pending.empty() && held.behind) {
    held.behind = false;
    say(held, event("queue", service_.version()));
    return flush(held);
  }
  if (held.pending.empty() && held.ended) return false;
  if (waited) watch(held, EPOLL_CTL_MOD);
  return true;
}

// A stream that still has something to take is told once it has: the newest version says it all.
void EventHub::tell_all() {
  told_ = Clock::now();
  std::vector<int> gone;
  for (auto& [socket, held] : held_) {
    if (!held.stream || held.ended) continue;
    if (!service_.session_lives(held.connection->events_of)) {
      held.ended = true;
      say(held, event("ended", service_.version()));
    } else if (!held.pending.empty()) {
      held.behind = true;
    } else {
      say(held, event("queue", service_.version()));
    }
    if (!flush(held)) gone.push_back(socket);
  }
  for (const int socket : gone) drop(socket);
}

void EventHub::every_second(Time now) {
  std::vector<int> gone;
  for (auto& [socket, held] : held_) {
    if (!held.stream) {
      if (now - held.since > kIdle) gone.push_back(socket);
      continue;
    }
    if (!held.pending.empty() && now - held.since > kStalled) {
      gone.push_back(socket);
      continue;
    }
    const bool ends = !held.ended && !service_.session_lives(held.connection->events_of);
    if (ends) {
      held.ended = true;
      say(held, event("ended", service_.version()));
    } else if (held.pending.empty() && now - held.pinged >= kPing) {
      held.pinged = now;
      say(held, ": ping\n\n");
    }
    if (!flush(held)) gone.push_back(socket);
  }
  for (const int socket : gone) drop(socket);
}

}  // namespace queue
