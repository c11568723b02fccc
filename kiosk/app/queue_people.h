#pragma once
// What the therapists' commands of bodymap-queue share; queue_people.cpp has all of them but `watch`.
#include "app/queue_commands.h"
#include "queue/client.h"
#include "queue/sheet.h"

namespace app {

// The program's exit code for what went wrong.
int code_of(const base::Error& error);
// Names for codes; a machine without our content shows the codes.
queue::RegionLabel region_labels();
// With the password in the command's file. Invalid: it cannot be read; otherwise as Client::log_in.
base::Result<queue::Client> log_in(const PeopleCommand& command);

// Follows the list until SIGINT, SIGTERM, SIGHUP or SIGQUIT, or until nobody reads what is printed: kDone. On
// a terminal it is drawn anew in place; else each change is a line, with as_json a line of JSON. A queue that
// goes away is waited for. kRefused: it lets us in no more.
int watch(const PeopleCommand& command, queue::Client client);

}  // namespace app
