jianfu_unit(engine
  annotate_test.cc
  judge_test.cc
  ownership_test.cc
  screens_test.cc
)
