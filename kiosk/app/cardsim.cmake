# bodymap-cardsim: the simulated card reader.
add_executable(bodymap-cardsim ${PROJECT_SOURCE_DIR}/kiosk/app/cardsim_main.cpp)
target_link_libraries(bodymap-cardsim PRIVATE hw bodymap_flags CLI11::CLI11)
