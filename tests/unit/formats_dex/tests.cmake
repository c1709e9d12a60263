jianfu_unit(formats_dex
  assembly_test.cc
  code_walk_test.cc
  damage_test.cc
  dex_test.cc
)
