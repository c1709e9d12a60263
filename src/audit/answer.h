// What the database answers to a question: a table of numbers and texts, a row at a time or all of it.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "audit/database.h"
#include "audit/problem.h"

namespace jianfu::audit {

using Cell = std::variant<std::monostate, int64_t, double, std::string>;  // nothing: NULL
using Row = std::vector<Cell>;

// An answer on its way: a row is there until the next one is asked for, and none is kept.
struct Rows {
  std::vector<std::string> columns;
  // Null when there are no more. Errors are the database's: kIo.
  std::function<Result<const Row*>()> next;
};
Rows rows_of(Database& database, Statement statement);
// With names of columns for people. Errors also of the making of the statement.
Result<Rows> rows_of(Database& database, Statement statement, std::span<const Phrase> columns, Lang lang);

// Kept, for those who look at its rows more than once.
struct Answer {
  std::vector<std::string> columns;
  std::vector<Row> rows;
  uint64_t more = 0;  // rows behind those that were kept
};
constexpr size_t kAllRows = SIZE_MAX;
Result<Answer> kept(const Result<Rows>& rows, size_t most = kAllRows);
Rows rows_of(const Answer& answer);  // which stays until the last row was asked for

}  // namespace jianfu::audit
