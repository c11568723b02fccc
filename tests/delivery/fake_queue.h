#pragma once
// A queue for tests: cpp-httplib's server speaking the kiosk's API, checking every signature and nonce, and
// playing faults when asked to. Any thread.
#include <httplib.h>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "delivery/records.h"
#include "intake/enrolment.h"
#include "intake/request.h"
#include "support/tls_identity.h"

namespace support {

enum class Fault {
  None,
  DropReply,     // the record is kept, the connection closed without a word
  CutReply,      // the record is kept, a 200 is cut off in its middle
  WrongReceipt,  // the record is kept, the receipt names another
  EmptyOk,       // 200 with nothing in it
  Hang           // no answer until the queue is destroyed
};

class FakeQueue {
 public:
  // `clock` is the queue's own; it must outlive the queue.
  FakeQueue(const records::Keys& keys, const base::Clock& clock) : FakeQueue(keys, clock, nullptr) {}
  // Over TLS with this certificate, announced as issued at this moment, unless it is null. `port` 0: any.
  FakeQueue(const records::Keys& keys, const base::Clock& clock, const TlsIdentity* identity,
            base::Utc issued = {1'000}, int port = 0);
  ~FakeQueue();
  FakeQueue(const FakeQueue&) = delete;
  FakeQueue& operator=(const FakeQueue&) = delete;

  std::string url() const { return (notice_ ? "https" : "http") + ("://127.0.0.1:" + std::to_string(port_)); }
  int port() const { return port_; }
  // What is announced in the offer; what the configuration announces is set_config's.
  std::optional<intake::CertificateNotice> notice() const { return notice_; }
  // The next posted intakes meet these, in order; after them all is well again.
  void play(std::deque<Fault> faults);
  // The next posted intakes are answered with these, in order, and not kept.
  void answer(std::deque<int> statuses);
  // This record is always answered so.
  void always(const base::Uuid& id, int status);
  // Every lookup and configuration request hangs from now on.
  void hang_all();
  void set_config(intake::KioskConfig config);
  // The offer and the grant go through these before they leave: somebody in the middle.
  std::function<void(intake::EnrolOffer&)> change_offer;
  std::function<void(std::string&)> change_grant;
  int grant_status = 200;

  std::map<base::Uuid, intake::IntakePost> kept() const;  // once each
  int posts() const;                                      // however often
  std::vector<base::Uuid> order() const;                  // as they were first kept
  int skew_answers() const;
  int enrol_posts() const;
  int requests_signed() const;  // how many came with a kiosk's signature, right or wrong
  std::vector<intake::KioskStatus> states() const;
  std::vector<std::size_t> lookups() const;  // how many tokens each had

 private:
  void serve_intakes();
  void serve_kiosk();
  void serve_enrolment();
  bool accept(const httplib::Request& request, httplib::Response& response);
  void take_intake(const httplib::Request& request, httplib::Response& response);
  void hang();

  const records::Keys& keys_;
  const base::Clock& clock_;
  mutable std::mutex mutex_;
  std::condition_variable gone_;
  bool leaving_ = false;
  bool hang_all_ = false;
  std::deque<Fault> faults_;
  std::deque<int> statuses_;
  std::map<base::Uuid, int> always_;
  std::map<base::Uuid, intake::IntakePost> kept_;
  std::vector<base::Uuid> order_;
  std::set<std::string> nonces_;
  std::vector<intake::KioskStatus> states_;
  std::vector<std::size_t> lookups_;
  intake::KioskConfig config_{"Lauftreff", "Europe/Berlin", 12, {{"t1", "Maya R."}}};
  int posts_ = 0;
  int skew_answers_ = 0;
  int requests_signed_ = 0;
  int enrol_posts_ = 0;
  std::optional<intake::CertificateNotice> notice_;
  std::unique_ptr<httplib::Server> server_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace support
