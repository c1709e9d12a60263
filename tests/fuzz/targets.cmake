# jianfu_fuzz(<name>): tests/fuzz/fuzz_<name>.cc defines LLVMFuzzerTestOneInput and `std::vector<std::string> seeds()`.
# Ordinary builds link replay_main.cc, which feeds the seeds, every cut of them and single-byte flips, and ctest runs
# it; the fuzz preset links libFuzzer instead, and write_seeds.cc (scripts/fuzz).
function(jianfu_fuzz name)
  if(JIANFU_FUZZ)
    add_executable(fuzz_${name} fuzz/fuzz_${name}.cc fuzz/write_seeds.cc)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    target_link_libraries(fuzz_${name} PRIVATE jianfu_builders)
  else()
    add_executable(fuzz_${name} fuzz/fuzz_${name}.cc fuzz/replay_main.cc)
    target_link_libraries(fuzz_${name} PRIVATE jianfu_builders)
    add_test(NAME fuzz_${name} COMMAND fuzz_${name})
    set_tests_properties(fuzz_${name} PROPERTIES TIMEOUT 300)
  endif()
endfunction()

# The body of the targets that scan whole packages, scan_<family of platforms>.
add_library(jianfu_whole_scan STATIC EXCLUDE_FROM_ALL fuzz/whole_scan.cc)
target_link_libraries(jianfu_whole_scan PRIVATE jianfu_builders)
if(JIANFU_FUZZ)
  target_compile_definitions(jianfu_whole_scan PRIVATE JIANFU_SAMPLES="${PROJECT_SOURCE_DIR}/samples")
endif()

file(GLOB fuzz_sources CONFIGURE_DEPENDS fuzz/fuzz_*.cc)
foreach(fuzz_source ${fuzz_sources})
  get_filename_component(fuzz_name ${fuzz_source} NAME_WE)
  string(REPLACE "fuzz_" "" fuzz_short ${fuzz_name})
  jianfu_fuzz(${fuzz_short})
  if(fuzz_short MATCHES "^scan_")
    target_link_libraries(${fuzz_name} PRIVATE jianfu_whole_scan)
    # A whole scan takes longer than a parser: fewer cuts and flips.
    target_compile_definitions(${fuzz_name} PRIVATE JIANFU_REPLAY_RUNS=100)
  endif()
endforeach()
