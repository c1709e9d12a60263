#include "report/json_cursor.h"

namespace jianfu::report {
namespace {

Msg type_of(const OrderedJson* json) {
  if (json == nullptr || json->is_null()) return Msg::data_type_null;
  if (json->is_boolean()) return Msg::data_type_bool;
  if (json->is_number()) return Msg::data_type_number;
  if (json->is_string()) return Msg::data_type_text;
  return json->is_array() ? Msg::data_type_list : Msg::data_type_map;
}

std::string in_both(Msg id) {
  return core::bilingual(core::render(id, Lang::kZh), core::render(id, Lang::kEn));
}

// Line and column, in characters, of a byte.
std::string place_of(const std::string& name, std::string_view bytes, size_t offset) {
  size_t line = 1, column = 1;
  for (const char c : bytes.substr(0, offset)) {
    if (c == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++column;
    }
  }
  return name + ":" + std::to_string(line) + ":" + std::to_string(column);
}

// The parser writes its complaint behind a number and the place: "… column 3: syntax error while …".
std::string reason_of(const std::string& what) {
  const size_t at = what.find(": ");
  return at == std::string::npos ? what : what.substr(at + 2);
}

std::nullopt_t too_deep(const std::string& name, std::optional<Error>& error) {
  error = Error{ErrorKind::kUsage, {Msg::data_deep, {std::to_string(kMostJsonDepth)}}, name};
  return std::nullopt;
}

}  // namespace

std::optional<OrderedJson> parse_json(std::string_view bytes, const std::string& name, std::optional<Error>& error) {
  bool deep = false;
  const auto watch = [&deep](int depth, OrderedJson::parse_event_t, OrderedJson&) {
    deep |= depth > static_cast<int>(kMostJsonDepth);
    return !deep;
  };
  try {
    OrderedJson out = OrderedJson::parse(bytes, watch);
    if (!deep) return out;
  } catch (const OrderedJson::parse_error& problem) {
    // What follows the depth at which reading was given up is no syntax either.
    if (deep) return too_deep(name, error);
    const size_t offset = problem.byte == 0 ? 0 : problem.byte - 1;
    error = Error{ErrorKind::kUsage, {Msg::data_syntax, {"JSON", reason_of(problem.what())}}, place_of(name, bytes, offset)};
    return std::nullopt;
  }
  return too_deep(name, error);
}

JsonCursor JsonCursor::operator[](std::string_view key) const {
  const JsonCursor found = maybe(key);
  if (found.json_ == nullptr) complain({Msg::data_missing, {found.way_}});
  return found;
}

JsonCursor JsonCursor::maybe(std::string_view key) const {
  if (!is_map()) wrong_type(Msg::data_type_map);
  const auto at = is_map() ? json_->find(key) : OrderedJson::const_iterator();
  const OrderedJson* const found = is_map() && at != json_->end() ? &*at : nullptr;
  return {found, below(key), file_, error_};
}

std::string JsonCursor::text() const {
  if (json_ != nullptr && json_->is_string()) return json_->get<std::string>();
  wrong_type(Msg::data_type_text);
  return {};
}

bool JsonCursor::truth() const {
  if (json_ != nullptr && json_->is_boolean()) return json_->get<bool>();
  wrong_type(Msg::data_type_bool);
  return false;
}

uint64_t JsonCursor::count() const {
  if (json_ != nullptr && json_->is_number_unsigned()) return json_->get<uint64_t>();
  wrong_type(Msg::data_type_count);
  return 0;
}

int64_t JsonCursor::whole() const {
  if (json_ != nullptr && json_->is_number_integer()) return json_->get<int64_t>();
  wrong_type(Msg::data_type_number);
  return 0;
}

double JsonCursor::number() const {
  if (json_ != nullptr && json_->is_number()) return json_->get<double>();
  wrong_type(Msg::data_type_number);
  return 0;
}

void JsonCursor::complain(Message what) const {
  if (!error_) error_ = Error{ErrorKind::kUsage, std::move(what), file_};
}

void JsonCursor::wrong_type(Msg wanted) const {
  complain({Msg::data_wrong_type, {way_.empty() ? "JSON" : way_, in_both(wanted), in_both(type_of(json_))}});
}

}  // namespace jianfu::report
