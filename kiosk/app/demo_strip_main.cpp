// bodymap-demo-strip: a window with a button for each LABEL=COMMAND; a touch prints COMMAND as a line to
// stdout, for the simulated reader to obey.
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include "ui/demo_strip.h"

namespace {

constexpr int kWrongUse = 2;
constexpr int kNoDisplay = 3;

bool say(const std::string& command) {
  const std::string line = command + '\n';
  return std::fwrite(line.data(), 1, line.size(), stdout) == line.size() && std::fflush(stdout) == 0;
}

int serve(const std::vector<std::string>& buttons) {
  std::vector<std::string> labels;
  std::vector<std::string> commands;
  for (const std::string& button : buttons) {
    const auto equals = button.find('=');
    if (equals == 0 || equals == std::string::npos) {
      std::fprintf(stderr, "%s: not LABEL=COMMAND\n", button.c_str());
      return kWrongUse;
    }
    labels.push_back(button.substr(0, equals));
    commands.push_back(button.substr(equals + 1));
  }
  auto strip = ui::DemoStrip::open(std::move(labels));
  if (!strip) {
    std::fprintf(stderr, "%s\n", strip.error().what.c_str());
    return kNoDisplay;
  }
  while (const auto touched = (*strip)->wait()) {
    if (!say(commands[*touched])) break;  // nobody listens any more
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  CLI::App app{
      "Buttons for the demo. Exit 0 when its window or its listener is closed, 2 for wrong use, 3 without a "
      "display."};
  app.set_version_flag("--version", BODYMAP_VERSION);
  std::vector<std::string> buttons;
  app.add_option("LABEL=COMMAND", buttons, "A button and the line it prints")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongUse;
  }
  return serve(buttons);
}
