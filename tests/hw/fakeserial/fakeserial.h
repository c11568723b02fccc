#pragma once
// Lets the real libserialport open a pty as if it were a USB serial port, in a test program that links
// fakeserial.cpp, or in any program that is started with the library made of it and preload.cpp. The C
// library calls by which it looks at /sys/class/tty and opens /dev nodes are answered from a folder of the
// test's, and the modem-line ioctls that a pty lacks are answered as a port would. Everything else goes
// through untouched: above all EIO after a hang-up stays the kernel's own. Holds for libserialport 0.1.1; a
// pty shows no baud rate, parity or framing errors.

namespace fakeserial {

// The folder that stands for "/": only <root>/sys/class/tty and what exists under <root>/dev is taken
// from there. Null: no folder. Not while other threads open files.
void set_root(const char* root);

}  // namespace fakeserial
