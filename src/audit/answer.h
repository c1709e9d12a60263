// What the database answers to a question: a table of numbers and texts.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "audit/database.h"

namespace jianfu::audit {

using Cell = std::variant<std::monostate, int64_t, double, std::string>;  // nothing: NULL

struct Answer {
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
};

// All rows. Errors are the database's: kIo.
Result<Answer> answer_of(Database& database, Statement statement);

}  // namespace jianfu::audit
