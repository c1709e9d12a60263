jianfu_unit(audit
  answer_test.cc
  channel_test.cc
  filing_test.cc
  record_test.cc
  run_test.cc
  store_test.cc
)
