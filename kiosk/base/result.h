#pragma once
// Expected outcomes as values. Three kinds of failure in this house:
//   - an expected outcome (no such file, server away) is a Result;
//   - a broken contract aborts (base/check.h) and the service manager restarts us;
//   - a library's exception is caught in the adapter around that library, never higher.
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace base {

enum class Code {
  Io,       // the machine refused: disk, socket, device
  Parse,    // bytes that do not say what they should
  Timeout,  // no answer in the time given
  Absent,   // nothing there: no file, no reader, no row
  Invalid,  // understood and not allowed
  Busy,     // somebody else holds it
  Full,     // no space left
  Refused,  // the other side said no, and will say no again
};

// `what` is for the log and the terminal, never for the client's screen, and never carries what a
// client said.
struct Error {
  Code code;
  std::string what;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Code code, std::string what) {
  return tl::make_unexpected(Error{code, std::move(what)});
}

}  // namespace base

// BODYMAP_TRY(name, expression): declares `name` as the value, or returns the error from this function.
// A plain statement, not a GNU statement expression: use it only inside a braced block.
#define BODYMAP_TRY(name, ...)                                                      \
  auto name##_result = (__VA_ARGS__);                                               \
  if (!name##_result) return tl::make_unexpected(std::move(name##_result).error()); \
  auto name = *std::move(name##_result)

// BODYMAP_TRY_VOID(expression): the same for Result<void>.
#define BODYMAP_TRY_VOID(...)                                                   \
  do {                                                                          \
    auto try_result = (__VA_ARGS__);                                            \
    if (!try_result) return tl::make_unexpected(std::move(try_result).error()); \
  } while (false)
