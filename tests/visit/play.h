#pragma once
// Plays events into a visit and keeps the effects, as the app would.
#include <doctest/doctest.h>

#include "visit/step.h"

namespace play {

using base::Millis;

inline visit::Rules rules_with(std::vector<intake::Therapist> therapists = {}) {
  return {visit::Timings{}, std::move(therapists)};
}

inline intake::RegionCode region(std::string_view code) {
  auto parsed = intake::RegionCode::parse(code);
  REQUIRE(parsed);
  return *parsed;
}

inline base::SecretVector<intake::CardToken> tokens() {
  return {{base::ShortText<8>("em40"), base::ShortText<64>("aa")}};
}

class Player {
 public:
  explicit Player(visit::Rules with = rules_with()) : rules(std::move(with)) {}

  Player& operator()(visit::What what) {
    auto stepped = visit::step(std::move(now), {at, std::move(what)}, rules);
    now = std::move(stepped.next);
    effects = std::move(stepped.effects);
    for (auto& effect : effects) {
      if (auto* store = std::get_if<visit::effect::StoreIntake>(&effect)) stored.push_back(*store);
    }
    return *this;
  }

  // Lets time go by as the app does: a Tick whenever one is due.
  Player& wait(Millis by) {
    const auto until = at + by;
    for (auto due = visit::next_wake(now, rules); due && *due <= until; due = visit::next_wake(now, rules)) {
      at = std::max(at, *due);
      (*this)(visit::event::Tick{});
    }
    at = until;
    return *this;
  }

  Player& mark(std::string_view code, int level, visit::What done = visit::event::Next{}) {
    (*this)(visit::event::TouchRegion{region(code), {intake::ViewName("back"), 10, 20}});
    (*this)(visit::event::SetLevel{level});
    return (*this)(std::move(done));
  }

  // A known card's owner on the map.
  Player& known_on_map() {
    (*this)(visit::event::CardTapped{tokens()});
    (*this)(visit::event::LookupDone{now.number, true, true, "A", "m1"});
    return (*this)(visit::event::Next{});
  }

  bool ended() const {
    for (const auto& effect : effects) {
      if (std::holds_alternative<visit::effect::VisitEnded>(effect)) return true;
    }
    return false;
  }

  visit::Rules rules;
  Millis at{1'000};
  visit::Visit now;
  std::vector<visit::Effect> effects;              // of the last event
  std::vector<visit::effect::StoreIntake> stored;  // of all
};

}  // namespace play
