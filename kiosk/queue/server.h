#pragma once
// The queue's HTTP API on one address (design: interfaces.md and queue.md, "/api/v1"). Plain HTTP, so only on
// the machine's own loopback address. Runs a listening thread and a bounded pool of workers, which all go
// through the Service; the Service outlives it. Not movable: the workers point at it.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "queue/page_files.h"
#include "queue/service.h"

namespace queue {

struct Listen {
  std::string host;
  int port = 0;  // 0: any free one
};

// "127.0.0.1:8750", "[::1]:8750" or "localhost:0". Invalid for anything else, and for an address that
// others can reach, which needs TLS.
base::Result<Listen> parse_listen(std::string_view text);

struct ServerOptions {
  PageFiles* page = nullptr;  // outlives the server; none: the API alone
};

class Server {
 public:
  static constexpr std::size_t kLargestBody = 256 * 1024;
  // A kiosk's request is served while slow readers hold the others.
  static constexpr std::size_t kWorkers = 16;

  // Bound and answering when it returns. Busy if the address is taken.
  static base::Result<std::unique_ptr<Server>> start(Service& service, const Listen& listen,
                                                     const ServerOptions& options = {});
  // Lets running requests end; about a second if a client keeps its connection open.
  ~Server();
  int port() const;
  // Every route as "GET /api/v1/queue".
  std::vector<std::string> routes() const;
  // "http://127.0.0.1:8750"
  std::string url() const;

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace queue
