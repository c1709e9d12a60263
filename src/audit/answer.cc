#include "audit/answer.h"

namespace jianfu::audit {
namespace {

Cell cell_of(const Statement& statement, int column) {
  if (statement.is_null(column)) return std::monostate{};
  if (statement.is_text(column)) return statement.text(column);
  if (statement.is_real(column)) return statement.real(column);
  return statement.number(column);
}

}  // namespace

Result<Answer> answer_of(Database& database, Statement statement) {
  Answer out;
  const int columns = statement.columns();
  for (int i = 0; i < columns; ++i) out.columns.push_back(statement.column_name(i));
  while (statement.step()) {
    std::vector<Cell>& row = out.rows.emplace_back();
    for (int i = 0; i < columns; ++i) row.push_back(cell_of(statement, i));
  }
  if (const Status status = database.status(); !status) return status.error();
  return out;
}

}  // namespace jianfu::audit
