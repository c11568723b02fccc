#pragma once
// The adapter around toml++: a file to values, with errors that name file, line and key. Internal to
// content; the only place, with its .cpp, that catches toml++'s exception. One thread.
#include <toml++/toml.h>

#include <functional>
#include <initializer_list>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"

namespace content {

// Reads a known set of keys into variables and keeps the first complaint. Afterwards finish() complains
// about any key nobody asked for.
class TomlReader {
 public:
  static base::Result<TomlReader> parse(std::string_view text, std::string_view name);

  // Each leaves the variable as it is if the key is absent. `table` empty: the top level.
  void text(std::string_view table, std::string_view key, std::string& out, std::size_t longest = 200);
  void whole(std::string_view table, std::string_view key, int& out, int least, int most);
  void real(std::string_view table, std::string_view key, double& out, double least, double most);
  void flag(std::string_view table, std::string_view key, bool& out);
  void one_of(std::string_view table, std::string_view key, std::string& out,
              std::initializer_list<std::string_view> allowed);
  // `check` answers what is wrong, or nothing.
  void checked(std::string_view table, std::string_view key, std::string& out,
               const std::function<std::string(const std::string&)>& check);

  // Every `[[name]]` in order, each read as a reader of its own keys (table "").
  void each(std::string_view name, const std::function<void(TomlReader&)>& read);
  // Every text key of a table, in alphabetical order, with its line.
  void each_text(std::string_view table,
                 const std::function<void(const std::string& key, const std::string& text, int line)>& read);
  // Names of the tables at the top level, in alphabetical order.
  std::vector<std::string> tables() const;

  // Complains about the key, unless there was a complaint before.
  void complain(std::string_view table, std::string_view key, std::string_view what);
  void complain_at(int line, std::string_view what);
  bool has_complaint() const { return !complaint_.empty(); }
  base::Result<void> finish();

 private:
  TomlReader(std::shared_ptr<const toml::table> table, std::string name, std::string label)
      : root_(std::move(table)), name_(std::move(name)), label_(std::move(label)) {}
  const toml::node* find(std::string_view table, std::string_view key);
  void complain_about(const toml::node* node, std::string_view table, std::string_view key,
                      std::string_view what);
  void find_strangers();

  std::shared_ptr<const toml::table> root_;  // never copied: a copied node forgets its line
  std::string name_;
  std::string label_;            // "[[therapist]]" inside each(); empty for the whole file
  std::set<std::string> known_;  // "table.key" and "table" that were asked for
  std::string complaint_;
};

}  // namespace content
