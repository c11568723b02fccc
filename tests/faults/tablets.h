#pragma once
// Therapists with a tablet each, here the therapists' commands of bodymap-queue, around one queue with some
// intakes waiting in it.
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "faults/delivery_line.h"

namespace faults {

class Tablets {
 public:
  // `intakes` wait. `settings`: the queue's.
  explicit Tablets(int intakes, const std::string& settings = {})
      : line_({.kiosk = {}, .queue = {}, .settings = settings}) {
    constexpr const char* kPassword = "correct horse battery\n";
    std::ofstream(password()) << kPassword;
    std::filesystem::permissions(password(), std::filesystem::perms(0600));
    for (const char* name : {"maya", "tom"})
      line_.queue().admin({"user", "add", name, "--role", "therapist", "--password-stdin"}, kPassword);
    for (int i = 0; i < intakes; ++i) REQUIRE(line_.keep());
    line_.start_courier();
    REQUIRE(line_.empties());
  }

  // One command on the tablet of this name: started, to be waited for.
  std::unique_ptr<support::Process> start(const std::string& name, const std::vector<std::string>& words) {
    std::vector<std::string> command{std::string(BODYMAP_BIN_DIR) + "/bodymap-queue",
                                     "--server",
                                     line_.queue().url(),
                                     "--user",
                                     name,
                                     "--password-file",
                                     password()};
    command.insert(command.end(), words.begin(), words.end());
    return std::make_unique<support::Process>(
        command, support::Process::Options{{{"XDG_STATE_HOME", (line_.folder() / name).string()},
                                            {"BODYMAP_SHARE", BODYMAP_SOURCE_DIR}},
                                           said(name)});
  }
  support::Finished run(const std::string& name, const std::vector<std::string>& words) {
    return start(name, words)->wait();
  }
  // The intake pulled, as JSON; nothing if none waits.
  std::optional<nlohmann::json> pull(const std::string& name) {
    const auto pulled = run(name, {"next", "--json"});
    if (pulled.exit_code == 1) return std::nullopt;
    REQUIRE(pulled.exit_code == 0);
    return nlohmann::json::parse(pulled.out);
  }
  static std::string id_of(const nlohmann::json& pulled) { return pulled.at("intake").at("id"); }
  // Everything that was said on the tablet of this name to its user.
  std::string errors(const std::string& name) {
    std::ifstream in(said(name));
    return {std::istreambuf_iterator<char>(in), {}};
  }
  DeliveryLine& line() { return line_; }

 private:
  std::string password() const { return (line_.folder() / "password").string(); }
  std::filesystem::path said(const std::string& name) const { return line_.folder() / (name + ".log"); }

  DeliveryLine line_;
};

}  // namespace faults
