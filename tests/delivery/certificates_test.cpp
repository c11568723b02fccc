#include "delivery/certificates.h"

#include <doctest/doctest.h>

using delivery::Certificates;

namespace {

struct Queue {
  intake::SignKeys keys = intake::make_sign_keys();
  intake::CertificateNotice notice(std::uint8_t byte, std::int64_t issued) const {
    return intake::CertificateNotice::sign({byte}, {issued}, keys.secret_key);
  }
};

const std::vector<std::uint8_t> kFirst{1};
const std::vector<std::uint8_t> kSecond{2};
const std::vector<std::uint8_t> kThird{3};

}  // namespace

TEST_CASE("certificates: only known ones fit, byte for byte") {
  const Queue queue;
  const Certificates certificates(queue.keys.public_key, {queue.notice(1, 10)});
  CHECK(certificates.fits(kFirst));
  CHECK_FALSE(certificates.fits(kSecond));
  CHECK_FALSE(certificates.fits({}));
  CHECK_FALSE(certificates.fits(std::vector<std::uint8_t>{1, 0}));
}

TEST_CASE("certificates: a renewed one fits beside the old until it is seen") {
  const Queue queue;
  int kept = 0;
  Certificates certificates(queue.keys.public_key, {queue.notice(1, 10)}, [&](const auto&) {
    ++kept;
    return base::Result<void>();
  });
  CHECK(certificates.take(queue.notice(2, 20)));
  CHECK(kept == 1);
  CHECK(certificates.fits(kFirst));
  CHECK(certificates.fits(kSecond));
  certificates.seen(kFirst);
  CHECK(kept == 1);
  certificates.seen(kSecond);
  CHECK(kept == 2);
  CHECK_FALSE(certificates.fits(kFirst));
  CHECK(certificates.known() == Certificates::Notices{queue.notice(2, 20)});
}

TEST_CASE("certificates: one that is not the queue's, or not later, is not taken") {
  const Queue queue;
  const Queue other;
  Certificates certificates(queue.keys.public_key, {queue.notice(1, 10)});
  CHECK_FALSE(certificates.take(other.notice(2, 20)));
  CHECK_FALSE(certificates.take(queue.notice(2, 10)));
  CHECK_FALSE(certificates.take(queue.notice(2, 9)));
  auto changed = queue.notice(2, 9);
  changed.issued.ms = 20;
  CHECK_FALSE(certificates.take(changed));
  CHECK(certificates.known().size() == 1);
  // The one in use announced again is nothing new.
  CHECK(certificates.take(queue.notice(1, 30)));
  CHECK(certificates.known().size() == 1);
}

TEST_CASE("certificates: an old one does not come back once a newer was seen") {
  const Queue queue;
  Certificates certificates(queue.keys.public_key, {queue.notice(1, 10)});
  CHECK(certificates.take(queue.notice(2, 20)));
  certificates.seen(kSecond);
  CHECK_FALSE(certificates.take(queue.notice(1, 10)));
  CHECK_FALSE(certificates.fits(kFirst));
}

TEST_CASE("certificates: many announced and none shown leaves the one in use and the newest") {
  const Queue queue;
  Certificates certificates(queue.keys.public_key, {queue.notice(1, 10)});
  for (std::uint8_t i = 2; i < 20; ++i) CHECK(certificates.take(queue.notice(i, 10 * i)));
  CHECK(certificates.known().size() == Certificates::kMost);
  CHECK(certificates.fits(kFirst));
  CHECK(certificates.fits(std::vector<std::uint8_t>{19}));
  CHECK_FALSE(certificates.fits(kThird));
}

TEST_CASE("certificates: a file that cannot be written does not stop the kiosk from taking one") {
  const Queue queue;
  Certificates certificates(queue.keys.public_key, {}, [](const auto&) -> base::Result<void> {
    return base::fail(base::Code::Full, "full");
  });
  CHECK(certificates.take(queue.notice(1, 10)));
  CHECK(certificates.fits(kFirst));
}
