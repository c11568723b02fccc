// bodymap-kiosk: the lobby terminal. Settings in, parts wired; see app/kiosk_app.h.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "app/identify_reader.h"
#include "app/kiosk_app.h"
#include "app/lean_heap.h"
#include "app/private_process.h"
#include "app/stop_signals.h"
#include "base/log.h"
#include "content/check.h"
#include "content/settings.h"
#include "delivery/enroll.h"
#include "delivery/enrolment_file.h"
#include "intake/seal.h"

namespace {

// Exit codes, as --help states them.
constexpr int kWrongUse = 2;
constexpr int kCannotStart = 3;
constexpr int kNotReachable = 4;
constexpr int kNotRecognised = 1;

int report(const base::Error& error) {
  std::fprintf(stderr, "bodymap-kiosk: %s\n", error.what.c_str());
  switch (error.code) {
    case base::Code::Invalid:
    case base::Code::Parse: return kWrongUse;
    case base::Code::Timeout: return kNotReachable;
    default: return kCannotStart;
  }
}

int enroll(const std::string& url, const std::string& code, const std::string& data) {
  std::error_code failed;
  // A folder that was there keeps the mode its owner gave it.
  const bool made = std::filesystem::create_directories(data, failed);
  if (failed) return report({base::Code::Io, data + ": " + failed.message()});
  if (made) std::filesystem::permissions(data, std::filesystem::perms::owner_all, failed);
  base::SystemClock clock;
  auto enrolment = delivery::enroll(url, code, clock);
  // Of a queue, no answer at all is one thing with none in time.
  if (!enrolment && enrolment.error().code == base::Code::Io) enrolment.error().code = base::Code::Timeout;
  if (!enrolment) return report(enrolment.error());
  if (const auto saved = delivery::save_enrolment(data, *enrolment); !saved) return report(saved.error());
  std::printf("enrolled as %s\n", enrolment->kiosk.c_str());
  return 0;
}

int run(const app::KioskOptions& options) {
  const app::StopSignals stop(app::ask_kiosk_to_stop);
  auto kiosk = app::KioskApp::open(options);
  if (!kiosk) return report(kiosk.error());
  (*kiosk)->run();
  return 0;
}

int identify(const std::string& device, int seconds) {
  const auto recognised = app::identify_reader(device, base::Millis{seconds * 1000});
  if (!recognised) return report(recognised.error());
  return *recognised ? 0 : kNotRecognised;
}

int check_content(const std::string& folder) {
  const auto report = content::check_content(folder);
  if (!report) return ::report(report.error());
  for (const auto& wrong : report->wrong) std::printf("wrong: %s\n", wrong.c_str());
  for (const auto& key : report->untranslated) std::printf("untranslated: %s\n", key.c_str());
  for (const auto& code : report->unreviewed) std::printf("unreviewed: %s\n", code.c_str());
  if (report->wrong.empty()) std::printf("nothing is wrong\n");
  return report->wrong.empty() ? 0 : kWrongUse;
}

bool parse_window(const std::string& text, app::KioskOptions& options) {
  char end = 0;
  // NOLINTNEXTLINE(cert-err34-c): the count of fields says whether it was a size
  return std::sscanf(text.c_str(), "%4dx%4d%c", &options.width, &options.height, &end) == 2 &&
         options.width >= 320 && options.height >= 320;
}

}  // namespace

int main(int argc, char** argv) {
  app::keep_process_private();
  app::keep_heap_lean();
  intake::start_crypto();

  CLI::App cli{
      "Bodymap, the lobby kiosk. Exit codes: 0 done, 1 reader not recognised, 2 wrong use or settings, 3 "
      "cannot start, 4 queue not "
      "reachable."};
  cli.set_version_flag("--version", BODYMAP_VERSION);
  app::KioskOptions options;
  std::string window;
  std::string clock = "real";
  cli.add_option("--data", options.data, "The kiosk's data folder");
  cli.add_option("--config", options.config, "Settings (TOML); content/kiosk.toml shows all of them");
  cli.add_option("--window", window, "A window of WxH px instead of the whole screen");
  cli.add_option("--remote", options.remote, "A socket for tests that drive this program (see the tests)");
  cli.add_option("--clock", clock, "real, or manual: timers move by --remote's advance only")
      ->check(CLI::IsMember({"real", "manual"}));
  auto* enrolling = cli.add_subcommand("enroll", "Make this kiosk known to a queue, once");
  std::string url;
  std::string code;
  enrolling->add_option("url", url, "The queue's address")->required();
  enrolling->add_option("code", code, "What `bodymap-queue kiosk add` printed")->required();
  enrolling->add_option("--data", options.data, "The kiosk's data folder");
  auto* identifying =
      cli.add_subcommand("identify-reader", "Find out which card reader it is; prints its settings");
  std::string device;
  int seconds = 60;
  identifying->add_option("device", device, "As [reader] device: /dev/ttyUSB0, auto, 1a86:7523 ..")
      ->required();
  identifying->add_option("--seconds", seconds, "How long to wait for a card")->check(CLI::Range(1, 3600));
  auto* checking = cli.add_subcommand("check-content",
                                      "Look over a folder of content: what is wrong, what is "
                                      "untranslated (exit code 2 if something is wrong)");
  std::string folder;
  checking->add_option("folder", folder, "The folder: content/ or an edited copy of it")->required();
  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return cli.exit(error) == 0 ? 0 : kWrongUse;
  }
  if (identifying->parsed()) return identify(device, seconds);
  if (checking->parsed()) return check_content(folder);
  if (options.data.empty()) return report({base::Code::Invalid, "--data DIR is needed"});
  if (!window.empty() && !parse_window(window, options))
    return report({base::Code::Invalid, "--window takes WxH in px, at least 320x320"});
  options.manual_clock = clock == "manual";
  return enrolling->parsed() ? enroll(url, code, options.data) : run(options);
}
