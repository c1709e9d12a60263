target_sources(jianfu_core PRIVATE
  src/engine/annotate.cc
  src/engine/judge.cc
  src/engine/ownership.cc
  src/engine/reach.cc
  src/engine/rule_tests.cc
  src/engine/scan.cc
  src/engine/screens.cc
  src/engine/view.cc
)
