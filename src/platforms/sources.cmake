target_sources(jianfu_core PRIVATE
  src/platforms/android/android.cc
  src/platforms/android/code.cc
  src/platforms/android/layouts.cc
  src/platforms/android/manifest.cc
  src/platforms/android/resources.cc
  src/platforms/android/ui_calls.cc
  src/platforms/container.cc
  src/platforms/open.cc
  src/platforms/platforms.cc
  src/platforms/shared/literals.cc
  src/platforms/shared/paths.cc
  src/platforms/shared/screen.cc
  src/platforms/shared/script.cc
  src/platforms/shared/web_assets.cc
  src/platforms/wechat/program.cc
  src/platforms/wechat/wechat.cc
)
