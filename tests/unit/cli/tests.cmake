jianfu_unit(cli
  terminal_test.cc
)
