jianfu_unit(formats_data
  dotnet_test.cc
  gettext_test.cc
  lua_test.cc
  sqlite_test.cc
  unity_test.cc
)
