#pragma once
// A queue in a temporary folder on a manual clock, and a kiosk that speaks its protocol.
#include <doctest/doctest.h>

#include <string>

#include "base/clock.h"
#include "base/files.h"
#include "intake/enrolment.h"
#include "intake/json.h"
#include "intake/request.h"
#include "queue/open_queue.h"
#include "queue/sqlite_store.h"
#include "support/temp_dir.h"

namespace rig {

inline const queue::Actor kMaya{"maya", "test"};
inline const queue::Actor kTom{"tom", "test"};

inline const queue::Actor kAdmin{"admin", "test"};

inline intake::RegionCode region(std::string_view code) { return intake::RegionCode::parse(code).value(); }

// Three areas, as a client might leave them.
inline intake::Intake some_intake(const base::Clock& clock, const std::string& kiosk, std::int64_t sequence) {
  intake::Intake made;
  made.id = base::make_uuid7(clock.utc());
  made.kiosk = kiosk;
  made.sequence = sequence;
  made.started = {clock.utc().ms - 60'000};
  made.sent = clock.utc();
  made.time_zone = "Europe/Dublin";
  made.local_date = "2026-11-21";
  made.content_version = "1";
  made.program_version = "0.1.0";
  intake::Area calf;
  calf.region = region("calf_outer.L");
  calf.level = 8;
  calf.kinds.add(intake::Kind::Tight);
  calf.since = intake::Since::Days;
  calf.when.add(intake::When::AfterRunning);
  calf.at = {intake::ViewName("back"), 120.5F, 300.5F};
  intake::Area low_back;
  low_back.region = region("spine_low.M");
  low_back.level = 5;
  low_back.rank = 1;
  made.areas = {calf, low_back};
  made.avoid.push_back({region("knee_cap.R"), intake::AvoidWhy::Injury});
  made.answers.push_back({base::ShortText<32>("pressure"), base::ShortText<32>("firm")});
  return made;
}

struct Kiosk {
  intake::SignKeys keys = intake::make_sign_keys();
  intake::QueueKeys queue;
  std::string id;
  intake::CardKey card_key;
  std::int64_t sequence = 0;

  intake::RequestStamp stamp(const base::Clock& clock, std::string_view method, std::string_view path,
                             std::string_view body) const {
    return intake::stamp_request(method, path, body, id, clock.utc(), keys.secret_key);
  }
  intake::Envelope envelope(const intake::Intake& made) const {
    return intake::make_envelope(intake::to_json(made).view(), made.id, made.sequence, id, queue.seal,
                                 keys.secret_key);
  }
  intake::Intake next_intake(const base::Clock& clock) { return some_intake(clock, id, ++sequence); }
};

// The kiosk's part of enrolment, given the code's text and a way to post.
template <class Post>
base::Result<Kiosk> enrol(const std::string& code_text, const intake::EnrolOffer& offer, Post post) {
  BODYMAP_TRY(code, intake::EnrolCode::parse(code_text));
  if (!code.fits(offer.keys)) return base::fail(base::Code::Refused, "not the queue of this code");
  Kiosk kiosk;
  kiosk.queue = offer.keys;
  const auto reply_keys = intake::make_seal_keys();
  const intake::EnrolRequest request{code.secret(), kiosk.keys.public_key, reply_keys.public_key};
  BODYMAP_TRY(answer, post(intake::sealed_json(request, offer.keys.seal)));
  BODYMAP_TRY(grant, intake::enrol_grant_from_json(answer, reply_keys, offer.keys.sign));
  kiosk.id = grant.kiosk;
  kiosk.card_key = grant.card_key;
  return kiosk;
}

// Folder, clock, and the queue open on them.
struct Queue {
  Queue() = default;
  // In a folder under `where`.
  explicit Queue(const std::filesystem::path& where) : temp(where) {}

  support::TempDir temp;
  base::ManualClock clock;
  std::filesystem::path data = temp.path() / "data";
  std::filesystem::path key = temp.path() / "data.key";
  queue::OpenQueue open = queue::open_queue(data, key, clock, {}).value();

  queue::Service& service() { return *open.service; }
  Kiosk enrolled() {
    const auto code = service().add_kiosk("lobby", kAdmin).value();
    return enrol(code, service().enrol_offer(),
                 [this](const std::string& body) { return service().enrol(body); })
        .value();
  }
  void add_therapist(const std::string& name) {
    // The hash takes 50 ms; the store is asked directly where no log-in follows.
    REQUIRE(open.store->add_user({name, name, "therapist", ""}, kAdmin, clock.utc()));
  }
  intake::Receipt take(Kiosk& kiosk, const intake::Intake& made) {
    return service().take_in({kiosk.envelope(made), 0}, "test").value();
  }
};

}  // namespace rig
