#pragma once
// The log: one line an event to stderr, `level area message key=value ..`, for the journal.
// Any thread; a line is written whole. Never a name, an answer, a tap or a card number: callers pass
// counts, states and error texts only.
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace base {

enum class Level { Debug, Info, Warn, Error };

void log(Level level, std::string_view area, std::string_view message,
         std::initializer_list<std::pair<std::string_view, std::string>> fields = {});

// Lines below this level are dropped. Info at start.
void set_log_level(Level least);

}  // namespace base
