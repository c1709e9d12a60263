// SQLite, as little of it as the store needs: a connection, statements, transactions. The only file that includes
// sqlite3.h is database.cc. Errors carry what SQLite says and the path of the database.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace jianfu::audit {

class Database;

// Prepared once, used many times. What is bound stays bound until it is bound again.
class Statement {
 public:
  Statement(Statement&&) noexcept = default;
  Statement& operator=(Statement&&) noexcept = default;

  // Binds all parameters from the first on. Texts are copied.
  template <typename... Values>
  Statement& bind(const Values&... values) {
    reset();
    int index = 0;
    (put(++index, values), ...);
    return *this;
  }

  // True: there is a row. False: none, or an error, which the database keeps (Database::status).
  bool step();
  // For statements without rows.
  void run() { step(), reset(); }
  void reset();

  int columns() const;
  std::string column_name(int index) const;
  bool is_null(int index) const;
  bool is_text(int index) const;  // or bytes
  bool is_real(int index) const;
  int64_t number(int index) const;
  double real(int index) const;
  std::string text(int index) const;  // or bytes

 private:
  friend class Database;
  struct Finish {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(Database& database, sqlite3_stmt* statement) : database_(&database), statement_(statement) {}

  void put(int index, std::nullptr_t);
  void put(int index, int64_t value);
  void put(int index, uint64_t value) { put(index, static_cast<int64_t>(value)); }
  void put(int index, int value) { put(index, static_cast<int64_t>(value)); }
  void put(int index, uint32_t value) { put(index, static_cast<int64_t>(value)); }
  void put(int index, bool value) { put(index, static_cast<int64_t>(value)); }
  void put(int index, std::string_view value);
  void put(int index, const std::string& value) { put(index, std::string_view(value)); }
  void put(int index, const char* value) { put(index, std::string_view(value)); }
  struct Bytes {
    std::string_view view;
  };
  void put(int index, Bytes value);

  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finish> statement_;

 public:
  static Bytes bytes(std::string_view view) { return {view}; }
};

enum class Access { kRead, kWrite, kCreate };

class Database {
 public:
  static Result<std::unique_ptr<Database>> open(const std::string& path, Access access);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Statement prepare(std::string_view sql);
  // Checks SQL that people wrote. One statement, which only reads.
  Result<Statement> prepare_question(const std::string& sql);
  // From now on there are said(zh, en), worded(verdict) and ranked(verdict), worst first, in questions.
  void speak(Lang lang);
  void run(std::string_view sql);  // any number of statements without rows
  int64_t last_id() const;
  const std::string& path() const { return path_; }

  // The first error since the last call of it: a full disk, a damaged file. Work goes on after one without effect.
  Status status();
  void fail(int code);

 private:
  Database(std::string path, sqlite3* handle) : path_(std::move(path)), handle_(handle) {}

  std::string path_;
  sqlite3* handle_;
  std::string trouble_;
};

// Rolled back when not committed.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database* database_;
};

}  // namespace jianfu::audit
