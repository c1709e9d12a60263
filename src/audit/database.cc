#include "audit/database.h"

#include <sqlite3.h>

#include <algorithm>
#include <optional>

#include "audit/problem.h"
#include "report/words.h"

namespace jianfu::audit {

// ---- statements ----

void Statement::Finish::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

bool Statement::step() {
  if (!statement_) return false;
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_->fail(code);
  return false;
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

int Statement::columns() const { return sqlite3_column_count(statement_.get()); }

std::string Statement::column_name(int index) const {
  const char* const name = sqlite3_column_name(statement_.get(), index);
  return name == nullptr ? std::string() : name;
}

bool Statement::is_null(int index) const { return sqlite3_column_type(statement_.get(), index) == SQLITE_NULL; }

bool Statement::is_text(int index) const {
  const int type = sqlite3_column_type(statement_.get(), index);
  return type == SQLITE_TEXT || type == SQLITE_BLOB;
}

bool Statement::is_real(int index) const { return sqlite3_column_type(statement_.get(), index) == SQLITE_FLOAT; }

int64_t Statement::number(int index) const { return sqlite3_column_int64(statement_.get(), index); }

double Statement::real(int index) const { return sqlite3_column_double(statement_.get(), index); }

std::string Statement::text(int index) const {
  const void* const bytes = sqlite3_column_blob(statement_.get(), index);
  const int size = sqlite3_column_bytes(statement_.get(), index);
  return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), static_cast<size_t>(size));
}

void Statement::put(int index, std::nullptr_t) { sqlite3_bind_null(statement_.get(), index); }

void Statement::put(int index, int64_t value) { sqlite3_bind_int64(statement_.get(), index, value); }

void Statement::put(int index, std::string_view value) {
  sqlite3_bind_text64(statement_.get(), index, value.data() == nullptr ? "" : value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Statement::put(int index, Bytes value) {
  sqlite3_bind_blob64(statement_.get(), index, value.view.data(), value.view.size(), SQLITE_TRANSIENT);
}

// ---- the connection ----

namespace {

constexpr int kBusyMilliseconds = 10'000;  // somebody reads while we write, or the other way round

int flags_of(Access access) {
  if (access == Access::kRead) return SQLITE_OPEN_READONLY;
  return access == Access::kWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const std::string& path, Access access) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags_of(access) | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<Database> out(new Database(path, handle));
  if (code != SQLITE_OK)
    return problem(ErrorKind::kUsage, Phrase::audit_cannot_open, {handle == nullptr ? "" : sqlite3_errmsg(handle)}, path);
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  return out;
}

Database::~Database() { sqlite3_close_v2(handle_); }

Statement Database::prepare(std::string_view sql) {
  sqlite3_stmt* made = nullptr;
  const int code = sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &made, nullptr);
  if (code != SQLITE_OK) fail(code);
  return {*this, made};
}

Result<Statement> Database::prepare_question(const std::string& sql) {
  sqlite3_stmt* made = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v2(handle_, sql.c_str(), static_cast<int>(sql.size()), &made, &rest);
  Statement out(*this, made);
  if (code != SQLITE_OK) return problem(ErrorKind::kUsage, Phrase::audit_bad_sql, {sqlite3_errmsg(handle_)}, {});
  const bool more = rest != nullptr && std::string_view(rest).find_first_not_of(" \t\r\n;") != std::string_view::npos;
  if (made == nullptr || more || sqlite3_stmt_readonly(made) == 0)
    return problem(ErrorKind::kUsage, Phrase::audit_sql_reads, {}, {});
  return out;
}

void Database::run(std::string_view sql) {
  const int code = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

namespace {

std::string_view text_of(sqlite3_value* value) {
  const auto* const bytes = static_cast<const char*>(sqlite3_value_blob(value));
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, static_cast<size_t>(sqlite3_value_bytes(value)));
}

void answer(sqlite3_context* context, std::string_view text) {
  sqlite3_result_text64(context, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

Lang lang_of(sqlite3_context* context) { return sqlite3_user_data(context) == nullptr ? Lang::kZh : Lang::kEn; }

void said(sqlite3_context* context, int, sqlite3_value** values) {
  answer(context, text_of(values[lang_of(context) == Lang::kZh ? 0 : 1]));
}

std::optional<rules::Verdict> verdict_of(std::string_view name) {
  const auto found = std::find(rules::kVerdictNames.begin(), rules::kVerdictNames.end(), name);
  if (found == rules::kVerdictNames.end()) return std::nullopt;
  return static_cast<rules::Verdict>(found - rules::kVerdictNames.begin());
}

void worded(sqlite3_context* context, int, sqlite3_value** values) {
  const std::string_view name = text_of(values[0]);
  const std::optional<rules::Verdict> verdict = verdict_of(name);
  answer(context, verdict ? report::word(*verdict, lang_of(context)) : name);
}

void ranked(sqlite3_context* context, int, sqlite3_value** values) {
  const std::optional<rules::Verdict> verdict = verdict_of(text_of(values[0]));
  sqlite3_result_int(context, verdict ? -static_cast<int>(*verdict) : 1);
}

}  // namespace

void Database::speak(Lang lang) {
  static char english;  // its address says it
  void* const data = lang == Lang::kEn ? &english : nullptr;
  constexpr int kFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
  sqlite3_create_function_v2(handle_, "said", 2, kFlags, data, said, nullptr, nullptr, nullptr);
  sqlite3_create_function_v2(handle_, "worded", 1, kFlags, data, worded, nullptr, nullptr, nullptr);
  sqlite3_create_function_v2(handle_, "ranked", 1, kFlags, data, ranked, nullptr, nullptr, nullptr);
}

int64_t Database::last_id() const { return sqlite3_last_insert_rowid(handle_); }

void Database::fail(int) {
  if (trouble_.empty()) trouble_ = sqlite3_errmsg(handle_);
}

Status Database::status() {
  if (trouble_.empty()) return Done{};
  const std::string what = std::move(trouble_);
  trouble_.clear();
  return problem(ErrorKind::kIo, Phrase::audit_database_said, {what}, path_);
}

// ---- transactions ----

Transaction::Transaction(Database& database) : database_(&database) { database.run("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  if (database_ != nullptr) database_->run("ROLLBACK");
}

void Transaction::commit() {
  database_->run("COMMIT");
  database_ = nullptr;
}

}  // namespace jianfu::audit
