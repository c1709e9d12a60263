#include "audit/answer.h"

#include <memory>

namespace jianfu::audit {
namespace {

Cell cell_of(const Statement& statement, int column) {
  if (statement.is_null(column)) return std::monostate{};
  if (statement.is_text(column)) return statement.text(column);
  if (statement.is_real(column)) return statement.real(column);
  return statement.number(column);
}

// The statement with its present row.
struct Cursor {
  Database& database;
  Statement statement;
  Row row = {};

  Result<const Row*> next() {
    if (!statement.step()) {
      if (const Status status = database.status(); !status) return status.error();
      return nullptr;
    }
    for (size_t i = 0; i < row.size(); ++i) row[i] = cell_of(statement, static_cast<int>(i));
    return &row;
  }
};

}  // namespace

Rows rows_of(Database& database, Statement statement) {
  const auto cursor = std::make_shared<Cursor>(Cursor{database, std::move(statement)});
  Rows out;
  for (int i = 0; i < cursor->statement.columns(); ++i) out.columns.push_back(cursor->statement.column_name(i));
  cursor->row.resize(out.columns.size());
  out.next = [cursor] { return cursor->next(); };
  return out;
}

Result<Rows> rows_of(Database& database, Statement statement, std::span<const Phrase> columns, Lang lang) {
  if (const Status status = database.status(); !status) return status.error();
  Rows out = rows_of(database, std::move(statement));
  out.columns.clear();
  for (const Phrase column : columns) out.columns.push_back(report::phrase(column, lang));
  return out;
}

Rows rows_of(const Answer& answer) {
  return {answer.columns, [&answer, at = size_t{0}]() mutable -> Result<const Row*> {
            return at < answer.rows.size() ? &answer.rows[at++] : nullptr;
          }};
}

Result<Answer> kept(const Result<Rows>& rows, size_t most) {
  if (!rows) return rows.error();
  Answer out{rows->columns, {}};
  for (;;) {
    const Result<const Row*> row = rows->next();
    if (!row) return row.error();
    if (*row == nullptr) return out;
    if (out.rows.size() < most)
      out.rows.push_back(**row);
    else
      ++out.more;
  }
}

}  // namespace jianfu::audit
