#pragma once
// For the server's .cpp files only: answers, problems and the two kinds of route.
#include <httplib.h>

#include <functional>
#include <string>

#include "queue/service.h"

namespace queue {

inline constexpr const char* kJson = "application/json";
inline constexpr const char* kProblemJson = "application/problem+json";

// RFC 7807: {"type","title","status"}.
void problem(httplib::Response& response, int status, const char* type, const std::string& title);
// An error of the service as a problem. The machine's own are logged and not told.
void problem(httplib::Response& response, const base::Error& error);
void reply(httplib::Response& response, const std::string& json);

// server_kiosk.cpp and server_people.cpp.
void add_kiosk_routes(httplib::Server& server, Service& service);
void add_people_routes(httplib::Server& server, Service& service);

}  // namespace queue
