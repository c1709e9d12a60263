// One writer of a database at a time, over processes. The lock ends with its process, however that ends.
#pragma once

#include <memory>
#include <string>

#include "core/result.h"

namespace jianfu::audit {

class Lock {
 public:
  // Beside the database, "<path>.lock", which says who holds it. kUsage with that when somebody does and `wait` is
  // false; else waits.
  static Result<std::unique_ptr<Lock>> take(const std::string& path, bool wait);
  ~Lock();
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  explicit Lock(int file) : file_(file) {}
  int file_;  // owned
};

}  // namespace jianfu::audit
