jianfu_unit(platforms
  android_code_test.cc
  android_code_test.cc android_layout_test.cc android_test.cc
  android_layout_test.cc
  android_test.cc
  binary_files_test.cc
  bundle_test.cc
  container_test.cc
  manifest_test.cc
  native_test.cc
  packing_test.cc
  shared_test.cc
  signer_test.cc
  splits_test.cc
  tampering_test.cc
  wechat_test.cc
)
