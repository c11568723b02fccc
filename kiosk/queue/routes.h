#pragma once
// For the server's .cpp files only: the one table of what the server answers. What is not in it is not
// answered; assets/web/openapi.json describes each line of it, and a test holds the two together.
#include <httplib.h>

#include <functional>
#include <string>
#include <vector>

#include "queue/service.h"

namespace queue {

struct Route {
  std::string method;  // GET or POST
  std::string path;    // "/api/v1/intakes/{id}/start"; a part in braces is request.matches[1]
  httplib::Server::Handler handler;
};

class RouteTable {
 public:
  void get(std::string path, httplib::Server::Handler handler) {
    routes_.push_back({"GET", std::move(path), std::move(handler)});
  }
  void post(std::string path, httplib::Server::Handler handler) {
    routes_.push_back({"POST", std::move(path), std::move(handler)});
  }
  const std::vector<Route>& routes() const { return routes_; }
  void give_to(httplib::Server& server) const;
  // The methods a path answers to, as an Allow header has them: "GET, HEAD". Empty: no such path.
  std::string allowed(const std::string& path) const;

 private:
  std::vector<Route> routes_;
};

class EventHub;
class PageFiles;

// routes_kiosk.cpp, routes_session.cpp, routes_people.cpp, routes_events.cpp,
// routes_page.cpp. What they are given outlives
// the server.
void add_kiosk_routes(RouteTable& table, Service& service);
void add_session_routes(RouteTable& table, Service& service);
void add_people_routes(RouteTable& table, Service& service);
void add_event_routes(RouteTable& table, Service& service, EventHub& hub);
void add_page_routes(RouteTable& table, PageFiles& files);

// --- who asks (routes_session.cpp)
struct Caller {
  Session session;
  Actor actor;
};
using PeopleHandler = std::function<void(const Caller&, const httplib::Request&, httplib::Response&)>;
// A route for somebody logged in, by `Authorization: Bearer TOKEN` or by the cookie; a POST by cookie must
// also prove that it comes from our own page. Use of the page renews the session, what the page does by
// itself does not: every POST but a lease's renewal is use, and whatever says `X-Bodymap-Used: 1`.
httplib::Server::Handler logged_in(Service& service, PeopleHandler handler);

}  // namespace queue
