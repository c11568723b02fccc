#include "faults/man_in_the_middle.h"

#include <poll.h>

#include <array>
#include <stdexcept>

namespace faults {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

// Passes on what one side has said; false at its end.
bool pass(int from, int to) {
  std::array<char, 16384> bytes{};
  const auto got = ::recv(from, bytes.data(), bytes.size(), 0);
  return got > 0 && ::send(to, bytes.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) == got;
}

}  // namespace

ManInTheMiddle::ManInTheMiddle(int queue_port, bool tls, int relayed)
    : queue_port_(queue_port), tls_(tls), relayed_(relayed) {
  if (tls)
    inner_ = std::make_unique<httplib::SSLServer>(identity_.certificate.get(), identity_.key.get());
  else
    inner_ = std::make_unique<httplib::Server>();
  const auto handler = [this](const httplib::Request& request, httplib::Response& response) {
    pass_on(request, response);
  };
  inner_->Get(".*", handler);
  inner_->Post(".*", handler);
  inner_port_ = inner_->bind_to_any_port("127.0.0.1");
  serving_ = std::thread([this] { inner_->listen_after_bind(); });
  while (!inner_->is_running()) std::this_thread::yield();

  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto address = loopback(0);
  socklen_t length = sizeof address;
  if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), length) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) != 0)
    throw std::runtime_error("nobody in the middle");
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { accept_all(); });
}

ManInTheMiddle::~ManInTheMiddle() {
  quit_ = true;
  accepting_.join();
  for (auto& one : pumps_) one.join();
  inner_->stop();
  serving_.join();
  ::close(listener_);
}

std::vector<std::string> ManInTheMiddle::read() const {
  const std::lock_guard lock(mutex_);
  return read_;
}

void ManInTheMiddle::pass_on(const httplib::Request& request, httplib::Response& response) {
  const auto what = request.method + " " + request.path;
  {
    std::string all = what;
    for (const auto& [name, value] : request.headers) all.append(" ").append(name).append(": ").append(value);
    const std::lock_guard lock(mutex_);
    read_.push_back(all + " " + request.body);
  }
  httplib::Client queue((tls_ ? "https" : "http") + ("://127.0.0.1:" + std::to_string(queue_port_)));
  queue.enable_server_certificate_verification(false);
  const auto answer = request.method == "GET" ? queue.Get(request.path)
                                              : queue.Post(request.path, request.body, "application/json");
  response.status = answer ? answer->status : 502;
  auto body = answer ? answer->body : std::string();
  if (change_answer) change_answer(what, body);
  response.set_content(body, "application/json");
}

void ManInTheMiddle::accept_all() {
  while (!quit_) {
    pollfd wanted{listener_, POLLIN, 0};
    if (::poll(&wanted, 1, 20) != 1) continue;
    const int kiosk = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const int port = connections_++ < relayed_ ? queue_port_ : inner_port_;
    pumps_.emplace_back([this, kiosk, port] { pump(kiosk, port); });
  }
}

void ManInTheMiddle::pump(int kiosk, int port) const {
  const int other = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = loopback(port);
  bool open = ::connect(other, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  while (open && !quit_) {
    std::array<pollfd, 2> wanted{{{kiosk, POLLIN, 0}, {other, POLLIN, 0}}};
    if (::poll(wanted.data(), wanted.size(), 20) <= 0) continue;
    if (wanted[0].revents != 0) open = pass(kiosk, other);
    if (open && wanted[1].revents != 0) open = pass(other, kiosk);
  }
  ::close(other);
  ::close(kiosk);
}

}  // namespace faults
