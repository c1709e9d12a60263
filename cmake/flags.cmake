# One interface target carries every flag of ours; third-party headers come in as SYSTEM and stay silent.
add_library(jianfu_flags INTERFACE)
target_compile_features(jianfu_flags INTERFACE cxx_std_20)
target_compile_options(jianfu_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Wimplicit-fallthrough -Werror -fno-strict-aliasing)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 warns of overlapping copies inside std::string's own operator+ at -O2 and above (GCC bug 105651).
  target_compile_options(jianfu_flags INTERFACE -Wno-restrict)
endif()
target_include_directories(jianfu_flags INTERFACE ${PROJECT_SOURCE_DIR}/src)

set(JIANFU_SANITIZE "" CACHE STRING "sanitizers, comma-separated")
option(JIANFU_ASSERTIONS "standard-library assertions" OFF)
option(JIANFU_FUZZ "link the fuzz targets with libFuzzer instead of the replay main" OFF)
option(JIANFU_COVERAGE "count what is reached, as llvm-cov reads it (clang)" OFF)
option(JIANFU_TESTS "build tests, builders' own tests and fuzz replays" ON)

if(JIANFU_ASSERTIONS)
  target_compile_definitions(jianfu_flags INTERFACE _GLIBCXX_ASSERTIONS)
endif()
if(JIANFU_SANITIZE)
  # -O1: what is read under sanitizers must still finish in the time of an ordinary test run.
  target_compile_options(jianfu_flags INTERFACE
    -O1 -g1 -fsanitize=${JIANFU_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(jianfu_flags INTERFACE -fsanitize=${JIANFU_SANITIZE} -fno-sanitize-recover=all)
endif()
if(JIANFU_FUZZ AND NOT JIANFU_COVERAGE)  # what has no runtime of a sanitizer does not link with it
  target_compile_options(jianfu_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(JIANFU_COVERAGE)
  target_compile_options(jianfu_flags INTERFACE -O0 -fprofile-instr-generate -fcoverage-mapping)
  target_link_options(jianfu_flags INTERFACE -fprofile-instr-generate)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
