target_sources(jianfu_base PRIVATE
  src/rules/condition.cc
  src/rules/flat.cc
  src/rules/lint.cc
  src/rules/load.cc
  src/rules/load_context.cc
  src/rules/load_data.cc
  src/rules/load_group.cc
  src/rules/load_rule.cc
  src/rules/model.cc
  src/rules/yaml_reader.cc
)
