#pragma once
// A process that runs for months and now and then needs a few MB for a moment: pictures on their way to the
// screen, records on their way to the disk.

namespace app {

// Large blocks go back to the system when they are freed, instead of leaving holes in the heap that only
// grows; without this a visit through every view keeps twice the memory. Once, before any thread.
void keep_heap_lean();

}  // namespace app
