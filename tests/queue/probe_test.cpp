// From outside, with a plain HTTP client: headers, cookies, foreign pages, limits, and hostile words.
#include <algorithm>
#include <array>

#include "http_rig.h"
#include "queue/admin.h"

using nlohmann::json;

namespace {

constexpr const char* kCookieName = "__Host-bodymap=";

struct Probed : rig::HttpQueue {
  Probed() {
    server.reset();
    server = queue::Server::start(service(), {"127.0.0.1", 0}, {page.get(), nullptr, false}).value();
    REQUIRE(service().add_user("maya", "Maya R.", "therapist", "a long walk", rig::kAdmin));
    const json asked{{"name", "maya"}, {"password", "a long walk"}, {"cookie", true}};
    const auto in = http().Post("/api/v1/login", asked.dump(), rig::kJson);
    REQUIRE(in);
    set_cookie = in->get_header_value("Set-Cookie");
    csrf = json::parse(in->body).at("csrf");
    CHECK_FALSE(json::parse(in->body).contains("token"));
  }
  httplib::Client http() const { return rig::Http(server->url()); }
  httplib::Headers page_headers() const {
    return {{"Cookie", "other=1; " + set_cookie.substr(0, set_cookie.find(';'))}, {"X-Bodymap-Csrf", csrf}};
  }
  std::unique_ptr<queue::PageFiles> page = queue::PageFiles::open(BODYMAP_SOURCE_DIR).value();
  std::string set_cookie, csrf;
};

// A word that would do harm where markup or code is made of it, from parts that are known to.
std::vector<std::string> hostile_words() {
  const std::array<std::string, 10> begins{
      "<script>",    "\"><script>",         "'><img src=x onerror=",   "<svg/onload=",
      "javascript:", "</textarea><script>", "<iframe src=javascript:", "{{constructor.constructor('",
      "${",          "&lt;script&gt;"};
  const std::array<std::string, 10> middles{"alert(1)",
                                            "alert`1`",
                                            "fetch('//x')",
                                            "document.cookie",
                                            "\\u003c",
                                            "%3Cscript%3E",
                                            "a' OR '1'='1",
                                            "'; DROP TABLE users;--",
                                            "\xE2\x80\xAE"
                                            "gnp",
                                            "\xF0\x9F\x92\xA5"};
  const std::array<std::string, 5> ends{"</script>", "//", "\"", ">", "-->"};
  std::vector<std::string> words;
  for (const auto& begin : begins)
    for (const auto& middle : middles)
      for (const auto& end : ends) words.push_back(begin + middle + end);
  return words;
}

}  // namespace

TEST_CASE("every answer carries the headers that keep a page to itself") {
  Probed q;
  for (const auto& route : q.server->routes()) {
    const auto space = route.find(' ');
    const auto path = route.substr(space + 1);
    const auto answer = route.starts_with("GET") ? q.http().Get(path) : q.http().Post(path, "{}", rig::kJson);
    REQUIRE_MESSAGE(answer, route);
    const auto csp = answer->get_header_value("Content-Security-Policy");
    CHECK(csp.find("default-src 'none'") == 0);
    CHECK(csp.find("frame-ancestors 'none'") != std::string::npos);
    CHECK(csp.find("unsafe") == std::string::npos);
    CHECK(answer->get_header_value("X-Content-Type-Options") == "nosniff");
    CHECK(answer->get_header_value("X-Frame-Options") == "DENY");
    CHECK(answer->get_header_value("Referrer-Policy") == "no-referrer");
    CHECK(answer->get_header_value("Cross-Origin-Opener-Policy") == "same-origin");
    CHECK(answer->get_header_value("Cross-Origin-Resource-Policy") == "same-origin");
    CHECK(answer->get_header_value_count("Cache-Control") == 1);
    CHECK_FALSE(answer->has_header("Strict-Transport-Security"));
    if (path.starts_with("/api/")) CHECK(answer->get_header_value("Cache-Control") == "no-store");
  }
}

TEST_CASE("a file is asked about again and sent once") {
  Probed q;
  const auto first = q.http().Get("/web/words.json");
  CHECK(first->get_header_value("Cache-Control") == "no-cache");
  const auto again = q.http().Get("/web/words.json", {{"If-None-Match", first->get_header_value("ETag")}});
  CHECK(again->status == 304);
  CHECK(again->body.empty());
  for (const char* path :
       {"/web/../queue.toml", "/web/..%2fqueue.toml", "/web/%2e%2e/x.json", "/web/.git.json"})
    CHECK(q.http().Get(path)->status == 404);
}

TEST_CASE("the cookie is this page's alone, and log-out clears it") {
  Probed q;
  CHECK(q.set_cookie.starts_with(kCookieName));
  for (const char* part : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"})
    CHECK_MESSAGE(q.set_cookie.find(part) != std::string::npos, part);
  CHECK(q.set_cookie.find("Domain") == std::string::npos);
  auto page = q.http();
  page.set_default_headers(q.page_headers());
  CHECK(page.Get("/api/v1/queue")->status == 200);
  const auto out = page.Post("/api/v1/logout", "{}", rig::kJson);
  CHECK(out->status == 204);
  CHECK(out->get_header_value("Set-Cookie").find("Max-Age=0") != std::string::npos);
  CHECK(page.Get("/api/v1/queue")->status == 401);
}

TEST_CASE("no POST by cookie is taken from a foreign page, or without the session's own proof") {
  Probed q;
  const auto host = "127.0.0.1:" + std::to_string(q.server->port());
  for (const auto& route : q.server->routes()) {
    if (!route.starts_with("POST /api/v1/") || route.find("kiosk") != std::string::npos) continue;
    auto path = route.substr(5);
    if (path == "/api/v1/enroll" || path == "/api/v1/intakes" || path == "/api/v1/cards/lookup") continue;
    if (const auto at = path.find("{id}"); at != std::string::npos)
      path.replace(at, 4, base::to_text(base::make_uuid7({1})));
    const auto status = [&](const httplib::Headers& headers, const char* type) {
      return q.http().Post(path, headers, "{}", type)->status;
    };
    const bool open = path == "/api/v1/login" || path == "/api/v1/setup";
    auto bare = q.page_headers();
    bare.erase("X-Bodymap-Csrf");
    if (!open) CHECK_MESSAGE(status(bare, rig::kJson) == 403, path);
    bare.emplace("X-Bodymap-Csrf", std::string(64, '0'));
    if (!open) CHECK_MESSAGE(status(bare, rig::kJson) == 403, path);
    CHECK_MESSAGE(status(q.page_headers(), "text/plain") == 403, path);
    for (const auto& [name, value] :
         {std::pair("Sec-Fetch-Site", "cross-site"), std::pair("Sec-Fetch-Site", "same-site"),
          std::pair("Origin", "https://evil.example"), std::pair("Origin", "null")}) {
      auto foreign = q.page_headers();
      foreign.emplace(name, value);
      CHECK_MESSAGE(status(foreign, rig::kJson) == 403, path, " ", value);
    }
  }
  auto own = q.page_headers();
  own.emplace("Origin", "http://" + host);
  own.emplace("Sec-Fetch-Site", "same-origin");
  CHECK(q.http().Post("/api/v1/session/stay", own, "{}", rig::kJson)->status == 200);
}

TEST_CASE("polling keeps no session, use does") {
  Probed q;
  auto page = q.http();
  page.set_default_headers(q.page_headers());
  const auto advance = [&q] { q.clock.advance(base::Millis{10 * 60 * 1000}); };
  advance();
  CHECK(page.Get("/api/v1/queue", {{"X-Bodymap-Used", "1"}})->status == 200);
  advance();
  CHECK(page.Post("/api/v1/session/stay", "{}", rig::kJson)->status == 200);
  advance();
  CHECK(page.Get("/api/v1/queue")->status == 200);
  advance();
  CHECK(page.Get("/api/v1/queue")->status == 401);
}

TEST_CASE("nobody learns from a refusal whether a name is there") {
  Probed q;
  const auto tried = [&](const char* name) {
    const auto answer =
        q.http().Post("/api/v1/login", json{{"name", name}, {"password", "wrong"}}.dump(), rig::kJson);
    return std::pair(answer->status, answer->body);
  };
  for (int i = 0; i < 6; ++i) CHECK(tried("maya") == tried("nobody"));
  CHECK(tried("maya").first == 429);
}

TEST_CASE("500 hostile words in every field a person fills come back as words") {
  Probed q;
  auto page = q.http();
  page.set_default_headers(q.page_headers());
  page.set_keep_alive(true);
  auto kiosk = q.enrolled();
  const auto words = hostile_words();
  REQUIRE(words.size() == 500);
  int number = 0;
  for (const auto& word : words) {
    const auto reference =
        q.service().add_member({std::to_string(++number) + word, word, word, ""}, rig::kAdmin).value();
    auto made = kiosk.next_intake(q.clock);
    made.client.member = std::string_view(reference);
    made.client.member_confirmed = true;
    q.take(kiosk, made);
    const auto pulled = page.Post("/api/v1/queue/next", R"({"start":true})", rig::kJson);
    REQUIRE(pulled);
    CHECK(pulled->get_header_value("Content-Type") == "application/json");
    const auto record = json::parse(pulled->body);
    CHECK(record["client"]["given"] == word);
    const auto id = record["id"].get<std::string>();
    const json done{{"token", record["token"]}, {"note", word}, {"worked", json::array()}};
    CHECK(page.Post("/api/v1/intakes/" + id + "/done", done.dump(), rig::kJson)->status == 200);
    const auto shown = page.Get("/api/v1/intakes/" + id);
    CHECK(shown->get_header_value("Content-Type") == "application/json");
    CHECK(json::parse(shown->body)["note"] == word);
  }
  CHECK_FALSE(q.service().add_user(words[0], "", "therapist", "a long walk", rig::kAdmin));
}

TEST_CASE("hostile names of kiosks and of people come back as words, wherever they are read") {
  Probed q;
  auto page = q.http();
  page.set_default_headers(q.page_headers());
  const auto words = hostile_words();
  auto lobby = q.enrolled();
  for (std::size_t i = 0; i < words.size(); i += 25) {
    const auto user = "eve-" + std::to_string(i);
    REQUIRE(q.open.store->add_user({user, words[i], "therapist", ""}, rig::kAdmin, q.clock.utc()));
    const auto code = q.service().add_kiosk(words[i], rig::kAdmin).value();
    const auto kiosk = rig::enrol(code, q.service().enrol_offer(), [&q](const std::string& body) {
                         return q.service().enrol(body);
                       }).value();
    const auto told = json::parse(queue::admin_answer(q.service(), R"({"do":"kiosk.list"})", rig::kAdmin));
    const auto has = [&](const json& list, const char* field) {
      return std::any_of(list.begin(), list.end(), [&](const json& one) { return one[field] == words[i]; });
    };
    CHECK_MESSAGE(has(told["kiosks"], "name"), words[i]);
    const auto people = json::parse(queue::admin_answer(q.service(), R"({"do":"user.list"})", rig::kAdmin));
    CHECK_MESSAGE(has(people["users"], "display"), words[i]);
    const auto config = rig::signed_get(page, kiosk, q.clock, "/api/v1/kiosk/config");
    REQUIRE(config);
    const auto offered = intake::kiosk_config_from_json(config->body).value().therapists;
    CHECK(std::any_of(offered.begin(), offered.end(), [&](const auto& one) { return one.name == words[i]; }));

    auto made = lobby.next_intake(q.clock);
    made.therapist = user;
    q.take(lobby, made);
    const auto listed = page.Get("/api/v1/queue");
    CHECK(listed->get_header_value("Content-Type") == "application/json");
    CHECK(has(json::parse(listed->body)["queue"], "wanted_display"));
  }
}

TEST_CASE("hostile names do not log in, and are not said back") {
  Probed q;
  const auto words = hostile_words();
  for (std::size_t i = 0; i < words.size(); i += 25) {
    const auto answer =
        q.http().Post("/api/v1/login", json{{"name", words[i]}, {"password", words[i]}}.dump(), rig::kJson);
    CHECK(answer->status == 401);
    CHECK(answer->get_header_value("Content-Type") == "application/problem+json");
    CHECK(answer->body.find("script") == std::string::npos);
  }
}
