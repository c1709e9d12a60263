#include "report/json_stream.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "text/utf.h"

namespace jianfu::report {
namespace {

bool stands_for_itself(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

// No text of a package may lose the report: what slipped through as invalid UTF-8 becomes U+FFFD.
std::string dumped(const nlohmann::json& value) { return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

}  // namespace

void JsonStream::key(std::string_view name) {
  next();
  out_ += '"';
  out_ += name;
  out_ += form_ == Form::kIndented ? "\": " : "\":";
  after_key_ = true;
}

void JsonStream::text(std::string_view any) {
  if (!std::all_of(any.begin(), any.end(), stands_for_itself) || !text::valid_utf8(any)) return word(dumped(any));
  next();
  out_ += '"';
  out_ += any;
  out_ += '"';
}

void JsonStream::real(double number) { word(dumped(number)); }

void JsonStream::next() {
  if (!after_key_ && depth_ > 0) {
    if (!first_) out_ += ',';
    line();
  }
  first_ = after_key_ = false;
}

void JsonStream::line() {
  if (form_ == Form::kLine) return;
  out_ += '\n';
  out_.append(2 * depth_, ' ');
}

}  // namespace jianfu::report
