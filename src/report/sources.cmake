target_sources(jianfu_core PRIVATE
  src/report/columns.cc
  src/report/excerpt.cc
  src/report/explanation.cc
  src/report/json_writer.cc
  src/report/mask.cc
  src/report/rule_sheet.cc
  src/report/spoken.cc
  src/report/text_evidence.cc
  src/report/text_finding.cc
  src/report/text_gap.cc
  src/report/text_parts.cc
  src/report/text_sheet.cc
  src/report/text_writer.cc
  src/report/why_not_text.cc
  src/report/words.cc
  src/report/writers.cc
)
