// The service's side towards kiosks: enrolment, signed requests, intakes and cards.
#include <algorithm>
#include <charconv>
#include <set>

#include "base/log.h"
#include "base/utf8.h"
#include "intake/json.h"
#include "queue/service.h"

namespace queue {
namespace {

// A kiosk that was away longer than this is taken at this age, so that a broken one cannot overtake all.
constexpr std::int64_t kLongestAge = 30LL * 24 * 3600 * 1000;

// Bytes of a member's given name that never existed, to be unlocked where there is no member.
constexpr std::string_view kNobody = "nobody";

// ASCII letters to upper case; a letter of another script stands as it is.
std::string initial_of(std::string_view given) {
  std::string initial(base::first_code_point(given));
  if (initial.size() == 1 && initial[0] >= 'a' && initial[0] <= 'z')
    initial[0] = static_cast<char>(initial[0] - 'a' + 'A');
  return initial;
}

base::Bytes digest_of(std::string_view text) {
  const auto digest = intake::digest(text);
  return {digest.begin(), digest.end()};
}

bool agrees(const intake::Intake& intake, const intake::Envelope& envelope) {
  return intake.id == envelope.id && intake.kiosk == envelope.kiosk && intake.sequence == envelope.sequence;
}

void log_gap(const intake::Envelope& envelope, const Taken& taken) {
  if (!taken.fresh || envelope.sequence <= taken.expected_sequence) return;
  base::log(base::Level::Warn, "queue", "sequence gap",
            {{"kiosk", envelope.kiosk},
             {"expected", std::to_string(taken.expected_sequence)},
             {"got", std::to_string(envelope.sequence)}});
}

}  // namespace

base::Result<std::unique_ptr<Service>> Service::open(Store& store, const Keys& keys, const base::Clock& clock,
                                                     Options options) {
  const auto ours = intake::seal_key_id(keys.seal().public_key);
  auto known = store.meta("seal_key");
  if (!known && known.error().code == base::Code::Absent) {
    BODYMAP_TRY_VOID(store.set_meta("seal_key", ours));
    known = ours;
  }
  if (!known) return tl::make_unexpected(known.error());
  if (*known != ours)
    return base::fail(base::Code::Refused, "this key is not the one the data was written with");
  return std::unique_ptr<Service>(new Service(store, keys, clock, std::move(options)));
}

intake::EnrolOffer Service::enrol_offer() const {
  intake::EnrolOffer offer;
  offer.keys = keys_.public_keys();
  offer.certificate = certificate_;
  return offer;
}

// When a certificate was first shown stands in the store: of two notices the later one counts, and a restart
// must not make an old certificate a new one.
base::Result<void> Service::use_certificate(base::Bytes der) {
  constexpr const char* kMeta = "certificate";
  const auto digest = base::to_hex(intake::digest({reinterpret_cast<const char*>(der.data()), der.size()}));
  const auto known = store_.meta(kMeta);
  if (!known && known.error().code != base::Code::Absent) return tl::make_unexpected(known.error());
  std::string last_digest;
  std::int64_t issued = 0;
  if (known) {
    const auto space = std::min(known->find(' '), known->size());
    last_digest = known->substr(0, space);
    std::from_chars(known->data() + std::min(space + 1, known->size()), known->data() + known->size(),
                    issued);
  }
  if (last_digest != digest) {
    issued = std::max(clock_.utc().ms, issued + 1);
    BODYMAP_TRY_VOID(store_.set_meta(kMeta, digest + " " + std::to_string(issued)));
  }
  certificate_ = intake::CertificateNotice::sign(std::move(der), {issued}, keys_.sign().secret_key);
  return {};
}

base::Result<std::string> Service::enrol(std::string_view body) {
  BODYMAP_TRY(request, intake::enrol_request_from_json(body, keys_.seal()));
  Kiosk kiosk;
  kiosk.id = random_reference();
  kiosk.sign_key = request.kiosk_sign;
  BODYMAP_TRY_VOID(store_.spend_code(digest_of(request.secret), kiosk, clock_.utc()));
  base::log(base::Level::Info, "queue", "kiosk enrolled", {{"kiosk", kiosk.id}});
  return intake::sealed_json(intake::EnrolGrant{kiosk.id, keys_.card_key()}, request.reply_to,
                             keys_.sign().secret_key);
}

base::Result<Entry> Service::check(const SignedRequest& request) {
  const auto kiosk = store_.kiosk(request.stamp.kiosk);
  if (!kiosk && kiosk.error().code == base::Code::Absent) return Entry::UnknownKiosk;
  if (!kiosk) return tl::make_unexpected(kiosk.error());
  if (kiosk->revoked) return Entry::Revoked;
  if (!intake::stamp_holds(request.stamp, request.method, request.path, request.body, kiosk->sign_key))
    return Entry::BadSignature;
  const auto now = clock_.utc();
  const auto off =
      request.stamp.time.ms > now.ms ? request.stamp.time.ms - now.ms : now.ms - request.stamp.time.ms;
  if (off > std::int64_t{intake::kLargestSkew.count()}) return Entry::Skewed;
  BODYMAP_TRY(fresh, store_.remember_nonce(kiosk->id, request.stamp.nonce, now));
  return fresh ? Entry::Open : Entry::Replayed;
}

base::Result<intake::Receipt> Service::take_in(const intake::IntakePost& post, const std::string& from) {
  const auto& envelope = post.envelope;
  const auto kiosk = store_.kiosk(envelope.kiosk);
  if (!kiosk && kiosk.error().code != base::Code::Absent) return tl::make_unexpected(kiosk.error());
  if (!kiosk || kiosk->revoked || !intake::signature_holds(envelope, kiosk->sign_key))
    return base::fail(base::Code::Invalid, "the envelope is not signed by a kiosk of ours");
  if (envelope.seal_key != intake::seal_key_id(keys_.seal().public_key))
    return base::fail(base::Code::Invalid, "sealed to another key");
  const auto text = intake::open_padded(envelope.sealed, keys_.seal());
  if (!text) return base::fail(base::Code::Invalid, "the seal does not open");
  const auto intake = intake::from_json(text->view());
  if (!intake) return base::fail(base::Code::Invalid, intake.error().what);
  if (!agrees(*intake, envelope)) return base::fail(base::Code::Invalid, "envelope and record do not agree");

  const auto now = clock_.utc();
  NewIntake taking{envelope, now, {now.ms - std::min(post.age_ms, kLongestAge)},
                   {},       {},  highest_tier(*intake)};
  BODYMAP_TRY(member, member_of(*intake));
  BODYMAP_TRY(wanted, wanted_by(*intake));
  taking.member = member;
  taking.wanted = wanted;
  BODYMAP_TRY(taken, store_.take_in(taking, {"kiosk:" + envelope.kiosk, from}));
  log_gap(envelope, taken);
  if (taken.fresh) changed();
  return intake::Receipt{envelope.id, taken.received};
}

// A member the card was greeted as and did not deny. A card that could not be asked about while the queue
// was away is matched now: its tokens are in the record, and "Not you?" would have dropped them. A card that
// was asked about and unknown stays unknown, whoever it belongs to by now; a record that does not say which
// it was is matched only if the client gave no name.
base::Result<std::string> Service::member_of(const intake::Intake& intake) {
  const auto& client = intake.client;
  auto reference = std::string(client.member.view());
  const bool unasked = client.card == intake::CardAsked::Unasked ||
                       (client.card == intake::CardAsked::Unsaid && client.given.empty());
  if (reference.empty() && unasked && !client.tokens.empty()) {
    BODYMAP_TRY(answer, look_up(client.tokens));
    reference = answer.member;
  } else if (!client.member_confirmed) {
    return std::string();
  }
  if (reference.empty()) return std::string();
  const auto member = store_.member(reference);
  if (member) return member->reference;
  if (member.error().code == base::Code::Absent) return std::string();
  return tl::make_unexpected(member.error());
}

// Asking for somebody who is not here any more is asking for anyone: nobody else would be given it.
base::Result<std::string> Service::wanted_by(const intake::Intake& intake) {
  if (intake.therapist.empty()) return std::string();
  const auto user = store_.user(std::string(intake.therapist.view()));
  if (user) return user->name;
  if (user.error().code == base::Code::Absent) return std::string();
  return tl::make_unexpected(user.error());
}

// Tokens come widest first. Equal whole numbers are the same card, and settle it. Otherwise whoever it may be
// counts: those whose card agrees in all that was read, and, of those it agrees with in less, the ones whose
// own card was registered no wider; two whole numbers that share their low bits are different cards. More
// than one member = unknown, for the desk to tell, never a guess. Every token is looked up whatever the first
// ones gave, and a name is unlocked whether or not there is one, so that the time says nothing. A name that
// does not open is no reason to send a member away.
base::Result<intake::LookupAnswer> Service::look_up(const base::SecretVector<intake::CardToken>& tokens) {
  std::set<std::string> found;
  bool settled = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    BODYMAP_TRY(hits, store_.card_hits(tokens[i]));
    if (settled) continue;
    for (const auto& hit : hits) {
      if (i == 0 || hit.widest) found.insert(hit.member);
    }
    settled = i == 0 && !found.empty() && intake::is_whole(tokens[i]);
  }
  auto member = store_.member(found.size() == 1 ? *found.begin() : std::string());
  if (!member && member.error().code != base::Code::Absent) return tl::make_unexpected(member.error());
  const auto reference = member ? member->reference : std::string(kNobody);
  const auto given = keys_.unlock(member ? member->given : nobody_given_, "member/" + reference + "/given");
  const auto initial = given ? initial_of(given->view()) : std::string();
  return member ? intake::LookupAnswer{true, initial, reference} : intake::LookupAnswer{};
}

base::Result<intake::KioskConfig> Service::kiosk_config() {
  BODYMAP_TRY(users, store_.users());
  intake::KioskConfig config{options_.clinic, options_.time_zone, options_.retention_months,
                             options_.therapists, certificate_};
  if (!config.therapists.empty()) return config;
  for (const auto& user : users) {
    if (user.role == "therapist") config.therapists.push_back({user.name, user.display});
  }
  return config;
}

base::Result<void> Service::note_status(const std::string& kiosk, const intake::KioskStatus& status) {
  return store_.set_status(kiosk, status, clock_.utc());
}

}  // namespace queue
