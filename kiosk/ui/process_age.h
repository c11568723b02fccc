#pragma once
// How long this process has been there: for the time from its start to its first frame.

namespace ui {

// ms, to the kernel's clock tick (10 ms). Linux only: from /proc.
double ms_since_process_start();

}  // namespace ui
