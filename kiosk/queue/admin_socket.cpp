// Both ends of DIR/admin.sock.
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>

#include "base/log.h"
#include "queue/admin.h"

namespace queue {
namespace {

constexpr int kPatienceMs = 10'000;
constexpr int kAcceptPauseMs = 200;
constexpr std::size_t kLongestLine = 64 * 1024;
constexpr const char* kName = "admin.sock";

// A descriptor that closes itself.
class File {
 public:
  explicit File(int file) : file_(file) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (file_ >= 0) ::close(file_);
  }
  int get() const { return file_; }
  int release() { return std::exchange(file_, -1); }

 private:
  int file_;
};

// A socket's path has 107 bytes at most and a data folder may lie deeper; by way of a descriptor every
// folder is near. The folder stays open while the address is used.
sockaddr_un address_in(const File& folder) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const auto path = "/proc/self/fd/" + std::to_string(folder.get()) + "/" + kName;
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

File open_folder(const std::filesystem::path& folder) {
  return File(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
}

base::Error io_error(const char* doing) {
  return {base::Code::Io, std::string("admin socket: ") + doing + ": " + std::strerror(errno)};
}

// The time a whole line has, and what may end it sooner.
class Patience {
 public:
  // `stop`: a descriptor that turns readable to end it; -1 for none.
  explicit Patience(int stop) : stop_(stop) {}
  // Whether `socket` is ready for `what` (POLLIN, POLLOUT) before the patience ends.
  bool ready(int socket, short what) const {
    for (;;) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(ends_ - Clock::now()).count();
      if (left <= 0) return false;
      std::array<pollfd, 2> wait{{{socket, what, 0}, {stop_, POLLIN, 0}}};
      const int count = ::poll(wait.data(), wait.size(), static_cast<int>(left));
      if (count < 0 && errno == EINTR) continue;
      return count > 0 && wait[1].revents == 0;
    }
  }

 private:
  using Clock = std::chrono::steady_clock;
  int stop_;
  Clock::time_point ends_ = Clock::now() + std::chrono::milliseconds(kPatienceMs);
};

// One line without its end; nothing if the other side is too slow, too long or gone. Whatever was read and
// not given back is wiped: a line may carry a password.
std::optional<std::string> read_line(int socket, const Patience& patience) {
  std::string line;
  std::array<char, 4096> part{};
  line.reserve(kLongestLine + part.size());  // never moved, so nothing stays behind
  while (line.size() <= kLongestLine && patience.ready(socket, POLLIN)) {
    const auto got = ::recv(socket, part.data(), part.size(), 0);
    if (got <= 0) break;
    line.append(part.data(), static_cast<std::size_t>(got));
    ::explicit_bzero(part.data(), part.size());
    const auto end = line.find('\n');
    if (end == std::string::npos) continue;
    line.resize(end);
    return line;
  }
  ::explicit_bzero(line.data(), line.size());
  return std::nullopt;
}

bool write_line(int socket, std::string_view text, const Patience& patience) {
  auto line = std::string(text) + "\n";
  std::size_t at = 0;
  while (at < line.size() && patience.ready(socket, POLLOUT)) {
    const auto sent = ::send(socket, line.data() + at, line.size() - at, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent <= 0) break;
    at += static_cast<std::size_t>(sent);
  }
  ::explicit_bzero(line.data(), line.size());
  return at == line.size();
}

bool same_user(int caller) {
  ucred peer{};
  socklen_t size = sizeof peer;
  return ::getsockopt(caller, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::geteuid();
}

}  // namespace

base::Result<std::unique_ptr<AdminSocket>> AdminSocket::open(const std::filesystem::path& folder,
                                                             Service& service) {
  const File near = open_folder(folder);
  File listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  File stop(::eventfd(0, EFD_CLOEXEC));
  if (near.get() < 0 || listener.get() < 0 || stop.get() < 0) return tl::make_unexpected(io_error("open"));
  ::unlinkat(near.get(), kName, 0);
  const auto address = address_in(near);
  // The mode is set before anybody can connect: nobody is listening yet.
  if (::bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::fchmodat(near.get(), kName, 0600, 0) != 0 || ::listen(listener.get(), 8) != 0)
    return tl::make_unexpected(io_error("listen"));
  return std::unique_ptr<AdminSocket>(new AdminSocket(folder, listener.release(), stop.release(), service));
}

AdminSocket::AdminSocket(std::filesystem::path folder, int listener, int stop, Service& service)
    : folder_(std::move(folder)), listener_(listener), stop_(stop), service_(service) {
  thread_ = std::thread([this] { run(); });
}

AdminSocket::~AdminSocket() {
  ::eventfd_write(stop_, 1);
  thread_.join();
  ::unlink((folder_ / kName).c_str());
  ::close(listener_);
  ::close(stop_);
}

void AdminSocket::run() {
  for (;;) {
    std::array<pollfd, 2> wait{{{listener_, POLLIN, 0}, {stop_, POLLIN, 0}}};
    if (::poll(wait.data(), wait.size(), -1) < 0 && errno != EINTR) return;
    if (wait[1].revents != 0) return;
    if ((wait[0].revents & POLLIN) == 0) continue;
    const File caller(::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC));
    if (caller.get() >= 0) {
      serve(caller.get());
      continue;
    }
    // Out of descriptors, say: the caller stays in line and we look again in a while, not at once and for
    // ever.
    pollfd ending{stop_, POLLIN, 0};
    ::poll(&ending, 1, kAcceptPauseMs);
  }
}

void AdminSocket::serve(int caller) {
  if (!same_user(caller)) {
    base::log(base::Level::Warn, "queue", "admin socket: a caller of another user was refused");
    return;
  }
  auto line = read_line(caller, Patience(stop_));
  if (!line) return;
  write_line(caller, admin_answer(service_, *line, {"admin", "socket"}), Patience(stop_));
  ::explicit_bzero(line->data(), line->size());  // it may carry a password
}

base::Result<std::string> admin_call(const std::filesystem::path& folder, const std::string& line) {
  const File near = open_folder(folder);
  if (near.get() < 0) return base::fail(base::Code::Absent, folder.string() + ": no such folder");
  const File socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (socket.get() < 0) return tl::make_unexpected(io_error("open"));
  const auto address = address_in(near);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return base::fail(base::Code::Absent, "no server runs on this data folder");
  if (!write_line(socket.get(), line, Patience(-1)))
    return base::fail(base::Code::Timeout, "the server takes no command");
  auto answer = read_line(socket.get(), Patience(-1));
  if (!answer) return base::fail(base::Code::Timeout, "the server does not answer");
  return std::move(*answer);
}

}  // namespace queue
