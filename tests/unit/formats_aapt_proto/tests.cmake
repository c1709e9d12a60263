jianfu_unit(formats_aapt_proto
  damage_test.cc
  table_test.cc
  xml_test.cc
)
