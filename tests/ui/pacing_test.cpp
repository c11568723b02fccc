#include <doctest/doctest.h>
#include <imgui.h>

#include "ui/draw_diff.h"
#include "ui/frame_pacer.h"
#include "ui/latency_log.h"

using base::Millis;

TEST_CASE("input buys three frames, a still screen none") {
  ui::FramePacer pacer;
  for (int i = 0; i < ui::kSettleFrames; ++i) {
    CHECK(pacer.settling());
    pacer.frame_drawn();
  }
  CHECK_FALSE(pacer.settling());
  pacer.presented(Millis{1000});
  CHECK(pacer.next_wait(Millis{1000}, std::nullopt) == ui::kForcedPresent);
  CHECK(pacer.next_wait(Millis{1000}, Millis{250}) == Millis{250});
  pacer.input();
  CHECK(pacer.next_wait(Millis{1000}, Millis{250}) == Millis{0});
}

TEST_CASE("a present is forced after a minute, and before the first") {
  ui::FramePacer pacer;
  CHECK(pacer.present_is_due(Millis{0}));
  pacer.presented(Millis{0});
  CHECK_FALSE(pacer.present_is_due(Millis{59'999}));
  CHECK(pacer.present_is_due(Millis{60'000}));
  for (int i = 0; i < ui::kSettleFrames; ++i) pacer.frame_drawn();
  CHECK(pacer.next_wait(Millis{59'000}, std::nullopt) == Millis{1000});
}

TEST_CASE("latency runs from the first release to the present it led to") {
  using Time = ui::LatencyLog::Time;
  ui::LatencyLog log;
  const Time start{};
  log.presented(start);
  CHECK(log.summary().count == 0);
  log.released(start);
  log.presented(start + std::chrono::milliseconds(3));  // the pressed look, not what the tap led to
  CHECK(log.summary().count == 0);
  log.acted();
  log.presented(start + std::chrono::milliseconds(8));
  log.released(start);
  log.acted();
  log.settled();
  log.presented(start + std::chrono::milliseconds(500));
  const auto summary = log.summary();
  CHECK(summary.count == 1);
  CHECK(summary.max == doctest::Approx(8));
}

namespace {

struct Gui {
  Gui() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {400, 300};
    io.DeltaTime = 1 / 60.0F;
    unsigned char* pixels = nullptr;
    int w = 0;
    int h = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &w, &h);
  }
  ~Gui() { ImGui::DestroyContext(); }
};

template <class Draw>
ImDrawData& frame(Draw draw) {
  ImGui::NewFrame();
  draw(*ImGui::GetForegroundDrawList());
  ImGui::Render();
  return *ImGui::GetDrawData();
}

}  // namespace

TEST_CASE("a frame that looks the same is not presented again") {
  Gui gui;
  ui::DrawDiff diff;
  const auto box = [](float x) {
    return [x](ImDrawList& list) { list.AddRectFilled({x, 0}, {x + 10, 10}, IM_COL32_WHITE); };
  };
  CHECK(diff.differs(frame(box(0)), 0));
  diff.presented();
  CHECK_FALSE(diff.differs(frame(box(0)), 0));
  CHECK(diff.differs(frame(box(1)), 0));
  CHECK_FALSE(diff.differs(frame(box(0)), 0));
  CHECK(diff.differs(frame(box(0)), 1));  // a texture's pixels changed
  const auto clipped = [](ImDrawList& list) {
    list.PushClipRect({0, 0}, {5, 5});
    list.AddRectFilled({0, 0}, {10, 10}, IM_COL32_WHITE);
    list.PopClipRect();
  };
  CHECK(diff.differs(frame(clipped), 0));
  const auto pictured = [](ImDrawList& list) { list.AddImage(reinterpret_cast<void*>(7), {0, 0}, {10, 10}); };
  const auto other_picture = [](ImDrawList& list) {
    list.AddImage(reinterpret_cast<void*>(8), {0, 0}, {10, 10});
  };
  diff.differs(frame(pictured), 0);
  diff.presented();
  CHECK(diff.differs(frame(other_picture), 0));
  diff.forget();
  CHECK(diff.differs(frame(pictured), 0));
}

TEST_CASE("a plain fill of another colour is another picture") {
  ui::DrawDiff diff;
  ImDrawList list(nullptr);
  ImDrawCmd fill;
  ImDrawList* lists[] = {&list};
  ImDrawData drawn;
  drawn.CmdLists = lists;
  drawn.CmdListsCount = 1;
  const auto with_colour = [&](std::uintptr_t colour) {
    fill.UserCallbackData = reinterpret_cast<void*>(colour);
    list.CmdBuffer.clear();
    list.CmdBuffer.push_back(fill);
    return diff.differs(drawn, 0);
  };
  CHECK(with_colour(1));
  diff.presented();
  CHECK_FALSE(with_colour(1));
  CHECK(with_colour(2));
}
