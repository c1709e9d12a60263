jianfu_unit(platforms
  android_test.cc
  container_test.cc
  shared_test.cc
  signer_test.cc
  wechat_test.cc
)
