#include "ui/platform.h"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <SDL.h>
#include <backends/imgui_impl_opengl3.h>
#include <backends/imgui_impl_sdl.h>
#include <imgui.h>
#include <string.h>

#include <algorithm>
#include <cfloat>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstring>
#include <mutex>

#include "ui/theme.h"
#include "ui/wiped_heap.h"

namespace ui {
namespace {

// Wakes the loop. With a display SDL's own queue does; without one (offscreen) SDL would look a thousand
// times a second, so the loop sleeps on this instead.
struct Bell {
  std::mutex mutex;
  std::condition_variable rung;
  bool ringing = false;
  Uint32 event = static_cast<Uint32>(-1);
};

Bell& bell() {
  static Bell the_bell;
  return the_bell;
}

void set_hints() {
  // SDL's mouse emulation and capture eat touches on X11; fingers are ours alone.
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_AUTO_CAPTURE, "0");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
  SDL_SetHint(SDL_HINT_IME_SHOW_UI, "0");
}

base::Error sdl_error(const char* doing) {
  return {base::Code::Io, std::string(doing) + ": " + SDL_GetError()};
}

}  // namespace

WindowSize fit_to_screen(const WindowPlan& plan, WindowSize screen, bool displayless) {
  if (plan.width <= 0 || plan.height <= 0) return screen;
  if (displayless || (plan.width <= screen.width && plan.height <= screen.height))
    return {plan.width, plan.height};
  const double share = std::min(static_cast<double>(screen.width) / plan.width,
                                static_cast<double>(screen.height) / plan.height);
  return {std::max(1, static_cast<int>(plan.width * share)),
          std::max(1, static_cast<int>(plan.height * share))};
}

ImDrawList* open_full_window() {
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::Begin("screen", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
  return ImGui::GetWindowDrawList();
}

base::Result<std::unique_ptr<Platform>> Platform::open(const WindowPlan& plan) {
  set_hints();
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return tl::make_unexpected(sdl_error("no display"));
  auto platform = std::unique_ptr<Platform>(new Platform());
  BODYMAP_TRY_VOID(platform->open_window(plan));
  platform->open_imgui();
  return platform;
}

base::Result<void> Platform::open_window(const WindowPlan& plan) {
  SDL_StopTextInput();
  const char* driver = SDL_GetCurrentVideoDriver();
  displayless_ =
      driver != nullptr && (std::strcmp(driver, "offscreen") == 0 || std::strcmp(driver, "dummy") == 0);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 2);
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  Uint32 flags = SDL_WINDOW_OPENGL;
  if (plan.fullscreen && !displayless_) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
  SDL_DisplayMode screen{};
  if (SDL_GetDesktopDisplayMode(0, &screen) != 0) return tl::make_unexpected(sdl_error("no screen"));
  const auto [width, height] = fit_to_screen(plan, {screen.w, screen.h}, displayless_);
  constexpr int kLeftEdge = 24;
  const int x = plan.at_left ? kLeftEdge : static_cast<int>(SDL_WINDOWPOS_CENTERED);
  window_ = SDL_CreateWindow(plan.title, x, SDL_WINDOWPOS_CENTERED, width, height, flags);
  if (window_ == nullptr) return tl::make_unexpected(sdl_error("no window"));
  context_ = SDL_GL_CreateContext(window_);
  if (context_ == nullptr) return tl::make_unexpected(sdl_error("no OpenGL 3.2"));
  SDL_GL_MakeCurrent(window_, context_);
  SDL_GL_SetSwapInterval(1);
  SDL_ShowCursor(plan.fullscreen ? SDL_DISABLE : SDL_ENABLE);
  SDL_GetWindowSize(window_, &width_, &height_);
  bell().event = SDL_RegisterEvents(1);
  return {};
}

void Platform::open_imgui() {
  ImGui::SetAllocatorFunctions(take_memory, give_memory_back);
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
  // Soft edges of lines by their geometry, so that no shape needs a filtered texture (use_plain_white).
  io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines;
  ImGuiStyle& style = ImGui::GetStyle();
  style.AntiAliasedLinesUseTex = false;
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.CircleTessellationMaxError = 0.1F;
  style.CurveTessellationTol = 0.5F;
  ImGui_ImplSDL2_InitForOpenGL(window_, context_);
  ImGui_ImplOpenGL3_Init("#version 150");
  imgui_ = true;
}

Platform::~Platform() {
  if (imgui_) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplSDL2_Shutdown();
    ImGui::DestroyContext();
  }
  if (context_ != nullptr) SDL_GL_DeleteContext(context_);
  if (window_ != nullptr) SDL_DestroyWindow(window_);
  {
    const std::scoped_lock lock(bell().mutex);
    bell().event = static_cast<Uint32>(-1);
  }
  SDL_Quit();
}

void Platform::pump(base::Millis sleep, const std::function<void(const SDL_Event&)>& handle) {
  SDL_Event event;
  if (sleep.count() > 0 && displayless_) {
    if (SDL_PollEvent(&event) != 0) {
      handle(event);
    } else {
      std::unique_lock lock(bell().mutex);
      bell().rung.wait_for(lock, sleep, [] { return bell().ringing; });
      bell().ringing = false;
    }
  } else if (sleep.count() > 0 && SDL_WaitEventTimeout(&event, static_cast<int>(sleep.count())) != 0) {
    handle(event);
  }
  while (SDL_PollEvent(&event) != 0) handle(event);
}

void Platform::wake() {
  Uint32 type = 0;
  {
    const std::scoped_lock lock(bell().mutex);
    bell().ringing = true;
    type = bell().event;
  }
  bell().rung.notify_one();
  if (type == static_cast<Uint32>(-1)) return;
  SDL_Event event{};
  event.type = type;
  SDL_PushEvent(&event);
}

void Platform::begin_frame(const TouchPointer::Frame& pointer) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  if (!plain_white_) plain_white_ = use_plain_white();
  // After the backend, which reads the system's pointer, and before ImGui looks.
  io.MousePos = pointer.present ? ImVec2(pointer.x, pointer.y) : ImVec2(-FLT_MAX, -FLT_MAX);
  io.MouseDown[0] = pointer.down;
  ImGui::NewFrame();
}

// Shapes take their white from ImGui's own texture, always from one and the same texel; looking for it
// without a filter costs a third less where the pixels are made on the processor.
bool Platform::use_plain_white() {
  const auto name = reinterpret_cast<std::uintptr_t>(ImGui::GetIO().Fonts->TexID);
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(name));
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  return name != 0;
}

ImDrawData* Platform::end_frame() {
  ImGui::Render();
  return ImGui::GetDrawData();
}

void Platform::forget_frame() {
  const ImDrawData* drawn = ImGui::GetDrawData();
  if (drawn == nullptr) return;
  for (int i = 0; i < drawn->CmdListsCount; ++i) {
    ImDrawList& list = *drawn->CmdLists[i];
    ::explicit_bzero(list.VtxBuffer.Data,
                     static_cast<std::size_t>(list.VtxBuffer.Capacity) * sizeof(ImDrawVert));
    ::explicit_bzero(list.IdxBuffer.Data,
                     static_cast<std::size_t>(list.IdxBuffer.Capacity) * sizeof(ImDrawIdx));
  }
}

void Platform::render(ImDrawData& drawn) {
  constexpr float kFull = 255;
  glViewport(0, 0, width_, height_);
  glClearColor(colour::kPaper.r / kFull, colour::kPaper.g / kFull, colour::kPaper.b / kFull, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(&drawn);
}

void Platform::present(ImDrawData& drawn) {
  render(drawn);
  SDL_GL_SwapWindow(window_);
  // Until the picture is made: then the counters tell the truth, and what it no longer shows is freed.
  glFinish();
}

figure::Picture Platform::read_back(ImDrawData& drawn) {
  render(drawn);
  figure::Picture picture{width_, height_, {}};
  const auto row = static_cast<std::size_t>(width_) * 4;
  picture.rgba.resize(row * static_cast<std::size_t>(height_));
  std::vector<std::uint8_t> upside_down(picture.rgba.size());
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, upside_down.data());
  for (std::size_t y = 0; y < static_cast<std::size_t>(height_); ++y) {
    std::memcpy(&picture.rgba[y * row], &upside_down[(static_cast<std::size_t>(height_) - 1 - y) * row], row);
  }
  for (std::size_t i = 3; i < picture.rgba.size(); i += 4) picture.rgba[i] = 0xFF;
  return picture;
}

}  // namespace ui
