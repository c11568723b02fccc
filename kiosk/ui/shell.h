#pragma once
// The kiosk's window: SDL2, OpenGL and Dear ImGui behind one door, so that no other room knows them.
// The app's loop calls wait() and frame(); views are functions of the visit and return what was touched.
// UI thread only, but for wake().
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "content/cards.h"
#include "content/catalogue.h"
#include "content/question_words.h"
#include "content/strings.h"
#include "figure/atlas.h"
#include "ui/outline.h"
#include "visit/visit.h"

namespace ui {

// A change of screen, or of the map's panel or view, makes the window deaf to touches for this long: the
// second tap of a double tap must not hit what came up under it.
inline constexpr base::Millis kDeafAfterChange{350};

struct ShellOptions {
  int width = 0;  // window px; 0 = the whole screen
  int height = 0;
  bool fullscreen = true;
  double mm_per_px = 0;  // of the glass, a window px; 0 = not known: taken for a 27-inch panel
  std::string clinic;    // shown at the top left
  int retention_months = 12;
  std::string emergency_number = "112";
  bool motion = true;                          // false: the body never moves, the next view is there at once
  base::Millis touch_rest = kDeafAfterChange;  // 0: a tap right after a change counts
  const base::Clock* clock = nullptr;          // real time; outlives the shell; none = the machine's own
};

// What the app read at start; outlives the shell.
struct ShellContent {
  const content::Strings& strings;
  const content::Catalogue& catalogue;
  const content::Cards& cards;
  const content::QuestionWords& asked;
  figure::Atlas& atlas;
};

// Milliseconds from a finger's release to the presented frame that it led to.
struct Latency {
  double p50 = 0;
  double p99 = 0;
  double max = 0;
  std::uint64_t count = 0;
};

struct Counters {
  double start_to_first_frame_ms = 0;  // from the process's start
  std::uint64_t frames_drawn = 0;      // drawn by ImGui, whether or not the picture changed
  std::uint64_t frames_presented = 0;  // put on the screen
  Latency tap_to_present_ms;
};

class Shell {
 public:
  // Opens the window in portrait (1080 x 1920 layout) or landscape (1920 x 1080) by its shape; a window of
  // another size shows the same layout scaled. Io when there is no display or no OpenGL 3.2.
  static base::Result<std::unique_ptr<Shell>> open(const ShellOptions& options, const ShellContent& content);
  ~Shell();

  // Clinic name and retention may come later, with the queue's configuration.
  void set_clinic(const std::string& name, int retention_months);

  // Sleeps until a person touches something, wake() is called or `at_most` has passed (none: a minute).
  // Returns at once while the last input still needs frames. False: the window was closed.
  bool wait(std::optional<base::Millis> at_most);
  // Ends a wait() from any thread; safe from signal-free code only.
  static void wake();

  // Draws the visit and presents the picture if it differs from the last one presented, or if a minute
  // has passed. Returns what was touched since the last frame, in order; each input is returned once.
  // `now` is the visit's clock, for countdowns.
  std::vector<visit::What> frame(const visit::Visit& visit, base::Millis now, const visit::Rules& rules);

  // True when frame() has something to do: input to show or a picture still settling. A frame is also due
  // when the visit changed, which the loop knows.
  bool wants_frame() const;

  // True when no input is on its way, the last frame drawn was the same as the one presented and nothing
  // animates: what --remote answers after.
  bool settled() const;

  // False just after a change of screen: a touch that begins now is ignored.
  bool takes_touches() const;

  // The last frame's outline, in window px.
  const Outline& outline() const;
  Counters counters() const;
  double mm_per_px() const;  // of a window px
  bool portrait() const;     // taller than wide
  bool too_small() const;    // for a finger to find the right place on the body
  double small_by() const;   // mm shown for each mm meant; 1 unless the glass is too small

  // Input as if from the touch screen: through SDL's event queue and the same path. Window px.
  void press(float x, float y, std::int64_t finger);
  void move(float x, float y, std::int64_t finger);
  void release(float x, float y, std::int64_t finger);
  // A key by SDL's name: "Right", "Return", "Tab". Invalid for an unknown name.
  base::Result<void> key(const std::string& name);

  // The last presented picture as PNG.
  base::Result<void> screenshot(const std::string& path);

  // The visit ended: forget everything derived from it (outline text, widget memory, mark textures).
  void forget();

 private:
  class Impl;
  explicit Shell(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace ui
