target_sources(jianfu_core PRIVATE
  src/cli/convert.cc
  src/cli/declared.cc
  src/cli/evidence.cc
  src/cli/explain.cc
  src/cli/options.cc
  src/cli/outputs.cc
  src/cli/report_file.cc
  src/cli/review.cc
  src/cli/rules.cc
  src/cli/rules_new.cc
  src/cli/rules_test.cc
  src/cli/run.cc
  src/cli/scan.cc
  src/cli/version.cc
)
