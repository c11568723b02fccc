// The therapist's page itself: files that anybody may have.
#include "base/log.h"
#include "queue/http_reply.h"
#include "queue/page_files.h"
#include "queue/routes.h"

namespace queue {
namespace {

// Kept by the browser, and asked about each time: an update shows at once.
void answer(const base::Result<PageFile>& file, const httplib::Request& request,
            httplib::Response& response) {
  if (!file) {
    if (file.error().code != base::Code::Absent)
      base::log(base::Level::Error, "queue", "a page file cannot be read", {{"error", file.error().what}});
    return problem(response, 404, "not-found", "no such file");
  }
  response.headers.erase("Cache-Control");
  response.set_header("Cache-Control", "no-cache");
  response.set_header("ETag", file->etag);
  if (request.get_header_value("If-None-Match") == file->etag) {
    response.status = 304;
    return;
  }
  response.set_content(file->bytes, file->type);
}

}  // namespace

void add_page_routes(RouteTable& table, PageFiles& files) {
  table.get("/", [&files](const auto& request, auto& response) {
    answer(files.web("index.html"), request, response);
  });
  table.get("/web/{file}", [&files](const auto& request, auto& response) {
    answer(files.web(std::string(request.matches[1])), request, response);
  });
  table.get("/web/figure/{file}", [&files](const auto& request, auto& response) {
    answer(files.picture(std::string(request.matches[1])), request, response);
  });
  table.get("/web/font/{file}", [&files](const auto& request, auto& response) {
    answer(files.font(std::string(request.matches[1])), request, response);
  });
}

}  // namespace queue
