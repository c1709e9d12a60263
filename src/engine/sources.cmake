target_sources(jianfu_core PRIVATE
  src/engine/annotate.cc
  src/engine/judge.cc
  src/engine/marks.cc
  src/engine/owners.cc
  src/engine/ownership.cc
  src/engine/ownership_js.cc
  src/engine/packer.cc
  src/engine/pressed.cc
  src/engine/reach.cc
  src/engine/remote.cc
  src/engine/rule_tests.cc
  src/engine/scan.cc
  src/engine/screens.cc
  src/engine/unreviewed.cc
  src/engine/view.cc
  src/engine/wrappers.cc
)
