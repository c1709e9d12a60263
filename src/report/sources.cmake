target_sources(jianfu_core PRIVATE
  src/report/json_writer.cc
  src/report/mask.cc
  src/report/text_writer.cc
  src/report/words.cc
  src/report/writers.cc
)
