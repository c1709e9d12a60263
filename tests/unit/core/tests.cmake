jianfu_unit(core
  message_test.cc
  sha256_test.cc
)
