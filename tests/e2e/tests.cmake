add_executable(e2e
  e2e/audit_cluster_test.cc
  e2e/audit_test.cc
  e2e/authoring_test.cc
  e2e/cli_test.cc
  e2e/diff_test.cc
  e2e/equality_test.cc
  e2e/fault_bombs_test.cc
  e2e/fault_call_test.cc
  e2e/fault_input_test.cc
  e2e/fault_limits_test.cc
  e2e/fault_write_test.cc
  e2e/gate_test.cc
  e2e/grown_test.cc
  e2e/library_test.cc
  e2e/mini_parts_test.cc
  e2e/outputs_test.cc
  e2e/samples_test.cc
  e2e/setup_test.cc
  e2e/tampering_test.cc
  e2e/threads_test.cc
  unit/rules/rule_files.cc
  $<TARGET_OBJECTS:test_main>)
target_link_libraries(e2e PRIVATE jianfu_builders nlohmann_json::nlohmann_json Catch2::Catch2)
target_compile_definitions(e2e PRIVATE JIANFU_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
add_test(NAME e2e COMMAND e2e)

# The one command that rewrites the goldens after a wanted change: ninja -C build/<preset> update-goldens
add_custom_target(update-goldens
  COMMAND ${CMAKE_COMMAND} -E env UPDATE_GOLDEN=1 $<TARGET_FILE:e2e> "[golden]" || true
  COMMAND ${CMAKE_COMMAND} -E env UPDATE_GOLDEN=1 $<TARGET_FILE:unit_report> "[golden]" || true
  DEPENDS e2e unit_report)
