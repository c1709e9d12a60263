target_sources(jianfu_core PRIVATE
  src/report/columns.cc
  src/report/excerpt.cc
  src/report/json_writer.cc
  src/report/mask.cc
  src/report/places.cc
  src/report/spoken_condition.cc
  src/report/text_evidence.cc
  src/report/text_finding.cc
  src/report/text_sheet.cc
  src/report/text_writer.cc
  src/report/words.cc
  src/report/writers.cc
)
