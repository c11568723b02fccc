// Settings as a clinic writes them: taken, or refused with the file's name in the message.
#include "content/settings.h"
#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto toml = fuzz::text(data, size);
  const auto named = [](const auto& settings) {
    return settings.has_value() || settings.error().what.find("clinic.toml") != std::string::npos;
  };
  fuzz::claim(named(content::parse_kiosk_settings(toml, "clinic.toml")), "the error names the file");
  fuzz::claim(named(content::parse_queue_settings(toml, "clinic.toml")), "the error names the file");
  return 0;
}
