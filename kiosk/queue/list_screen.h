#pragma once
// The list of the queue as it fills a terminal's screen. Pure; any thread.
#include <string>
#include <string_view>

#include "base/result.h"
#include "queue/sheet.h"

namespace queue {

struct ScreenSize {
  int columns = 80;
  int rows = 24;
};

// Lines of at most `columns` characters, at most `rows` of them, each ended but the last: `head`, who waits,
// and who is with whom. A visit takes as many lines as it needs, so that what safety asks for is never cut
// off; what has no room at the end is counted. Parse if the JSON is no list.
base::Result<std::string> list_screen(std::string_view list, const std::string& head, const ScreenSize& size,
                                      const RegionLabel& label);

}  // namespace queue
