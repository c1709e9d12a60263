jianfu_unit(formats_hermes damage_test.cc hermes_test.cc)

# Not a test by itself: scripts/check-hermes compares its output with what a compiler was given.
add_executable(hermes-strings tools/hermes_strings_main.cc)
target_link_libraries(hermes-strings PRIVATE jianfu_core)
