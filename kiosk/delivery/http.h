#pragma once
// One HTTP request at a time over cpp-httplib, as a Result: the adapter around that library, whose
// exceptions and silences end here. A new connection each time: requests are few, and a kept connection
// that died unseen would cost the first one after it.
// send() by one thread; stop() by any.
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "delivery/cutoff.h"
#include "delivery/timings.h"

namespace delivery {

struct Address {
  std::string host;
  int port = 0;
  bool operator==(const Address&) const = default;
};

// "http://127.0.0.1:8750", "http://[::1]:8750", "http://localhost:8750"; the port may be left out (80), and
// a slash may end it. Invalid for all else: without TLS only this machine itself is spoken to.
base::Result<Address> parse_address(const std::string& url);

struct HttpRequest {
  std::string method;  // GET or POST
  std::string path;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  // JSON; none for GET
};

struct HttpAnswer {
  int status = 0;
  std::string body;  // at most 256 KiB
};

class Http {
 public:
  // Ignores SIGPIPE for the whole process: the library writes to sockets that may be shut.
  Http(Address address, const Timings& timings);

  // Timeout if there was no whole answer by `deadline`, Io if there was none at all (no connection, cut
  // short, too long, stopped). The request is only borrowed: it is the same again afterwards.
  base::Result<HttpAnswer> send(HttpRequest& request, RealTime deadline);
  // Ends send() at once, now and for ever.
  void stop() { cutoff_.stop(); }
  bool stopped() const { return cutoff_.stopped(); }

 private:
  Address address_;
  Timings timings_;
  Cutoff cutoff_;
};

}  // namespace delivery
