// For a program that does not link fakeserial: with LD_PRELOAD of this and FAKESERIAL_ROOT it sees the fake
// ports.
#include <cstdlib>

#include "fakeserial.h"

namespace {

__attribute__((constructor)) void use_root() { fakeserial::set_root(std::getenv("FAKESERIAL_ROOT")); }

}  // namespace
