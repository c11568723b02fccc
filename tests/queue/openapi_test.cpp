// assets/web/openapi.json against the running server: every route in it and the reverse, and real answers
// against the shapes it gives.
#include <set>

#include "http_rig.h"

using nlohmann::json;

namespace {

json description() {
  return json::parse(base::read_file(std::string(BODYMAP_SOURCE_DIR) + "/assets/web/openapi.json").value());
}

bool is_type(const json& value, const std::string& type) {
  return type == "object"    ? value.is_object()
         : type == "array"   ? value.is_array()
         : type == "string"  ? value.is_string()
         : type == "integer" ? value.is_number_integer()
         : type == "boolean" ? value.is_boolean()
                             : type == "null" && value.is_null();
}

// What is wrong with a value by its schema; empty if nothing. Knows what our file uses: $ref, type, enum,
// required, properties, items; and, stricter than JSON Schema, that nothing undescribed is there.
std::string wrong(const json& all, const json& schema, const json& value, const std::string& at) {
  if (schema.contains("$ref")) {
    const auto name = schema["$ref"].get<std::string>().substr(std::string("#/components/schemas/").size());
    return wrong(all, all["components"]["schemas"].at(name), value, at);
  }
  if (schema.contains("type")) {
    const auto types = schema["type"].is_array() ? schema["type"] : json::array({schema["type"]});
    const bool fits = std::any_of(types.begin(), types.end(),
                                  [&](const json& type) { return is_type(value, type.get<std::string>()); });
    if (!fits) return at + " is of another type";
  }
  if (schema.contains("enum") &&
      std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
    return at + " is none of those it may be";
  if (value.is_object() && schema.contains("properties")) {
    for (const auto& name : schema["required"])
      if (!value.contains(name.get<std::string>())) return at + " lacks " + name.get<std::string>();
    for (const auto& [name, one] : value.items()) {
      if (!schema["properties"].contains(name)) return at + " has an undescribed " + name;
      if (auto what = wrong(all, schema["properties"][name], one, at + "/" + name); !what.empty())
        return what;
    }
  }
  if (value.is_array() && schema.contains("items"))
    for (const auto& one : value)
      if (auto what = wrong(all, schema["items"], one, at + "/-"); !what.empty()) return what;
  return {};
}

// A clinic whose answers are held against the file.
struct Described : rig::HttpQueue {
  Described() {
    server.reset();
    server = queue::Server::start(service(), {"127.0.0.1", 0}, {page.get(), nullptr, false}).value();
  }
  void holds(const char* method, const std::string& path, const httplib::Result& answer, int status) {
    const auto where = std::string(method) + " " + path;
    REQUIRE_MESSAGE(answer, where);
    CHECK_MESSAGE(answer->status == status, where);
    const auto& responses = all["paths"][path][method]["responses"];
    REQUIRE_MESSAGE(responses.contains(std::to_string(status)), where, " ", status);
    const auto& described = responses[std::to_string(status)];
    if (!described.contains("content")) {
      CHECK_MESSAGE(answer->body.empty(), where);
      return;
    }
    const auto type = answer->get_header_value("Content-Type");
    if (!type.ends_with("json") || !described["content"].contains(type)) return;
    CHECK_MESSAGE(wrong(all, described["content"][type]["schema"], json::parse(answer->body), where) == "",
                  where);
  }
  json all = description();
  std::unique_ptr<queue::PageFiles> page = queue::PageFiles::open(BODYMAP_SOURCE_DIR).value();
};

}  // namespace

TEST_CASE("the file describes every route of the server, and no other") {
  Described q;
  std::set<std::string> described;
  for (const auto& [path, methods] : q.all["paths"].items())
    for (const char* method : {"get", "post"})
      if (methods.contains(method))
        described.insert((method == std::string("get") ? "GET " : "POST ") + path);
  const auto routes = q.server->routes();
  CHECK(described == std::set<std::string>(routes.begin(), routes.end()));
  CHECK(routes.size() == described.size());
}

TEST_CASE("every $ref of the file leads somewhere, every route has answers") {
  const auto all = description();
  const auto text = all.dump();
  const std::string mark = "#/components/schemas/";
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const auto begin = at + mark.size();
    CHECK(all["components"]["schemas"].contains(text.substr(begin, text.find('"', begin) - begin)));
  }
  for (const auto& [path, methods] : all["paths"].items())
    for (const auto& [method, route] : methods.items())
      if (method != "parameters") CHECK_MESSAGE(!route["responses"].empty(), path);
}

TEST_CASE("methods that are not described are refused with those that are") {
  Described q;
  rig::Http http(q.server->url());
  CHECK(http.Put("/api/v1/queue", "{}", rig::kJson)->status == 405);
  CHECK(http.Delete("/api/v1/queue")->status == 405);
  const auto posted = http.Post("/api/v1/queue", "{}", rig::kJson);
  CHECK(posted->status == 405);
  CHECK(posted->get_header_value("Allow") == "GET, HEAD");
  CHECK(http.Get("/api/v1/login")->get_header_value("Allow") == "POST");
}

TEST_CASE("what people are answered has the described shapes") {
  Described q;
  rig::Http http(q.server->url());
  q.holds("get", "/api/v1/health", http.Get("/api/v1/health"), 200);
  q.holds("get", "/api/v1/enroll", http.Get("/api/v1/enroll"), 200);
  q.holds("get", "/api/v1/session", http.Get("/api/v1/session"), 401);
  q.holds("get", "/web/{file}", http.Get("/web/openapi.json"), 200);
  q.holds("get", "/web/{file}", http.Get("/web/none.css"), 404);
  const auto code = q.service().make_setup_code(rig::kAdmin).value();
  const auto set_up = [&](const std::string& with, const char* name) {
    const json form{{"code", with}, {"name", name}, {"display", "Maya R."}, {"password", "a long walk"}};
    return http.Post("/api/v1/setup", form.dump(), rig::kJson);
  };
  q.holds("post", "/api/v1/setup", set_up("AAAAA-AAAAA", "maya"), 403);
  q.holds("post", "/api/v1/setup", set_up(code, "May a"), 422);
  q.holds("post", "/api/v1/setup", set_up(code, "maya"), 200);
  const auto log_in = [&](const char* password) {
    return http.Post("/api/v1/login", json{{"name", "maya"}, {"password", password}}.dump(), rig::kJson);
  };
  q.holds("post", "/api/v1/login", log_in("wrong"), 401);
  q.holds("post", "/api/v1/login", http.Post("/api/v1/login", "[]", rig::kJson), 400);
  const auto in = log_in("a long walk");
  q.holds("post", "/api/v1/login", in, 200);
  http.set_default_headers(
      {{"Authorization", "Bearer " + json::parse(in->body)["token"].get<std::string>()}});

  q.holds("get", "/api/v1/session", http.Get("/api/v1/session"), 200);
  q.holds("post", "/api/v1/session/stay", http.Post("/api/v1/session/stay", "{}", rig::kJson), 200);
  q.holds("get", "/api/v1/queue/next", http.Get("/api/v1/queue/next"), 204);
  q.holds("post", "/api/v1/queue/next", http.Post("/api/v1/queue/next", "{}", rig::kJson), 204);
  auto kiosk = q.enrolled();
  const auto made = kiosk.next_intake(q.clock);
  q.take(kiosk, made);
  const auto id = base::to_text(made.id);
  q.holds("get", "/api/v1/queue", http.Get("/api/v1/queue"), 200);
  q.holds("get", "/api/v1/queue/next", http.Get("/api/v1/queue/next"), 200);
  q.holds("get", "/api/v1/intakes/{id}", http.Get("/api/v1/intakes/" + id), 200);
  const auto act = [&](const char* what, const json& body, int status) {
    const auto answer = http.Post("/api/v1/intakes/" + id + "/" + what, body.dump(), rig::kJson);
    q.holds("post", "/api/v1/intakes/{id}/" + std::string(what), answer, status);
  };
  act("left", json::object(), 200);
  act("undo", json::object(), 200);
  q.holds("post", "/api/v1/queue/next", http.Post("/api/v1/queue/next", "{}", rig::kJson), 200);
  act("renew", {{"token", 1}}, 200);
  act("start", {{"token", 0}}, 409);
  act("start", {{"token", 1}}, 200);
  act("takeover", json::object(), 200);
  act("release", {{"token", 2}}, 200);
  q.holds("post", "/api/v1/queue/next", http.Post("/api/v1/queue/next", R"({"start":true})", rig::kJson),
          200);
  act("done", {{"token", 3}, {"worked", 1}}, 422);
  act("done", {{"token", 3}, {"worked", {"calf_outer.L"}}, {"note", "well"}}, 200);
  q.holds("get", "/api/v1/queue", http.Get("/api/v1/queue"), 200);
  q.holds("get", "/api/v1/intakes/{id}", http.Get("/api/v1/intakes/" + id), 200);
  q.holds("post", "/api/v1/logout", http.Post("/api/v1/logout", "{}", rig::kJson), 204);
  q.holds("get", "/api/v1/events", http.Get("/api/v1/events"), 401);
}

TEST_CASE("what kiosks are answered has the described shapes") {
  Described q;
  rig::Http http(q.server->url());
  auto kiosk = q.enrolled();
  const auto config = rig::signed_get(http, kiosk, q.clock, "/api/v1/kiosk/config");
  q.holds("get", "/api/v1/kiosk/config", config, 200);
  const auto post = [&](const char* path, const std::string& body, int status) {
    q.holds("post", path, rig::signed_post(http, kiosk, q.clock, path, body), status);
  };
  const auto made = kiosk.next_intake(q.clock);
  post("/api/v1/intakes", intake::to_json(intake::IntakePost{kiosk.envelope(made), 0}), 200);
  post("/api/v1/intakes", intake::to_json(intake::IntakePost{kiosk.envelope(made), 0}), 409);
  post("/api/v1/intakes", "{}", 400);
  const auto tokens = intake::card_tokens(kiosk.card_key, base::parse_card_id("62E3086CED").value());
  post("/api/v1/cards/lookup", intake::lookup_json(tokens), 200);
  post("/api/v1/kiosk/status", intake::to_json(intake::KioskStatus{0, 0, "ready", "1"}), 200);
  q.holds("post", "/api/v1/kiosk/status", http.Post("/api/v1/kiosk/status", "{}", rig::kJson), 401);
}
