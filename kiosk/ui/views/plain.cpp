#include "ui/views/parts.h"
namespace ui {
void hello_view(const Scene& s) {
  header(s);
  if (dock(s, {})) s.widgets.emit(visit::event::Next{});
}
void guest_view(const Scene& s) {
  header(s);
  if (dock(s, {})) s.widgets.emit(visit::event::Next{});
}
void therapist_view(const Scene& s) {
  header(s);
  if (dock(s, {})) s.widgets.emit(visit::event::Next{});
}
void review_view(const Scene& s) {
  header(s);
  if (dock(s, {.next_id = "send"})) s.widgets.emit(visit::event::Send{});
}
void sent_view(const Scene& s) {
  header(s);
  if (dock(s, {})) s.widgets.emit(visit::event::Next{});
}
void idle_view(const Scene& s) {
  header(s);
  dock(s, {.next_id = ""});
}
void help_view(const Scene& s) {
  header(s);
  dock(s, {.next_id = ""});
}
void fault_view(const Scene& s) {
  header(s);
  if (dock(s, {})) s.widgets.emit(visit::event::Next{});
}
}  // namespace ui
