#pragma once
// The queue's page and API on one address (assets/web/openapi.json). Without TLS only on the machine's own
// loopback address. Runs a listening thread and a bounded pool of workers, which all go
// through the Service; the Service outlives it. Not movable: the workers point at it.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "queue/page_files.h"
#include "queue/service.h"
#include "queue/tls.h"

namespace queue {

struct Listen {
  std::string host;
  int port = 0;  // 0: any free one
};

// "127.0.0.1:8750", "[::1]:8750" or "localhost:0". Invalid for anything else.
base::Result<Listen> parse_listen(std::string_view text);
// Nobody else can reach it, so plain HTTP will do.
bool is_loopback(const Listen& listen);

// Both outlive the server.
struct ServerOptions {
  PageFiles* page = nullptr;  // none: the API alone
  const Tls* tls = nullptr;   // none: plain HTTP
  bool hsts = false;          // browsers trust the certificate and shall ask for no other
};

class Server {
 public:
  static constexpr std::size_t kLargestBody = 256 * 1024;
  // Bound and answering when it returns. Busy if the address is taken; Invalid for an address that others
  // can reach without TLS.
  static base::Result<std::unique_ptr<Server>> start(Service& service, const Listen& listen,
                                                     const ServerOptions& options = {});
  // Lets running requests end.
  ~Server();
  int port() const;
  // Every route as "GET /api/v1/queue".
  std::vector<std::string> routes() const;
  // "http://127.0.0.1:8750"; "https://" with TLS.
  std::string url() const;

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace queue
