jianfu_unit(platforms
  android_test.cc
  container_test.cc
  android_code_test.cc android_layout_test.cc android_test.cc
  shared_test.cc
  signer_test.cc
  wechat_test.cc
)
