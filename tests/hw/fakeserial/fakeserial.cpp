#include "fakeserial.h"

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

// Plain memory: these calls come before any constructor of ours has run.
char root_folder[PATH_MAX];

bool exists(const char* path) {
  struct stat info {};
  return ::syscall(SYS_newfstatat, AT_FDCWD, path, &info, AT_SYMLINK_NOFOLLOW) == 0;
}

// The path to use in place of `path`: itself, or the one under the root.
class Mapped {
 public:
  explicit Mapped(const char* path) : path_(path) {
    if (root_folder[0] == '\0' || path == nullptr) return;
    const bool tty_class = std::strncmp(path, "/sys/class/tty", 14) == 0;
    const bool node = std::strncmp(path, "/dev/", 5) == 0 || std::strcmp(path, "/dev") == 0;
    if (!tty_class && !node) return;
    const int length = std::snprintf(under_root_, sizeof under_root_, "%s%s", root_folder, path);
    if (length < 0 || static_cast<std::size_t>(length) >= sizeof under_root_) return;
    if (tty_class || exists(under_root_)) path_ = under_root_;
  }
  const char* get() const { return path_; }
  bool moved() const { return path_ == under_root_; }

 private:
  const char* path_;
  char under_root_[PATH_MAX + 16];
};

// The function of that name that would have been called without us.
template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

bool is_modem_request(unsigned long request) {
  return request == TIOCMGET || request == TIOCMSET || request == TIOCMBIS || request == TIOCMBIC;
}

}  // namespace

void fakeserial::set_root(const char* root) {
  std::snprintf(root_folder, sizeof root_folder, "%s", root == nullptr ? "" : root);
}

extern "C" {

int __lxstat(int version, const char* path, struct stat* info) {
  using Function = int (*)(int, const char*, struct stat*);
  return next<Function>("__lxstat")(version, Mapped(path).get(), info);
}

int lstat(const char* path, struct stat* info) noexcept {
  using Function = int (*)(const char*, struct stat*);
  return next<Function>("lstat")(Mapped(path).get(), info);
}

ssize_t readlink(const char* path, char* out, size_t size) noexcept {
  using Function = ssize_t (*)(const char*, char*, size_t);
  return next<Function>("readlink")(Mapped(path).get(), out, size);
}

FILE* fopen(const char* path, const char* mode) {
  using Function = FILE* (*)(const char*, const char*);
  return next<Function>("fopen")(Mapped(path).get(), mode);
}

DIR* opendir(const char* path) {
  using Function = DIR* (*)(const char*);
  return next<Function>("opendir")(Mapped(path).get());
}

int __open_2(const char* path, int flags) {
  using Function = int (*)(const char*, int);
  return next<Function>("__open_2")(Mapped(path).get(), flags);
}

int open(const char* path, int flags, ...) {
  using Function = int (*)(const char*, int, ...);
  mode_t mode = 0;
  if ((flags & (O_CREAT | O_TMPFILE)) != 0) {
    va_list arguments;
    va_start(arguments, flags);
    mode = va_arg(arguments, mode_t);
    va_end(arguments);
  }
  return next<Function>("open")(Mapped(path).get(), flags, mode);
}

int inotify_add_watch(int fd, const char* path, uint32_t mask) noexcept {
  using Function = int (*)(int, const char*, uint32_t);
  return next<Function>("inotify_add_watch")(fd, Mapped(path).get(), mask);
}

// A mapped node stands for a real one, whose path leads to itself; a link beside it, as udev makes them
// (relative, in the same folder), leads to the node.
char* realpath(const char* path, char* out) noexcept {
  using Function = char* (*)(const char*, char*);
  const Mapped mapped(path);
  if (!mapped.moved()) return next<Function>("realpath")(path, out);
  char found[PATH_MAX + 8];
  char target[PATH_MAX];
  const auto length = ::syscall(SYS_readlinkat, AT_FDCWD, mapped.get(), target, sizeof target - 1);
  const bool beside = length > 0 && target[0] != '/';
  if (beside) target[length] = '\0';
  std::snprintf(found, sizeof found, "%s%s", beside ? "/dev/" : "", beside ? target : path);
  return out == nullptr ? ::strdup(found) : std::strcpy(out, found);
}

int ioctl(int fd, unsigned long request, ...) noexcept {
  va_list arguments;
  va_start(arguments, request);
  void* argument = va_arg(arguments, void*);
  va_end(arguments);
  const auto result = static_cast<int>(::syscall(SYS_ioctl, fd, request, argument));
  if (result == 0 || (errno != ENOTTY && errno != EINVAL) || !is_modem_request(request)) return result;
  if (request == TIOCMGET) *static_cast<int*>(argument) = TIOCM_CTS | TIOCM_DSR | TIOCM_CAR;
  errno = 0;
  return 0;
}

}  // extern "C"
