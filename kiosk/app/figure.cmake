# The figure at a shell: regions, probes, marks as a drawing, measures, the bake.
add_executable(bodymap-figure ${PROJECT_SOURCE_DIR}/kiosk/app/figure_main.cpp ${PROJECT_SOURCE_DIR}/kiosk/app/figure_commands.cpp)
target_link_libraries(bodymap-figure PRIVATE bodymap_flags base intake figure sculpture content fmt::fmt nlohmann_json::nlohmann_json CLI11::CLI11)
