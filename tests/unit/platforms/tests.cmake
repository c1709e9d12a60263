jianfu_unit(platforms
  android_source_compare_test.cc
  android_source_hybrid_test.cc
  android_source_test.cc
  android_test.cc
  shared_test.cc
  wechat_test.cc
)
