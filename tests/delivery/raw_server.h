#pragma once
// A bare TCP listener for what no well-behaved server does: silence, drips, a backlog that is full.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace support {

class RawServer {
 public:
  enum class Manner {
    Silent,  // takes the request and says nothing
    CloseAtOnce,
    Drip,        // one byte of an endless header every 20 ms
    FullBacklog  // never takes the connection
  };

  explicit RawServer(Manner manner) : manner_(manner) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    ::bind(listener_, reinterpret_cast<sockaddr*>(&address), length);
    ::listen(listener_, manner == Manner::FullBacklog ? 0 : 16);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
    if (manner == Manner::FullBacklog)
      fill_backlog(address);
    else
      thread_ = std::thread([this] { run(); });
  }
  ~RawServer() {
    quit_ = true;
    if (thread_.joinable()) thread_.join();
    for (const int socket : sockets_) ::close(socket);
    ::close(listener_);
  }
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  int connections() const { return connections_; }

 private:
  void fill_backlog(const sockaddr_in& address) {
    for (int i = 0; i < 4; ++i) {
      const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address);
      sockets_.push_back(socket);
    }
  }

  void run() {
    while (!quit_) {
      pollfd wanted{listener_, POLLIN, 0};
      if (::poll(&wanted, 1, 20) == 1) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        ++connections_;
        if (manner_ == Manner::CloseAtOnce)
          ::close(socket);
        else
          sockets_.push_back(socket);
        if (manner_ == Manner::Drip) send(socket, "HTTP/1.1 200 OK\r\nX: ");
      }
      if (manner_ == Manner::Drip) {
        for (const int socket : sockets_) send(socket, "x");
      }
    }
  }
  static void send(int socket, const std::string& text) {
    static_cast<void>(::send(socket, text.data(), text.size(), MSG_NOSIGNAL));
  }

  Manner manner_;
  int listener_ = -1;
  int port_ = 0;
  std::vector<int> sockets_;
  std::atomic<bool> quit_{false};
  std::atomic<int> connections_{0};
  std::thread thread_;
};

}  // namespace support
