// bodymap-page-clinic: a real queue and a real kiosk's voice for the tests of the page. One JSON object a
// line on stdin, one answered on stdout; the queue and its folder go when stdin ends.
//   {"do":"run","words":[..],"input":".."}  bodymap-queue with these words -> {"code","out"}
//   {"do":"serve"} -> {"url"}               starts it, the second time on the same port
//   {"do":"stop"}                           ends it
//   {"do":"enroll","code":".."}             makes this the kiosk of that code
//   {"do":"intake","card":"62E3086CED"|"", "age_s":60,"record":{..}} -> {"id"}
//       signs, seals and posts a record: `record` over a whole one without marks
//   {"do":"damage","id":".."}               the record's bytes go bad on the disk; while the queue is stopped
// An answer {"error":".."} says what went wrong.
#include <signal.h>
#include <sqlite3.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "base/card_id.h"
#include "base/clock.h"
#include "delivery/enroll.h"
#include "delivery/queue_client.h"
#include "intake/card_token.h"
#include "intake/json.h"
#include "support/process.h"
#include "support/temp_dir.h"

namespace {

using Json = nlohmann::json;

template <class T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().what);
  return std::move(*result);
}

class PageClinic {
 public:
  Json answer(const Json& asked) {
    const std::string what = asked.at("do");
    if (what == "run") return run(asked);
    if (what == "serve") return serve();
    if (what == "stop") return stop();
    if (what == "enroll") return enroll(asked);
    if (what == "intake") return send(asked);
    if (what == "damage") return damage(asked);
    throw std::runtime_error("no such thing to do: " + what);
  }

 private:
  std::vector<std::string> command(const std::vector<std::string>& words) const {
    std::vector<std::string> all{BODYMAP_BIN_DIR "/bodymap-queue", "--data",
                                 (dir_.path() / "queue").string()};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }
  support::Process::Options options() const {
    return {{{"BODYMAP_SHARE", BODYMAP_SOURCE_DIR}, {"XDG_STATE_HOME", dir_.path().string()}},
            dir_.path() / "log"};
  }

  Json run(const Json& asked) {
    const auto done =
        support::run(command(asked.at("words")), asked.value("input", std::string()), options());
    return {{"code", done.exit_code}, {"out", done.out}};
  }

  Json serve() {
    queue_ = std::make_unique<support::Process>(command({"serve", "--listen", listen_}), options());
    const auto ready = queue_->read_line(support::Seconds(60));
    if (!ready || ready->rfind("ready ", 0) != 0) throw std::runtime_error("the queue does not start");
    url_ = ready->substr(6);
    listen_ = url_.substr(url_.find("//") + 2);
    return {{"url", url_}};
  }

  Json stop() {
    queue_->signal(SIGTERM);
    return {{"code", queue_->wait().exit_code}};
  }

  Json enroll(const Json& asked) {
    enrolment_ = must(delivery::enroll(url_, asked.at("code").get<std::string>(), clock_));
    client_ = must(delivery::QueueClient::open(url_, *enrolment_, clock_));
    return {{"kiosk", enrolment_->kiosk}};
  }

  // A whole record that says nothing yet.
  Json empty_record(std::int64_t age_ms) {
    const base::Utc sent{clock_.utc().ms - age_ms};
    intake::Intake made;
    made.id = base::make_uuid7(clock_.utc());
    made.kiosk = enrolment_->kiosk;
    made.sequence = ++sequence_;
    made.started = {sent.ms - 60'000};
    made.sent = sent;
    made.time_zone = "Europe/Berlin";
    made.local_date = "2026-11-24";
    made.content_version = "1";
    made.program_version = BODYMAP_VERSION;
    made.nothing_hurts = true;
    return Json::parse(intake::to_json(made).view());
  }

  void add_card(Json& record, const std::string& number) {
    const auto tokens = intake::card_tokens(enrolment_->card_key, must(base::parse_card_id(number)));
    for (const auto& token : tokens)
      record["client"]["tokens"].push_back({{"width", token.width.view()}, {"token", token.token.view()}});
    const auto found =
        must(client_->lookup(tokens, std::chrono::steady_clock::now() + std::chrono::seconds(60)));
    record["client"]["member"] = found.member;
    record["client"]["member_confirmed"] = found.known;
  }

  Json send(const Json& asked) {
    const std::int64_t age_ms = asked.value("age_s", 0) * std::int64_t{1000};
    Json record = empty_record(age_ms);
    if (const auto card = asked.value("card", std::string()); !card.empty()) add_card(record, card);
    record.merge_patch(asked.at("record"));
    const auto made = must(intake::from_json(record.dump()));
    const auto envelope =
        intake::make_envelope(intake::to_json(made).view(), made.id, made.sequence, enrolment_->kiosk,
                              enrolment_->queue.seal, enrolment_->kiosk_keys.secret_key);
    const auto outcome = client_->post_intake({envelope, age_ms});
    if (!std::holds_alternative<delivery::PostDelivered>(outcome))
      throw std::runtime_error("the queue does not take the record");
    return {{"id", base::to_text(made.id)}};
  }

  Json damage(const Json& asked) const {
    const auto id = base::parse_uuid(asked.at("id").get<std::string>());
    if (!id) throw std::runtime_error("no id");
    sqlite3* database = nullptr;
    sqlite3_stmt* update = nullptr;
    const auto file = dir_.path() / "queue" / "queue.db";
    const bool done =
        sqlite3_open(file.c_str(), &database) == SQLITE_OK &&
        sqlite3_prepare_v2(database, "UPDATE intakes SET sealed = zeroblob(length(sealed)) WHERE id = ?", -1,
                           &update, nullptr) == SQLITE_OK &&
        sqlite3_bind_blob(update, 1, id->bytes.data(), static_cast<int>(id->bytes.size()), SQLITE_STATIC) ==
            SQLITE_OK &&
        sqlite3_step(update) == SQLITE_DONE && sqlite3_changes(database) == 1;
    sqlite3_finalize(update);
    sqlite3_close(database);
    if (!done) throw std::runtime_error("nothing to damage");
    return Json::object();
  }

  support::TempDir dir_;
  base::SystemClock clock_;
  std::string listen_ = "127.0.0.1:0";
  std::string url_;
  std::unique_ptr<support::Process> queue_;
  std::optional<delivery::Enrolment> enrolment_;
  std::unique_ptr<delivery::QueueClient> client_;
  std::int64_t sequence_ = 0;
};

}  // namespace

int main() {
  PageClinic clinic;
  for (std::string line; std::getline(std::cin, line);) {
    Json answer;
    try {
      answer = clinic.answer(Json::parse(line));
    } catch (const std::exception& error) {
      answer = {{"error", error.what()}};
    }
    std::cout << answer.dump() << std::endl;
  }
}
