// The least a program with a picture can be: a window of SDL2 with an OpenGL 3.3 context and one texture over
// the whole of it. On stdin: `frame` draws one with another texture and answers with the ms it took until it
// was presented; `quit`. First line out: `ready MS`, ms from the process's start to its first frame.
#include <SDL2/SDL.h>
#include <unistd.h>
#define GL_GLEXT_PROTOTYPES
#include <SDL2/SDL_opengl.h>
#include <SDL2/SDL_opengl_glext.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

constexpr const char* kVertex =
    "#version 330\nout vec2 at;\nvoid main(){vec2 c=vec2((gl_VertexID<<1)&2,gl_VertexID&2);at=c;"
    "gl_Position=vec4(c*2.0-1.0,0,1);}";
constexpr const char* kFragment =
    "#version 330\nin vec2 at;uniform sampler2D t;out vec4 c;void main(){c=texture(t,at);}";

double ms_since_process_start() {
  std::ifstream stat("/proc/self/stat");
  std::string text;
  std::getline(stat, text);
  text = text.substr(text.rfind(')') + 2);
  std::size_t at = 0;
  for (int field = 3; field < 22; ++field) at = text.find(' ', at) + 1;
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  const double started = std::strtod(text.c_str() + at, nullptr) / static_cast<double>(sysconf(_SC_CLK_TCK));
  return (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 - started) * 1000;
}

void compile(GLuint program, GLenum kind, const char* source) {
  const GLuint shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  glAttachShader(program, shader);
}

}  // namespace

int main(int argc, char** argv) {
  int width = 1080;
  int height = 1920;
  if (argc > 1) std::sscanf(argv[1], "%dx%d", &width, &height);
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return std::fprintf(stderr, "%s\n", SDL_GetError()), 1;
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_Window* window = SDL_CreateWindow("bare", 0, 0, width, height, SDL_WINDOW_OPENGL);
  if (window == nullptr || SDL_GL_CreateContext(window) == nullptr)
    return std::fprintf(stderr, "%s\n", SDL_GetError()), 1;
  const GLuint program = glCreateProgram();
  compile(program, GL_VERTEX_SHADER, kVertex);
  compile(program, GL_FRAGMENT_SHADER, kFragment);
  glLinkProgram(program);
  glUseProgram(program);
  GLuint arrays = 0;
  glGenVertexArrays(1, &arrays);
  glBindVertexArray(arrays);
  GLuint textures[2];
  glGenTextures(2, textures);
  std::vector<unsigned char> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
  for (int i = 0; i < 2; ++i) {
    std::memset(pixels.data(), 60 + 120 * i, pixels.size());
    glBindTexture(GL_TEXTURE_2D, textures[i]);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
  }
  pixels = {};
  int shown = 0;
  const auto frame = [&] {
    glBindTexture(GL_TEXTURE_2D, textures[shown ^= 1]);
    glDrawArrays(GL_TRIANGLES, 0, 3);
    SDL_GL_SwapWindow(window);
    glFinish();
  };
  frame();
  std::printf("ready %.2f\n", ms_since_process_start());
  std::fflush(stdout);
  for (std::string line; std::getline(std::cin, line) && line != "quit";) {
    SDL_PumpEvents();
    const auto before = std::chrono::steady_clock::now();
    frame();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - before;
    std::printf("%.3f\n", took.count());
    std::fflush(stdout);
  }
  return 0;
}
