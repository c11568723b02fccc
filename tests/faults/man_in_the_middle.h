#pragma once
// Somebody between a kiosk and a queue: ends the kiosk's TLS with a certificate of his own, or relays it
// untouched, and passes on what he likes. Notes all that he gets to read. Any thread.
#include <httplib.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "support/tls_identity.h"

namespace faults {

class ManInTheMiddle {
 public:
  // `queue_port` speaks TLS unless `tls` is false. The first `relayed` connections are passed on untouched,
  // the rest are ended here.
  explicit ManInTheMiddle(int queue_port, bool tls = true, int relayed = 0);
  ~ManInTheMiddle();
  ManInTheMiddle(const ManInTheMiddle&) = delete;
  ManInTheMiddle& operator=(const ManInTheMiddle&) = delete;

  std::string url() const { return (tls_ ? "https" : "http") + ("://127.0.0.1:" + std::to_string(port_)); }
  const support::TlsIdentity& identity() const { return identity_; }
  // The queue's answer to "GET /path" or "POST /path", before it goes on.
  std::function<void(const std::string& what, std::string& body)> change_answer;
  // "METHOD /path HEADER.. body" of each request he could read.
  std::vector<std::string> read() const;
  int connections() const { return connections_; }

 private:
  void pass_on(const httplib::Request& request, httplib::Response& response);
  void accept_all();
  void pump(int kiosk, int port) const;

  const int queue_port_;
  const bool tls_;
  const int relayed_;
  support::TlsIdentity identity_ = support::TlsIdentity::make();
  std::unique_ptr<httplib::Server> inner_;
  int inner_port_ = 0;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> connections_{0};
  std::atomic<bool> quit_{false};
  mutable std::mutex mutex_;
  std::vector<std::string> read_;
  std::vector<std::thread> pumps_;
  std::thread serving_;
  std::thread accepting_;
};

}  // namespace faults
