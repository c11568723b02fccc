#pragma once
// A network that misbehaves on purpose: a TCP proxy on this machine between a kiosk's courier and a queue,
// which plays one fault on each HTTP request that it is told to. Plain HTTP, one request a connection, as
// the courier makes them. Owns its threads; any thread may call anything.
#include <atomic>
#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace support {

enum class NetFault {
  None,
  DropRequest,     // the queue never hears of it; the connection ends without a word
  DropReply,       // the queue has done it; the connection ends without a word
  ResetInRequest,  // half of the request's body gets through, then both sides are reset
  ResetInReply,    // half of the reply gets through, then the kiosk's side is reset
  Double,          // the queue gets it twice; the second reply counts
  Late,            // as DropReply, but the queue gets it only after two more requests
  Answer500,       // the queue never hears of it; 500
  Done500,         // the queue has done it; 500 all the same
  Silent,          // the queue never hears of it; nothing is said until the kiosk gives up
  SilentReply,     // the queue has done it; nothing is said until the kiosk gives up
  CutReply,        // 200 with a length, and half of the body
  Drip             // the request goes on byte by byte, without a pause
};

class FaultProxy {
 public:
  // Chooses the fault for the n-th request of method and path (n from 0).
  using Choose = std::function<NetFault(int n, const std::string& first_line)>;

  explicit FaultProxy(int upstream_port);
  ~FaultProxy();
  FaultProxy(const FaultProxy&) = delete;
  FaultProxy& operator=(const FaultProxy&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  void choose(Choose choose);
  // The next posted intakes meet these, in order; everything else passes.
  void play(std::vector<NetFault> faults);
  // How many requests met this fault.
  int met(NetFault fault) const;

 private:
  class Socket;
  // A connection's thread; ended ones are joined as new ones come, for a run makes thousands.
  struct Serving {
    std::atomic<bool> over{false};
    std::thread thread;
  };
  void accept_all();
  void serve(Socket& kiosk);
  NetFault fault_for(const std::string& request);
  std::string ask_queue(const std::string& request);
  void pass_late_ones();
  void hold_until_hung_up(Socket& kiosk);
  void reset_in_request(Socket& kiosk, const std::string& request);

  const int upstream_port_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> quit_{false};
  mutable std::mutex mutex_;
  Choose choose_;
  int requests_ = 0;
  std::map<NetFault, int> met_;
  struct LateOne {
    int after;  // goes on once so many requests were heard
    std::string request;
  };
  std::vector<LateOne> late_;
  std::list<Serving> serving_;
  std::thread accepting_;  // last: it uses all of the above
};

}  // namespace support
