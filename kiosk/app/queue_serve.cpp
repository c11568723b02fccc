#include <signal.h>
#include <unistd.h>

#include <cstdio>

#include "app/queue_commands.h"
#include "app/stop_signals.h"
#include "base/log.h"
#include "content/paths.h"
#include "content/settings.h"
#include "queue/admin.h"
#include "queue/open_queue.h"
#include "queue/page_files.h"
#include "queue/server.h"
#include "queue/tls.h"

namespace app {
namespace {

base::Result<content::QueueSettings> settings_for(const ServeCommand& command) {
  content::QueueSettings settings;
  if (!command.config.empty()) {
    BODYMAP_TRY(read, content::load_queue_settings(command.config));
    settings = std::move(read);
  }
  if (!command.listen.empty()) settings.server.listen = command.listen;
  if (!command.store.empty()) settings.store.url = command.store;
  if (settings.store.url != "sqlite")
    return base::fail(base::Code::Invalid, "the only store of this version is sqlite");
  return settings;
}

queue::Options options_of(const content::QueueSettings& settings) {
  queue::Options options;
  options.lease = base::Millis{settings.lease.seconds * 1000};
  options.clinic = settings.clinic.name;
  options.time_zone = settings.clinic.time_zone;
  options.retention_months = settings.retention.months;
  for (const auto& therapist : settings.therapists)
    options.therapists.push_back({therapist.id, therapist.name});
  return options;
}

base::Result<std::unique_ptr<queue::PageFiles>> open_page() {
  BODYMAP_TRY(share, content::find_share_dir());
  return queue::PageFiles::open(share);
}

// None for an address that only this machine reaches. A given certificate serves at any.
base::Result<std::unique_ptr<queue::Tls>> open_tls(const content::QueueSettings& settings,
                                                   const queue::Listen& listen,
                                                   const std::filesystem::path& key, base::Utc now) {
  if (!settings.server.tls_certificate.empty())
    return queue::Tls::load(settings.server.tls_certificate, settings.server.tls_key);
  if (queue::is_loopback(listen)) return nullptr;
  return queue::Tls::load_or_make(queue::own_certificate_beside(key), listen.host, now);
}

// A queue without users, started by hand: whoever sees its terminal may make the first one.
void offer_setup(queue::Service& service) {
  const auto first = service.needs_setup();
  if (!first || !*first || ::isatty(STDOUT_FILENO) == 0) return;
  const auto code = service.make_setup_code({"admin", "terminal"});
  if (code) std::printf("Set-up code, one use, 15 minutes: %s\n", code->c_str());
}

// Whoever asks for one of these would be offered to anyone.
void warn_of_therapists_without_log_in(queue::Service& service) {
  const auto without = service.therapists_without_user();
  if (!without) return;
  for (const auto& id : *without)
    base::log(base::Level::Warn, "queue",
              "a therapist of the settings has no log-in: who asks for them is offered to anyone",
              {{"id", id}});
}

}  // namespace

int serve(const ServeCommand& command) {
  const auto ends = block_stop_signals();  // before any thread starts
  ::signal(SIGPIPE, SIG_IGN);
  const auto settings = settings_for(command);
  if (!settings) return complain(settings.error().what, kWrongUse);
  const auto listen = queue::parse_listen(settings->server.listen);
  if (!listen) return complain(listen.error().what, kWrongUse);
  base::set_local_zone(settings->clinic.time_zone);
  const auto& where = command.where;
  const base::SystemClock clock;
  const auto key = where.key.empty() ? queue::default_key_path(where.data) : where.key;
  const auto opened = queue::open_queue(where.data, key, clock, options_of(*settings));
  if (!opened)
    return complain(opened.error().what, opened.error().code == base::Code::Invalid ? kWrongUse : kRefused);
  const auto tls = open_tls(*settings, *listen, key, clock.utc());
  if (!tls) return complain(tls.error().what, kWrongUse);
  if (*tls) {
    const auto announced = opened->service->use_certificate((*tls)->der());
    if (!announced) return complain(announced.error().what, kRefused);
  }
  const auto page = open_page();
  if (!page) return complain(page.error().what, kRefused);
  const auto admin = queue::AdminSocket::open(where.data, *opened->service);
  if (!admin) return complain(admin.error().what, kRefused);
  const auto server =
      queue::Server::start(*opened->service, *listen, {page->get(), tls->get(), settings->server.hsts});
  if (!server) return complain(server.error().what, kRefused);
  base::log(base::Level::Info, "queue", "ready", {{"port", std::to_string((*server)->port())}});
  std::printf("ready %s\n", (*server)->url().c_str());
  warn_of_therapists_without_log_in(*opened->service);
  offer_setup(*opened->service);
  std::fflush(stdout);
  int signal = 0;
  ::sigwait(&ends, &signal);
  base::log(base::Level::Info, "queue", "stopping");
  return kDone;
}

}  // namespace app
