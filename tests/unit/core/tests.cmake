jianfu_unit(core
  date_test.cc
  message_test.cc
  sha256_test.cc
)
