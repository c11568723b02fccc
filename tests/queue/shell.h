#pragma once
// The commands of bodymap-queue as people type them, each with its own user's password.
#include "http_rig.h"
#include "spawned.h"

namespace rig {

struct Shell {
  support::TempDir temp;
  std::filesystem::path data = temp.path() / "data";
  std::filesystem::path password = temp.path() / "password";
  std::string url;

  Shell() { REQUIRE(base::write_file_durably(password, "a long walk\n", 0600)); }
  rig::Ran admin(std::vector<std::string> arguments, const std::string& input = {}) {
    arguments.insert(arguments.begin(), {"--data", data.string()});
    return rig::run(arguments, temp.path(), input);
  }
  rig::Ran maya(const std::vector<std::string>& arguments) { return as("maya", arguments); }
  rig::Ran as(const std::string& user, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(),
                     {"--server", url, "--user", user, "--password-file", password.string()});
    return rig::run(arguments, temp.path());
  }
};

}  // namespace rig
