#pragma once
// Speaks to a kiosk's --remote socket. Every call throws std::runtime_error with the kiosk's own words
// when it answers no, so that a journey reads as what a person does.
#include <nlohmann/json.hpp>
#include <string>

namespace support {

class RemoteClient {
 public:
  // Tries for up to 60 s: the kiosk may still be starting.
  explicit RemoteClient(const std::string& socket_path);
  ~RemoteClient();
  RemoteClient(const RemoteClient&) = delete;
  RemoteClient& operator=(const RemoteClient&) = delete;

  nlohmann::json call(const nlohmann::json& command);
  // As call, but the answer is the caller's to judge.
  nlohmann::json ask(const nlohmann::json& command);

  void tap(const std::string& id) { call({{"do", "tap"}, {"id", id}}); }
  void tap_at(double x, double y) { call({{"do", "tap"}, {"x", x}, {"y", y}}); }
  void wait_for(const std::string& screen, int ms = 60'000) {
    call({{"do", "wait"}, {"screen", screen}, {"ms", ms}});
  }
  void advance(int ms) { call({{"do", "advance"}, {"ms", ms}}); }
  void screenshot(const std::string& path) { call({{"do", "screenshot"}, {"path", path}}); }
  nlohmann::json outline() { return call({{"do", "outline"}}); }
  nlohmann::json stats() { return call({{"do", "stats"}}); }
  std::string screen() { return outline()["screen"]; }
  // The outline's item of that id; null if there is none.
  nlohmann::json item(const std::string& id);

 private:
  int socket_ = -1;
  std::string pending_;
};

}  // namespace support
