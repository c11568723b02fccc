// The API's side towards kiosks; the messages are those of intake/request.h and intake/enrolment.h.
#include <charconv>

#include "base/log.h"
#include "queue/http_reply.h"
#include "queue/routes.h"

namespace queue {
namespace {

using Handler = std::function<void(const httplib::Request&, httplib::Response&)>;

// Nothing unless all four headers are there and read well.
std::optional<intake::RequestStamp> stamp_of(const httplib::Request& request) {
  intake::RequestStamp stamp;
  stamp.kiosk = request.get_header_value(intake::kKioskHeader);
  stamp.nonce = request.get_header_value(intake::kNonceHeader);
  stamp.signature = request.get_header_value(intake::kSignatureHeader);
  const auto time = request.get_header_value(intake::kTimeHeader);
  const auto read = std::from_chars(time.data(), time.data() + time.size(), stamp.time.ms);
  const bool holds = !stamp.kiosk.empty() && stamp.kiosk.size() <= 64 && stamp.nonce.size() == 32 &&
                     !stamp.signature.empty() && read.ec == std::errc() &&
                     read.ptr == time.data() + time.size() && stamp.time.ms >= 0;
  if (!holds) return std::nullopt;
  return stamp;
}

struct Refusal {
  int status;
  const char* type;
  const char* title;
};

Refusal refusal_of(Entry entry) {
  switch (entry) {
    case Entry::UnknownKiosk: return {403, "unknown-kiosk", "this kiosk is not enrolled here"};
    case Entry::Revoked: return {403, "revoked-kiosk", "this kiosk was revoked"};
    case Entry::Replayed: return {401, "replayed", "this request came before"};
    case Entry::Skewed: return {401, intake::kSkewProblem, "the kiosk's clock is off"};
    case Entry::BadSignature:
    case Entry::Open: break;
  }
  return {401, "bad-signature", "the request's signature is wrong"};
}

void refuse(httplib::Response& response, Entry entry, const Service& service) {
  const auto refusal = refusal_of(entry);
  base::log(base::Level::Warn, "queue", "a kiosk's request was refused", {{"reason", refusal.type}});
  problem(response, refusal.status, refusal.type, refusal.title);
  // Tells the time, so that the kiosk can sign by it.
  if (entry == Entry::Skewed)
    response.set_content(intake::to_json(intake::SkewAnswer{service.now()}), kProblemJson);
}

// A route for enrolled kiosks only: the handler runs once the signature holds.
Handler signed_by_kiosk(Service& service, Handler handler) {
  return
      [&service, handler = std::move(handler)](const httplib::Request& request, httplib::Response& response) {
        const auto stamp = stamp_of(request);
        if (!stamp) return refuse(response, Entry::BadSignature, service);
        const auto entry = service.check({request.method, request.path, request.body, *stamp});
        if (!entry) return problem(response, entry.error());
        if (*entry == Entry::Open) return handler(request, response);
        refuse(response, *entry, service);
      };
}

template <class T>
void answer(httplib::Response& response, const base::Result<T>& result) {
  if (!result) return problem(response, result.error());
  reply(response, intake::to_json(*result));
}

void add_enrolment(RouteTable& table, Service& service) {
  table.get("/api/v1/enroll", [&service](const httplib::Request&, httplib::Response& response) {
    reply(response, intake::to_json(service.enrol_offer()));
  });
  table.post("/api/v1/enroll", [&service](const httplib::Request& request, httplib::Response& response) {
    const auto grant = service.enrol(request.body);
    if (!grant && grant.error().code == base::Code::Refused)
      return problem(response, 403, "refused", grant.error().what);
    if (!grant) return problem(response, grant.error());
    reply(response, *grant);
  });
}

}  // namespace

void add_kiosk_routes(RouteTable& table, Service& service) {
  add_enrolment(table, service);
  table.get("/api/v1/kiosk/config",
            signed_by_kiosk(service, [&service](const httplib::Request&, httplib::Response& response) {
              answer(response, service.kiosk_config());
            }));
  table.post("/api/v1/intakes", signed_by_kiosk(service, [&service](const httplib::Request& request,
                                                                    httplib::Response& response) {
               const auto post = intake::intake_post_from_json(request.body);
               if (!post) return problem(response, post.error());
               answer(response, service.take_in(*post, request.remote_addr));
             }));
  table.post("/api/v1/cards/lookup", signed_by_kiosk(service, [&service](const httplib::Request& request,
                                                                         httplib::Response& response) {
               const auto tokens = intake::lookup_from_json(request.body);
               if (!tokens) return problem(response, tokens.error());
               answer(response, service.look_up(*tokens));
             }));
  table.post(
      "/api/v1/kiosk/status",
      signed_by_kiosk(service, [&service](const httplib::Request& request, httplib::Response& response) {
        const auto status = intake::kiosk_status_from_json(request.body);
        if (!status) return problem(response, status.error());
        const auto noted = service.note_status(request.get_header_value(intake::kKioskHeader), *status);
        if (!noted) return problem(response, noted.error());
        reply(response, R"({"ok":true})");
      }));
  table.get("/api/v1/health", [&service](const httplib::Request&, httplib::Response& response) {
    const auto waiting = service.waiting();
    if (!waiting) return problem(response, waiting.error());
    reply(response, R"({"ok":true,"store":")" + std::string(service.engine()) + R"(","waiting":)" +
                        std::to_string(*waiting) + "}");
  });
}

}  // namespace queue
