#include "support/clinic.h"

#include <signal.h>

#include <exception>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "support/eventually.h"

namespace support {
namespace {

constexpr const char* kPassword = "correct horse battery";

void write_text(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path) << text;
  std::filesystem::permissions(path,
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

// What we ship, but for the questions.
void share_without_questions(const std::filesystem::path& share) {
  namespace fs = std::filesystem;
  const fs::path source = BODYMAP_SOURCE_DIR;
  fs::create_directories(share);
  fs::create_directory_symlink(source / "assets", share / "assets");
  fs::copy(source / "content", share / "content", fs::copy_options::recursive);
  for (const char* file : {"questions.toml", "screening.toml", "questions/en.toml"})
    std::ofstream(share / "content" / file) << "";
}

std::string words_of(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += word + " ";
  return text;
}

// Those that are not the default.
std::map<std::string, std::string> line_words(const LineWords& line) {
  std::map<std::string, std::string> words{
      {"prefix", line.prefix}, {"suffix", line.suffix}, {"terminator", line.terminator}};
  std::erase_if(words, [](const auto& word) { return word.second.empty(); });
  return words;
}

}  // namespace

std::string Clinic::program(const std::string& name) { return std::string(BODYMAP_BIN_DIR) + "/" + name; }

Clinic::Clinic(Options options) : options_(std::move(options)) {
  std::filesystem::create_directories(kiosk_data());
  std::filesystem::create_directories(queue_data());
  if (!options_.asks) {
    share_without_questions(folder() / "share");
    options_.kiosk_environment.try_emplace("BODYMAP_SHARE", (folder() / "share").string());
  }
  if (options_.https) listen_ = "0.0.0.0:0";
  write_text(folder() / "password", kPassword);
  write_text(folder() / "queue.toml", options_.queue_settings);
  write_kiosk_settings();
}

void Clinic::write_kiosk_settings() {
  std::string device = options_.with_reader ? (folder() / "reader").string() : "none";
  if (!options_.device.empty()) {
    device = options_.device;
    options_.with_reader = false;
  }
  std::string reader = "[reader]\ndevice = \"" + device + "\"\nprotocol = \"" + options_.protocol + "\"\n";
  if (!options_.format.empty()) reader += "format = \"" + options_.format + "\"\n";
  for (const auto& [key, value] : line_words(options_.line)) reader += key + " = \"" + value + "\"\n";
  if (options_.line.reverse_bytes) reader += "reverse_bytes = true\n";
  write_text(folder() / "kiosk.toml", reader + options_.reader_settings +
                                          "[touch]\nrest_ms = " + std::to_string(options_.touch_rest_ms) +
                                          "\n" + options_.kiosk_settings);
}

void Clinic::use_reader(const std::string& protocol, const std::string& format, const LineWords& line) {
  kill_kiosk();
  reader_.reset();
  options_.protocol = protocol;
  options_.format = format;
  options_.line = line;
  write_kiosk_settings();
  start_reader();
  start_kiosk();
}

void Clinic::add_member(const std::string& number, const std::string& given, const std::string& family,
                        const std::string& card) {
  admin({"member", "add", "--number", number, "--given", given, "--family", family, "--card", card});
}

Clinic::~Clinic() {
  if (std::uncaught_exceptions() == 0) return;
  for (const char* name : {"queue.log", "kiosk.log", "reader.log", "therapist.log"}) {
    std::ifstream log(folder() / name);
    if (log.peek() != std::ifstream::traits_type::eof()) std::cerr << "--- " << name << "\n" << log.rdbuf();
  }
}

void Clinic::open() {
  start_queue();
  admin({"user", "add", "maya", "--role", "therapist", "--password-stdin"}, kPassword);
  add_member("1042", "Anna", "Keller", kAnnasCard);
  const auto added =
      run({program("bodymap-queue"), "--data", queue_data().string(), "kiosk", "add", "lobby", "--json"});
  if (added.exit_code != 0) throw std::runtime_error("kiosk add: " + added.out);
  const std::string code = nlohmann::json::parse(added.out)["code"];
  const auto enrolled =
      run({program("bodymap-kiosk"), "enroll", url_, code, "--data", kiosk_data().string()});
  if (enrolled.exit_code != 0) throw std::runtime_error("enroll: " + enrolled.out);
  if (options_.with_reader) start_reader();
  start_kiosk();
}

void Clinic::start_queue() {
  queue_ = std::make_unique<Process>(
      std::vector<std::string>{program("bodymap-queue"), "--data", queue_data().string(), "--config",
                               (folder() / "queue.toml").string(), "serve", "--listen", listen_},
      Process::Options{{}, folder() / "queue.log"});
  const auto ready = queue_->read_line(Seconds(60));
  const std::string prefix = "ready ";
  if (!ready || ready->rfind(prefix, 0) != 0)
    throw std::runtime_error("the queue does not start, see " + (folder() / "queue.log").string());
  url_ = ready->substr(prefix.size());
  listen_ = url_.substr(url_.find("//") + 2);  // the same port when it is started again
  if (options_.https) url_ = "https://127.0.0.1" + url_.substr(url_.rfind(':'));
}

void Clinic::stop_queue(int signal_number) {
  queue_->signal(signal_number);
  queue_->wait();
}

void Clinic::start_reader() {
  std::vector<std::string> command{program("bodymap-cardsim"), "--protocol", options_.protocol, "--link",
                                   (folder() / "reader").string()};
  if (!options_.format.empty()) command.insert(command.end(), {"--format", options_.format});
  for (const auto& [key, value] : line_words(options_.line))
    command.insert(command.end(), {"--" + key, value});
  if (options_.line.reverse_bytes) command.emplace_back("--reverse-bytes");
  reader_ = std::make_unique<Process>(command, Process::Options{{}, folder() / "reader.log"});
  const auto ready = reader_->read_line(Seconds(60));
  if (!ready || ready->rfind("ready ", 0) != 0)
    throw std::runtime_error("the simulated reader does not start");
}

void Clinic::start_kiosk() {
  std::vector<std::string> command;
  const auto remote = (folder() / "remote").string();
  for (const auto& word :
       {program("bodymap-kiosk"), std::string("--data"), kiosk_data().string(), std::string("--config"),
        (folder() / "kiosk.toml").string(), std::string("--window"), options_.window, std::string("--remote"),
        remote, std::string("--clock"), std::string(options_.manual_clock ? "manual" : "real")}) {
    command.push_back(word);
  }
  auto environment = options_.kiosk_environment;
  environment.try_emplace("SDL_VIDEODRIVER", "offscreen");
  std::filesystem::remove(remote);
  kiosk_ = std::make_unique<Process>(command, Process::Options{environment, folder() / "kiosk.log"});
  remote_ = std::make_unique<RemoteClient>(remote);
  remote_->wait_for("attract");
}

void Clinic::kill_kiosk() {
  kiosk_->signal(SIGKILL);
  kiosk_->wait();
  remote_.reset();
}

void Clinic::reader(const std::string& line) {
  reader_->send_line(line);
  const auto answer = reader_->read_line(Seconds(60));
  if (!answer || *answer != "ok")
    throw std::runtime_error("reader: " + line + ": " + answer.value_or("no answer"));
}

void Clinic::admin(std::vector<std::string> words, const std::string& input) {
  std::vector<std::string> command{program("bodymap-queue"), "--data", queue_data().string()};
  command.insert(command.end(), words.begin(), words.end());
  const auto done = run(command, input);
  if (done.exit_code != 0)
    throw std::runtime_error(words_of(command) + ": exit " + std::to_string(done.exit_code) + " " + done.out);
}

Finished Clinic::queue_command(std::vector<std::string> words) {
  std::vector<std::string> command{
      program("bodymap-queue"),        "--server", url_, "--user", "maya", "--password-file",
      (folder() / "password").string()};
  if (options_.https) command.insert(command.end(), {"--certificate", queue_certificate().string()});
  command.insert(command.end(), words.begin(), words.end());
  return run(command, {}, {{{"XDG_STATE_HOME", (folder() / "state").string()}}, folder() / "therapist.log"});
}

std::optional<nlohmann::json> Clinic::pull_next() {
  const auto pulled = queue_command({"next", "--json"});
  if (pulled.exit_code == 1) return std::nullopt;
  if (pulled.exit_code != 0) throw std::runtime_error("next: exit " + std::to_string(pulled.exit_code));
  return nlohmann::json::parse(pulled.out);
}

nlohmann::json Clinic::list() {
  const auto listed = queue_command({"list", "--json"});
  if (listed.exit_code > 1) throw std::runtime_error("list: exit " + std::to_string(listed.exit_code));
  return nlohmann::json::parse(listed.out)["queue"];
}

bool Clinic::wait_until_listed(std::size_t count, Seconds at_most) {
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  while (list().size() != count) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return true;
}

void Clinic::touch_region(const std::string& region) {
  constexpr int kMostTouches = 3;  // on the whole body, on the closer view, on the lens
  for (int touch = 0; touch < kMostTouches; ++touch) {
    const auto outline = kiosk().outline();
    std::string id = "region." + region;
    for (const auto& item : outline["items"]) {
      const bool choice = item["id"].get<std::string>().starts_with("lens.") && item["value"] == region;
      if (choice) id = item["id"];
    }
    kiosk().tap(id);
    if (kiosk().outline()["panel"] == "level") return;
  }
  throw std::runtime_error("touching " + region + " opens no panel");
}

void Clinic::mark(const std::string& view, const std::string& region, int level,
                  const std::vector<std::string>& kinds) {
  kiosk().tap("view." + view);
  touch_region(region);
  kiosk().tap("level." + std::to_string(level));
  for (const auto& kind : kinds) kiosk().tap("kind." + kind);
  kiosk().tap("next");
}

void Clinic::tap_known(const std::string& card, const std::function<bool()>& known) {
  for (int tries = 0; tries < 10; ++tries) {
    reader("tap " + card);
    // A card is taken again once it has been away for a while.
    if (eventually([&] { return kiosk().screen() != "attract"; }, Seconds(5))) {
      if (known()) return;
      kiosk().tap("back");
      kiosk().wait_for("attract");
    }
    if (options_.manual_clock) kiosk().advance(3'000);
  }
  throw std::runtime_error("the queue never says in time whose card it is");
}

void Clinic::greet_anna() {
  tap_known(kAnnasCard, [this] { return kiosk().outline().dump().find("Hello A.") != std::string::npos; });
}

void Clinic::unknown_card_to_name() {
  tap_known(kUnknownCard, [this] { return kiosk().screen() == "guest"; });
}

void Clinic::go_on_to_map() {
  // Whether a therapist is asked for depends on whether the queue's configuration has come yet.
  while (kiosk().screen() != "map") {
    if (!kiosk().item("therapist.any").is_null()) kiosk().tap("therapist.any");
    kiosk().tap("next");
  }
}

void Clinic::anna_to_map() {
  reader(std::string("tap ") + kAnnasCard);
  kiosk().wait_for("hello");
  go_on_to_map();
}

void Clinic::guest_to_map() {
  kiosk().tap("start");
  kiosk().wait_for("guest");
  kiosk().tap("without_name");
  go_on_to_map();
}

void Clinic::leave_sent() {
  if (kiosk().screen() == "sent") kiosk().ask({{"do", "tap"}, {"id", "next"}});
  kiosk().wait_for("attract");
}

void Clinic::to_review() {
  kiosk().tap("next");
  constexpr int kMostScreens = 40;
  for (int i = 0; i < kMostScreens; ++i) {
    const auto screen = kiosk().screen();
    if (screen == "review") return;
    kiosk().tap(screen == "safety" ? "none" : "next");
  }
  throw std::runtime_error("the way to Review never ends");
}

void Clinic::send() {
  to_review();
  kiosk().tap("send");
  kiosk().wait_for("sent");
}

}  // namespace support
