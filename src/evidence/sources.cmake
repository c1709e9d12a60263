target_sources(jianfu_base PRIVATE
  src/evidence/binary_form.cc
  src/evidence/collector.cc
  src/evidence/deeds.cc
  src/evidence/order.cc
  src/evidence/text_form.cc
  src/evidence/text_place.cc
  src/evidence/text_reader.cc
  src/evidence/text_words.cc
)
