#pragma once
// For the server's .cpp files only: httplib's server behind connections of our own. httplib parses, routes
// and answers; whose thread does it, how long it may take and what happens in between is decided here.
// httplib 0.11.4 by itself would hold a worker for every open connection and every event stream.
#include <httplib.h>

#include <atomic>
#include <memory>

#include "queue/event_hub.h"

namespace queue {

class HttpGate final : public httplib::Server {
 public:
  // A client that sends byte by byte holds one for up to Connection::kRequestTime: enough that a room full of
  // them leaves some. Threads that wait cost next to nothing; what costs memory is bounded on its own
  // (accounts.h).
  static constexpr std::size_t kWorkers = 48;
  static constexpr int kMostConnections = 1500;
  static constexpr int kMostRequests = 1000;  // of one connection

  // `tls` null: plain HTTP. Both outlive the gate.
  HttpGate(Service& service, ssl_ctx_st* tls);
  ~HttpGate() override;

  EventHub& hub() { return hub_; }
  // Once bound: many pages may come back at the same moment, after a restart.
  void widen_backlog();
  // After the listening thread has ended: lets running requests end and closes everything else.
  void finish();

 private:
  bool process_and_close_socket(socket_t socket) override;
  void serve(const std::shared_ptr<Connection>& connection);
  ssl_ctx_st* tls_;
  std::atomic<int> connections_{0};
  std::unique_ptr<httplib::ThreadPool> workers_;
  EventHub hub_;
};

}  // namespace queue
