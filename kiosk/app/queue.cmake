# bodymap-queue: the therapist queue's server and commands.
add_executable(bodymap-queue ${PROJECT_SOURCE_DIR}/kiosk/app/queue_main.cpp
  ${PROJECT_SOURCE_DIR}/kiosk/app/queue_admin.cpp ${PROJECT_SOURCE_DIR}/kiosk/app/queue_people.cpp
  ${PROJECT_SOURCE_DIR}/kiosk/app/queue_serve.cpp ${PROJECT_SOURCE_DIR}/kiosk/app/queue_watch.cpp
  ${PROJECT_SOURCE_DIR}/kiosk/app/private_process.cpp ${PROJECT_SOURCE_DIR}/kiosk/app/stop_signals.cpp)
target_link_libraries(bodymap-queue PRIVATE queue content bodymap_flags CLI11::CLI11 nlohmann_json::nlohmann_json)
