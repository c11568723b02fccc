// bodymap-queue itself: commands with the server running or not, and a whole visit at the shell.
#include "shell.h"

using nlohmann::json;
using rig::Shell;

TEST_CASE("a visit at the shell, admin commands before and while the server runs") {
  Shell shell;
  CHECK(
      shell.admin({"user", "add", "maya", "--role", "therapist", "--password-stdin"}, "a long walk\n").code ==
      0);
  CHECK(shell.admin({"user", "add", "maya", "--role", "therapist", "--password-stdin"}, "x\n").code == 3);
  rig::Serving serving(shell.data, shell.temp.path());
  shell.url = serving.url;
  CHECK(
      shell.admin({"user", "add", "tom", "--role", "therapist", "--password-stdin"}, "a long walk\n").code ==
      0);
  CHECK(shell
            .admin({"member", "add", "--number", "MB-1", "--given", "Anna", "--family", "Berg", "--card",
                    "62E3086CED"})
            .code == 0);
  const auto added = shell.admin({"kiosk", "add", "lobby", "--json"});
  CHECK(added.code == 0);

  const base::SystemClock clock;
  rig::Http http(serving.url);
  auto kiosk = rig::enrolled_over(http, json::parse(added.out)["code"]);
  CHECK(shell.maya({"next", "--json"}).code == 1);
  const auto tokens = intake::card_tokens(kiosk.card_key, base::parse_card_id("62E3086CED").value());
  const auto found =
      rig::signed_post(http, kiosk, clock, "/api/v1/cards/lookup", intake::lookup_json(tokens));
  auto made = kiosk.next_intake(clock);
  made.client.member = std::string_view(intake::lookup_answer_from_json(found->body)->member);
  made.client.member_confirmed = true;
  const auto post = intake::to_json(intake::IntakePost{kiosk.envelope(made), 0});
  CHECK(rig::signed_post(http, kiosk, clock, "/api/v1/intakes", post)->status == 200);

  const auto id = base::to_text(made.id);
  CHECK(shell.maya({"list"}).out.find("asked for anyone: Lower back, on the spine 5") != std::string::npos);
  const auto pulled = shell.maya({"next", "--json"});
  CHECK(pulled.code == 0);
  const auto record = json::parse(pulled.out);
  CHECK(record["intake"] == json::parse(intake::to_json(made).view()));
  CHECK(record["member"] ==
        json{{"kind", "member"}, {"given", "Anna"}, {"initials", "A. B."}, {"number_tail", "MB-1"}});
  const auto sheet = shell.maya({"show", id});
  CHECK(sheet.code == 0);
  CHECK(sheet.out.find("Left outer calf") != std::string::npos);

  CHECK(shell.as("tom", {"start", id, "--token", "1"}).code == 3);
  CHECK(shell.as("tom", {"start", id}).code == 2);
  CHECK(shell.maya({"start", id}).code == 0);
  CHECK(shell.as("tom", {"takeover", id}).code == 0);
  CHECK(shell.maya({"done", id}).code == 3);
  CHECK(shell.as("tom", {"release", id}).code == 0);
  CHECK(shell.maya({"next", "--start"}).code == 0);
  const auto done =
      shell.maya({"done", "--worked", "calf_outer.L, knee_cap.R", "--note", "went well", "--json"});
  CHECK(done.code == 0);
  CHECK(json::parse(done.out)["state"] == "done");
  CHECK(json::parse(shell.maya({"show", id, "--json"}).out)["worked"].size() == 2);

  CHECK(serving.program.end(SIGTERM) == 0);
  CHECK_FALSE(std::filesystem::exists(shell.data / "admin.sock"));
  CHECK(shell.maya({"list"}).code == 4);
  CHECK(json::parse(shell.admin({"kiosk", "list", "--json"}).out)["kiosks"][0]["name"] == "lobby");
  CHECK(shell.admin({"kiosk", "revoke", kiosk.id}).code == 0);
  CHECK(shell.admin({"kiosk", "revoke", "nobody"}).code == 3);
}

TEST_CASE("next --hold renews until interrupted, then exits 0") {
  Shell shell;
  REQUIRE(
      shell.admin({"user", "add", "maya", "--role", "therapist", "--password-stdin"}, "a long walk\n").code ==
      0);
  const auto added = shell.admin({"kiosk", "add", "lobby", "--json"});
  const rig::Serving serving(shell.data, shell.temp.path());
  const base::SystemClock clock;
  rig::Http http(serving.url);
  auto kiosk = rig::enrolled_over(http, json::parse(added.out)["code"]);
  const auto made = kiosk.next_intake(clock);
  REQUIRE(rig::signed_post(http, kiosk, clock, "/api/v1/intakes",
                           intake::to_json(intake::IntakePost{kiosk.envelope(made), 0}))
              ->status == 200);
  rig::Spawned holding({"--server", serving.url, "--user", "maya", "--password-file", shell.password.string(),
                        "next", "--hold", "--json"},
                       shell.temp.path());
  CHECK(json::parse(holding.line())["state"] == "pulled");
  CHECK(holding.end(SIGINT) == 0);
}

TEST_CASE("wrong use is 2, refused is 3, not reachable is 4") {
  Shell shell;
  shell.url = "http://127.0.0.1:1";
  CHECK(rig::run({"--help"}, shell.temp.path()).code == 0);
  CHECK(rig::run({"next", "--help"}, shell.temp.path()).code == 0);
  CHECK(rig::run({"--version"}, shell.temp.path()).out.find("bodymap-queue ") == 0);
  CHECK(rig::run({}, shell.temp.path()).code == 2);
  CHECK(rig::run({"dance"}, shell.temp.path()).code == 2);
  CHECK(rig::run({"serve"}, shell.temp.path()).code == 2);
  CHECK(rig::run({"list"}, shell.temp.path()).code == 2);
  CHECK(rig::run({"kiosk", "list"}, shell.temp.path()).code == 2);
  CHECK(shell.maya({"list"}).code == 4);
  CHECK(shell.maya({"start", "not-an-id"}).code == 2);
  CHECK(shell.admin({"serve", "--listen", "0.0.0.0"}).code == 2);
  CHECK(shell.admin({"serve", "--store", "postgresql://db"}).code == 2);
  CHECK(shell.admin({"serve", "--key", (shell.data / "key").string()}).code == 2);
  CHECK_FALSE(std::filesystem::exists(shell.data));
  CHECK(shell.admin({"--config", (shell.temp.path() / "none.toml").string(), "serve"}).code == 2);
}

TEST_CASE("one data folder, one server; a missing key is refused") {
  Shell shell;
  {
    rig::Serving serving(shell.data, shell.temp.path());
    CHECK(shell.admin({"serve", "--listen", "127.0.0.1:0"}).code == 3);
    CHECK(serving.program.end(SIGINT) == 0);
  }
  std::filesystem::remove(shell.data.string() + ".key");
  CHECK(shell.admin({"serve", "--listen", "127.0.0.1:0"}).code == 3);
  CHECK(shell.admin({"kiosk", "list"}).code == 3);
}

TEST_CASE("settings: the lease and whom clients may ask for") {
  Shell shell;
  const auto config = shell.temp.path() / "queue.toml";
  REQUIRE(base::write_file_durably(config,
                                   "[server]\nlisten = \"127.0.0.1:0\"\n[lease]\nseconds = 10\n[clinic]\n"
                                   "name = \"Bay Street\"\ntime_zone = \"Europe/Dublin\"\n"
                                   "[[therapist]]\nid = \"maya\"\nname = \"Maya R.\"\n",
                                   0600));
  const auto added = shell.admin({"kiosk", "add", "lobby", "--json"});
  rig::Spawned program({"--data", shell.data.string(), "--config", config.string(), "serve"},
                       shell.temp.path());
  const auto ready = program.line();
  REQUIRE(ready.find("ready http://127.0.0.1:") == 0);
  rig::Http http(ready.substr(6));
  const auto kiosk = rig::enrolled_over(http, json::parse(added.out)["code"]);
  const auto answer = rig::signed_get(http, kiosk, base::SystemClock(), "/api/v1/kiosk/config");
  const auto told = intake::kiosk_config_from_json(answer->body).value();
  CHECK(told.clinic == "Bay Street");
  CHECK(told.time_zone == "Europe/Dublin");
  CHECK(told.therapists == std::vector<intake::Therapist>{{"maya", "Maya R."}});
  CHECK(program.end(SIGTERM) == 0);
}
