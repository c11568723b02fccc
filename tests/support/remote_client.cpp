#include "support/remote_client.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <stdexcept>
#include <thread>

namespace support {

RemoteClient::RemoteClient(const std::string& socket_path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (socket_path.size() >= sizeof address.sun_path)
    throw std::runtime_error("socket path too long: " + socket_path);
  std::strcpy(address.sun_path, socket_path.c_str());
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (std::chrono::steady_clock::now() < deadline) {
    socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return;
    ::close(socket_);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  throw std::runtime_error("no kiosk answers at " + socket_path);
}

RemoteClient::~RemoteClient() { ::close(socket_); }

nlohmann::json RemoteClient::ask(const nlohmann::json& command) {
  const auto line = command.dump() + "\n";
  if (::send(socket_, line.data(), line.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(line.size()))
    throw std::runtime_error("the kiosk is gone before " + command.dump());
  for (;;) {
    if (const auto end = pending_.find('\n'); end != std::string::npos) {
      auto answer = nlohmann::json::parse(pending_.substr(0, end));
      pending_.erase(0, end + 1);
      return answer;
    }
    char bytes[8192];
    const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
    if (got <= 0) throw std::runtime_error("the kiosk went away during " + command.dump());
    pending_.append(bytes, static_cast<std::size_t>(got));
  }
}

nlohmann::json RemoteClient::call(const nlohmann::json& command) {
  auto answer = ask(command);
  if (!answer.value("ok", false))
    throw std::runtime_error(command.dump() + ": " + answer.value("error", "no reason given"));
  return answer;
}

nlohmann::json RemoteClient::item(const std::string& id) {
  const auto shown = outline();  // named: the loop must not outlive what it walks through
  for (const auto& entry : shown["items"]) {
    if (entry["id"] == id) return entry;
  }
  return nullptr;
}

}  // namespace support
