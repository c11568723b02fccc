#include "content/toml_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace content {
namespace {

int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

std::string path_of(std::string_view table, std::string_view key) {
  return table.empty() ? std::string(key) : fmt::format("{}.{}", table, key);
}

}  // namespace

base::Result<TomlReader> TomlReader::parse(std::string_view text, std::string_view name) {
  try {
    return TomlReader(std::make_shared<const toml::table>(toml::parse(text)), std::string(name), {});
  } catch (const toml::parse_error& error) {
    return base::fail(base::Code::Invalid,
                      fmt::format("{}:{}: {}", name, error.source().begin.line, error.description()));
  }
}

const toml::node* TomlReader::find(std::string_view table, std::string_view key) {
  known_.insert(path_of(table, key));
  if (table.empty()) return root_->get(key);
  known_.insert(std::string(table));
  const toml::node* node = root_->get(table);
  if (!node) return nullptr;
  if (const toml::table* inner = node->as_table()) return inner->get(key);
  complain_about(node, "", table, "should be a table");
  return nullptr;
}

void TomlReader::complain_about(const toml::node* node, std::string_view table, std::string_view key,
                                std::string_view what) {
  const int line = line_of(node ? *node : *root_);
  const std::string where = label_.empty() && !table.empty() ? fmt::format("[{}] ", table)
                            : label_.empty()                 ? std::string()
                                                             : label_ + " ";
  complain_at(line, fmt::format("{}{}: {}", where, key, what));
}

void TomlReader::complain(std::string_view table, std::string_view key, std::string_view what) {
  const toml::node* node = root_->get(table.empty() ? key : table);
  if (node && !table.empty() && node->is_table() && node->as_table()->get(key))
    node = node->as_table()->get(key);
  complain_about(node, table, key, what);
}

void TomlReader::complain_at(int line, std::string_view what) {
  if (complaint_.empty()) complaint_ = fmt::format("{}:{}: {}", name_, line, what);
}

void TomlReader::text(std::string_view table, std::string_view key, std::string& out, std::size_t longest) {
  const toml::node* node = find(table, key);
  if (!node) return;
  const auto value = node->value_exact<std::string>();
  if (!value) return complain_about(node, table, key, "should be a text in quotes");
  if (value->size() > longest) {
    return complain_about(node, table, key, fmt::format("longer than {} bytes", longest));
  }
  out = *value;
}

void TomlReader::whole(std::string_view table, std::string_view key, int& out, int least, int most) {
  const toml::node* node = find(table, key);
  if (!node) return;
  const auto value = node->value_exact<std::int64_t>();
  if (!value) return complain_about(node, table, key, "should be a whole number");
  if (*value < least || *value > most) {
    return complain_about(node, table, key, fmt::format("{} is not within {} to {}", *value, least, most));
  }
  out = static_cast<int>(*value);
}

void TomlReader::real(std::string_view table, std::string_view key, double& out, double least, double most) {
  const toml::node* node = find(table, key);
  if (!node) return;
  if (!node->is_number()) return complain_about(node, table, key, "should be a number");
  const double value = *node->value<double>();
  if (!(value >= least && value <= most)) {
    return complain_about(node, table, key, fmt::format("{} is not within {} to {}", value, least, most));
  }
  out = value;
}

void TomlReader::flag(std::string_view table, std::string_view key, bool& out) {
  const toml::node* node = find(table, key);
  if (!node) return;
  const auto value = node->value_exact<bool>();
  if (!value) return complain_about(node, table, key, "should be true or false");
  out = *value;
}

void TomlReader::one_of(std::string_view table, std::string_view key, std::string& out,
                        std::initializer_list<std::string_view> allowed) {
  checked(table, key, out, [&](const std::string& value) {
    if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return std::string();
    return fmt::format("\"{}\" is not one of {}", value, fmt::join(allowed, ", "));
  });
}

void TomlReader::checked(std::string_view table, std::string_view key, std::string& out,
                         const std::function<std::string(const std::string&)>& check) {
  const toml::node* node = find(table, key);
  if (!node) return;
  std::string value;
  text(table, key, value);
  if (has_complaint()) return;
  if (const std::string wrong = check(value); !wrong.empty()) return complain_about(node, table, key, wrong);
  out = value;
}

void TomlReader::each(std::string_view name, const std::function<void(TomlReader&)>& read) {
  const toml::node* node = find("", name);
  if (!node) return;
  const toml::array* array = node->as_array();
  if (!array || !array->is_array_of_tables()) {
    return complain_about(node, "", name, fmt::format("should be written as [[{}]]", name));
  }
  for (const toml::node& element : *array) {
    TomlReader inner(std::shared_ptr<const toml::table>(root_, element.as_table()), name_,
                     fmt::format("[[{}]]", name));
    read(inner);
    if (const auto done = inner.finish(); !done && complaint_.empty()) complaint_ = done.error().what;
  }
}

void TomlReader::each_text(
    std::string_view table,
    const std::function<void(const std::string& key, const std::string& text, int line)>& read) {
  known_.insert(std::string(table));
  const toml::node* node = root_->get(table);
  if (!node) return;
  const toml::table* inner = node->as_table();
  if (!inner) return complain_about(node, "", table, "should be a table");
  for (const auto& [key, value] : *inner) {
    const std::string name(key.str());
    known_.insert(path_of(table, name));
    const auto text = value.value_exact<std::string>();
    if (!text) return complain_about(&value, table, name, "should be a text in quotes");
    read(name, *text, line_of(value));
  }
}

std::vector<std::string> TomlReader::tables() const {
  std::vector<std::string> names;
  for (const auto& [key, value] : *root_) {
    if (value.is_table()) names.emplace_back(key.str());
  }
  return names;
}

void TomlReader::find_strangers() {
  for (const auto& [key, value] : *root_) {
    const std::string name(key.str());
    if (!known_.contains(name)) return complain_about(&value, "", name, "not a key of this file");
    const toml::table* inner = value.as_table();
    if (!inner) continue;
    for (const auto& [inner_key, inner_value] : *inner) {
      const std::string inner_name(inner_key.str());
      if (!known_.contains(path_of(name, inner_name))) {
        return complain_about(&inner_value, name, inner_name, "not a key of this file");
      }
    }
  }
}

base::Result<void> TomlReader::finish() {
  if (complaint_.empty()) find_strangers();
  if (complaint_.empty()) return {};
  return base::fail(base::Code::Invalid, complaint_);
}

}  // namespace content
