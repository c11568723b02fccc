#pragma once
// A small clinic of the real programs: queue, kiosk and simulated reader on one machine, in a folder that
// goes away. Journeys and the demo play visits in it.
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "support/process.h"
#include "support/remote_client.h"
#include "support/temp_dir.h"

namespace support {

// The seed member's card and a card nobody has (both EM4100; the first is test vector R1).
inline constexpr const char* kAnnasCard = "62E3086CED";
inline constexpr const char* kUnknownCard = "14008EC793";

// How a reader of protocol "line" writes what stands around a number, as in kiosk.toml; "" is the default.
struct LineWords {
  std::string prefix{};
  std::string suffix{};
  std::string terminator{};
  bool reverse_bytes = false;
};

class Clinic {
 public:
  struct Options {
    bool with_reader = true;
    std::string protocol = "rdm6300";  // of the simulated reader, and in the kiosk's settings
    std::string format;                // the same, of a reader of protocol "line"
    LineWords line;                    // the same
    std::string device;  // another name than the simulated reader's link, which is not started then
    bool manual_clock = false;
    bool https = false;  // the queue listens to the network, with a certificate it made itself
    std::string window = "1080x1920";
    std::map<std::string, std::string> kiosk_environment;  // e.g. another wall clock
    // Where visits are many and no touch comes twice, 0: the kiosk waits this long after a change of screen.
    int touch_rest_ms = 350;
    std::string reader_settings;  // more lines of kiosk.toml's [reader]
    std::string kiosk_settings;   // more lines of kiosk.toml
    // The questions we ship, between map and review. Without them a visit is the map alone, which is quicker
    // where a journey is about something else.
    bool asks = false;
    std::string queue_settings =
        "[clinic]\nname = \"Riverside Running Clinic\"\ntime_zone = \"Europe/Berlin\"\n";
  };

  explicit Clinic(Options options);
  Clinic() : Clinic(Options{}) {}
  // Tells what the programs logged if a test ends by an exception; the folder is gone afterwards.
  ~Clinic();

  // Queue, seed member Anna with a card, therapist user, enrolled kiosk, reader: all running.
  void open();

  void start_queue();
  void stop_queue(int signal_number);
  void start_kiosk();
  void kill_kiosk();
  void start_reader();

  RemoteClient& kiosk() { return *remote_; }
  Process& kiosk_process() { return *kiosk_; }
  Process& queue_process() { return *queue_; }
  // Another simulated reader, and the kiosk started anew with its settings.
  void use_reader(const std::string& protocol, const std::string& format, const LineWords& line = {});
  void add_member(const std::string& number, const std::string& given, const std::string& family,
                  const std::string& card);
  // One line to the simulated reader; throws unless it answers ok.
  void reader(const std::string& line);

  // bodymap-queue as the therapist; throws if it cannot be run, the exit code is the caller's.
  Finished queue_command(std::vector<std::string> words);
  // Opened records; empty if nothing waits.
  std::optional<nlohmann::json> pull_next();
  // The therapist's list, `list --json`.
  nlohmann::json list();
  // Waits until the list has so many entries.
  bool wait_until_listed(std::size_t count, Seconds at_most = Seconds(90));

  // Touches a region of the view that is shown until its panel is open: through a closer view or the choice
  // lens, if the touch leads there.
  void touch_region(const std::string& region);
  // Marks one region on the map: its view, touches, the level, kinds; ends with Done.
  void mark(const std::string& view, const std::string& region, int level,
            const std::vector<std::string>& kinds = {});
  // From Attract to Hello with Anna's card, greeted; and to a name with a card nobody has. The kiosk goes on
  // without the queue's word after half a second, so on a busy machine the card may have to be tapped again.
  void greet_anna();
  void unknown_card_to_name();
  // From Hello or the choice of a therapist to the map, asking for nobody.
  void go_on_to_map();
  // From Attract to the map with Anna's card.
  void anna_to_map();
  // From Attract to the map, nameless.
  void guest_to_map();
  // From the map to Review; what is asked on the way is left unsaid, and "None of these" to safety.
  void to_review();
  // From the map to Sent.
  void send();
  // From Sent to Attract; Sent also goes by itself after a while.
  void leave_sent();

  std::filesystem::path kiosk_data() const { return dir_.path() / "kiosk"; }
  std::filesystem::path queue_data() const { return dir_.path() / "queue"; }
  // With https: what the queue's certificate lies in for others to trust.
  std::filesystem::path queue_certificate() const { return dir_.path() / "queue.key.certificate.pem"; }
  std::filesystem::path folder() const { return dir_.path(); }
  std::string queue_url() const { return url_; }
  // A program of this build.
  static std::string program(const std::string& name);

 private:
  void write_kiosk_settings();
  void admin(std::vector<std::string> words, const std::string& input = {});
  void tap_known(const std::string& card, const std::function<bool()>& known);

  Options options_;
  TempDir dir_;
  std::string url_;
  std::string listen_ = "127.0.0.1:0";
  std::unique_ptr<Process> queue_;
  std::unique_ptr<Process> reader_;
  std::unique_ptr<Process> kiosk_;
  std::unique_ptr<RemoteClient> remote_;
};

}  // namespace support
