#include "support/fault_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace support {
namespace {

constexpr int kTurnMs = 20;  // how often a waiting thread looks whether it shall end

// The length a head states, 0 without one.
std::size_t length_in(const std::string& head) {
  const std::string name = "\r\nContent-Length: ";
  const auto at = head.find(name);
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + name.size()));
}

std::string answer_500() {
  return "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
}

}  // namespace

// A connected socket that goes with its owner.
class FaultProxy::Socket {
 public:
  explicit Socket(int file) : file_(file) {
    const int yes = 1;
    ::setsockopt(file_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  }
  ~Socket() {
    if (file_ >= 0) ::close(file_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  // Nothing listens: an empty pointer.
  static std::unique_ptr<Socket> connect(int port) {
    auto made = std::make_unique<Socket>(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    if (::connect(made->file_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return nullptr;
    return made;
  }
  // Appends what came; false at the end, or when `quit` is set.
  bool read_some(std::string& text, const std::atomic<bool>& quit) {
    pollfd wanted{file_, POLLIN, 0};
    while (::poll(&wanted, 1, kTurnMs) == 0) {
      if (quit) return false;
    }
    char bytes[16384];
    const auto got = ::recv(file_, bytes, sizeof bytes, 0);
    if (got > 0) text.append(bytes, static_cast<std::size_t>(got));
    return got > 0;
  }
  // A whole HTTP message, or what there was of it.
  std::string read_message(const std::atomic<bool>& quit) {
    std::string text;
    for (;;) {
      const auto end = text.find("\r\n\r\n");
      if (end != std::string::npos && text.size() >= end + 4 + length_in(text.substr(0, end + 2)))
        return text;
      if (!read_some(text, quit)) return text;
    }
  }
  void write(const std::string& text, std::size_t step = SIZE_MAX) {
    for (std::size_t at = 0; at < text.size();) {
      const auto sent = ::send(file_, text.data() + at, std::min(step, text.size() - at), MSG_NOSIGNAL);
      if (sent <= 0) return;
      at += static_cast<std::size_t>(sent);
    }
  }
  // Ends with a reset instead of an orderly end.
  void reset() {
    const linger at_once{1, 0};
    ::setsockopt(file_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(file_);
    file_ = -1;
  }

 private:
  int file_;
};

FaultProxy::FaultProxy(int upstream_port) : upstream_port_(upstream_port) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), length) != 0 || ::listen(listener_, 64) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) != 0)
    throw std::runtime_error("the proxy cannot listen");
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { accept_all(); });
}

FaultProxy::~FaultProxy() {
  {
    const std::lock_guard lock(mutex_);
    for (auto& one : late_) one.after = 0;
  }
  pass_late_ones();
  quit_ = true;
  accepting_.join();
  for (auto& one : serving_) one.thread.join();
  ::close(listener_);
}

void FaultProxy::choose(Choose choose) {
  const std::lock_guard lock(mutex_);
  choose_ = std::move(choose);
}

void FaultProxy::play(std::vector<NetFault> faults) {
  auto left = std::make_shared<std::vector<NetFault>>(faults.rbegin(), faults.rend());
  choose([left](int, const std::string& first_line) {
    if (left->empty() || first_line.rfind("POST /api/v1/intakes ", 0) != 0) return NetFault::None;
    const auto fault = left->back();
    left->pop_back();
    return fault;
  });
}

int FaultProxy::met(NetFault fault) const {
  const std::lock_guard lock(mutex_);
  const auto found = met_.find(fault);
  return found == met_.end() ? 0 : found->second;
}

void FaultProxy::accept_all() {
  while (!quit_) {
    pollfd wanted{listener_, POLLIN, 0};
    if (::poll(&wanted, 1, kTurnMs) != 1) continue;
    const int file = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (file < 0) continue;
    serving_.remove_if([](Serving& one) {
      if (!one.over) return false;
      one.thread.join();
      return true;
    });
    auto& one = serving_.emplace_back();
    one.thread = std::thread([this, file, &over = one.over] {
      {
        Socket kiosk(file);
        serve(kiosk);
      }
      over = true;
    });
  }
}

NetFault FaultProxy::fault_for(const std::string& request) {
  const std::lock_guard lock(mutex_);
  const auto fault = choose_ ? choose_(requests_, request.substr(0, request.find("\r\n"))) : NetFault::None;
  ++requests_;
  ++met_[fault];
  if (fault == NetFault::Late) late_.push_back({requests_ + 2, request});
  return fault;
}

// Empty if the queue is away or ends without an answer.
std::string FaultProxy::ask_queue(const std::string& request) {
  const auto queue = Socket::connect(upstream_port_);
  if (!queue) return {};
  queue->write(request);
  return queue->read_message(quit_);
}

void FaultProxy::pass_late_ones() {
  std::vector<std::string> due;
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(late_, [&](const LateOne& one) {
      if (one.after > requests_) return false;
      due.push_back(one.request);
      return true;
    });
  }
  for (const auto& request : due) ask_queue(request);
}

void FaultProxy::hold_until_hung_up(Socket& kiosk) {
  std::string ignored;
  while (kiosk.read_some(ignored, quit_)) continue;
}

void FaultProxy::reset_in_request(Socket& kiosk, const std::string& request) {
  if (const auto queue = Socket::connect(upstream_port_)) {
    const auto body = request.find("\r\n\r\n") + 4;
    queue->write(request.substr(0, body + (request.size() - body) / 2));
    queue->reset();
  }
  kiosk.reset();
}

void FaultProxy::serve(Socket& kiosk) {
  const auto request = kiosk.read_message(quit_);
  if (request.empty()) return;
  const auto fault = fault_for(request);
  switch (fault) {
    case NetFault::DropRequest:
    case NetFault::Late: break;
    case NetFault::Answer500: kiosk.write(answer_500()); break;
    case NetFault::Silent: hold_until_hung_up(kiosk); break;
    case NetFault::ResetInRequest: reset_in_request(kiosk, request); break;
    case NetFault::Drip:
      if (const auto queue = Socket::connect(upstream_port_)) {
        queue->write(request, 1);
        kiosk.write(queue->read_message(quit_));
      }
      break;
    default: {
      if (fault == NetFault::Double) ask_queue(request);
      const auto reply = ask_queue(request);
      const auto body = std::min(reply.find("\r\n\r\n"), reply.size());
      if (fault == NetFault::None || fault == NetFault::Double) kiosk.write(reply);
      if (fault == NetFault::Done500) kiosk.write(answer_500());
      if (fault == NetFault::SilentReply) hold_until_hung_up(kiosk);
      if (fault == NetFault::CutReply || fault == NetFault::ResetInReply)
        kiosk.write(reply.substr(0, body + (reply.size() - body) / 2));
      if (fault == NetFault::ResetInReply) kiosk.reset();
    }
  }
  pass_late_ones();
}

}  // namespace support
