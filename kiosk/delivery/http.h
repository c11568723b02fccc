#pragma once
// One HTTP request at a time over cpp-httplib, as a Result: the adapter around that library, whose
// exceptions and silences end here. A new connection each time: requests are few, and a kept connection
// that died unseen would cost the first one after it. Over TLS only the queue's own certificate is taken
// (certificates.h).
// send() by one thread; stop() by any.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/hex.h"
#include "base/result.h"
#include "delivery/certificates.h"
#include "delivery/cutoff.h"
#include "delivery/timings.h"

namespace delivery {

struct Address {
  std::string host;
  int port = 0;
  bool tls = false;
  bool operator==(const Address&) const = default;
};

// "https://queue.clinic.example:8750", "https://10.0.0.5", "https://[fd00::5]:8750"; without TLS this machine
// alone: "http://127.0.0.1:8750", "http://[::1]:8750", "http://localhost:8750". The port may be left out
// (443, 80), and a slash may end it. Invalid for all else.
base::Result<Address> parse_address(const std::string& url);

struct HttpRequest {
  std::string method;  // GET or POST
  std::string path;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  // JSON; none for GET
};

struct HttpAnswer {
  int status = 0;
  std::string body;         // at most 256 KiB
  base::Bytes certificate;  // DER, as the other end showed it; empty without TLS
};

// Whom to speak to over TLS. Anyone: the certificate is only noted; for what everybody may hear and ask.
enum class Peer { Known, Anyone };

class Http {
 public:
  // `certificates` may be empty: then TLS knows nobody. Ignores SIGPIPE for the whole process: the library
  // writes to sockets that may be shut.
  Http(Address address, std::shared_ptr<Certificates> certificates, const Timings& timings);

  // Timeout if there was no whole answer by `deadline`, Refused if the other end showed a certificate that
  // is not known (nothing was sent), Io if there was none at all (no connection, cut short, too long,
  // stopped). The request is only borrowed: it is the same again afterwards.
  base::Result<HttpAnswer> send(HttpRequest& request, RealTime deadline, Peer peer = Peer::Known);
  // Ends send() at once, now and for ever.
  void stop() { cutoff_.stop(); }
  bool stopped() const { return cutoff_.stopped(); }
  const Address& address() const { return address_; }

 private:
  Address address_;
  std::shared_ptr<Certificates> certificates_;  // never empty
  Timings timings_;
  Cutoff cutoff_;
};

}  // namespace delivery
