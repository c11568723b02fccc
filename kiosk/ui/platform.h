#pragma once
// The window: SDL2, an OpenGL 3.2 core context and Dear ImGui's backends, opened together and closed
// together. Works under X11, Wayland and SDL_VIDEODRIVER=offscreen. One at a time; UI thread only, but for
// wake().
#include <SDL_events.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "figure/picture.h"
#include "ui/touch_pointer.h"

struct ImDrawData;
struct ImDrawList;
struct SDL_Window;

namespace ui {

struct WindowPlan {
  const char* title = "Bodymap";
  int width = 0;  // px; 0 x 0 = as large as the screen
  int height = 0;
  bool fullscreen = false;  // also hides the mouse
  bool at_left = false;     // of the screen, rather than in its middle
};

struct WindowSize {
  int width = 0;  // px
  int height = 0;
  bool operator==(const WindowSize&) const = default;
};
// The plan's size, or made smaller in its shape until it fits the screen: what lies beyond its edge cannot be
// touched. Without a display there is no edge.
WindowSize fit_to_screen(const WindowPlan& plan, WindowSize screen, bool displayless);

// Opens ImGui's one window over all of ours and returns where to draw; ImGui::End() closes it.
ImDrawList* open_full_window();

class Platform {
 public:
  // Io when there is no display or no OpenGL 3.2.
  static base::Result<std::unique_ptr<Platform>> open(const WindowPlan& plan);
  ~Platform();

  int width() const { return width_; }  // window px
  int height() const { return height_; }

  // Hands over every event that waits, after sleeping up to `sleep` for the first one.
  void pump(base::Millis sleep, const std::function<void(const SDL_Event&)>& handle);
  // Ends a pump()'s sleep; any thread, also when no window is open.
  static void wake();

  // ImGui's frame, with this pointer and no other.
  void begin_frame(const TouchPointer::Frame& pointer);
  ImDrawData* end_frame();
  void present(ImDrawData& drawn);
  // Zeroes the vertices of the last frame: letters and marks. There is no frame to present until the next
  // one.
  static void forget_frame();
  // The drawn frame's pixels, read back from a rendering that is not shown.
  figure::Picture read_back(ImDrawData& drawn);

 private:
  Platform() = default;
  base::Result<void> open_window(const WindowPlan& plan);
  void open_imgui();
  void render(ImDrawData& drawn);
  static bool use_plain_white();

  SDL_Window* window_ = nullptr;
  void* context_ = nullptr;
  bool imgui_ = false;
  bool plain_white_ = false;
  bool displayless_ = false;  // the driver has no events of its own to wait for
  int width_ = 0;
  int height_ = 0;
};

}  // namespace ui
