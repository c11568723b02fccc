#include "queue/server.h"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <charconv>
#include <condition_variable>
#include <thread>

#include "base/log.h"
#include "queue/http_gate.h"
#include "queue/http_reply.h"
#include "queue/routes.h"

namespace queue {
namespace {

bool is_own(const std::string& host) {
  in_addr v4{};
  in6_addr v6{};
  if (::inet_pton(AF_INET, host.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
  if (::inet_pton(AF_INET6, host.c_str(), &v6) == 1) return IN6_IS_ADDR_LOOPBACK(&v6) != 0;
  return host == "localhost";
}

// httplib's own default also sets SO_REUSEPORT, with which two servers can share one address and a
// kiosk would reach either.
void socket_options(socket_t socket) {
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

// Bodies whose size is not said beforehand, or that unpack to another one, would pass the limit on bodies.
httplib::Server::HandlerResponse refuse_unmeasured(const httplib::Request& request,
                                                   httplib::Response& response) {
  const bool has_body = request.method != "GET" && request.method != "HEAD";
  if (has_body && request.method != "POST")
    problem(response, 405, "method", "GET, HEAD and POST are answered here");
  else if (request.has_header("Content-Encoding"))
    problem(response, 415, "encoded-body", "bodies are taken as they are");
  else if (request.has_header("Transfer-Encoding") || (has_body && !request.has_header("Content-Length")))
    problem(response, 411, "length-required", "say the body's length");
  else
    return httplib::Server::HandlerResponse::Unhandled;
  response.set_header("Connection", "close");
  return httplib::Server::HandlerResponse::Handled;
}

// Answers without words get some; an address asked in a way it does not answer to says which it does.
void explain(const RouteTable& table, const httplib::Request& request, httplib::Response& response) {
  if (!response.body.empty()) return;
  if (response.status == 413) return problem(response, 413, "too-large", "bodies have 256 KiB at most");
  if (response.status != 404)
    return problem(response, response.status, "http", "the request cannot be answered");
  const auto allowed = table.allowed(request.path);
  if (allowed.empty()) return problem(response, 404, "not-found", "no such address");
  response.set_header("Allow", allowed);
  problem(response, 405, "method", "this address does not answer to that");
}

void set_limits(httplib::Server& server, bool hsts) {
  server.set_socket_options(socket_options);
  // As answers tell it; the gate and its hub hold to it.
  server.set_keep_alive_timeout(EventHub::kIdle.count());
  server.set_keep_alive_max_count(HttpGate::kMostRequests);
  server.set_payload_max_length(Server::kLargestBody);
  server.set_default_headers(security_headers(hsts));
  server.set_pre_routing_handler(refuse_unmeasured);
  server.set_exception_handler(
      [](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
        base::log(base::Level::Error, "queue", "a request ended by an exception");
        problem(response, 500, "internal", "the queue made a mistake");
      });
}

// Does what time does by itself, once a second.
class Housekeeper {
 public:
  explicit Housekeeper(Service& service) : service_(service), thread_([this] { run(); }) {}
  ~Housekeeper() {
    {
      const std::lock_guard guard(mutex_);
      stop_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }
  Housekeeper(const Housekeeper&) = delete;
  Housekeeper& operator=(const Housekeeper&) = delete;

 private:
  void run() {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, std::chrono::seconds(1), [this] { return stop_; })) {
      lock.unlock();
      const auto ticked = service_.tick();
      if (!ticked)
        base::log(base::Level::Error, "queue", "the store failed", {{"error", ticked.error().what}});
      lock.lock();
    }
  }
  Service& service_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_;  // the last: starts when all else stands
};

}  // namespace

bool is_loopback(const Listen& listen) { return is_own(listen.host); }

base::Result<Listen> parse_listen(std::string_view text) {
  const auto colon = text.rfind(':');
  auto host = text.substr(0, colon == std::string_view::npos ? 0 : colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  Listen listen{std::string(host), -1};
  const auto digits = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), listen.port);
  if (host.empty() || digits.empty() || read.ec != std::errc() || read.ptr != digits.data() + digits.size() ||
      listen.port < 0 || listen.port > 65535)
    return base::fail(base::Code::Invalid, "an address to listen on reads like 127.0.0.1:8750");
  return listen;
}

struct Server::Parts {
  std::unique_ptr<Housekeeper> housekeeper;
  RouteTable table;
  HttpGate http;
  std::thread thread;
  Listen listen;
  bool tls = false;
  Service& service;

  Parts(Service& for_service, const ServerOptions& options)
      : http(for_service, options.tls == nullptr ? nullptr : options.tls->context()),
        tls(options.tls != nullptr),
        service(for_service) {}
};

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

base::Result<std::unique_ptr<Server>> Server::start(Service& service, const Listen& listen,
                                                    const ServerOptions& options) {
  if (options.tls == nullptr && !is_loopback(listen))
    return base::fail(
        base::Code::Invalid,
        "without TLS the queue listens on this machine's own addresses only, such as 127.0.0.1");
  auto parts = std::make_unique<Parts>(service, options);
  auto& http = parts->http;
  parts->listen = listen;
  set_limits(http, options.hsts && options.tls != nullptr);
  auto& table = parts->table;
  add_kiosk_routes(table, service);
  add_session_routes(table, service);
  add_people_routes(table, service);
  add_event_routes(table, service, http.hub());
  if (options.page != nullptr) add_page_routes(table, *options.page);
  table.give_to(http);
  http.set_error_handler(httplib::Server::Handler(
      [&table](const auto& request, auto& response) { explain(table, request, response); }));
  if (listen.port == 0)
    parts->listen.port = http.bind_to_any_port(listen.host);
  else if (!http.bind_to_port(listen.host, listen.port))
    parts->listen.port = -1;
  if (parts->listen.port < 0)
    return base::fail(base::Code::Busy,
                      "cannot listen on " + listen.host + ":" + std::to_string(listen.port));
  http.widen_backlog();
  service.watch([&hub = http.hub()] { hub.changed(); });
  parts->thread = std::thread([&http] { http.listen_after_bind(); });
  // Stopping before the loop runs would hang; it takes a few microseconds to get there.
  while (!http.is_running()) std::this_thread::yield();
  parts->housekeeper = std::make_unique<Housekeeper>(service);
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::~Server() {
  parts_->housekeeper.reset();
  parts_->service.watch({});
  parts_->http.stop();
  parts_->thread.join();
  parts_->http.finish();
}

int Server::port() const { return parts_->listen.port; }

std::vector<std::string> Server::routes() const {
  std::vector<std::string> names;
  for (const auto& route : parts_->table.routes()) names.push_back(route.method + " " + route.path);
  return names;
}

std::string Server::url() const {
  const auto& host = parts_->listen.host;
  const bool v6 = host.find(':') != std::string::npos;
  return (parts_->tls ? "https://" : "http://") + (v6 ? "[" + host + "]" : host) + ":" +
         std::to_string(port());
}

}  // namespace queue
