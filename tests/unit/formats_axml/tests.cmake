jianfu_unit(formats_axml
  attribute_ids_test.cc
  axml_test.cc
  compiler_test.cc
  damage_test.cc
  string_pool_test.cc
  tampering_test.cc
)
