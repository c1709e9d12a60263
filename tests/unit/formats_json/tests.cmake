jianfu_unit(formats_json
  json_test.cc
)
