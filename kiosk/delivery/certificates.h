#pragma once
// Which TLS certificates this kiosk takes for the queue's: the one of its enrolment, and later ones that the
// queue announced with its signing key. No certificate authority has a say, and no host name: a certificate
// fits if it is one of these, byte for byte. Shared by all who speak to one queue, so that a renewal that
// one of them hears of holds for all. Any thread.
#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <vector>

#include "base/result.h"
#include "intake/certificate.h"

namespace delivery {

class Certificates {
 public:
  using Notices = std::vector<intake::CertificateNotice>;
  // Called with what is to be remembered whenever that changes, on the thread that brought the news; must not
  // call back.
  using Keep = std::function<base::Result<void>(const Notices&)>;

  // At most so many at once: the one in use and those that were announced since.
  static constexpr std::size_t kMost = 4;

  // `known`, in any order, are not checked again. `keep` may be empty.
  Certificates(const intake::SignPublicKey& queue_sign, Notices known, Keep keep = {});

  // Whether the certificate is one of those known.
  bool fits(std::span<const std::uint8_t> der) const;
  // The queue was reached and proved to hold this certificate's key: those issued before it are dropped.
  void seen(std::span<const std::uint8_t> der);
  // A certificate was announced. True if it is known from now on: signed by the queue, and issued later than
  // the one in use (or that one itself).
  bool take(const intake::CertificateNotice& notice);
  // The one in use first, then by the time they were issued.
  Notices known() const;

 private:
  void keep() const;  // under mutex_, so that the newest word is the last one written

  const intake::SignPublicKey queue_sign_;
  const Keep keep_;
  mutable std::mutex mutex_;
  Notices known_;  // by `issued`
};

}  // namespace delivery
