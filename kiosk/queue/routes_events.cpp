// The stream of events: a page is told that something changed, never what.
#include "queue/connection.h"
#include "queue/event_hub.h"
#include "queue/http_reply.h"
#include "queue/routes.h"

namespace queue {

void add_event_routes(RouteTable& table, Service& service, EventHub& hub) {
  table.get(
      "/api/v1/events",
      logged_in(service, [&hub](const Caller& caller, const auto& request, httplib::Response& response) {
        constexpr const char* kType = "text/event-stream";
        if (request.method == "HEAD") return response.set_header("Content-Type", kType);
        auto* connection = Connection::current();
        if (connection == nullptr || !hub.reserve())
          return problem(response, 503, "too-many", "too many pages are open; close one");
        connection->events_of = caller.session.token;
        // The head is written here; the hub takes the connection over for the rest.
        response.set_chunked_content_provider(kType, [](std::size_t, httplib::DataSink&) { return false; });
      }));
}

}  // namespace queue
