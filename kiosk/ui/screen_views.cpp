#include "ui/screen_views.h"

namespace ui {

const char* screen_name(visit::Screen screen) {
  switch (screen) {
    case visit::Screen::Attract: return "attract";
    case visit::Screen::Hello: return "hello";
    case visit::Screen::Guest: return "guest";
    case visit::Screen::Therapist: return "therapist";
    case visit::Screen::Map: return "map";
    case visit::Screen::Rank: return "rank";
    case visit::Screen::Running: return "running";
    case visit::Screen::Today: return "today";
    case visit::Screen::Safety: return "safety";
    case visit::Screen::Alert: return "alert";
    case visit::Screen::Review: return "review";
    case visit::Screen::Sent: return "sent";
    case visit::Screen::Idle: return "idle";
    case visit::Screen::Switch: return "switch";
    case visit::Screen::Help: return "help";
    case visit::Screen::Fault: return "fault";
  }
  return "";
}

const char* panel_name(const visit::Visit& visit) {
  if (visit.screen != visit::Screen::Map) return "";
  return visit.panel_open() ? "level" : visit.lens_open() ? "lens" : "";
}

void draw_screen(const Scene& scene) {
  switch (scene.visit.screen) {
    case visit::Screen::Attract: attract_view(scene); break;
    case visit::Screen::Hello: hello_view(scene); break;
    case visit::Screen::Guest: guest_view(scene); break;
    case visit::Screen::Therapist: therapist_view(scene); break;
    case visit::Screen::Map: map_view(scene); break;
    case visit::Screen::Rank: rank_view(scene); break;
    case visit::Screen::Running:
    case visit::Screen::Today: question_view(scene); break;
    case visit::Screen::Safety: safety_view(scene); break;
    case visit::Screen::Alert: alert_view(scene); break;
    case visit::Screen::Review: review_view(scene); break;
    case visit::Screen::Sent: sent_view(scene); break;
    case visit::Screen::Idle: idle_view(scene); break;
    case visit::Screen::Switch: switch_view(scene); break;
    case visit::Screen::Help: help_view(scene); break;
    case visit::Screen::Fault: fault_view(scene); break;
  }
}

}  // namespace ui
