#pragma once
// The commands of whoever runs the queue: `kiosk`, `user`, `member` and `setup-code`. One JSON line asks, one
// answers:
//   {"do":"kiosk.add","name"} -> {"ok":true,"code"}         {"do":"kiosk.list"} -> {"ok":true,"kiosks":[..]}
//   {"do":"kiosk.revoke","id"} -> {"ok":true}               {"do":"user.list"} -> {"ok":true,"users":[..]}
//   {"do":"user.add","name","display","role","password"} -> {"ok":true}
//   {"do":"setup.code"} -> {"ok":true,"setup_code"}
//   {"do":"member.add","number","given","family","card"} -> {"ok":true,"member"}
// or {"ok":false,"error"}. A running server owns the store and is asked over DIR/admin.sock; with none
// running, the command opens the store itself and gives itself the same answers.
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "base/result.h"
#include "queue/service.h"

namespace queue {

// Any thread. Never fails: a line that cannot be obeyed gets an answer saying so.
std::string admin_answer(Service& service, std::string_view line, const Actor& actor);

// The server's end. A thread of its own answers one caller after another; only processes of our own user
// are answered. The Service outlives it.
class AdminSocket {
 public:
  // Contract: the caller holds the store, so a socket file that stands there is a dead server's.
  static base::Result<std::unique_ptr<AdminSocket>> open(const std::filesystem::path& folder,
                                                         Service& service);
  ~AdminSocket();
  AdminSocket(const AdminSocket&) = delete;
  AdminSocket& operator=(const AdminSocket&) = delete;

 private:
  AdminSocket(std::filesystem::path folder, int listener, int stop, Service& service);
  void run();
  void serve(int caller);
  std::filesystem::path folder_;
  int listener_;
  int stop_;  // an eventfd; readable once we shall end
  Service& service_;
  std::thread thread_;
};

// The command's end. Absent if no server listens in this folder; Timeout after 10 s for each
// direction; Io.
base::Result<std::string> admin_call(const std::filesystem::path& folder, const std::string& line);

}  // namespace queue
