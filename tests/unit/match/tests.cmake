jianfu_unit(match
  conditions_test.cc
  hits_test.cc
  joins_test.cc
)
