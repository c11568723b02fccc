// The service's side towards whoever runs it: kiosks, users and members.
#include <algorithm>

#include "base/card_id.h"
#include "base/utf8.h"
#include "queue/service.h"

namespace queue {
namespace {

constexpr std::size_t kLongestText = 160;  // bytes: 40 code points of four

base::Result<void> require(bool holds, const char* what) {
  if (holds) return {};
  return base::fail(base::Code::Invalid, what);
}

bool is_text(std::string_view text) {
  return !text.empty() && text.size() <= kLongestText && base::is_plain_utf8(text);
}

// What is typed to log in: lower case, so that "Maya" and "maya" are never two people.
bool is_user_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  };
  return !name.empty() && name.size() <= 32 && std::all_of(name.begin(), name.end(), fits);
}

}  // namespace

base::Result<std::string> Service::add_kiosk(const std::string& name, const Actor& actor) {
  BODYMAP_TRY_VOID(require(is_text(name), "a kiosk's name is one line of text"));
  const auto code = intake::EnrolCode::make(keys_.public_keys());
  const auto digest = intake::digest(code.secret());
  const auto now = clock_.utc();
  const CodeOffer offer{{digest.begin(), digest.end()}, name, {now.ms + kCodeLife.count()}, kCodeTries};
  BODYMAP_TRY_VOID(store_.add_code(offer, actor, now));
  return code.text();
}

base::Result<void> Service::revoke_kiosk(const std::string& id, const Actor& actor) {
  return store_.revoke_kiosk(id, actor, clock_.utc());
}

base::Result<void> check_user(const UserForm& form) {
  BODYMAP_TRY_VOID(
      require(is_user_name(form.name), "a user's name has 1 to 32 of a-z, 0-9, '.', '_' and '-'"));
  BODYMAP_TRY_VOID(require(form.role == "therapist" || form.role == "admin", "a role is therapist or admin"));
  BODYMAP_TRY_VOID(
      require(form.display.empty() || is_text(form.display), "a display name is one line of text"));
  return require(form.password.size() >= kShortestPassword && form.password.size() <= kLongestPassword,
                 "a password has 8 to 1024 bytes");
}

base::Result<void> Service::add_user(const std::string& name, const std::string& display,
                                     const std::string& role, std::string_view password, const Actor& actor) {
  BODYMAP_TRY_VOID(check_user({name, display, role, password}));
  BODYMAP_TRY(hash, hash_password(password));
  BODYMAP_TRY_VOID(
      store_.add_user({name, display.empty() ? name : display, role, hash}, actor, clock_.utc()));
  changed();
  return {};
}

base::Result<std::vector<std::string>> Service::therapists_without_user() {
  BODYMAP_TRY(users, store_.users());
  std::vector<std::string> without;
  for (const auto& therapist : options_.therapists) {
    const auto is_it = [&](const User& user) { return user.name == therapist.id; };
    if (std::none_of(users.begin(), users.end(), is_it)) without.push_back(therapist.id);
  }
  return without;
}

base::Result<std::string> Service::add_member(const MemberForm& form, const Actor& actor) {
  BODYMAP_TRY_VOID(require(is_text(form.number), "a member's number is one line of text"));
  BODYMAP_TRY_VOID(require(is_text(form.given), "a given name is one line of text"));
  BODYMAP_TRY_VOID(require(is_text(form.family), "a family name is one line of text"));
  base::SecretVector<intake::CardToken> tokens;
  if (!form.card.empty()) {
    BODYMAP_TRY(card, base::parse_card_id(form.card));
    BODYMAP_TRY_VOID(require(!base::refusal_of(card),
                             "this card's number is no card's own (all zeros, all ones, a blank's, "
                             "a phone's, or cut off by the reader) and names nobody"));
    tokens = intake::card_tokens(keys_.card_key(), card);
  }
  Member member;
  member.reference = random_reference();
  const auto place = "member/" + member.reference + "/";
  member.number_digest = keys_.number_digest(form.number);
  member.number = keys_.lock(form.number, place + "number");
  member.given = keys_.lock(form.given, place + "given");
  member.family = keys_.lock(form.family, place + "family");
  member.added = clock_.utc();
  BODYMAP_TRY_VOID(store_.add_member(member, tokens, actor));
  return member.reference;
}

}  // namespace queue
