#pragma once
// A therapist's commands over HTTP: logs in with every call of the program and asks. One thread, but for
// stop().
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace queue {

struct Reply {
  int status = 0;
  std::string body;
};

class Client {
 public:
  // `url`: "http://127.0.0.1:8750", or "https://" and then `certificate`: the PEM file of the one certificate
  // trusted, or empty to trust whom this machine trusts. Invalid if it is no address; Absent if nobody
  // answers within 5 s; Refused if name or password are wrong; Busy if the
  // queue will let nobody try just now; Io if it cannot answer.
  static base::Result<Client> log_in(const std::string& url, const std::string& name,
                                     const std::string& password,
                                     const std::filesystem::path& certificate = {});
  Client(Client&&) noexcept;
  ~Client();

  // Absent if nobody answers, Io for 5xx; any other status is the caller's to read.
  base::Result<Reply> get(const std::string& path);
  base::Result<Reply> post(const std::string& path, const std::string& json);
  // Follows the stream of events until it ends, or `told` gives false. It is told the name of each event,
  // "hello" first, and an empty one when the queue only shows that it is there. get() and post() may be
  // called from it. Absent: nobody answers, or nothing came for 40 s; Refused: not logged in any more.
  base::Result<void> follow(const std::function<bool(std::string_view event)>& told);
  // Any thread: what waits for the queue is ended; what is begun afterwards is not.
  void stop();

 private:
  struct Parts;
  explicit Client(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// What a problem+json says, for a person; "refused" if it says nothing.
std::string problem_title(const std::string& body);

}  // namespace queue
