jianfu_unit(evidence
  binary_form_test.cc
  collector_test.cc
  order_test.cc
  text_form_test.cc
)
