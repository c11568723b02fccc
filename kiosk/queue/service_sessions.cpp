// The service's side towards whoever wants in: log-in, sessions and the first set-up.
#include <algorithm>
#include <charconv>
#include <semaphore>

#include "base/log.h"
#include "queue/service.h"

namespace queue {
namespace {

constexpr std::size_t kLongestName = 64;  // of what is typed; longer ones are nobody's
constexpr const char* kSetupMeta = "setup_code";

// Each hash takes 19 MiB and a core for 50 ms: a flood of log-ins must leave room for kiosks.
class HashTurn {
 public:
  HashTurn() : got_(turns().try_acquire_for(std::chrono::seconds(2))) {}
  ~HashTurn() {
    if (got_) turns().release();
  }
  HashTurn(const HashTurn&) = delete;
  HashTurn& operator=(const HashTurn&) = delete;
  bool got() const { return got_; }

 private:
  static std::counting_semaphore<>& turns() {
    static std::counting_semaphore<> turns(4);
    return turns;
  }
  bool got_;
};

// As it is typed: case, spaces and dashes do not matter; O counts as 0, I and L as 1.
std::string normal_code(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == ' ' || c == '-') continue;
    code += c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
  }
  return code;
}

struct SetupCode {
  std::string digest;  // hex
  std::int64_t expires = 0;
  int tries = 0;
};

std::string text_of(const SetupCode& code) {
  return code.digest + " " + std::to_string(code.expires) + " " + std::to_string(code.tries);
}

SetupCode parse_setup(const std::string& text) {
  SetupCode code;
  const auto first = text.find(' ');
  const auto second = text.find(' ', first + 1);
  if (first == std::string::npos || second == std::string::npos) return code;
  code.digest = text.substr(0, first);
  std::from_chars(text.data() + first + 1, text.data() + second, code.expires);
  std::from_chars(text.data() + second + 1, text.data() + text.size(), code.tries);
  return code;
}

std::string digest_text(std::string_view code) { return base::to_hex(intake::digest(normal_code(code))); }

}  // namespace

base::Result<LogIn> Service::log_in(const std::string& typed, std::string_view password,
                                    const std::string& from) {
  const auto name = typed.substr(0, kLongestName + 1);
  const HashTurn turn;
  if (!turn.got()) return LogIn{std::nullopt, false, 0, base::Millis{1000}};
  const auto verdict = tries_.begin(name, from);
  if (verdict.wait.count() > 0) return LogIn{std::nullopt, false, 0, verdict.wait};
  auto user = store_.user(name);
  if (!user && user.error().code != base::Code::Absent) return tl::make_unexpected(user.error());
  if (password.size() > kLongestPassword || !password_fits(password, user ? user->password_hash : "")) {
    BODYMAP_TRY_VOID(store_.audit({clock_.utc(), {user ? name : "", from}, "log-in refused", ""}));
    const auto wait = verdict.left == 0 ? tries_.wait(name, from) : base::Millis{};
    return LogIn{std::nullopt, true, verdict.left, wait};
  }
  tries_.forgive(name, from);
  BODYMAP_TRY_VOID(store_.audit({clock_.utc(), {name, from}, "logged in", ""}));
  return LogIn{SignedIn{sessions_.open(name), *std::move(user)}, true, 0, {}};
}

std::optional<Session> Service::session(std::string_view token, bool used) {
  const auto view = sessions_.look(token, used);
  if (!view) return std::nullopt;
  auto user = store_.user(view->user);
  if (!user) return std::nullopt;
  return Session{*std::move(user), std::string(token), view->ends_in};
}

void Service::log_out(const Session& session, const std::string& from) {
  sessions_.close(session.token);
  const auto noted = store_.audit({clock_.utc(), {session.user.name, from}, "logged out", ""});
  if (!noted) base::log(base::Level::Error, "queue", "the store failed", {{"error", noted.error().what}});
  // An event stream of this session is told by being woken.
  changed();
}

base::Result<bool> Service::needs_setup() {
  BODYMAP_TRY(users, store_.users());
  return users.empty();
}

base::Result<std::string> Service::make_setup_code(const Actor& actor) {
  const std::lock_guard guard(setup_mutex_);
  BODYMAP_TRY(first, needs_setup());
  if (!first)
    return base::fail(base::Code::Refused, "there are users already: `user add` makes more, also an admin");
  const auto code = intake::EnrolCode::make(keys_.public_keys()).secret();
  const auto now = clock_.utc();
  const SetupCode kept{digest_text(code), now.ms + std::int64_t{kCodeLife.count()}, kCodeTries};
  BODYMAP_TRY_VOID(store_.set_meta(kSetupMeta, text_of(kept)));
  BODYMAP_TRY_VOID(store_.audit({now, actor, "set-up code made", ""}));
  return code.substr(0, 5) + "-" + code.substr(5);
}

base::Result<void> Service::spend_setup_code(std::string_view code) {
  const auto refused = base::fail(base::Code::Refused, "not an open set-up code");
  const auto meta = store_.meta(kSetupMeta);
  if (!meta && meta.error().code != base::Code::Absent) return tl::make_unexpected(meta.error());
  auto kept = parse_setup(meta ? *meta : std::string());
  if (kept.tries < 1 || kept.expires <= clock_.utc().ms) return refused;
  if (digest_text(code) != kept.digest) {
    --kept.tries;
    BODYMAP_TRY_VOID(store_.set_meta(kSetupMeta, text_of(kept)));
    return refused;
  }
  return store_.set_meta(kSetupMeta, "");
}

base::Result<SignedIn> Service::set_up(const SetupForm& form, const std::string& from) {
  const std::lock_guard guard(setup_mutex_);
  const Actor actor{"setup", from};
  BODYMAP_TRY(first, needs_setup());
  if (!first) return base::fail(base::Code::Refused, "this queue is set up already");
  const UserForm user{form.name, form.display, "admin", form.password};
  // Checked first: a code is not used up by a name with a space in it.
  BODYMAP_TRY_VOID(check_user(user));
  const auto spent = spend_setup_code(form.code);
  if (!spent) {
    BODYMAP_TRY_VOID(store_.audit({clock_.utc(), actor, "set-up refused", ""}));
    return tl::make_unexpected(spent.error());
  }
  BODYMAP_TRY_VOID(add_user(form.name, form.display, "admin", form.password.view(), actor));
  BODYMAP_TRY(added, store_.user(form.name));
  BODYMAP_TRY_VOID(store_.audit({clock_.utc(), {form.name, from}, "logged in", ""}));
  return SignedIn{sessions_.open(form.name), std::move(added)};
}

}  // namespace queue
