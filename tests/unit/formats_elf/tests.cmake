jianfu_unit(formats_elf
  elf_test.cc
  immediates_test.cc
  jni_test.cc
)
