#pragma once
// A real Shell without a display, on the shipped content.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>

#include "content/cards.h"
#include "content/catalogue.h"
#include "content/question_words.h"
#include "content/strings.h"
#include "screens.h"
#include "ui/frame_pacer.h"
#include "ui/shell.h"

struct Content {
  content::Strings strings;
  content::Catalogue catalogue;
  content::Cards cards;
  content::QuestionWords asked;
  figure::Atlas atlas;

  static Content load() {
    const std::filesystem::path source = BODYMAP_SOURCE_DIR;
    auto catalogue = content::Catalogue::load(source / "content/regions.csv").value();
    const auto questions = content::Questions::load(source / "content", catalogue).value();
    return {content::Strings::load(source / "content/strings/en.toml").value(), std::move(catalogue),
            content::Cards::load(source / "content/cards/en.toml").value(),
            content::QuestionWords::load(source / "content/questions/en.toml", questions).value(),
            figure::Atlas::open(source / "assets/figure").value()};
  }
};

struct Kiosk {
  Content content = Content::load();
  visit::Rules rules = screens::rules();
  base::ManualClock clock;  // the window's real time
  std::unique_ptr<ui::Shell> shell;

  explicit Kiosk(int width = 1080, int height = 1920, bool motion = true) {
    ::setenv("SDL_VIDEODRIVER", "offscreen", 0);
    ui::ShellOptions options;
    options.width = width;
    options.height = height;
    options.fullscreen = false;
    options.motion = motion;
    options.clock = &clock;
    options.clinic = "Riverside Running Clinic";
    shell = ui::Shell::open(options,
                            {content.strings, content.catalogue, content.cards, content.asked, content.atlas})
                .value();
  }

  static constexpr base::Millis kFrame{20};
  // Frames until nothing moves; what was touched on the way. What is not at rest when a touch has had its
  // frames waits for time to pass.
  std::vector<visit::What> settle(const visit::Visit& visit, base::Millis now = base::Millis{0}) {
    std::vector<visit::What> touched;
    for (int i = 0; i < 40; ++i) {
      REQUIRE(shell->wait(base::Millis{0}));
      for (auto& what : shell->frame(visit, now, rules)) touched.push_back(std::move(what));
      if (shell->settled()) break;
      if (i >= 2 * ui::kSettleFrames) clock.advance(kFrame);
    }
    CHECK(shell->settled());
    return touched;
  }
  // As a person who looks first: a new screen takes touches by then.
  void tap(float x, float y) {
    clock.advance(ui::kDeafAfterChange);
    shell->press(x, y, 1);
    shell->release(x, y, 1);
  }
  void tap(const std::string& id) {
    const ui::Item* item = shell->outline().find_id(id);
    REQUIRE_MESSAGE(item != nullptr, id);
    const ui::Rect rect = item->at.value_or(item->rect);
    tap(rect.x + rect.w / 2, rect.y + rect.h / 2);
  }
};
