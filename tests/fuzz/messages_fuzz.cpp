// What kiosk and queue say to each other, either way. What reads as a message is written and read again.
#include "fuzz/fuzz.h"
#include "intake/enrolment.h"
#include "intake/request.h"

namespace {

template <class Message, class Read>
void both_ways(std::string_view json, Read read) {
  const base::Result<Message> message = read(json);
  if (!message) return;
  const auto written = intake::to_json(*message);
  const base::Result<Message> again = read(written);
  fuzz::claim(again.has_value(), "what was written can be read");
  fuzz::claim(intake::to_json(*again) == written, "and says the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace intake;
  static const auto seal = make_seal_keys();
  static const auto sign = make_sign_keys();
  const auto json = fuzz::text(data, size);
  both_ways<IntakePost>(json, intake_post_from_json);
  both_ways<Receipt>(json, receipt_from_json);
  both_ways<LookupAnswer>(json, lookup_answer_from_json);
  both_ways<KioskConfig>(json, kiosk_config_from_json);
  both_ways<KioskStatus>(json, kiosk_status_from_json);
  both_ways<EnrolOffer>(json, enrol_offer_from_json);
  both_ways<SkewAnswer>(json, skew_answer_from_json);
  (void)lookup_from_json(json);
  fuzz::claim(!enrol_request_from_json(json, seal).has_value(), "nobody sealed this to us");
  fuzz::claim(!enrol_grant_from_json(json, seal, sign.public_key).has_value(), "nobody signed this");
  if (const auto code = EnrolCode::parse(json))
    fuzz::claim(EnrolCode::parse(code->text()).has_value(), "a code reads back");
  return 0;
}
