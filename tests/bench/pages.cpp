#include "bench/pages.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace bench {
namespace {

constexpr const char* kList = "/api/v1/queue";
constexpr const char* kNext = "/api/v1/queue/next";

int connected(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("the queue takes no more pages");
  const int yes = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return socket;
}

void send_get(int socket, const std::string& path, const std::string& token) {
  const auto request =
      "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n\r\n";
  if (::send(socket, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
    throw std::runtime_error("a page cannot ask");
}

void read_more(int socket, std::string& text) {
  std::array<char, 65536> part{};
  const auto got = ::recv(socket, part.data(), part.size(), MSG_DONTWAIT);
  if (got <= 0) throw std::runtime_error("a page was cut off: " + text.substr(0, 200));
  text.append(part.data(), static_cast<std::size_t>(got));
}

// The length of the whole answer that begins the text; 0 while its head is not there.
std::size_t length_of(const std::string& text) {
  const auto head = text.find("\r\n\r\n");
  if (head == std::string::npos) return 0;
  const auto at = text.find("\r\nContent-Length: ");
  return head + 4 + (at < head ? std::stoul(text.substr(at + 18)) : 0);
}

}  // namespace

Page::Page(int port, const std::string& token)
    : token_(token), port_(port), events_(connected(port)), requests_(connected(port)) {
  send_get(events_, "/api/v1/events", token);
}

Page::Page(Page&& other) noexcept
    : token_(std::move(other.token_)),
      port_(other.port_),
      events_(std::exchange(other.events_, -1)),
      requests_(std::exchange(other.requests_, -1)) {}

Page::~Page() {
  if (events_ >= 0) ::close(events_);
  if (requests_ >= 0) ::close(requests_);
}

void Page::look_for(const std::string& id) {
  id_ = id;
  event_at_ = list_at_ = {};
}

void Page::read_events() {
  read_more(events_, event_text_);
  const bool told = event_text_.find("event: queue") != std::string::npos ||
                    event_text_.find("event: hello") != std::string::npos;
  if (event_text_.find("event: ended") != std::string::npos)
    throw std::runtime_error("a page's session ended");
  // Whole events only; what has begun is read on.
  const auto end = event_text_.rfind("\n\n");
  if (end != std::string::npos) event_text_.erase(0, end + 2);
  if (!told) return;
  if (!has_seen_event()) event_at_ = Clock::now();
  refresh();
}

void Page::refresh() {
  if (!asked_.empty()) {
    told_again_ = true;
    return;
  }
  told_again_ = false;
  ask(kList);
}

void Page::ask(const std::string& path) {
  asked_ = path;
  send_get(requests_, path, token_);
}

void Page::read_answer() {
  read_more(requests_, answer_text_);
  const auto length = length_of(answer_text_);
  if (length == 0 || answer_text_.size() < length) return;
  if (answer_text_.rfind("HTTP/1.1 20", 0) != 0) throw std::runtime_error(answer_text_.substr(0, 200));
  const bool closes = answer_text_.find("\r\nConnection: close") < answer_text_.find("\r\n\r\n");
  if (asked_ == kList) listed_ = !id_.empty() && answer_text_.find(id_) != std::string::npos;
  answer_text_.erase(0, length);
  if (closes) {
    ::close(requests_);
    requests_ = connected(port_);
  }
  if (asked_ == kList) return ask(kNext);
  asked_.clear();
  if (listed_ && !has_seen_list()) list_at_ = Clock::now();
  if (told_again_) refresh();
}

Pages::Pages(int count, int port, const std::string& token) {
  for (int i = 0; i < count; ++i) pages_.emplace_back(port, token);
  run_until([](const Page& page) { return page.has_seen_event() && page.rests(); });
}

bool Pages::turn(std::chrono::milliseconds at_most) {
  std::vector<pollfd> wanted;
  for (const auto& page : pages_) {
    wanted.push_back({page.events_socket(), POLLIN, 0});
    wanted.push_back({page.requests_socket(), POLLIN, 0});
  }
  if (::poll(wanted.data(), wanted.size(), static_cast<int>(at_most.count())) <= 0) return false;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    if (wanted[2 * i].revents != 0) pages_[i].read_events();
    if (wanted[2 * i + 1].revents != 0) pages_[i].read_answer();
  }
  return true;
}

void Pages::run_until(const std::function<bool(const Page&)>& done) {
  const auto deadline = Clock::now() + std::chrono::seconds(60);
  while (!std::all_of(pages_.begin(), pages_.end(), done)) {
    turn(std::chrono::milliseconds(100));
    if (Clock::now() > deadline) throw std::runtime_error("the pages were not told within 60 s");
  }
}

void Pages::run_until_quiet(std::chrono::milliseconds silence) {
  run_until([](const Page& page) { return page.rests(); });
  while (turn(silence)) continue;
}

}  // namespace bench
