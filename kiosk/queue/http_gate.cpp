#include "queue/http_gate.h"

#include <sys/socket.h>

#include "queue/connection.h"

namespace queue {
namespace {

// httplib makes and ends a pool with its listening loop; ours is shared with the hub and ends after both.
class SharedWorkers final : public httplib::TaskQueue {
 public:
  explicit SharedWorkers(httplib::ThreadPool& workers) : workers_(workers) {}
  void enqueue(std::function<void()> task) override { workers_.enqueue(std::move(task)); }
  void shutdown() override {}

 private:
  httplib::ThreadPool& workers_;
};

}  // namespace

HttpGate::HttpGate(Service& service, ssl_ctx_st* tls)
    : tls_(tls),
      workers_(std::make_unique<httplib::ThreadPool>(kWorkers)),
      hub_(service, [this](auto speaks) {
        workers_->enqueue([this, connection = std::move(speaks)] { serve(connection); });
      }) {
  new_task_queue = [this] { return new SharedWorkers(*workers_); };
}

HttpGate::~HttpGate() { finish(); }

void HttpGate::widen_backlog() { ::listen(svr_sock_, 512); }

void HttpGate::finish() {
  if (!workers_) return;
  hub_.stop();
  workers_->shutdown();
  workers_.reset();
}

bool HttpGate::process_and_close_socket(socket_t socket) {
  const auto closed = [this](Connection* connection) {
    delete connection;
    --connections_;
  };
  const int open = ++connections_;
  const std::shared_ptr<Connection> connection(new Connection(socket, tls_), closed);
  if (open > kMostConnections) return false;
  serve(connection);
  return true;
}

void HttpGate::serve(const std::shared_ptr<Connection>& connection) {
  for (;;) {
    if (!connection->ready()) return hub_.park(connection);
    if (!connection->greeted()) {
      if (!connection->greet()) return;
      continue;
    }
    const bool last = ++connection->requests >= kMostRequests;
    bool closes = false;
    connection->begin_request();
    Connection::current() = connection.get();
    const bool answered = process_request(*connection, last, closes, nullptr);
    Connection::current() = nullptr;
    if (!connection->events_of.empty()) return hub_.carry(connection);
    // httplib answers half a request and would go on with the next one.
    if (!answered || closes || last || connection->broken()) return connection->linger();
  }
}

}  // namespace queue
