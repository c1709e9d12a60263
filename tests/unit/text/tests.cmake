jianfu_unit(text
  normalise_test.cc
  regex_test.cc
  scanner_test.cc
  tokens_test.cc
  traditional_test.cc
  utf_test.cc
)
