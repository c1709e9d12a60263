jianfu_unit(formats_markup markup_test.cc escapes_test.cc value_test.cc)
