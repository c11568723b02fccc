#pragma once
// A record with every field filled, for the tests of this folder.
#include "intake/record.h"

namespace sample {

inline intake::RegionCode region(std::string_view code) { return intake::RegionCode::parse(code).value(); }
inline base::Uuid uuid(std::string_view text) { return base::parse_uuid(text).value(); }

inline intake::Area area(std::string_view code, int level, int rank = 0) {
  intake::Area area;
  area.region = region(code);
  area.level = level;
  area.rank = rank;
  area.at = {intake::ViewName("back"), 101.5F, 302.25F};
  return area;
}

inline void fill_said(intake::Intake& intake) {
  auto calf = area("calf_outer.L", 8, 1);
  calf.kinds.add(intake::Kind::Tight);
  calf.kinds.add(intake::Kind::DullAche);
  calf.since = intake::Since::Days;
  calf.when.add(intake::When::WhileRunning);
  calf.when.add(intake::When::AtRest);
  // A tenth of a millimetre is what the record keeps.
  calf.at = {intake::ViewName("legs-back"), 101.5F, 302.2F};
  auto gone = area("low_back.M", 0);
  gone.at = {intake::ViewName("back"), -0.5F, 0.0F};
  intake.areas = {calf, gone};
  intake.avoid = {{region("knee.R"), intake::AvoidWhy::Skin}, {region("neck.M"), intake::AvoidWhy::Unsaid}};
  intake.answers = {{base::ShortText<32>("pressure"), base::ShortText<32>("firm")}};
  intake.screening = {{base::ShortText<32>("calf_swelling"), base::ShortText<16>("no"),
                       base::ShortText<2>("S"), base::ShortText<48>("calf_outer.L")}};
}

inline intake::Intake full() {
  intake::Intake intake;
  intake.id = uuid("0192d4c0-1111-7abc-8def-0123456789ab");
  intake.kiosk = "kiosk-1";
  intake.sequence = 41;
  intake.started = {1'795'258'200'000};
  intake.sent = {1'795'258'320'123};
  intake.time_zone = "Europe/Berlin";
  intake.local_date = "2026-11-21";
  intake.clock_trusted = false;
  intake.language = "en";
  intake.status = intake::Status::Incomplete;
  intake.ended_by = intake::EndedBy::OtherCard;
  intake.client.tokens = {{base::ShortText<8>("em40"), base::ShortText<64>(std::string(64, 'a'))}};
  intake.client.given = "J\xC3\xB6rg";
  intake.client.initial = "B";
  intake.client.member = "member-9";
  intake.client.member_confirmed = true;
  intake.therapist = "t1";
  fill_said(intake);
  intake.replaces = uuid("0192d4c0-2222-7abc-8def-0123456789ab");
  intake.content_version = "2026-11";
  intake.program_version = "0.1.0";
  return intake;
}

}  // namespace sample
