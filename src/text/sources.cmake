target_sources(jianfu_base PRIVATE
  src/text/common_han.cc
  src/text/displayable.cc
  src/text/fold.cc
  src/text/han_tables.cc
  src/text/line_index.cc
  src/text/minority.cc
  src/text/normalise.cc
  src/text/regex.cc
  src/text/scanner.cc
  src/text/tokens.cc
  src/text/traditional.cc
  src/text/utf.cc
)
