target_sources(jianfu_base PRIVATE
  src/evidence/collector.cc
  src/evidence/order.cc
  src/evidence/text_form.cc
)
