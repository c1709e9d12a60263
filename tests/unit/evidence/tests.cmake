jianfu_unit(evidence
  collector_test.cc
  order_test.cc
  text_form_test.cc
)
