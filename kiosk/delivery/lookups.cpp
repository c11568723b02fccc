#include "delivery/lookups.h"

#include <string.h>

namespace delivery {
namespace {

base::SecretString take_secret(std::string& text) {
  base::SecretString secret(std::string_view{text});
  ::explicit_bzero(text.data(), text.size());
  return secret;
}

}  // namespace

Lookups::Lookups(std::unique_ptr<QueueClient> client, const Timings& timings,
                 std::function<void(LookupDone)> done)
    : client_(std::move(client)), timings_(timings), done_(std::move(done)), thread_([this] { run(); }) {}

Lookups::~Lookups() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  client_->stop();
  asked_.notify_all();
  thread_.join();
}

void Lookups::ask(std::uint64_t request_id, base::SecretVector<intake::CardToken> tokens) {
  {
    const std::lock_guard lock(mutex_);
    questions_.push_back({request_id, std::move(tokens), std::chrono::steady_clock::now() + timings_.lookup});
  }
  asked_.notify_all();
}

void Lookups::run() {
  for (;;) {
    Question question;
    {
      std::unique_lock lock(mutex_);
      asked_.wait(lock, [&] { return stop_ || !questions_.empty(); });
      if (stop_) return;
      question = std::move(questions_.front());
      questions_.pop_front();
    }
    auto done = answer(question);
    {
      const std::lock_guard lock(mutex_);
      if (stop_) return;
    }
    done_(std::move(done));
  }
}

LookupDone Lookups::answer(const Question& question) {
  LookupDone done;
  done.request_id = question.request_id;
  if (std::chrono::steady_clock::now() >= question.deadline) return done;
  auto found = client_->lookup(question.tokens, question.deadline);
  if (!found) return done;
  done.reachable = true;
  done.known = found->known;
  done.initial = take_secret(found->initial);
  done.member = take_secret(found->member);
  return done;
}

}  // namespace delivery
