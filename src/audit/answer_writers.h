// Answers as text, CSV, XLSX, JSON and JSON Lines; one row each in answer_writers.cc.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "audit/answer.h"
#include "core/message.h"

namespace jianfu::audit {

struct AnswerWriter {
  std::string_view name, ending;
  bool binary = false;
  std::string (*write)(const Answer& answer, Lang lang);
};

std::span<const AnswerWriter> answer_writers();

}  // namespace jianfu::audit
