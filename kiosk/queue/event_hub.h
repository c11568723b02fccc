#pragma once
// For the server's .cpp files only: what waits without a worker. One thread holds the event streams, told of
// every change, and the connections between two requests, handed to a worker once they speak again. So
// neither open pages nor idle connections take a worker from a kiosk.
#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "queue/service.h"

namespace queue {

class Connection;

class EventHub {
 public:
  static constexpr int kMostStreams = 300;
  static constexpr std::size_t kMostIdle = 1000;
  // Changes come together: a kiosk that empties its outbox must not have each page told of each record.
  static constexpr std::chrono::milliseconds kBetween{50};
  static constexpr std::chrono::seconds kPing{15};
  static constexpr std::chrono::seconds kStalled{10};  // a stream that takes nothing for so long is cut off
  static constexpr std::chrono::seconds kIdle{60};     // a connection that says nothing, too

  // `serve` takes a connection that speaks; called on the hub's thread, must not block. The service outlives
  // the hub. Aborts if the kernel has no epoll for us.
  EventHub(Service& service, std::function<void(std::shared_ptr<Connection>)> serve);
  ~EventHub();
  EventHub(const EventHub&) = delete;
  EventHub& operator=(const EventHub&) = delete;

  // Ends the thread and closes what it holds; what comes later is closed at once. Twice is fine.
  void stop();

  // --- any thread
  // One of the places for a stream, given back when it ends; false if all are taken.
  bool reserve();
  int streams() const { return streams_.load(); }
  // A connection whose events_of has a place, its answer's head written.
  void carry(std::shared_ptr<Connection> connection);
  // A connection between two requests.
  void park(std::shared_ptr<Connection> connection);
  // Something changed; every stream is told the newest version.
  void changed();

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Held {
    std::shared_ptr<Connection> connection;
    bool stream = false;
    bool behind = false;  // it has not been told of the last change
    bool ended = false;
    std::string pending;  // not taken yet
    Time since;           // that it takes nothing, or says nothing
    Time pinged;
  };
  void run();
  void take_new();
  void answer(int socket, bool readable);
  void tell_all();
  int wait_ms() const;  // until there is something to do
  void every_second(Time now);
  void say(Held& held, const std::string& text);
  bool flush(Held& held);  // false: it is gone
  void watch(const Held& held, int how);
  void drop(int socket);
  void wake();

  Service& service_;
  std::function<void(std::shared_ptr<Connection>)> serve_;
  int epoll_ = -1;
  int wake_ = -1;
  std::atomic<int> streams_{0};
  std::atomic<bool> changed_{false};
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::vector<Held> new_;
  // The hub's thread alone:
  std::map<int, Held> held_;  // by socket
  Time told_{};
  std::thread thread_;
};

}  // namespace queue
