target_sources(jianfu_core PRIVATE
  src/platforms/open.cc
  src/platforms/platforms.cc
  src/platforms/shared/literals.cc
  src/platforms/shared/paths.cc
  src/platforms/shared/screen.cc
  src/platforms/shared/script.cc
  src/platforms/wechat/program.cc
  src/platforms/wechat/wechat.cc
)
