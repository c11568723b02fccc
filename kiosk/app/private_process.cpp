#include "app/private_process.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace app {

void keep_process_private() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0);
}

}  // namespace app
