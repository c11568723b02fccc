// A record as the queue finds it in an envelope. What reads as a record is written and read again unchanged.
#include "fuzz/fuzz.h"
#include "intake/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = intake::from_json(fuzz::text(data, size));
  if (!read) return 0;
  fuzz::claim(intake::check(*read).has_value(), "what was read keeps the record's rules");
  const auto written = intake::to_json(*read);
  const auto again = intake::from_json(written.view());
  fuzz::claim(again.has_value(), "what was written can be read");
  fuzz::claim(intake::to_json(*again).view() == written.view(), "and says the same");
  return 0;
}
