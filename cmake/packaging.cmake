# What is installed, and the two Debian packages: jianfu (the program) and libjianfu-dev (the library). scripts/package
# makes them, scripts/check-package tries them in a clean system; docs/install.md is for people.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

if(JIANFU_PORTABLE)
  target_link_options(jianfu PRIVATE -static-libstdc++ -static-libgcc)
endif()

# ---- the program ----

set(JIANFU_DATA ${CMAKE_INSTALL_DATADIR}/jianfu)
install(TARGETS jianfu RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
# The rules are inside of the program; these are to read, and to start own ones from.
install(DIRECTORY rules DESTINATION ${JIANFU_DATA} COMPONENT program FILES_MATCHING PATTERN "*.yaml")
install(FILES docs/report.schema.json DESTINATION ${JIANFU_DATA} COMPONENT program)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright COMPONENT program)
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(DIRECTORY contrib DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program PATTERN completions EXCLUDE)
install(FILES .pre-commit-hooks.yaml DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)

# Licences of what is linked into the program ask for their text beside it; Debian has it with each package.
foreach(package libre2-dev libyaml-cpp-dev libdeflate-dev libtomlplusplus-dev libcli11-dev nlohmann-json3-dev
        libutfcpp-dev libpugixml-dev libsqlite3-dev)
  if(EXISTS /usr/share/doc/${package}/copyright)
    install(FILES /usr/share/doc/${package}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR}/licences
      RENAME ${package} COMPONENT program)
  endif()
endforeach()

# Completions and manuals: written by the program when it knows the command, else files where there are some.
set(JIANFU_COMPLETIONS
  "bash|jianfu|${CMAKE_INSTALL_DATADIR}/bash-completion/completions"
  "zsh|_jianfu|${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions"
  "fish|jianfu.fish|${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
install(CODE "
  set(jianfu_program \"$<TARGET_FILE:jianfu>\")
  set(jianfu_committed \"${PROJECT_SOURCE_DIR}/contrib/completions\")
  set(jianfu_completions \"${JIANFU_COMPLETIONS}\")" COMPONENT program)
install(SCRIPT cmake/install_completions.cmake COMPONENT program)
file(GLOB manuals CONFIGURE_DEPENDS man/*.1 man/man1/*.1)
install(FILES ${manuals} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
file(GLOB manuals CONFIGURE_DEPENDS man/zh_CN/*.1 man/zh_CN/man1/*.1)
install(FILES ${manuals} DESTINATION ${CMAKE_INSTALL_MANDIR}/zh_CN/man1 COMPONENT program)

# ---- the library ----

# What a program that uses libjianfu.a has to link too: target, module of pkg-config, Debian package.
set(JIANFU_LINKED
  "PkgConfig::LIBZIP|libzip|libzip-dev"
  "PkgConfig::RE2|re2|libre2-dev"
  "PkgConfig::LIBDEFLATE|libdeflate|libdeflate-dev"
  "PkgConfig::YAMLCPP|yaml-cpp|libyaml-cpp-dev"
  "PkgConfig::XLSXWRITER|xlsxwriter|libxlsxwriter-dev"
  "PkgConfig::SQLITE|sqlite3|libsqlite3-dev"
  "PkgConfig::PUGIXML|pugixml|libpugixml-dev"
  "ZLIB::ZLIB|zlib|zlib1g-dev"
  "OpenSSL::Crypto|libcrypto|libssl-dev"
  "Threads::Threads||")
# What is compiled in and gone: headers, our own flags and our own parts.
set(JIANFU_NOT_LINKED nlohmann_json::nlohmann_json CLI11::CLI11 jianfu_tomlplusplus jianfu_flags jianfu_base)

# Both rooms' objects in one archive: the split is ours (the rule compiler needs half), not the user's.
add_library(jianfu_library STATIC EXCLUDE_FROM_ALL $<TARGET_OBJECTS:jianfu_base> $<TARGET_OBJECTS:jianfu_core>)
set_target_properties(jianfu_library PROPERTIES OUTPUT_NAME jianfu EXPORT_NAME jianfu LINKER_LANGUAGE CXX)
target_include_directories(jianfu_library INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)

set(JIANFU_MODULES)
set(JIANFU_DEV_DEPENDS)
set(JIANFU_FIND)
get_target_property(base jianfu_base LINK_LIBRARIES)
get_target_property(core jianfu_core LINK_LIBRARIES)
set(linked ${base} ${core})
list(REMOVE_DUPLICATES linked)
list(REMOVE_ITEM linked ${JIANFU_NOT_LINKED})
foreach(target ${linked})
  set(row ${JIANFU_LINKED})
  list(FILTER row INCLUDE REGEX "^${target}\\|")
  if(NOT row)
    message(FATAL_ERROR "cmake/packaging.cmake: ${target} is linked and stands in neither JIANFU_LINKED nor JIANFU_NOT_LINKED")
  endif()
  target_link_libraries(jianfu_library PRIVATE ${target})
  string(REPLACE "|" ";" row "${row};")
  list(GET row 1 module)
  list(GET row 2 package)
  list(APPEND JIANFU_MODULES ${module})
  list(APPEND JIANFU_DEV_DEPENDS ${package})
  if(target MATCHES "^PkgConfig::(.*)$")
    string(APPEND JIANFU_FIND "jianfu_find_module(${CMAKE_MATCH_1} ${module})\n")
  elseif(target STREQUAL "OpenSSL::Crypto")
    string(APPEND JIANFU_FIND "find_dependency(OpenSSL COMPONENTS Crypto)\n")
  else()
    string(REGEX REPLACE "::.*" "" package_of_cmake ${target})
    string(APPEND JIANFU_FIND "find_dependency(${package_of_cmake})\n")
  endif()
endforeach()
list(JOIN JIANFU_MODULES " " JIANFU_MODULES)
list(JOIN JIANFU_DEV_DEPENDS ", " JIANFU_DEV_DEPENDS)

set(JIANFU_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/jianfu)
# Where the prefix is, seen from jianfu.pc: the tree may be moved.
file(RELATIVE_PATH JIANFU_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" JIANFU_PC_PREFIX ${JIANFU_PC_PREFIX})
configure_file(cmake/jianfu.pc.in jianfu.pc @ONLY)
configure_package_config_file(cmake/jianfuConfig.cmake.in jianfuConfig.cmake INSTALL_DESTINATION ${JIANFU_CMAKE_DIR}
  NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(jianfuConfigVersion.cmake COMPATIBILITY SameMinorVersion)

install(TARGETS jianfu_library EXPORT jianfu ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library)
install(EXPORT jianfu NAMESPACE jianfu:: FILE jianfuTargets.cmake DESTINATION ${JIANFU_CMAKE_DIR} COMPONENT library)
install(FILES ${PROJECT_BINARY_DIR}/jianfuConfig.cmake ${PROJECT_BINARY_DIR}/jianfuConfigVersion.cmake
  DESTINATION ${JIANFU_CMAKE_DIR} COMPONENT library)
install(FILES ${PROJECT_BINARY_DIR}/jianfu.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT library)
install(FILES src/jianfu.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT library)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libjianfu-dev RENAME copyright COMPONENT library)

# ---- the packages ----

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "jianfu authors")
set(CPACK_PACKAGE_CONTACT "jianfu authors")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program library)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME jianfu)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION utils)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "scan packages of Chinese government apps for banned functions
Reads a mobile package (APK and its relatives, mini-program, quick app, built
web app or source folder) and says, provision by provision, which functions
banned by the regulation 国办函〔2026〕12号 it seems to hold, which required ones
are missing, and what could not be read. Runs nothing, opens no connection.

减负：检查政务应用安装包中疑似存在的禁止功能、缺失的应有功能和未能读取的内容。")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libjianfu-dev)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "${JIANFU_DEV_DEPENDS}")
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "scan packages of Chinese government apps for banned functions (library)
Static library and header of jianfu, for find_package(jianfu) and pkg-config.

减负的静态库和头文件。")
include(CPack)
