#pragma once
// For the .cpp files of the terminal's texts only: a row of the API's list (people_json.h) in words. Pure;
// any thread. Throw nlohmann::json::exception for what is no row.
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "queue/sheet.h"

namespace queue {

// "while_running" as "while running".
std::string spaced(std::string_view word);
// "Anna (A. K.), member ..4417".
std::string who_text(const nlohmann::json& member);
// The one the client asked for; also one whom no log-in is named after.
std::string wanted_text(const nlohmann::json& row);
// "14 min".
std::string waited_text(const nlohmann::json& row);
// What safety asked for, with a word and not a letter alone; empty for no tier.
std::string flag_text(std::string_view tier);
// "pulled, maya, 41 s left to start".
std::string hold_text(const nlohmann::json& row);
// The first three areas, "Left outer calf 8, Lower back 5", or what stands in their place.
std::string areas_text(const nlohmann::json& row, const RegionLabel& label);
// All of it in one line, without its end.
std::string line_text(const nlohmann::json& row, const RegionLabel& label);

}  // namespace queue
