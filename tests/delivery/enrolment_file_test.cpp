#include "delivery/enrolment_file.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "base/files.h"
#include "delivery/records.h"
#include "support/temp_dir.h"

using base::Code;

TEST_CASE("enrolment file: comes back whole, for this user alone") {
  const support::TempDir dir;
  const records::Keys keys;
  const auto saved = records::enrolment(keys, "http://127.0.0.1:8750");
  CHECK(delivery::load_enrolment(dir.path()).error().code == Code::Absent);
  REQUIRE(delivery::save_enrolment(dir.path(), saved).has_value());
  const auto mode = std::filesystem::status(dir.path() / "enrolment.json").permissions();
  CHECK((mode & std::filesystem::perms(0777)) == std::filesystem::perms(0600));
  const auto loaded = delivery::load_enrolment(dir.path());
  REQUIRE(loaded.has_value());
  CHECK(loaded->url == saved.url);
  CHECK(loaded->kiosk == saved.kiosk);
  CHECK(loaded->kiosk_keys.public_key == saved.kiosk_keys.public_key);
  CHECK(loaded->kiosk_keys.secret_key.bytes() == saved.kiosk_keys.secret_key.bytes());
  CHECK(loaded->card_key.bytes() == saved.card_key.bytes());
  CHECK(loaded->queue == saved.queue);
  CHECK(loaded->time_zone == "Europe/Berlin");
}

TEST_CASE("enrolment file: each missing field and each kind of damage is named") {
  const support::TempDir dir;
  const records::Keys keys;
  REQUIRE(
      delivery::save_enrolment(dir.path(), records::enrolment(keys, "http://127.0.0.1:8750")).has_value());
  const auto path = dir.path() / "enrolment.json";
  const auto good = base::read_file(path).value();
  for (const std::string field :
       {"url", "kiosk", "kiosk_public_key", "kiosk_secret_key", "card_key", "queue_sign_key",
        "queue_seal_key", "time_zone", "version", "certificates"}) {
    CAPTURE(field);
    auto bad = good;
    bad.replace(bad.find("\"" + field + "\""), field.size() + 2, "\"other\"");
    REQUIRE(base::write_file_durably(path, bad, 0600).has_value());
    const auto loaded = delivery::load_enrolment(dir.path());
    REQUIRE_FALSE(loaded.has_value());
    CHECK(loaded.error().code == Code::Parse);
    CHECK(loaded.error().what == path.string() + ": message without " + field);
  }
  for (const char* text : {"", "{", "[]", "null", "{\"version\":2}", "{\"version\":3}", "{\"version\":0}"}) {
    CAPTURE(text);
    REQUIRE(base::write_file_durably(path, text, 0600).has_value());
    CHECK(delivery::load_enrolment(dir.path()).error().code == Code::Parse);
  }
}

TEST_CASE("config file: comes back whole; none and a broken one are told apart") {
  const support::TempDir dir;
  const intake::KioskConfig config{"Lauftreff", "Europe/Berlin", 12, {{"t1", "Maya R."}, {"t2", "Jörg"}}};
  CHECK(delivery::load_config(dir.path()).error().code == Code::Absent);
  REQUIRE(delivery::save_config(dir.path(), config).has_value());
  CHECK(delivery::load_config(dir.path()).value() == config);
  REQUIRE(base::write_file_durably(dir.path() / "config.json", "{}", 0600).has_value());
  CHECK(delivery::load_config(dir.path()).error().code == Code::Parse);
}

TEST_CASE("enrolment file: certificates come back, and a renewal is written at once") {
  const support::TempDir dir;
  const records::Keys keys;
  const auto notice = [&](std::uint8_t byte, std::int64_t issued) {
    return intake::CertificateNotice::sign({byte}, {issued}, keys.queue_sign.secret_key);
  };
  auto saved = records::enrolment(keys, "https://10.0.0.5:8750");
  saved.certificates = std::make_shared<delivery::Certificates>(
      keys.queue_sign.public_key, delivery::Certificates::Notices{notice(1, 10)});
  REQUIRE(delivery::save_enrolment(dir.path(), saved).has_value());
  const auto loaded = delivery::load_enrolment(dir.path()).value();
  CHECK(loaded.certificates->known() == saved.certificates->known());

  CHECK(loaded.certificates->take(notice(2, 20)));
  const auto renewed = delivery::load_enrolment(dir.path()).value();
  CHECK(renewed.certificates->known().size() == 2);
  CHECK(renewed.kiosk_keys.secret_key.bytes() == keys.kiosk.secret_key.bytes());
  CHECK(renewed.time_zone == "Europe/Berlin");
  loaded.certificates->seen(std::vector<std::uint8_t>{2});
  CHECK(delivery::load_enrolment(dir.path())->certificates->known() ==
        delivery::Certificates::Notices{notice(2, 20)});
}

TEST_CASE("enrolment file: a running kiosk's renewal does not touch a later enrolment") {
  const support::TempDir dir;
  const records::Keys keys;
  REQUIRE(delivery::save_enrolment(dir.path(), records::enrolment(keys, "https://10.0.0.5")).has_value());
  const auto running = delivery::load_enrolment(dir.path()).value();
  auto anew = records::enrolment(keys, "https://10.0.0.6");
  anew.kiosk = "kiosk-2";
  REQUIRE(delivery::save_enrolment(dir.path(), anew).has_value());
  const auto before = base::read_file(dir.path() / "enrolment.json").value();
  CHECK(running.certificates->take(intake::CertificateNotice::sign({1}, {10}, keys.queue_sign.secret_key)));
  CHECK(base::read_file(dir.path() / "enrolment.json").value() == before);
}

TEST_CASE("enrolment file: one of the first version, without certificates, is read") {
  const support::TempDir dir;
  const records::Keys keys;
  const auto path = dir.path() / "enrolment.json";
  REQUIRE(
      delivery::save_enrolment(dir.path(), records::enrolment(keys, "http://127.0.0.1:8750")).has_value());
  auto json = nlohmann::json::parse(base::read_file(path).value());
  json["version"] = 1;
  json.erase("certificates");
  REQUIRE(base::write_file_durably(path, json.dump(), 0600).has_value());
  const auto loaded = delivery::load_enrolment(dir.path());
  REQUIRE(loaded.has_value());
  CHECK(loaded->kiosk == records::kKiosk);
  CHECK(loaded->certificates->known().empty());
  // The next renewal makes it one of this version.
  CHECK(loaded->certificates->take(intake::CertificateNotice::sign({1}, {10}, keys.queue_sign.secret_key)));
  CHECK(nlohmann::json::parse(base::read_file(path).value())["version"] == 2);
}
