jianfu_unit(engine
  annotate_test.cc
  annotate_data_test.cc
  judge_test.cc
  marks_test.cc
  packer_test.cc
  remote_test.cc
)
