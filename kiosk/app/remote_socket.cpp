#include "app/remote_socket.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace app {
namespace {

constexpr std::size_t kLongestLine = 64 * 1024;
constexpr const char* kPackagedData = "/var/lib/bodymap";

base::Error failed(const std::string& doing, const std::string& path) {
  return {base::Code::Io,
          "--remote " + path + ": " + doing + ": " + std::strerror(errno)};  // NOLINT(concurrency-mt-unsafe)
}

bool readable(int file, int stop) {
  pollfd waits[2] = {{file, POLLIN, 0}, {stop, POLLIN, 0}};
  while (::poll(waits, 2, -1) < 0) {
    if (errno != EINTR) return false;
  }
  return waits[1].revents == 0 && waits[0].revents != 0;
}

}  // namespace

base::Result<std::unique_ptr<RemoteSocket>> RemoteSocket::open(const std::string& path,
                                                               std::function<void(std::string)> on_line) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path)
    return base::fail(base::Code::Invalid, "--remote " + path + ": the path is too long for a socket");
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0) return tl::make_unexpected(failed("socket", path));
  ::unlink(path.c_str());
  const auto old_mask = ::umask(0177);  // the socket is 0600 from its first moment
  const int bound = ::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  ::umask(old_mask);
  if (bound != 0 || ::listen(listener, 1) != 0) {
    auto error = failed("listen", path);
    ::close(listener);
    return tl::make_unexpected(std::move(error));
  }
  const int stop = ::eventfd(0, EFD_CLOEXEC);
  return std::unique_ptr<RemoteSocket>(new RemoteSocket(path, listener, stop, std::move(on_line)));
}

RemoteSocket::RemoteSocket(std::string path, int listener, int stop, std::function<void(std::string)> on_line)
    : path_(std::move(path)), listener_(listener), stop_(stop), on_line_(std::move(on_line)), thread_([this] {
        run();
      }) {}

RemoteSocket::~RemoteSocket() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(stop_, &one, sizeof one);
  thread_.join();
  ::close(listener_);
  ::close(stop_);
  ::unlink(path_.c_str());
}

void RemoteSocket::run() {
  while (readable(listener_, stop_)) {
    const int peer = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (peer < 0) continue;
    {
      const std::lock_guard lock(mutex_);
      peer_ = peer;
    }
    serve(peer);
    const std::lock_guard lock(mutex_);
    peer_ = -1;
    ::close(peer);
  }
}

void RemoteSocket::serve(int peer) {
  std::string pending;
  char bytes[4096];
  while (readable(peer, stop_)) {
    const auto got = ::read(peer, bytes, sizeof bytes);
    if (got <= 0) return;
    pending.append(bytes, static_cast<std::size_t>(got));
    for (auto end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
      on_line_(pending.substr(0, end));
      pending.erase(0, end + 1);
    }
    if (pending.size() > kLongestLine) return;
  }
}

void RemoteSocket::answer(const std::string& line) {
  const std::lock_guard lock(mutex_);
  if (peer_ < 0) return;
  std::string rest = line + "\n";
  while (!rest.empty()) {
    const auto wrote = ::send(peer_, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return;
    rest.erase(0, static_cast<std::size_t>(wrote));
  }
}

base::Result<void> may_be_remote_controlled(const std::string& data_folder) {
  if (std::getenv("NOTIFY_SOCKET") != nullptr) {  // NOLINT(concurrency-mt-unsafe): before any thread
    return base::fail(base::Code::Refused, "--remote is for tests and is refused under a service manager");
  }
  std::error_code code;
  const auto real = std::filesystem::weakly_canonical(data_folder, code);
  if (real.string().rfind(kPackagedData, 0) == 0) {
    return base::fail(base::Code::Refused,
                      std::string("--remote is for tests and is refused on ") + kPackagedData);
  }
  return {};
}

}  // namespace app
