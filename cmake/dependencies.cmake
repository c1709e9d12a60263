# Why each is here: docs/dependencies.md. libzip by pkg-config because its CMake package asks for the
# command-line tools too; RE2 and libdeflate ship no CMake package on Debian 12.
option(JIANFU_PORTABLE "link the C++ runtime, and libraries of which there is an archive, into the program" OFF)
find_package(PkgConfig REQUIRED)

# jianfu_find(NAME module): PkgConfig::NAME; the archive beside the shared library where the program is to be portable.
macro(jianfu_find name module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${module})
  if(JIANFU_PORTABLE)
    jianfu_prefer_archives(PkgConfig::${name})
  endif()
endmacro()
function(jianfu_prefer_archives target)
  get_target_property(libraries ${target} INTERFACE_LINK_LIBRARIES)
  set(chosen)
  foreach(library ${libraries})
    string(REGEX REPLACE "\\.so$" ".a" archive "${library}")
    if(EXISTS "${archive}")
      set(library "${archive}")
    endif()
    list(APPEND chosen "${library}")
  endforeach()
  set_target_properties(${target} PROPERTIES INTERFACE_LINK_LIBRARIES "${chosen}")
endfunction()

jianfu_find(LIBZIP libzip)
jianfu_find(RE2 re2)
jianfu_find(LIBDEFLATE libdeflate)
jianfu_find(YAMLCPP yaml-cpp)
jianfu_find(XLSXWRITER xlsxwriter)
jianfu_find(SQLITE sqlite3)
find_package(ZLIB REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
jianfu_find(PUGIXML pugixml)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)

# toml++ as headers only: what pkg-config says would add a shared library for a file or two, one that throws C++
# exceptions across its border, which a program with a C++ runtime of its own must not catch.
pkg_check_modules(TOMLPP REQUIRED tomlplusplus)
add_library(jianfu_tomlplusplus INTERFACE)
target_include_directories(jianfu_tomlplusplus SYSTEM INTERFACE ${TOMLPP_INCLUDE_DIRS})
