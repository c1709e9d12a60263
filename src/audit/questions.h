// Ready questions, one row each: `jianfu audit query NAME`, its help and the tests read the table.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "audit/answer.h"
#include "audit/problem.h"

namespace jianfu::audit {

struct Question {
  std::string_view name;
  Phrase about;
  // Words for people are written said('zh', 'en'); verdicts are worded by verdict(…). ?1 is --since.
  std::string_view sql;
  std::span<const Phrase> columns;
  bool since = false;          // asks for ?1
  std::string_view rest = {};  // behind `sql`, where several questions begin alike
};

std::span<const Question> questions();
const Question* find_question(std::string_view name);

// Of a database that was only scanned before signs of tampering were recorded, none in its rows is no answer.
bool knows_signs(Database& database);

// The database stays until the last row was asked for.
Result<Rows> ask(Database& database, const Question& question, Lang lang, const std::string& since);
// SQL that people wrote: one statement, which only reads.
Result<Rows> ask(Database& database, const std::string& sql, Lang lang);

}  // namespace jianfu::audit
