#pragma once
// The commands of bodymap-queue as functions of what was typed. Each gives the program's exit code.
#include <filesystem>
#include <string>

namespace app {

inline constexpr int kDone = 0;
inline constexpr int kNothingWaiting = 1;
inline constexpr int kWrongUse = 2;
inline constexpr int kRefused = 3;
inline constexpr int kNotReachable = 4;

struct DataOptions {
  std::filesystem::path data;
  std::filesystem::path key;  // empty: beside the data folder
};

struct ServeCommand {
  DataOptions where;
  std::filesystem::path config;  // empty: every setting at its default
  std::string listen;            // empty: as the settings say
  std::string store;             // empty: as the settings say
};
// Until SIGTERM or SIGINT. Prints `ready URL` once it answers.
int serve(const ServeCommand& command);

struct AdminCommand {
  DataOptions where;
  std::string json;  // the line of queue/admin.h
  bool as_json = false;
};
int administrate(const AdminCommand& command);

struct PeopleCommand {
  std::string what;  // list watch next show start done release takeover left undo
  std::string server = "http://127.0.0.1:8750";
  std::string user;
  std::filesystem::path password_file;
  std::filesystem::path certificate;  // PEM, trusted alone; empty: see data
  std::filesystem::path data;  // its queue's own certificate, if it made one; else whom the machine trusts
  std::string id;              // empty: none given
  long long token = -1;        // -1: the one kept
  bool as_json = false;
  bool hold = false, start = false;  // next
  bool checked = false;              // start
  std::string worked, note;          // done; codes apart by commas or spaces
};
int work(const PeopleCommand& command);

// One plain line to stderr; returns `code`.
int complain(const std::string& what, int code);

}  // namespace app
