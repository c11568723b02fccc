#include "queue/routes.h"

#include <regex>

namespace queue {
namespace {

// "{id}" is an intake's id, any other part in braces a file's name in one folder.
std::string pattern_of(const std::string& path) {
  const auto open = path.find('{');
  if (open == std::string::npos) return path;
  const auto close = path.find('}', open);
  const bool id = path.substr(open, close - open) == "{id";
  return path.substr(0, open) + (id ? "([0-9a-f-]{36})" : "([A-Za-z0-9][A-Za-z0-9._-]{0,63})") +
         path.substr(close + 1);
}

// A dot in a path is a dot.
std::string escaped(const std::string& pattern) {
  std::string text;
  bool in_class = false;
  for (const char c : pattern) {
    if (c == '[') in_class = true;
    if (c == ']') in_class = false;
    if (c == '.' && !in_class) text += '\\';
    text += c;
  }
  return text;
}

}  // namespace

void RouteTable::give_to(httplib::Server& server) const {
  for (const auto& route : routes_) {
    const auto pattern = escaped(pattern_of(route.path));
    if (route.method == "GET")
      server.Get(pattern, route.handler);
    else
      server.Post(pattern, route.handler);
  }
}

std::string RouteTable::allowed(const std::string& path) const {
  std::string methods;
  for (const auto& route : routes_) {
    if (!std::regex_match(path, std::regex(escaped(pattern_of(route.path))))) continue;
    if (!methods.empty()) methods += ", ";
    methods += route.method == "GET" ? "GET, HEAD" : route.method;
  }
  return methods;
}

}  // namespace queue
