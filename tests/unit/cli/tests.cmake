jianfu_unit(cli
  isolated_test.cc
  terminal_test.cc
)
