#pragma once
// For the server's .cpp files only: one accepted connection, plain or TLS. Its socket never blocks, so that
// a slow client holds a thread no longer than it is given. Used by one thread at a time, handed on whole.
#include <httplib.h>

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

struct ssl_st;
struct ssl_ctx_st;

namespace queue {

class Connection final : public httplib::Stream {
 public:
  using Time = std::chrono::steady_clock::time_point;
  // A TLS greeting, and a whole request, have to come within this.
  static constexpr std::chrono::seconds kRequestTime{10};
  static constexpr std::chrono::seconds kGreetingTime{5};
  // An answer has to be taken, bit by bit, without a longer stop than this.
  static constexpr std::chrono::seconds kWriteTime{5};
  static constexpr std::chrono::milliseconds kLingerTime{500};

  // Owns the socket. `tls` null: plain. It outlives the connection.
  Connection(int socket, ssl_ctx_st* tls);
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // True once greeted (always, for plain). False: no TLS client, or too slow.
  bool greet();
  bool greeted() const { return greeted_; }
  // Something is there to be read, or the client has gone.
  bool ready() const;
  // From now the request has kRequestTime to come.
  void begin_request() { read_until_ = std::chrono::steady_clock::now() + kRequestTime; }

  // A request did not come whole: the client was too slow or has gone. What it sends later is no request.
  bool broken() const { return broken_; }
  // Ends our side and takes what a client still sends, so that the kernel does not cut off our answer to it.
  void linger();
  // As much as the client takes at once: bytes taken, 0 if it takes none now, -1 if it is gone.
  ssize_t write_some(std::string_view bytes);
  // Reads and drops what the client says; false if it is gone.
  bool drain();

  // --- httplib::Stream
  bool is_readable() const override;
  bool is_writable() const override;
  ssize_t read(char* out, std::size_t size) override;
  ssize_t write(const char* bytes, std::size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

  // The session whose events this connection shall carry once its request is answered; empty: none.
  std::string events_of;
  int requests = 0;  // answered so far
  // The connection whose request this thread answers now.
  static Connection*& current();

 private:
  ssize_t receive(char* out, std::size_t size);  // -1: gone, 0: nothing now
  bool wait(short events, Time until) const;
  const int socket_;
  ssl_st* tls_ = nullptr;
  bool greeted_ = true;
  bool broken_ = false;
  short wants_ = 0;  // what TLS waits for before it can go on
  Time read_until_;
  std::array<char, 4096> buffer_{};
  std::size_t from_ = 0, to_ = 0;
};

}  // namespace queue
