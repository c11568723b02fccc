#include "base/log.h"

#include <unistd.h>

#include <atomic>

namespace base {
namespace {

std::atomic<Level> least_level{Level::Info};

std::string_view name_of(Level level) {
  switch (level) {
    case Level::Debug: return "debug";
    case Level::Info: return "info";
    case Level::Warn: return "warn";
    case Level::Error: return "error";
  }
  return "error";
}

// Values with spaces are quoted; control characters become '?', so that one event stays one line.
void append_value(std::string& line, std::string_view value) {
  const bool quote = value.empty() || value.find_first_of(" =\"") != std::string_view::npos;
  if (quote) line += '"';
  for (const char c : value) {
    if (c == '"')
      line += '\'';
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      line += '?';
    else
      line += c;
  }
  if (quote) line += '"';
}

}  // namespace

void set_log_level(Level least) { least_level = least; }

void log(Level level, std::string_view area, std::string_view message,
         std::initializer_list<std::pair<std::string_view, std::string>> fields) {
  if (level < least_level) return;
  std::string line;
  line.append(name_of(level)).append(" ").append(area).append(" ").append(message);
  for (const auto& [key, value] : fields) {
    line.append(" ").append(key).append("=");
    append_value(line, value);
  }
  line += '\n';
  // One write per line keeps lines of different threads apart; a closed stderr is nobody's fault here.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace base
