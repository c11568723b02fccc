// A sealed envelope as it comes over the network and out of the outbox. No forged one opens or holds.
#include "fuzz/fuzz.h"
#include "intake/envelope.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto sign = intake::make_sign_keys();
  const auto read = intake::envelope_from_json(fuzz::text(data, size));
  if (!read) return 0;
  const auto again = intake::envelope_from_json(intake::to_json(*read));
  fuzz::claim(again.has_value(), "what was written can be read");
  fuzz::claim(intake::to_json(*again) == intake::to_json(*read), "and says the same");
  fuzz::claim(!intake::signature_holds(*read, sign.public_key), "nobody signed this");
  return 0;
}
