#include "delivery/enrolment_file.h"

#include <string.h>

#include "base/files.h"
#include "intake/wire_json.h"

namespace delivery {
namespace {

namespace fs = std::filesystem;
namespace wire = intake::wire;

// 1: without certificates. 2: with them.
constexpr int kVersion = 2;

fs::path enrolment_path(const fs::path& dir) { return dir / "enrolment.json"; }
fs::path config_path(const fs::path& dir) { return dir / "config.json"; }

// The library does not wipe what it frees: the secret fields' characters are, before it does.
void wipe_secrets(nlohmann::json& json) {
  for (const char* field : {"kiosk_secret_key", "card_key"}) {
    const auto found = json.find(field);
    if (found == json.end() || !found->is_string()) continue;
    auto& text = found->get_ref<std::string&>();
    ::explicit_bzero(text.data(), text.size());
  }
}

// Writes the file durably, and leaves nothing of it in memory.
base::Result<void> write_and_wipe(const fs::path& path, nlohmann::json& json) {
  auto text = json.dump(2) + "\n";
  wipe_secrets(json);
  auto written = base::write_file_durably(path, text, 0600);
  ::explicit_bzero(text.data(), text.size());
  return written;
}

nlohmann::json to_json(const Certificates::Notices& notices) {
  auto list = nlohmann::json::array();
  for (const auto& notice : notices) wire::put(list.emplace_back(nlohmann::json::object()), notice);
  return list;
}

base::Result<Certificates::Notices> notices_from(const nlohmann::json& json) {
  Certificates::Notices notices;
  const auto list = json.find("certificates");
  if (list == json.end() || !list->is_array())
    return base::fail(base::Code::Parse, "message without certificates");
  for (const auto& entry : *list) {
    if (!entry.is_object()) return base::fail(base::Code::Parse, "message without certificates");
    BODYMAP_TRY(notice, wire::certificate_notice(entry));
    if (!notice) return base::fail(base::Code::Parse, "message without certificates");
    notices.push_back(std::move(*notice));
  }
  return notices;
}

// Writes the certificates into the file as it is now. One that was made by a later enrolment is left alone.
base::Result<void> keep_certificates(const fs::path& path, const std::string& kiosk,
                                     const Certificates::Notices& notices) {
  BODYMAP_TRY(text, base::read_file(path));
  auto parsed = wire::parse(text);
  ::explicit_bzero(text.data(), text.size());
  BODYMAP_TRY(json, std::move(parsed));
  const auto now_kiosk = wire::text(json, "kiosk");
  if (!now_kiosk || *now_kiosk != kiosk) {
    wipe_secrets(json);
    return base::fail(base::Code::Refused, "the kiosk was enrolled anew");
  }
  json["version"] = kVersion;
  json["certificates"] = to_json(notices);
  return write_and_wipe(path, json);
}

template <std::size_t kSize>
base::Result<void> read_secret(const nlohmann::json& json, const char* field, intake::SecretKey<kSize>& key) {
  BODYMAP_TRY(bytes, wire::hex<kSize>(json, field));
  key.bytes() = bytes;
  ::explicit_bzero(bytes.data(), bytes.size());
  return {};
}

base::Result<Enrolment> from_json(const nlohmann::json& json, const fs::path& path) {
  BODYMAP_TRY(version, wire::number(json, "version"));
  if (version < 1 || version > kVersion)
    return base::fail(base::Code::Parse, "written by another version of the program");
  Enrolment enrolment;
  BODYMAP_TRY(url, wire::text(json, "url", 256));
  BODYMAP_TRY(kiosk, wire::text(json, "kiosk", 64));
  BODYMAP_TRY(public_key, wire::hex<32>(json, "kiosk_public_key"));
  BODYMAP_TRY_VOID(read_secret(json, "kiosk_secret_key", enrolment.kiosk_keys.secret_key));
  BODYMAP_TRY_VOID(read_secret(json, "card_key", enrolment.card_key));
  BODYMAP_TRY(queue_sign, wire::hex<32>(json, "queue_sign_key"));
  BODYMAP_TRY(queue_seal, wire::hex<32>(json, "queue_seal_key"));
  BODYMAP_TRY(time_zone, wire::text(json, "time_zone", 64));
  enrolment.url = url;
  enrolment.kiosk = kiosk;
  enrolment.kiosk_keys.public_key = public_key;
  enrolment.queue = {queue_sign, queue_seal};
  enrolment.time_zone = time_zone;
  Certificates::Notices notices;
  if (version >= 2) {
    BODYMAP_TRY(kept, notices_from(json));
    notices = std::move(kept);
  }
  enrolment.certificates = std::make_shared<Certificates>(
      queue_sign, std::move(notices),
      [path, kiosk](const auto& known) { return keep_certificates(path, kiosk, known); });
  return enrolment;
}

base::Error about(const fs::path& path, const base::Error& error) {
  // Reading errors name the file already.
  if (error.code != base::Code::Parse) return error;
  return {error.code, path.string() + ": " + error.what};
}

}  // namespace

base::Result<Enrolment> load_enrolment(const fs::path& dir) {
  const auto path = enrolment_path(dir);
  BODYMAP_TRY(text, base::read_file(path));
  auto json = wire::parse(text);
  ::explicit_bzero(text.data(), text.size());
  if (!json) return tl::make_unexpected(about(path, json.error()));
  auto enrolment = from_json(*json, path);
  wipe_secrets(*json);
  return std::move(enrolment).map_error([&](const base::Error& error) { return about(path, error); });
}

base::Result<void> save_enrolment(const fs::path& dir, const Enrolment& enrolment) {
  nlohmann::json json{
      {"version", kVersion},
      {"url", enrolment.url},
      {"kiosk", enrolment.kiosk},
      {"kiosk_public_key", base::to_hex(enrolment.kiosk_keys.public_key)},
      {"kiosk_secret_key", base::to_hex(enrolment.kiosk_keys.secret_key.bytes())},
      {"card_key", base::to_hex(enrolment.card_key.bytes())},
      {"queue_sign_key", base::to_hex(enrolment.queue.sign)},
      {"queue_seal_key", base::to_hex(enrolment.queue.seal)},
      {"time_zone", enrolment.time_zone},
      {"certificates",
       to_json(enrolment.certificates ? enrolment.certificates->known() : Certificates::Notices{})},
  };
  return write_and_wipe(enrolment_path(dir), json);
}

base::Result<intake::KioskConfig> load_config(const fs::path& dir) {
  const auto path = config_path(dir);
  BODYMAP_TRY(text, base::read_file(path));
  return intake::kiosk_config_from_json(text).map_error(
      [&](const base::Error& error) { return about(path, error); });
}

base::Result<void> save_config(const fs::path& dir, const intake::KioskConfig& config) {
  return base::write_file_durably(config_path(dir), intake::to_json(config), 0600);
}

}  // namespace delivery
