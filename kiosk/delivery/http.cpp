#include "delivery/http.h"

#include <httplib.h>

#include <csignal>
#include <exception>

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

}  // namespace

base::Result<Address> parse_address(const std::string& url) {
  const auto refuse = [&] {
    return base::fail(base::Code::Invalid,
                      "the queue's address must be on this machine, such as "
                      "http://127.0.0.1:8750 (also [::1] or localhost), not: " +
                          url.substr(0, 200));
  };
  constexpr std::string_view kScheme = "http://";
  std::string_view rest = url;
  if (!rest.starts_with(kScheme)) return refuse();
  rest.remove_prefix(kScheme.size());
  if (rest.ends_with('/')) rest.remove_suffix(1);
  for (const std::string_view host : {"127.0.0.1", "[::1]", "localhost"}) {
    if (!rest.starts_with(host)) continue;
    auto port_text = rest.substr(host.size());
    Address address{host == "[::1]" ? "::1" : std::string(host), 80};
    if (port_text.empty()) return address;
    const auto port = port_text.front() == ':' ? parse_port(port_text.substr(1)) : parse_port("");
    if (!port) return refuse();
    address.port = *port;
    return address;
  }
  return refuse();
}

Http::Http(Address address, const Timings& timings) : address_(std::move(address)), timings_(timings) {
  std::signal(SIGPIPE, SIG_IGN);
}

base::Result<HttpAnswer> Http::send(HttpRequest& request, RealTime deadline) {
  if (stopped()) return base::fail(base::Code::Io, "stopped");
  HttpAnswer answer;
  bool got = false;
  httplib::Request sent;
  try {
    httplib::Client client(address_.host, address_.port);
    client.set_tcp_nodelay(true);
    client.set_connection_timeout(std::min(timings_.connect, left_until(deadline)));
    client.set_read_timeout(std::min(timings_.silence, left_until(deadline)));
    client.set_write_timeout(std::min(timings_.silence, left_until(deadline)));
    client.set_socket_options([this](socket_t socket) { cutoff_.watch(socket); });
    sent.method = request.method;
    sent.path = request.path;
    sent.headers = {{"Accept-Encoding", "identity"}, {"User-Agent", "bodymap/" BODYMAP_VERSION}};
    for (const auto& [name, value] : request.headers) sent.headers.emplace(name, value);
    if (request.method == "POST") sent.headers.emplace("Content-Type", "application/json");
    sent.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
      answer.body.append(data, size);
      return answer.body.size() <= kLargestAnswer;
    };
    sent.body.swap(request.body);
    httplib::Response response;
    auto error = httplib::Error::Success;
    cutoff_.arm(deadline);
    got = client.send(sent, response, error);
    answer.status = response.status;
  } catch (const std::exception&) {
    got = false;  // said below, with all other ways to get no answer
  }
  cutoff_.disarm();
  sent.body.swap(request.body);
  if (got) return answer;
  if (std::chrono::steady_clock::now() >= deadline)
    return base::fail(base::Code::Timeout, "no answer in time");
  return base::fail(base::Code::Io, stopped() ? "stopped" : "no answer");
}

}  // namespace delivery
