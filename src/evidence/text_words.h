// Words of the text form: bare or quoted, alone or as key=value. Whatever bytes go in come out again:
// characters that cannot be seen are written \uXXXX, bytes that are no UTF-8 \xNN.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace jianfu::evidence {

struct Word {
  std::string key;  // of key=value
  std::string value;
  bool keyed = false;
  bool quoted = false;  // the value begins with a quote, so it is no flag
};

std::string quoted(std::string_view text);
// Bare where possible.
std::string as_word(std::string_view text);

// The words of a line. A key or value may be bare and quoted in turn: arg:"a b"="c".
Result<std::vector<Word>> split_words(std::string_view line);

}  // namespace jianfu::evidence
