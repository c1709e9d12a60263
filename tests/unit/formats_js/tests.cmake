jianfu_unit(formats_js
  calls_test.cc
  fold_test.cc
  functions_test.cc
  hostile_test.cc
  literals_test.cc
  tokeniser_test.cc
)
