#include "base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace base {
namespace {

constexpr std::uintmax_t kLargest = 16U << 20;

Error io_error(const std::string& doing, const std::filesystem::path& path, int number) {
  const Code code = number == ENOSPC || number == EDQUOT ? Code::Full
                    : number == ENOENT                   ? Code::Absent
                                                         : Code::Io;
  return {code, doing + " " + path.string() + ": " + std::strerror(number)};  // NOLINT(concurrency-mt-unsafe)
}

Result<void> write_all(int file, std::string_view content, const std::filesystem::path& path) {
  while (!content.empty()) {
    const auto wrote = ::write(file, content.data(), content.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return tl::make_unexpected(io_error("write", path, errno));
    content.remove_prefix(static_cast<std::size_t>(wrote));
  }
  if (::fsync(file) != 0) return tl::make_unexpected(io_error("sync", path, errno));
  return {};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path) {
  std::error_code code;
  const auto size = std::filesystem::file_size(path, code);
  if (code) return tl::make_unexpected(io_error("read", path, code.value()));
  if (size > kLargest) return fail(Code::Invalid, "read " + path.string() + ": larger than 16 MiB");
  std::ifstream in(path, std::ios::binary);
  if (!in) return tl::make_unexpected(io_error("read", path, errno));
  std::string content{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) return fail(Code::Io, "read " + path.string());
  return content;
}

Result<void> write_file_durably(const std::filesystem::path& path, std::string_view content, unsigned mode) {
  const auto beside = path.string() + ".new";
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
  if (file < 0) return tl::make_unexpected(io_error("open", beside, errno));
  auto written = ::fchmod(file, mode) == 0
                     ? write_all(file, content, beside)
                     : Result<void>(tl::make_unexpected(io_error("chmod", beside, errno)));
  ::close(file);
  if (written && ::rename(beside.c_str(), path.c_str()) != 0)
    written = tl::make_unexpected(io_error("rename", path, errno));
  if (!written) {
    ::unlink(beside.c_str());
    return written;
  }
  const auto parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  const int folder = ::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return tl::make_unexpected(io_error("open", parent, errno));
  const int synced = ::fsync(folder);
  ::close(folder);
  if (synced != 0) return tl::make_unexpected(io_error("sync", parent, errno));
  return {};
}

}  // namespace base
