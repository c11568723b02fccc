// The API's side towards kiosks, over a real socket.
#include <sys/socket.h>

#include "http_rig.h"

using nlohmann::json;

namespace {

std::string type_of(const httplib::Result& answer) {
  REQUIRE(answer);
  CHECK(answer->get_header_value("Content-Type") == "application/problem+json");
  return json::parse(answer->body)["type"];
}

}  // namespace

TEST_CASE("a kiosk enrols, looks a card up, and posts; a replay gives the same receipt") {
  rig::HttpQueue q;
  REQUIRE(q.service().add_member({"1", "Anna", "Berg", "62E3086CED"}, rig::kAdmin));
  auto kiosk = q.enrolled_over_http();

  const auto tokens = intake::card_tokens(kiosk.card_key, base::parse_card_id("62E3086CED").value());
  auto answer = rig::signed_post(q.http, kiosk, q.clock, "/api/v1/cards/lookup", intake::lookup_json(tokens));
  REQUIRE(answer);
  const auto known = intake::lookup_answer_from_json(answer->body).value();
  CHECK(known.initial == "A");

  answer = rig::signed_get(q.http, kiosk, q.clock, "/api/v1/kiosk/config");
  REQUIRE(answer);
  CHECK(intake::kiosk_config_from_json(answer->body));

  auto made = kiosk.next_intake(q.clock);
  made.client.member = std::string_view(known.member);
  made.client.member_confirmed = true;
  const auto post = intake::to_json(intake::IntakePost{kiosk.envelope(made), 1000});
  answer = rig::signed_post(q.http, kiosk, q.clock, "/api/v1/intakes", post);
  REQUIRE(answer);
  CHECK(answer->status == 200);
  const auto first = answer->body;
  CHECK(intake::receipt_from_json(first).value().id == made.id);
  q.clock.advance(base::Millis{5000});
  CHECK(rig::signed_post(q.http, kiosk, q.clock, "/api/v1/intakes", post)->body == first);
  CHECK(json::parse(q.http.Get("/api/v1/health")->body) ==
        json{{"ok", true}, {"store", "sqlite"}, {"waiting", 1}});

  const auto status = intake::to_json(intake::KioskStatus{2, 1, "ready", "0.1.0"});
  CHECK(rig::signed_post(q.http, kiosk, q.clock, "/api/v1/kiosk/status", status)->status == 200);
  CHECK(q.service().kiosks().value()[0].status.reader == "ready");
}

TEST_CASE("what can never be taken is 400, 409, 413 or 422") {
  rig::HttpQueue q;
  auto kiosk = q.enrolled();
  const auto post = [&](const std::string& body) {
    return rig::signed_post(q.http, kiosk, q.clock, "/api/v1/intakes", body);
  };
  for (const char* junk : {"", "junk", "[]", "{}", "{\"version\":2}"}) {
    const auto answer = post(junk);
    CHECK(answer->status == 400);
    CHECK(type_of(answer) == "malformed");
  }
  const auto made = kiosk.next_intake(q.clock);
  const auto no_record = intake::make_envelope("no record", made.id, made.sequence, kiosk.id,
                                               kiosk.queue.seal, kiosk.keys.secret_key);
  CHECK(post(intake::to_json(intake::IntakePost{no_record, 0}))->status == 422);
  CHECK(post(intake::to_json(intake::IntakePost{kiosk.envelope(made), 0}))->status == 200);
  // Sealing anew gives other bytes for the same id.
  CHECK(post(intake::to_json(intake::IntakePost{kiosk.envelope(made), 0}))->status == 409);
  const auto large = post(std::string(queue::Server::kLargestBody + 1, ' '));
  CHECK(large->status == 413);
  CHECK(type_of(large) == "too-large");
  CHECK(post(std::string(queue::Server::kLargestBody, ' '))->status == 400);
}

TEST_CASE("unsigned, badly signed, late, replayed, unknown and revoked requests are told apart") {
  rig::HttpQueue q;
  auto kiosk = q.enrolled();
  const char* path = "/api/v1/kiosk/config";
  auto answer = q.http.Get(path);
  CHECK(answer->status == 401);
  CHECK(type_of(answer) == "bad-signature");

  auto stamp = kiosk.stamp(q.clock, "GET", path, "");
  CHECK(q.http.Get(path, rig::headers_of(stamp))->status == 200);
  answer = q.http.Get(path, rig::headers_of(stamp));
  CHECK(answer->status == 401);
  CHECK(type_of(answer) == "replayed");
  stamp.nonce[0] = stamp.nonce[0] == 'a' ? 'b' : 'a';
  CHECK(type_of(q.http.Get(path, rig::headers_of(stamp))) == "bad-signature");

  const base::ManualClock tomorrow({q.clock.utc().ms + 86'400'000});
  answer = rig::signed_get(q.http, kiosk, tomorrow, path);
  CHECK(answer->status == 401);
  CHECK(type_of(answer) == intake::kSkewProblem);
  CHECK(intake::skew_answer_from_json(answer->body).value().server_time == q.clock.utc());

  auto headers = rig::headers_of(kiosk.stamp(q.clock, "GET", path, ""));
  headers.erase(intake::kTimeHeader);
  headers.emplace(intake::kTimeHeader, "12x");
  CHECK(q.http.Get(path, headers)->status == 401);

  rig::Kiosk stranger = kiosk;
  stranger.id = "stranger";
  answer = rig::signed_get(q.http, stranger, q.clock, path);
  CHECK(answer->status == 403);
  CHECK(type_of(answer) == "unknown-kiosk");
  REQUIRE(q.service().revoke_kiosk(kiosk.id, rig::kAdmin));
  answer = rig::signed_get(q.http, kiosk, q.clock, path);
  CHECK(answer->status == 403);
  CHECK(type_of(answer) == "revoked-kiosk");
}

TEST_CASE("enrolment over HTTP refuses a wrong secret and junk") {
  rig::HttpQueue q;
  const auto offer = q.service().enrol_offer();
  const intake::EnrolRequest wrong{"0000000000", intake::make_sign_keys().public_key,
                                   intake::make_seal_keys().public_key};
  auto answer = q.http.Post("/api/v1/enroll", intake::sealed_json(wrong, offer.keys.seal), rig::kJson);
  CHECK(answer->status == 403);
  CHECK(type_of(answer) == "refused");
  CHECK(q.http.Post("/api/v1/enroll", "{\"sealed\":\"AAAA\"}", rig::kJson)->status == 400);
}

TEST_CASE("a body whose size is not known beforehand is not read") {
  rig::HttpQueue q;
  const auto provider = [](std::size_t, httplib::DataSink& sink) {
    sink.os << std::string(1000, 'x');
    sink.done();
    return true;
  };
  const auto chunked = q.http.Post("/api/v1/intakes", provider, rig::kJson);
  CHECK(chunked->status == 411);
  CHECK(type_of(chunked) == "length-required");
  rig::Http packing(q.server->url());
  packing.set_compress(true);
  const auto packed = packing.Post("/api/v1/intakes", std::string(100'000, 'x'), rig::kJson);
  CHECK(packed->status == 415);
}

TEST_CASE("addresses: nothing else answers, and every answer is uncached") {
  rig::HttpQueue q;
  const auto answer = q.http.Get("/api/v1/nothing");
  CHECK(answer->status == 404);
  CHECK(type_of(answer) == "not-found");
  CHECK(answer->get_header_value("Cache-Control") == "no-store");
}

TEST_CASE("only the machine's own addresses are listened on") {
  CHECK(queue::parse_listen("127.0.0.1:8750")->port == 8750);
  CHECK(queue::parse_listen("[::1]:0")->host == "::1");
  CHECK(queue::parse_listen("localhost:1")->host == "localhost");
  for (const char* bad : {"", ":", "8750", ":8750", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x",
                          "127.0.0.1:70000", "127.0.0.1:-1"})
    CHECK_MESSAGE(!queue::parse_listen(bad), bad);
}

TEST_CASE("an address is one server's alone") {
  rig::HttpQueue q;
  CHECK(queue::Server::start(q.service(), {"127.0.0.1", q.server->port()}).error().code == base::Code::Busy);
}
