#pragma once
// The line between a test and the running kiosk: a Unix socket, mode 0600, one JSON object a line each way.
// A thread of its own reads lines and hands them over; answers are written from the UI thread.
#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "base/result.h"

namespace app {

class RemoteSocket {
 public:
  // `on_line` is called on the socket's thread for each line received (without its end).
  // Refused when a service manager started us or on the packaged data folder: see refuse_remote.
  static base::Result<std::unique_ptr<RemoteSocket>> open(const std::string& path,
                                                          std::function<void(std::string)> on_line);
  ~RemoteSocket();
  RemoteSocket(const RemoteSocket&) = delete;
  RemoteSocket& operator=(const RemoteSocket&) = delete;

  // Any thread: one line to whoever is connected; dropped if nobody is.
  void answer(const std::string& line);

 private:
  RemoteSocket(std::string path, int listener, int stop, std::function<void(std::string)> on_line);
  void run();
  void serve(int peer);

  std::string path_;
  int listener_;
  int stop_;  // an eventfd
  std::function<void(std::string)> on_line_;
  std::mutex mutex_;
  int peer_ = -1;  // guarded by mutex_
  std::thread thread_;
};

// Why --remote may not be used here, or nothing: never under a service manager (NOTIFY_SOCKET), never on the
// packaged data folder.
base::Result<void> may_be_remote_controlled(const std::string& data_folder);

}  // namespace app
