#include "queue/connection.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace queue {
namespace {

using Clock = std::chrono::steady_clock;

void name_of(const sockaddr_storage& address, socklen_t size, std::string& ip, int& port) {
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> service{};
  if (::getnameinfo(reinterpret_cast<const sockaddr*>(&address), size, host.data(), host.size(),
                    service.data(), service.size(), NI_NUMERICHOST | NI_NUMERICSERV) != 0)
    return;
  ip = host.data();
  std::from_chars(service.data(), service.data() + std::strlen(service.data()), port);
}

}  // namespace

Connection*& Connection::current() {
  thread_local Connection* current = nullptr;
  return current;
}

Connection::Connection(int socket, ssl_ctx_st* tls) : socket_(socket) {
  ::fcntl(socket_, F_SETFL, ::fcntl(socket_, F_GETFL) | O_NONBLOCK);
  ::fcntl(socket_, F_SETFD, FD_CLOEXEC);
  const int yes = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (tls == nullptr) return;
  tls_ = ::SSL_new(tls);
  greeted_ = false;
  if (tls_ != nullptr) ::SSL_set_fd(tls_, socket_);
}

Connection::~Connection() {
  if (tls_ != nullptr) {
    ::ERR_clear_error();
    if (greeted_) ::SSL_shutdown(tls_);
    ::SSL_free(tls_);
  }
  ::close(socket_);
}

void Connection::linger() {
  ::ERR_clear_error();
  if (tls_ != nullptr && greeted_) ::SSL_shutdown(tls_);
  ::shutdown(socket_, SHUT_WR);
  const auto until = Clock::now() + kLingerTime;
  std::array<char, 4096> rest{};
  for (;;) {
    const auto got = ::recv(socket_, rest.data(), rest.size(), 0);
    const bool nothing_now = got < 0 && (errno == EAGAIN || errno == EINTR);
    if (got == 0 || (got < 0 && !nothing_now) || Clock::now() >= until) return;
    if (nothing_now && !wait(POLLIN, until)) return;
  }
}

bool Connection::wait(short events, Time until) const {
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return false;
    pollfd waiting{socket_, events, 0};
    const int got = ::poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left + 1, 60'000)));
    if (got > 0) return true;
    if (got < 0 && errno != EINTR) return false;
  }
}

bool Connection::greet() {
  const auto until = Clock::now() + kGreetingTime;
  while (!greeted_) {
    if (tls_ == nullptr) return false;
    ::ERR_clear_error();
    const int done = ::SSL_accept(tls_);
    const int why = ::SSL_get_error(tls_, done);
    if (done == 1)
      greeted_ = true;
    else if (why == SSL_ERROR_WANT_READ    ? !wait(POLLIN, until)
             : why == SSL_ERROR_WANT_WRITE ? !wait(POLLOUT, until)
                                           : true)
      return false;
  }
  return true;
}

bool Connection::ready() const {
  if (from_ < to_ || (tls_ != nullptr && ::SSL_pending(tls_) > 0)) return true;
  pollfd waiting{socket_, POLLIN, 0};
  return ::poll(&waiting, 1, 0) > 0;
}

ssize_t Connection::receive(char* out, std::size_t size) {
  if (tls_ == nullptr) {
    const auto got = ::recv(socket_, out, size, 0);
    if (got > 0) return got;
    wants_ = POLLIN;
    return got < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
  }
  ::ERR_clear_error();
  const int got = ::SSL_read(tls_, out, static_cast<int>(std::min<std::size_t>(size, 1 << 20)));
  if (got > 0) return got;
  const int why = ::SSL_get_error(tls_, got);
  wants_ = why == SSL_ERROR_WANT_WRITE ? POLLOUT : POLLIN;
  return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? 0 : -1;
}

ssize_t Connection::write_some(std::string_view bytes) {
  if (bytes.empty()) return 0;
  if (tls_ == nullptr) {
    const auto put = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (put > 0) return put;
    wants_ = POLLOUT;
    return put < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
  }
  ::ERR_clear_error();
  const int put =
      ::SSL_write(tls_, bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), 16384)));
  if (put > 0) return put;
  const int why = ::SSL_get_error(tls_, put);
  wants_ = why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT;
  return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? 0 : -1;
}

bool Connection::drain() {
  std::array<char, 1024> rest{};
  for (int i = 0; i < 16; ++i) {
    const auto got = receive(rest.data(), rest.size());
    if (got <= 0) return got == 0;
  }
  return true;
}

bool Connection::is_readable() const { return ready() || wait(POLLIN, read_until_); }

bool Connection::is_writable() const { return wait(POLLOUT, Clock::now() + kWriteTime); }

ssize_t Connection::read(char* out, std::size_t size) {
  while (from_ == to_) {
    // The whole request has one deadline: a client that sends a byte now and then gains nothing by it.
    broken_ = broken_ || Clock::now() >= read_until_;
    const auto got = broken_ ? -1 : receive(buffer_.data(), buffer_.size());
    broken_ = got < 0 || (got == 0 && !wait(wants_, read_until_));
    if (broken_) return -1;
    from_ = 0;
    to_ = static_cast<std::size_t>(got);
  }
  const auto taken = std::min(size, to_ - from_);
  std::memcpy(out, buffer_.data() + from_, taken);
  from_ += taken;
  return static_cast<ssize_t>(taken);
}

ssize_t Connection::write(const char* bytes, std::size_t size) {
  std::size_t written = 0;
  while (written < size) {
    const auto put = write_some({bytes + written, size - written});
    if (put < 0) return -1;
    if (put == 0 && !wait(wants_, Clock::now() + kWriteTime)) return -1;
    written += static_cast<std::size_t>(put);
  }
  return static_cast<ssize_t>(written);
}

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getpeername(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0)
    name_of(address, size, ip, port);
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0)
    name_of(address, size, ip, port);
}

}  // namespace queue
