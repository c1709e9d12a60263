// Answers as text, CSV, XLSX, JSON and JSON Lines; one row each in answer_writers.cc. A row is written as it comes.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "audit/answer.h"
#include "core/message.h"

namespace jianfu::audit {

using Put = std::function<void(std::string_view)>;  // takes bytes, behind those before

class RowWriter {
 public:
  virtual ~RowWriter() = default;
  virtual void row(const Row& cells) = 0;
  virtual void end() = 0;  // what was written before is whole with it only
};

struct AnswerWriter {
  std::string_view name, ending;
  bool binary = false;
  std::unique_ptr<RowWriter> (*begin)(const std::vector<std::string>& columns, Lang lang, const Put& put);
};

std::span<const AnswerWriter> answer_writers();

}  // namespace jianfu::audit
