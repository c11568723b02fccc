// `bodymap-kiosk enroll` as a person types it, with somebody between it and the real bodymap-queue: refused
// in one plain line, nothing kept, and the code not given away.
#include <doctest/doctest.h>
#include <signal.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "faults/man_in_the_middle.h"
#include "intake/enrolment.h"
#include "support/process.h"
#include "support/temp_dir.h"

using faults::ManInTheMiddle;
using nlohmann::json;

namespace {

constexpr const char* kAskOffer = "GET /api/v1/enroll";

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// A queue that listens to the network, and a kiosk's folder.
struct Clinic {
  support::TempDir dir;
  std::unique_ptr<support::Process> queue;
  int port = 0;
  std::string code;
  std::filesystem::path kiosk_data = dir.path() / "kiosk";
  std::filesystem::path said = dir.path() / "said";

  Clinic() {
    queue =
        std::make_unique<support::Process>(words({"serve", "--listen", "0.0.0.0:0"}), options("queue.log"));
    const auto ready = queue->read_line(support::Seconds(60));
    REQUIRE(ready.has_value());
    REQUIRE(ready->starts_with("ready https://"));
    port = std::stoi(ready->substr(ready->rfind(':') + 1));
    code = admin({"kiosk", "add", "lobby", "--json"})["code"];
  }
  std::vector<std::string> words(std::vector<std::string> more) const {
    std::vector<std::string> all{BODYMAP_BIN_DIR "/bodymap-queue", "--data", (dir.path() / "queue").string()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  support::Process::Options options(const char* log) const {
    return {{{"BODYMAP_SHARE", BODYMAP_SOURCE_DIR}}, dir.path() / log};
  }
  json admin(const std::vector<std::string>& more) const {
    const auto done = support::run(words(more), {}, options("admin.log"));
    REQUIRE(done.exit_code == 0);
    return json::parse(done.out);
  }
  support::Finished enroll(const std::string& url) const {
    std::filesystem::remove(said);
    return support::run(
        {BODYMAP_BIN_DIR "/bodymap-kiosk", "enroll", url, code, "--data", kiosk_data.string()}, {},
        {{}, said});
  }
  // Refused with these words in one line; nothing kept on either side; and the code is as good as before.
  void check_refused(const ManInTheMiddle& man, const std::string& why) const {
    const auto refused = enroll(man.url());
    CHECK(refused.exit_code == 3);
    CHECK(refused.out.empty());
    const auto line = text_of(said);
    CAPTURE(line);
    CHECK(line.starts_with("bodymap-kiosk: the queue at " + man.url()));
    CHECK(line.find(why) != std::string::npos);
    CHECK(line.find("nothing was sent to it") != std::string::npos);
    CHECK(line.find('\n') == line.size() - 1);
    CHECK(std::filesystem::is_empty(kiosk_data));
    CHECK(admin({"kiosk", "list", "--json"})["kiosks"].empty());
    CHECK(man.read().size() == 1);
    for (const auto& request : man.read()) CHECK(request.starts_with(kAskOffer));

    CHECK(enroll("https://127.0.0.1:" + std::to_string(port)).exit_code == 0);
    CHECK(std::filesystem::exists(kiosk_data / "enrolment.json"));
    CHECK(admin({"kiosk", "list", "--json"})["kiosks"].size() == 1);
  }
};

}  // namespace

TEST_CASE("enroll typed with somebody in between: he swaps the certificate") {
  const Clinic clinic;
  ManInTheMiddle man(clinic.port);
  SUBCASE("and passes the offer on as it is") {}
  SUBCASE("and announces his own, signed by himself") {
    const auto his_sign = intake::make_sign_keys();
    man.change_answer = [&man, his_sign](const std::string& what, std::string& body) {
      if (what != kAskOffer) return;
      auto offer = intake::enrol_offer_from_json(body).value();
      offer.certificate =
          intake::CertificateNotice::sign(man.identity().der, {9'000'000'000'000}, his_sign.secret_key);
      body = intake::to_json(offer);
    };
  }
  clinic.check_refused(man, "shows a certificate that is not its own: somebody may be in between");
}

TEST_CASE("enroll typed with somebody in between: he swaps the sealing key") {
  const Clinic clinic;
  ManInTheMiddle man(clinic.port);
  const auto his_seal = intake::make_seal_keys();
  const auto his_sign = intake::make_sign_keys();
  bool swaps_sign = false;
  SUBCASE("alone") {}
  SUBCASE("and the signing key and the certificate, so that all agrees but the code") { swaps_sign = true; }
  man.change_answer = [&](const std::string& what, std::string& body) {
    if (what != kAskOffer) return;
    auto offer = intake::enrol_offer_from_json(body).value();
    offer.keys.seal = his_seal.public_key;
    if (swaps_sign) {
      offer.keys.sign = his_sign.public_key;
      offer.certificate =
          intake::CertificateNotice::sign(man.identity().der, {9'000'000'000'000}, his_sign.secret_key);
    }
    body = intake::to_json(offer);
  };
  clinic.check_refused(man, "is not the one this code was made for, or the code is mistyped");
}
