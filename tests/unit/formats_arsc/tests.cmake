jianfu_unit(formats_arsc
  arsc_test.cc
  damage_test.cc
  locale_test.cc
)
