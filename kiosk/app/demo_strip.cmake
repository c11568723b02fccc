# bodymap-demo-strip: the demo's cards as buttons.
add_executable(bodymap-demo-strip ${PROJECT_SOURCE_DIR}/kiosk/app/demo_strip_main.cpp)
target_link_libraries(bodymap-demo-strip PRIVATE ui bodymap_flags CLI11::CLI11)
