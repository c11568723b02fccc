#pragma once
// For the server's .cpp files only: answers and problems.
#include <httplib.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"

namespace queue {

inline constexpr const char* kJson = "application/json";
inline constexpr const char* kProblemJson = "application/problem+json";

// RFC 7807: {"type","title","status"} and what `extras` adds.
void problem(httplib::Response& response, int status, const char* type, const std::string& title,
             const nlohmann::json& extras = nlohmann::json::object());
// An error of the service as a problem. The machine's own are logged and not told.
void problem(httplib::Response& response, const base::Error& error);
// 429 with "retry_s" and Retry-After, in whole seconds.
void problem_wait(httplib::Response& response, const std::string& title, base::Millis wait);
void reply(httplib::Response& response, const std::string& json);
void reply_nothing(httplib::Response& response);  // 204

// An empty body stands for {}; nothing, and a problem told, for what is no JSON object.
std::optional<nlohmann::json> body_of(const httplib::Request& request, httplib::Response& response);
// A field, or what stands for its absence: "", false, -1.
std::string text_in(const nlohmann::json& json, const char* field);
bool flag_in(const nlohmann::json& json, const char* field);
std::int64_t number_in(const nlohmann::json& json, const char* field);

// On every answer: nothing may be framed, sniffed, cached or fetched from elsewhere. With `hsts` browsers are
// told to come back by TLS only.
httplib::Headers security_headers(bool hsts);

}  // namespace queue
