#include "delivery/http.h"

#include <httplib.h>

#include <algorithm>
#include <csignal>
#include <exception>

#include "delivery/peer_check.h"

namespace delivery {
namespace {

constexpr std::size_t kLargestAnswer = 256 * 1024;

base::Result<int> parse_port(std::string_view text) {
  int port = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || port > 65535) return base::fail(base::Code::Invalid, "not a port");
    port = port * 10 + (c - '0');
  }
  if (text.empty() || port < 1 || port > 65535) return base::fail(base::Code::Invalid, "not a port");
  return port;
}

base::Millis left_until(RealTime deadline) {
  const auto left = std::chrono::duration_cast<base::Millis>(deadline - std::chrono::steady_clock::now());
  return std::max(left, base::Millis{1});
}

bool is_host_name(std::string_view host) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  return !host.empty() && host.size() <= 253 && host.front() != '-' && host.front() != '.' &&
         std::all_of(host.begin(), host.end(), fits);
}

bool is_ipv6(std::string_view host) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || (c >= '0' && c <= '9') || c == ':' || c == '.';
  };
  return host.find(':') != std::string_view::npos && std::all_of(host.begin(), host.end(), fits);
}

bool is_this_machine(std::string_view host) {
  return host == "127.0.0.1" || host == "::1" || host == "localhost";
}

// HOST, HOST:PORT or [IPV6]:PORT.
base::Result<Address> parse_host_and_port(std::string_view text, int usual_port) {
  const bool bracket = text.starts_with('[');
  const auto end = std::min(bracket ? text.find(']') : text.find(':'), text.size());
  Address address{std::string(text.substr(bracket ? 1 : 0, bracket ? end - 1 : end)), usual_port, false};
  if (bracket ? end == text.size() || !is_ipv6(address.host) : !is_host_name(address.host))
    return base::fail(base::Code::Invalid, "not a host");
  const auto port_text = text.substr(bracket ? end + 1 : end);
  if (port_text.empty()) return address;
  BODYMAP_TRY(port, parse_port(port_text.front() == ':' ? port_text.substr(1) : ""));
  address.port = port;
  return address;
}

// A client for one request, with its own TLS context, so that nothing of an earlier connection counts.
std::unique_ptr<httplib::ClientImpl> make_client(const Address& address, PeerCheck& check) {
  if (!address.tls) return std::make_unique<httplib::ClientImpl>(address.host, address.port);
  auto client = std::make_unique<httplib::SSLClient>(address.host, address.port);
  // The library's own verification comes after the handshake and asks authorities; ours is in it.
  client->enable_server_certificate_verification(false);
  if (client->ssl_context() == nullptr) return nullptr;
  check.attach(*client->ssl_context());
  return client;
}

httplib::Request to_library(const HttpRequest& request) {
  httplib::Request sent;
  sent.method = request.method;
  sent.path = request.path;
  sent.headers = {{"Accept-Encoding", "identity"}, {"User-Agent", "bodymap/" BODYMAP_VERSION}};
  for (const auto& [name, value] : request.headers) sent.headers.emplace(name, value);
  if (request.method == "POST") sent.headers.emplace("Content-Type", "application/json");
  return sent;
}

}  // namespace

base::Result<Address> parse_address(const std::string& url) {
  const bool tls = url.starts_with("https://");
  const std::size_t scheme = tls ? 8 : 7;
  std::string_view rest = url;
  if (rest.ends_with('/')) rest.remove_suffix(1);
  if ((tls || url.starts_with("http://")) && rest.size() > scheme) {
    auto address = parse_host_and_port(rest.substr(scheme), tls ? 443 : 80);
    if (address && (tls || is_this_machine(address->host))) {
      address->tls = tls;
      return address;
    }
  }
  return base::fail(
      base::Code::Invalid,
      "the queue's address reads like https://192.168.1.20:8750, or, for a queue on this machine, "
      "http://127.0.0.1:8750 (also [::1] or localhost); not: " +
          url.substr(0, 200));
}

Http::Http(Address address, std::shared_ptr<Certificates> certificates, const Timings& timings)
    : address_(std::move(address)), certificates_(std::move(certificates)), timings_(timings) {
  if (!certificates_)
    certificates_ = std::make_shared<Certificates>(intake::SignPublicKey{}, Certificates::Notices{});
  std::signal(SIGPIPE, SIG_IGN);
}

base::Result<HttpAnswer> Http::send(HttpRequest& request, RealTime deadline, Peer peer) {
  if (stopped()) return base::fail(base::Code::Io, "stopped");
  HttpAnswer answer;
  bool got = false;
  auto sent = to_library(request);
  PeerCheck check(peer == Peer::Known ? certificates_.get() : nullptr);
  try {
    const auto client = make_client(address_, check);
    if (!client) return base::fail(base::Code::Io, "TLS cannot be used");
    client->set_tcp_nodelay(true);
    client->set_connection_timeout(std::min(timings_.connect, left_until(deadline)));
    client->set_read_timeout(std::min(timings_.silence, left_until(deadline)));
    client->set_write_timeout(std::min(timings_.silence, left_until(deadline)));
    client->set_socket_options([this](socket_t socket) { cutoff_.watch(socket); });
    sent.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
      answer.body.append(data, size);
      return answer.body.size() <= kLargestAnswer;
    };
    sent.body.swap(request.body);
    httplib::Response response;
    auto error = httplib::Error::Success;
    cutoff_.arm(deadline);
    got = client->send(sent, response, error);
    answer.status = response.status;
  } catch (const std::exception&) {
    got = false;  // said below, with all other ways to get no answer
  }
  cutoff_.disarm();
  if (!sent.body.empty()) sent.body.swap(request.body);
  if (check.refused()) return base::fail(base::Code::Refused, "the other end shows an unknown certificate");
  answer.certificate = check.shown();
  if (got) {
    if (address_.tls && peer == Peer::Known) certificates_->seen(answer.certificate);
    return answer;
  }
  if (std::chrono::steady_clock::now() >= deadline)
    return base::fail(base::Code::Timeout, "no answer in time");
  return base::fail(base::Code::Io, stopped() ? "stopped" : "no answer");
}

}  // namespace delivery
