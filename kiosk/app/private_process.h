#pragma once
// Keeps what this process knows inside it: no core dumps, no reading by a debugger of the same user.

namespace app {

// Once, first thing in main.
void keep_process_private();

}  // namespace app
