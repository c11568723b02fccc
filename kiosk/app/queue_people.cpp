#include "app/queue_people.h"

#include <signal.h>
#include <string.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/queue_commands.h"
#include "base/clock.h"
#include "base/files.h"
#include "base/ids.h"
#include "content/catalogue.h"
#include "content/paths.h"
#include "queue/client.h"
#include "queue/keys.h"
#include "queue/lease_pace.h"
#include "queue/sheet.h"
#include "queue/tls.h"
#include "queue/token_book.h"

namespace app {
namespace {

using Json = nlohmann::json;

base::Result<std::string> read_password(const std::filesystem::path& file) {
  BODYMAP_TRY(content, base::read_file(file));
  auto password = content.substr(0, content.find_first_of("\r\n"));
  ::explicit_bzero(content.data(), content.size());
  return password;
}

// From here on an interruption is for hold() to receive, also one that comes while the sheet is printed.
sigset_t hold_signals() {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  ::sigprocmask(SIG_BLOCK, &ends, nullptr);
  return ends;
}

base::Millis lease_in(const Json& record) {
  const auto found = record.find("lease_s");
  const bool given = found != record.end() && found->is_number_integer();
  return base::Millis{given ? found->get<std::int64_t>() * 1000 : 0};
}

// Renews the lease until interrupted or until it is no longer ours to renew. A queue that is away for a
// moment ends nothing while the lease runs.
int hold(queue::Client& client, const Json& record, const sigset_t& ends) {
  const auto path = "/api/v1/intakes/" + record.value("id", "") + "/renew";
  const auto asked = Json{{"token", record.value("token", std::int64_t{-1})}}.dump();
  const base::SystemClock clock;
  queue::LeasePace pace(clock.steady(), lease_in(record));
  for (;;) {
    const auto ms = pace.wait().count();
    const timespec wait{ms / 1000, (ms % 1000) * 1'000'000};
    if (::sigtimedwait(&ends, nullptr, &wait) > 0) return kDone;
    const auto at = clock.steady();
    const auto reply = client.post(path, asked);
    if (!reply && !pace.runs(clock.steady())) return complain(reply.error().what, code_of(reply.error()));
    if (!reply) {
      pace.failed();
      continue;
    }
    if (reply->status != 200) return complain(queue::problem_title(reply->body), kRefused);
    const auto renewed = Json::parse(reply->body, nullptr, false);
    if (!renewed.is_object() || renewed.value("state", "") != "pulled") return kDone;
    pace.renewed(at, lease_in(renewed));
  }
}

// The sheet's times are those of the clinic the record was made in.
void use_zone_of(const Json& record) {
  const auto zone = record.contains("intake") ? record["intake"].value("time_zone", "") : std::string();
  if (!zone.empty() && base::known_time_zone(zone)) base::set_local_zone(zone);
}

int print(const PeopleCommand& command, const std::string& body) {
  if (command.as_json) {
    std::printf("%s\n", body.c_str());
    return kDone;
  }
  const auto label = region_labels();
  if (command.what == "list") {
    const auto text = queue::list_text(body, label);
    if (!text) return complain(text.error().what, kNotReachable);
    std::printf("%s", text->c_str());
    return kDone;
  }
  use_zone_of(Json::parse(body, nullptr, false));
  const auto text = queue::sheet_text(body, label);
  if (!text) return complain(text.error().what, kNotReachable);
  std::printf("%s", text->c_str());
  return kDone;
}

class Session {
 public:
  Session(const PeopleCommand& command, queue::Client client)
      : command_(command),
        client_(std::move(client)),
        book_(queue::TokenBook::load(queue::TokenBook::default_folder(), command.user)) {}

  int run() {
    if (command_.what == "list") return tell(client_.get("/api/v1/queue"));
    if (command_.what == "next") return next();
    const auto id = command_.id.empty() ? book_.last() : std::optional(command_.id);
    if (!id) return complain("which intake? No pull of yours is kept here", kWrongUse);
    if (command_.what == "show") return tell(client_.get("/api/v1/intakes/" + *id));
    return act(*id);
  }

 private:
  int next() {
    Json asked{{"start", command_.start}};
    if (!command_.id.empty()) asked["id"] = command_.id;
    const auto reply = client_.post("/api/v1/queue/next", asked.dump());
    if (reply && reply->status == 204) return complain("nothing waiting", kNothingWaiting);
    if (reply && reply->status == 200) keep(reply->body);
    if (!command_.hold) return tell(reply);
    const auto ends = hold_signals();
    const int told = tell(reply);
    if (told != kDone) return told;
    std::fflush(stdout);
    const auto json = Json::parse(reply->body, nullptr, false);
    if (!json.is_object()) return complain("the queue's answer is no record", kNotReachable);
    return hold(client_, json, ends);
  }

  int act(const std::string& id) {
    Json asked = Json::object();
    const bool needs_token =
        command_.what == "start" || command_.what == "done" || command_.what == "release";
    if (command_.what == "start") asked["checked"] = command_.checked;
    if (needs_token) {
      const auto token =
          command_.token >= 0 ? std::optional<std::int64_t>(command_.token) : book_.token_of(id);
      if (!token)
        return complain("no token of this intake is kept here: pull it, or give --token", kWrongUse);
      asked["token"] = *token;
    }
    if (command_.what == "done") {
      asked["worked"] = worked();
      asked["note"] = command_.note;
    }
    const auto reply = client_.post("/api/v1/intakes/" + id + "/" + command_.what,
                                    asked.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!reply) return complain(reply.error().what, code_of(reply.error()));
    if (reply->status != 200) return complain(queue::problem_title(reply->body), kRefused);
    if (command_.what == "takeover") keep(reply->body);
    if (command_.as_json) std::printf("%s\n", reply->body.c_str());
    return kDone;
  }

  std::vector<std::string> worked() const {
    std::vector<std::string> codes;
    const std::string& text = command_.worked;
    for (std::size_t at = 0; at < text.size();) {
      const auto end = std::min(text.find_first_of(", ", at), text.size());
      if (end > at) codes.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    return codes;
  }

  void keep(const std::string& body) {
    const auto json = Json::parse(body, nullptr, false);
    book_.keep(json.value("id", ""), json.value("token", std::int64_t{0}));
    const auto saved = book_.save();
    if (!saved) complain(saved.error().what, kDone);
  }

  int tell(const base::Result<queue::Reply>& reply) {
    if (!reply) return complain(reply.error().what, code_of(reply.error()));
    if (reply->status != 200) return complain(queue::problem_title(reply->body), kRefused);
    return print(command_, reply->body);
  }

  const PeopleCommand& command_;
  queue::Client client_;
  queue::TokenBook book_;
};

// The one given; else, on the queue's own machine, the one that lies beside its key.
std::filesystem::path certificate_for(const PeopleCommand& command) {
  if (!command.certificate.empty() || command.data.empty()) return command.certificate;
  auto own = queue::own_certificate_beside(queue::default_key_path(command.data)).certificate;
  std::error_code ignored;
  return std::filesystem::exists(own, ignored) ? own : std::filesystem::path();
}

}  // namespace

int code_of(const base::Error& error) {
  const bool away = error.code == base::Code::Absent || error.code == base::Code::Io;
  return error.code == base::Code::Invalid ? kWrongUse : away ? kNotReachable : kRefused;
}

queue::RegionLabel region_labels() {
  const auto share = content::find_share_dir();
  auto read = share ? content::Catalogue::load(*share / "content/regions.csv")
                    : base::Result<content::Catalogue>(tl::make_unexpected(share.error()));
  auto catalogue = read ? std::make_shared<content::Catalogue>(std::move(*read)) : nullptr;
  return [catalogue](std::string_view text) {
    const auto code = intake::RegionCode::parse(text);
    const auto* region = catalogue && code ? catalogue->find(*code) : nullptr;
    return region != nullptr ? region->label : std::string(text);
  };
}

base::Result<queue::Client> log_in(const PeopleCommand& command) {
  auto password = read_password(command.password_file);
  if (!password) return base::fail(base::Code::Invalid, password.error().what);
  auto client = queue::Client::log_in(command.server, command.user, *password, certificate_for(command));
  ::explicit_bzero(password->data(), password->size());
  return client;
}

int work(const PeopleCommand& command) {
  if (command.user.empty() || command.password_file.empty())
    return complain("--user NAME and --password-file FILE are needed", kWrongUse);
  if (!command.id.empty() && !base::parse_uuid(command.id))
    return complain("not an intake's id: " + command.id, kWrongUse);
  auto client = log_in(command);
  if (!client) return complain(client.error().what, code_of(client.error()));
  if (command.what == "watch") return watch(command, std::move(*client));
  return Session(command, std::move(*client)).run();
}

}  // namespace app
