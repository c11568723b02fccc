// TLS: the queue's own certificate, a given one, and what is announced of it.
#include "queue/tls.h"

#include <sys/stat.h>

#include <fstream>

#include "http_rig.h"
#include "queue/client.h"

namespace {

unsigned mode_of(const std::filesystem::path& file) {
  struct stat status {};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

struct TlsQueue : rig::Queue {
  TlsQueue() {
    tls = queue::Tls::load_or_make(files, "127.0.0.1", now).value();
    REQUIRE(service().use_certificate(tls->der()));
    server = queue::Server::start(service(), {"127.0.0.1", 0}, {nullptr, tls.get(), false}).value();
  }
  ~TlsQueue() { server.reset(); }
  base::Utc now = base::SystemClock().utc();  // OpenSSL looks at the machine's clock
  queue::OwnCertificate files = queue::own_certificate_beside(key);
  std::unique_ptr<queue::Tls> tls;
  std::unique_ptr<queue::Server> server;
};

}  // namespace

TEST_CASE("the queue's own certificate lies beside its key, its private half for nobody else, and stays") {
  TlsQueue q;
  CHECK(mode_of(q.files.secret) == 0600);
  CHECK(q.files.secret.parent_path() == q.key.parent_path());
  const auto shared = base::read_file(q.files.certificate).value();
  CHECK(shared.find("PRIVATE KEY") == std::string::npos);
  CHECK(queue::Tls::load_or_make(q.files, "127.0.0.1", q.now).value()->der() == q.tls->der());
  // For an address it does not name, and near its end, a new one is made.
  CHECK(queue::Tls::load_or_make(q.files, "192.0.2.7", q.now).value()->der() != q.tls->der());
  const auto other = queue::Tls::load_or_make(q.files, "192.0.2.7", q.now).value()->der();
  const base::Utc later{q.now.ms + 800LL * 24 * 3600 * 1000};
  CHECK(queue::Tls::load_or_make(q.files, "192.0.2.7", later).value()->der() != other);
}

TEST_CASE("who trusts that certificate alone is served; who does not, or comes without TLS, is not") {
  TlsQueue q;
  REQUIRE(q.server->url().starts_with("https://"));
  rig::Http http(q.server->url());
  http.set_ca_cert_path(q.files.certificate.string());
  http.enable_server_certificate_verification(true);
  REQUIRE(http.Get("/api/v1/health"));
  CHECK(http.Get("/api/v1/health")->status == 200);
  const std::string large(200'000, ' ');
  CHECK(http.Post("/api/v1/login", large + "{}", rig::kJson)->status == 401);

  rig::Http distrusting(q.server->url());
  distrusting.enable_server_certificate_verification(true);
  CHECK(distrusting.Get("/api/v1/health").error() == httplib::Error::SSLServerVerification);
  rig::Http plain("http://127.0.0.1:" + std::to_string(q.server->port()));
  CHECK_FALSE(plain.Get("/api/v1/health"));
  CHECK(http.Get("/api/v1/health")->status == 200);

  REQUIRE(q.service().add_user("maya", "", "therapist", "a long walk", rig::kAdmin));
  CHECK(queue::Client::log_in(q.server->url(), "maya", "a long walk", q.files.certificate));
  CHECK(queue::Client::log_in(q.server->url(), "maya", "a long walk").error().code == base::Code::Refused);
}

TEST_CASE("a kiosk is told of the certificate, signed by the queue's key; a restart makes it no newer") {
  TlsQueue q;
  const auto offer = q.service().enrol_offer();
  REQUIRE(offer.certificate);
  CHECK(offer.certificate->der == q.tls->der());
  CHECK(offer.certificate->holds(offer.keys.sign));
  CHECK(q.service().kiosk_config().value().certificate == offer.certificate);
  q.clock.advance(base::Millis{5000});
  REQUIRE(q.service().use_certificate(q.tls->der()));
  CHECK(q.service().enrol_offer().certificate->issued == offer.certificate->issued);
  REQUIRE(q.service().use_certificate({1, 2, 3}));
  CHECK(q.service().enrol_offer().certificate->issued > offer.certificate->issued);
}

TEST_CASE("certificates that cannot be used are told") {
  TlsQueue q;
  const auto other = queue::own_certificate_beside(q.temp.path() / "other");
  REQUIRE(queue::Tls::load_or_make(other, "", q.now));
  CHECK(queue::Tls::load(q.files.certificate, q.files.secret));
  CHECK(queue::Tls::load(q.files.certificate, other.secret).error().code == base::Code::Invalid);
  CHECK(queue::Tls::load(q.temp.path() / "none", other.secret).error().code == base::Code::Invalid);
  std::ofstream(q.temp.path() / "junk") << "junk";
  CHECK_FALSE(queue::Tls::load(q.temp.path() / "junk", other.secret));
}

TEST_CASE("without TLS only this machine is listened to") {
  rig::Queue q;
  for (const char* host : {"0.0.0.0", "::", "192.0.2.7", "example.org"})
    CHECK(queue::Server::start(q.service(), {host, 0}).error().code == base::Code::Invalid);
}
