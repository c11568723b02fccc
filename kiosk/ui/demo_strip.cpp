#include "ui/demo_strip.h"

#include <imgui.h>

#include <chrono>

#include "ui/draw_diff.h"
#include "ui/frame_pacer.h"
#include "ui/platform.h"
#include "ui/pointer_events.h"
#include "ui/widgets.h"

namespace ui {
namespace {

// Layout px, shown at half size.
constexpr float kScale = 0.5F;
constexpr float kWidth = 560;
constexpr float kMargin = 40;
constexpr float kButtonH = 108;
constexpr float kPitch = kButtonH + 20;

float height_for(std::size_t buttons) { return 2 * kMargin - 20 + kPitch * static_cast<float>(buttons); }

base::Millis now() {
  return std::chrono::duration_cast<base::Millis>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

class DemoStrip::Impl {
 public:
  Impl(std::vector<std::string> labels, std::unique_ptr<Platform> platform, std::unique_ptr<Glyphs> glyphs)
      : labels_(std::move(labels)),
        platform_(std::move(platform)),
        glyphs_(std::move(glyphs)),
        canvas_(*glyphs_),
        widgets_(canvas_) {
    layout_ = {false, kWidth, height_for(labels_.size()), kScale, 0, 0};
  }

  std::optional<std::size_t> wait() {
    while (!closed_) {
      const auto sleep = pointer_.settling() ? base::Millis{0} : pacer_.next_wait(now(), std::nullopt);
      platform_->pump(sleep, [this](const SDL_Event& event) { handle(event); });
      if (const auto touched = frame()) return touched;
    }
    return std::nullopt;
  }

 private:
  void handle(const SDL_Event& event) {
    const bool closes = event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_CLOSE;
    if (event.type == SDL_QUIT || closes) closed_ = true;
    feed_pointer(pointer_, event, platform_->width(), platform_->height(), now());
    pacer_.input();
  }

  std::optional<std::size_t> frame() {
    const auto pointer = pointer_.next_frame();
    platform_->begin_frame(pointer);
    ImDrawList* list = open_full_window();
    canvas_.begin(list, layout_);
    outline_.forget();
    widgets_.begin(outline_, {}, pointer);
    std::optional<std::size_t> touched;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      const Rect rect{kMargin, kMargin + kPitch * static_cast<float>(i), kWidth - 2 * kMargin, kButtonH};
      if (widgets_.button({.id = std::to_string(i), .rect = rect, .label = labels_[i], .type = type::kMain}))
        touched = i;
    }
    widgets_.end();
    widgets_.take_touched();
    ImGui::End();
    ImDrawData* drawn = platform_->end_frame();
    pacer_.frame_drawn();
    if (diff_.differs(*drawn, glyphs_->changes()) || pacer_.present_is_due(now())) {
      platform_->present(*drawn);
      diff_.presented();
      pacer_.presented(now());
    }
    return touched;
  }

  std::vector<std::string> labels_;
  std::unique_ptr<Platform> platform_;
  std::unique_ptr<Glyphs> glyphs_;
  Canvas canvas_;
  Widgets widgets_;
  Layout layout_;
  Outline outline_;
  TouchPointer pointer_;
  FramePacer pacer_;
  DrawDiff diff_;
  bool closed_ = false;
};

base::Result<std::unique_ptr<DemoStrip>> DemoStrip::open(std::vector<std::string> labels) {
  if (labels.empty()) return base::fail(base::Code::Invalid, "no buttons");
  const WindowPlan plan{.title = "Demo cards",
                        .width = static_cast<int>(kWidth * kScale),
                        .height = static_cast<int>(height_for(labels.size()) * kScale),
                        .at_left = true};
  BODYMAP_TRY(platform, Platform::open(plan));
  BODYMAP_TRY(glyphs, Glyphs::open(kScale));
  return std::unique_ptr<DemoStrip>(
      new DemoStrip(std::make_unique<Impl>(std::move(labels), std::move(platform), std::move(glyphs))));
}

DemoStrip::DemoStrip(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
DemoStrip::~DemoStrip() = default;
std::optional<std::size_t> DemoStrip::wait() { return impl_->wait(); }

}  // namespace ui
