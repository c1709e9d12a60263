jianfu_unit(formats_proguard_map
  proguard_map_test.cc
)
