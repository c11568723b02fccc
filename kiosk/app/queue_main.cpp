// bodymap-queue: the server (`serve`), the commands of whoever runs it (`kiosk`, `user`, `member`) and the
// commands of therapists. Here the command line is read; queue_commands.h says what each does.
#include <string.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/private_process.h"
#include "app/queue_commands.h"
#include "intake/seal.h"

namespace app {

int complain(const std::string& what, int code) {
  std::fprintf(stderr, "bodymap-queue: %s\n", what.c_str());
  return code;
}

}  // namespace app

namespace {

using Json = nlohmann::json;

// What was typed, and what to do about it once it has been read whole.
struct Line {
  app::ServeCommand serve;
  app::AdminCommand admin;
  app::PeopleCommand people;
  std::string name, display, role, number, given, family, card;
  bool password_stdin = false;
  std::function<int()> run;
};

int administrate(Line& line, const Json& json) {
  if (line.serve.where.data.empty()) return app::complain("--data DIR is needed", app::kWrongUse);
  line.admin.where = line.serve.where;
  line.admin.json = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  const int code = app::administrate(line.admin);
  ::explicit_bzero(line.admin.json.data(), line.admin.json.size());  // it may carry a password
  return code;
}

void add_serve(CLI::App& program, Line& line) {
  auto* serve = program.add_subcommand("serve", "Run the queue for kiosks and therapists");
  serve->add_option("--listen", line.serve.listen,
                    "Address, such as 127.0.0.1:8750; port 0 takes any free one");
  serve->add_option("--store", line.serve.store, "Where the queue is kept: sqlite");
  serve->add_option("--key", line.serve.where.key, "The private key; beside the data folder unless given");
  serve->callback([&line] {
    line.run = [&line] {
      if (line.serve.where.data.empty()) return app::complain("--data DIR is needed", app::kWrongUse);
      return app::serve(line.serve);
    };
  });
}

CLI::App* add_command(CLI::App& parent, Line& line, const char* name, const char* help,
                      std::function<Json()> request) {
  auto* command = parent.add_subcommand(name, help);
  command->fallthrough();
  command->add_flag("--json", line.admin.as_json, "Answer as JSON");
  command->add_option("--key", line.serve.where.key, "The private key; beside the data folder unless given");
  command->callback([&line, request = std::move(request)] {
    line.run = [&line, request] { return administrate(line, request()); };
  });
  return command;
}

std::string password_from_stdin() {
  std::string password;
  std::getline(std::cin, password);
  return password;
}

void add_kiosks_and_users(CLI::App& program, Line& line) {
  auto* kiosk =
      program.add_subcommand("kiosk", "Kiosks: add, list, revoke")->require_subcommand(1)->fallthrough();
  add_command(*kiosk, line, "add", "A one-time enrolment code, 15 minutes",
              [&line] {
                return Json{{"do", "kiosk.add"}, {"name", line.name}};
              })
      ->add_option("NAME", line.name, "What the desk calls it")
      ->required();
  add_command(*kiosk, line, "list", "Every kiosk and its last status", [] {
    return Json{{"do", "kiosk.list"}};
  });
  add_command(*kiosk, line, "revoke", "Refuse a kiosk from now on",
              [&line] {
                return Json{{"do", "kiosk.revoke"}, {"id", line.name}};
              })
      ->add_option("ID", line.name, "The kiosk's id")
      ->required();

  add_command(program, line, "setup-code", "A one-time code to make the first user on the page, 15 minutes",
              [] {
                return Json{{"do", "setup.code"}};
              });

  auto* user = program.add_subcommand("user", "Therapists and admins: add, list")
                   ->require_subcommand(1)
                   ->fallthrough();
  auto* add = add_command(*user, line, "add", "Add a person who logs in", [&line] {
    return Json{{"do", "user.add"},
                {"name", line.name},
                {"display", line.display},
                {"role", line.role},
                {"password", password_from_stdin()}};
  });
  add->add_option("NAME", line.name, "Typed to log in: a-z, 0-9, '.', '_', '-'")->required();
  add->add_option("--display", line.display, "As clients know them: \"Maya R.\"");
  add->add_option("--role", line.role, "therapist or admin")->required();
  add->add_flag("--password-stdin", line.password_stdin, "Read the password from stdin's first line")
      ->required();
  add_command(*user, line, "list", "Everybody who logs in", [] { return Json{{"do", "user.list"}}; });
}

void add_members(CLI::App& program, Line& line) {
  auto* member = program.add_subcommand("member", "Members: add")->require_subcommand(1)->fallthrough();
  auto* add = add_command(*member, line, "add", "Add a member and their card", [&line] {
    return Json{{"do", "member.add"},
                {"number", line.number},
                {"given", line.given},
                {"family", line.family},
                {"card", line.card}};
  });
  add->add_option("--number", line.number, "The clinic's member number")->required();
  add->add_option("--given", line.given, "Given name")->required();
  add->add_option("--family", line.family, "Family name")->required();
  add->add_option("--card", line.card, "The card's hex as readers print it: 10, 8, 14 or 20 digits");
}

void add_people(CLI::App& program, Line& line) {
  const std::pair<const char*, const char*> commands[] = {
      {"list", "Who waits, who is held by whom"},
      {"watch", "The list, live, until interrupted"},
      {"next", "Pull the next intake, or the one named, and show it"},
      {"show", "Show an intake without pulling it"},
      {"start", "The session begins: held without a lease from now on"},
      {"done", "The session is over"},
      {"release", "Give an intake back"},
      {"takeover", "Take an intake over from another therapist"},
      {"left", "The client is not there"},
      {"undo", "Take back done or left, within 10 minutes"}};
  for (const auto& [name, help] : commands) {
    const std::string what = name;
    auto* command = program.add_subcommand(what, help)->fallthrough();
    command->add_flag("--json", line.people.as_json,
                      what == "watch" ? "A line of JSON for each change" : "Print the answer as JSON");
    if (what != "list" && what != "watch")
      command->add_option("ID", line.people.id, "The intake; the last one pulled unless given");
    if (what == "start")
      command->add_flag("--checked", line.people.checked,
                        "Somebody qualified has looked at what safety asked for");
    if (what == "start" || what == "done" || what == "release")
      command->add_option("--token", line.people.token, "Another token than the last one kept");
    if (what == "next") {
      auto* hold = command->add_flag("--hold", line.people.hold, "Renew the lease until interrupted");
      command->add_flag("--start", line.people.start, "Start at once")->excludes(hold);
    }
    if (what == "done") {
      command->add_option("--worked", line.people.worked, "Region codes worked on, apart by commas");
      command->add_option("--note", line.people.note, "A short note");
    }
    command->callback([&line, what] {
      line.people.what = what;
      line.run = [&line] {
        line.people.data = line.serve.where.data;
        return app::work(line.people);
      };
    });
  }
}

}  // namespace

int main(int argc, char** argv) {
  app::keep_process_private();  // passwords and opened records pass through here, whatever the command
  ::umask(077);                 // whatever this program writes is its own user's alone
  intake::start_crypto();
  Line line;
  CLI::App program{"The therapist queue of Bodymap", "bodymap-queue"};
  program.set_version_flag("--version", "bodymap-queue " BODYMAP_VERSION);
  program.footer(
      "Exit codes: 0 done, 1 nothing waiting, 2 wrong use or settings, 3 refused, 4 not reachable.");
  program.require_subcommand(1);
  program.add_option("--data", line.serve.where.data,
                     "The queue's data folder (serve, setup-code, kiosk, user, member)");
  program.add_option("--config", line.serve.config, "Settings (TOML; serve)");
  program.add_option("--server", line.people.server, "The queue's address (therapists' commands)")
      ->capture_default_str();
  program.add_option("--user", line.people.user, "Who you are (therapists' commands)");
  program.add_option("--password-file", line.people.password_file,
                     "File with your password on its first line");
  program.add_option("--certificate", line.people.certificate,
                     "The queue's certificate (PEM), trusted alone; with --data the queue's own is found");
  program.fallthrough();
  add_serve(program, line);
  add_kiosks_and_users(program, line);
  add_members(program, line);
  add_people(program, line);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? app::kDone : app::kWrongUse;
  }
  return line.run();
}
