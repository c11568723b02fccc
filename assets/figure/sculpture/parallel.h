#pragma once
// Work shared among threads. What each piece writes must be its own: then the result does not depend on how
// many threads there are.
#include <functional>

namespace sculpture {

// Calls work(i) for every i in 0..count-1 and returns when all are done. `threads` 0: one per core.
void in_parallel(int count, unsigned threads, const std::function<void(int)>& work);

}  // namespace sculpture
