// `bodymap-kiosk enroll` as a person types it: what it exits with, and what it does to the folder.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>

#include "delivery/enrolment_file.h"
#include "delivery/fake_queue.h"
#include "support/temp_dir.h"

namespace {

int enroll(const std::string& url, const std::string& code, const std::filesystem::path& data) {
  const auto command = std::string(BODYMAP_BIN_DIR "/bodymap-kiosk enroll ") + url + " " + code + " --data " +
                       data.string() + " >/dev/null 2>&1";
  const int status = std::system(command.c_str());  // NOLINT(cert-env33-c): a test of our own program
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

unsigned mode_of(const std::filesystem::path& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

}  // namespace

TEST_CASE("enroll: the exit code tells a queue that is away from one that refuses and from wrong use") {
  const support::TempDir dir;
  const records::Keys keys;
  const base::SystemClock clock;
  support::FakeQueue queue(keys, clock);
  const auto code = intake::EnrolCode::make({keys.queue_sign.public_key, keys.queue_seal.public_key}).text();
  CHECK(enroll("http://127.0.0.1:1", code, dir.path() / "kiosk") == 4);
  CHECK(enroll(queue.url(), intake::EnrolCode::make({}).text(), dir.path() / "kiosk") == 3);
  CHECK(enroll(queue.url(), "7K3QX", dir.path() / "kiosk") == 2);
  CHECK(enroll(queue.url(), code, dir.path() / "kiosk") == 0);
  CHECK(delivery::load_enrolment(dir.path() / "kiosk").value().kiosk == records::kKiosk);
}

TEST_CASE("enroll: a folder it made is its own alone; one that was there keeps its mode") {
  const support::TempDir dir;
  const auto code = intake::EnrolCode::make({}).text();
  CHECK(enroll("http://127.0.0.1:1", code, dir.path() / "new") == 4);
  CHECK(mode_of(dir.path() / "new") == 0700U);
  std::filesystem::create_directory(dir.path() / "there");
  REQUIRE(::chmod((dir.path() / "there").c_str(), 0750) == 0);
  CHECK(enroll("http://127.0.0.1:1", code, dir.path() / "there") == 4);
  CHECK(mode_of(dir.path() / "there") == 0750U);
}
