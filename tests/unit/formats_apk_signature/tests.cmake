jianfu_unit(formats_apk_signature
  apk_signature_test.cc
  x509_test.cc
)
