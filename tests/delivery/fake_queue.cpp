#include "delivery/fake_queue.h"

#include <cstdlib>

namespace support {
namespace {

constexpr const char* kJson = "application/json";

// Promises more than it sends, so that the client sees the connection end too early.
void cut_off(httplib::Response& response, const std::string& body) {
  response.set_content_provider(body.size() + 100, kJson,
                                [body](std::size_t offset, std::size_t, httplib::DataSink& sink) {
                                  if (offset == 0) sink.write(body.data(), body.size() / 2);
                                  return false;
                                });
}

}  // namespace

FakeQueue::FakeQueue(const records::Keys& keys, const base::Clock& clock, const TlsIdentity* identity,
                     base::Utc issued, int port)
    : keys_(keys), clock_(clock) {
  if (identity != nullptr) {
    notice_ = intake::CertificateNotice::sign(identity->der, issued, keys.queue_sign.secret_key);
    server_ = std::make_unique<httplib::SSLServer>(identity->certificate.get(), identity->key.get());
  } else {
    server_ = std::make_unique<httplib::Server>();
  }
  // Without the library's SO_REUSEPORT, so that no other server can share the port.
  server_->set_socket_options([](socket_t socket) {
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  server_->new_task_queue = [] { return new httplib::ThreadPool(4); };
  serve_intakes();
  serve_kiosk();
  serve_enrolment();
  port_ = port;
  if (port == 0)
    port_ = server_->bind_to_any_port("127.0.0.1");
  else if (!server_->bind_to_port("127.0.0.1", port))
    std::abort();
  thread_ = std::thread([this] { server_->listen_after_bind(); });
  while (!server_->is_running()) std::this_thread::yield();
}

FakeQueue::~FakeQueue() {
  {
    const std::lock_guard lock(mutex_);
    leaving_ = true;
  }
  gone_.notify_all();
  server_->stop();
  thread_.join();
}

void FakeQueue::play(std::deque<Fault> faults) {
  const std::lock_guard lock(mutex_);
  faults_ = std::move(faults);
}

void FakeQueue::answer(std::deque<int> statuses) {
  const std::lock_guard lock(mutex_);
  statuses_ = std::move(statuses);
}

void FakeQueue::always(const base::Uuid& id, int status) {
  const std::lock_guard lock(mutex_);
  always_[id] = status;
}

void FakeQueue::hang_all() {
  const std::lock_guard lock(mutex_);
  hang_all_ = true;
}

void FakeQueue::set_config(intake::KioskConfig config) {
  const std::lock_guard lock(mutex_);
  config_ = std::move(config);
}

std::map<base::Uuid, intake::IntakePost> FakeQueue::kept() const {
  const std::lock_guard lock(mutex_);
  return kept_;
}

int FakeQueue::posts() const {
  const std::lock_guard lock(mutex_);
  return posts_;
}

std::vector<base::Uuid> FakeQueue::order() const {
  const std::lock_guard lock(mutex_);
  return order_;
}

int FakeQueue::skew_answers() const {
  const std::lock_guard lock(mutex_);
  return skew_answers_;
}

int FakeQueue::enrol_posts() const {
  const std::lock_guard lock(mutex_);
  return enrol_posts_;
}

int FakeQueue::requests_signed() const {
  const std::lock_guard lock(mutex_);
  return requests_signed_;
}

std::vector<intake::KioskStatus> FakeQueue::states() const {
  const std::lock_guard lock(mutex_);
  return states_;
}

std::vector<std::size_t> FakeQueue::lookups() const {
  const std::lock_guard lock(mutex_);
  return lookups_;
}

void FakeQueue::hang() {
  std::unique_lock lock(mutex_);
  gone_.wait(lock, [this] { return leaving_; });
}

// The request's stamp as a queue checks it: signature, then time, then nonce.
bool FakeQueue::accept(const httplib::Request& request, httplib::Response& response) {
  const intake::RequestStamp stamp{
      request.get_header_value(intake::kKioskHeader),
      {std::strtoll(request.get_header_value(intake::kTimeHeader).c_str(), nullptr, 10)},
      request.get_header_value(intake::kNonceHeader),
      request.get_header_value(intake::kSignatureHeader)};
  {
    const std::lock_guard lock(mutex_);
    ++requests_signed_;
  }
  response.status = 401;
  if (!intake::stamp_holds(stamp, request.method, request.path, request.body, keys_.kiosk.public_key))
    return false;
  const auto now = clock_.utc();
  const std::lock_guard lock(mutex_);
  if (std::abs(stamp.time.ms - now.ms) > intake::kLargestSkew.count()) {
    ++skew_answers_;
    response.set_content(intake::to_json(intake::SkewAnswer{now}), "application/problem+json");
    return false;
  }
  if (stamp.kiosk != records::kKiosk || !nonces_.insert(stamp.nonce).second) return false;
  response.status = 200;
  return true;
}

void FakeQueue::take_intake(const httplib::Request& request, httplib::Response& response) {
  const auto post = intake::intake_post_from_json(request.body);
  if (!post) {
    response.status = 400;
    return;
  }
  auto fault = Fault::None;
  auto receipt = intake::Receipt{post->envelope.id, clock_.utc()};
  {
    const std::lock_guard lock(mutex_);
    if (!statuses_.empty()) {
      response.status = statuses_.front();
      statuses_.pop_front();
      return;
    }
    if (const auto found = always_.find(receipt.id); found != always_.end()) {
      response.status = found->second;
      return;
    }
    if (!faults_.empty()) {
      fault = faults_.front();
      faults_.pop_front();
    }
    if (fault != Fault::Hang && kept_.emplace(receipt.id, *post).second) order_.push_back(receipt.id);
  }
  if (fault == Fault::Hang) hang();
  if (fault == Fault::EmptyOk) return;
  if (fault == Fault::WrongReceipt) receipt.id.bytes[15] ^= 1;
  const auto body = intake::to_json(receipt);
  if (fault == Fault::CutReply || fault == Fault::DropReply)
    cut_off(response, fault == Fault::CutReply ? body : std::string());
  else
    response.set_content(body, kJson);
}

void FakeQueue::serve_intakes() {
  server_->Post("/api/v1/intakes", [this](const httplib::Request& request, httplib::Response& response) {
    {
      const std::lock_guard lock(mutex_);
      ++posts_;
    }
    if (accept(request, response)) take_intake(request, response);
  });
}

void FakeQueue::serve_kiosk() {
  const auto hanging = [this] {
    const std::lock_guard lock(mutex_);
    return hang_all_;
  };
  server_->Get("/api/v1/kiosk/config",
               [=, this](const httplib::Request& request, httplib::Response& response) {
                 if (hanging()) hang();
                 if (!accept(request, response)) return;
                 const std::lock_guard lock(mutex_);
                 response.set_content(intake::to_json(config_), kJson);
               });
  server_->Post("/api/v1/kiosk/status", [this](const httplib::Request& request, httplib::Response& response) {
    if (!accept(request, response)) return;
    const auto state = intake::kiosk_status_from_json(request.body);
    const std::lock_guard lock(mutex_);
    if (state) states_.push_back(*state);
  });
  server_->Post("/api/v1/cards/lookup",
                [=, this](const httplib::Request& request, httplib::Response& response) {
                  if (hanging()) hang();
                  if (!accept(request, response)) return;
                  const auto tokens = intake::lookup_from_json(request.body);
                  const std::lock_guard lock(mutex_);
                  lookups_.push_back(tokens ? tokens->size() : 0);
                  response.set_content(intake::to_json(intake::LookupAnswer{true, "M", "member-9"}), kJson);
                });
}

void FakeQueue::serve_enrolment() {
  server_->Get("/api/v1/enroll", [this](const httplib::Request&, httplib::Response& response) {
    intake::EnrolOffer offer{{keys_.queue_sign.public_key, keys_.queue_seal.public_key}, notice_};
    if (change_offer) change_offer(offer);
    response.set_content(intake::to_json(offer), kJson);
  });
  server_->Post("/api/v1/enroll", [this](const httplib::Request& request, httplib::Response& response) {
    {
      const std::lock_guard lock(mutex_);
      ++enrol_posts_;
    }
    const auto asked = intake::enrol_request_from_json(request.body, keys_.queue_seal);
    response.status = asked ? grant_status : 400;
    if (response.status != 200) return;
    intake::EnrolGrant grant{records::kKiosk, {}};
    grant.card_key.bytes().fill(7);
    auto answer = intake::sealed_json(grant, asked->reply_to, keys_.queue_sign.secret_key);
    if (change_grant) change_grant(answer);
    response.set_content(answer, kJson);
  });
}

}  // namespace support
