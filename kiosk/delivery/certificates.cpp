#include "delivery/certificates.h"

#include <algorithm>

#include "base/log.h"

namespace delivery {
namespace {

using Notices = Certificates::Notices;

template <class Range>
auto find(Range& notices, std::span<const std::uint8_t> der) {
  return std::find_if(notices.begin(), notices.end(),
                      [&](const auto& notice) { return std::ranges::equal(notice.der, der); });
}

void order(Notices& notices) {
  std::sort(notices.begin(), notices.end(),
            [](const auto& one, const auto& other) { return one.issued < other.issued; });
}

}  // namespace

Certificates::Certificates(const intake::SignPublicKey& queue_sign, Notices known, Keep keep)
    : queue_sign_(queue_sign), keep_(std::move(keep)), known_(std::move(known)) {
  order(known_);
}

bool Certificates::fits(std::span<const std::uint8_t> der) const {
  const std::lock_guard lock(mutex_);
  return find(known_, der) != known_.end();
}

void Certificates::seen(std::span<const std::uint8_t> der) {
  const std::lock_guard lock(mutex_);
  const auto at = find(known_, der);
  if (at == known_.begin() || at == known_.end()) return;
  known_.erase(known_.begin(), at);
  keep();
}

bool Certificates::take(const intake::CertificateNotice& notice) {
  if (!notice.holds(queue_sign_)) {
    base::log(base::Level::Warn, "delivery", "a certificate was announced by somebody else, not taken");
    return false;
  }
  const std::lock_guard lock(mutex_);
  const auto same = find(known_, notice.der);
  // The same one announced again, as after each start of the queue.
  if (same != known_.end()) return true;
  if (!known_.empty() && notice.issued <= known_.front().issued) return false;
  known_.push_back(notice);
  order(known_);
  if (known_.size() > kMost) known_.erase(known_.begin() + 1);
  base::log(base::Level::Info, "delivery", "the queue announced a new certificate");
  keep();
  return true;
}

Notices Certificates::known() const {
  const std::lock_guard lock(mutex_);
  return known_;
}

void Certificates::keep() const {
  if (!keep_) return;
  if (const auto kept = keep_(known_); !kept)
    base::log(base::Level::Warn, "delivery", "certificates not kept", {{"why", kept.error().what}});
}

}  // namespace delivery
