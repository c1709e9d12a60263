// A place in a JSON document that knows its way from the root, for complaints. The first complaint of a document
// stays; after it everything reads as empty, so that readers need not look up after each value.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"

namespace jianfu::report {

using OrderedJson = nlohmann::ordered_json;

// "3:14" in the error of the parser. Whole documents only; at most kMostJsonDepth deep.
inline constexpr size_t kMostJsonDepth = 200;
std::optional<OrderedJson> parse_json(std::string_view bytes, const std::string& name, std::optional<Error>& error);

class JsonCursor {
 public:
  // All borrowed. `json` may be null: a place that does not exist.
  JsonCursor(const OrderedJson* json, std::string way, const std::string& file, std::optional<Error>& error)
      : json_(json), way_(std::move(way)), file_(file), error_(error) {}

  bool is_list() const { return json_ != nullptr && json_->is_array(); }
  bool is_map() const { return json_ != nullptr && json_->is_object(); }
  bool is_null() const { return json_ == nullptr || json_->is_null(); }
  bool failed() const { return error_.has_value(); }

  // A complaint when the key is missing, or when this is no object.
  JsonCursor operator[](std::string_view key) const;
  // Nothing when the key is missing.
  JsonCursor maybe(std::string_view key) const;

  std::string text() const;
  std::string text_or_empty() const { return is_null() ? std::string() : text(); }
  bool truth() const;
  uint64_t count() const;  // a whole number from 0
  int64_t whole() const;
  double number() const;
  // The index of the text in a table of names.
  template <typename Names>
  size_t index_in(const Names& names) const {
    const std::string found = text();
    std::string all;
    for (size_t i = 0; i < names.size(); ++i) {
      if (names[i] == found) return i;
      all += (i == 0 ? "" : " | ") + std::string(names[i]);
    }
    complain({Msg::data_not_one_of, {way_, all, found}});
    return 0;
  }
  template <typename Each>
  void each(Each visit) const {
    if (!is_list()) return wrong_type(Msg::data_type_list);
    for (size_t i = 0; i < json_->size() && !failed(); ++i)
      visit(JsonCursor(&(*json_)[i], way_ + "[" + std::to_string(i) + "]", file_, error_));
  }
  template <typename Each>
  void each_member(Each visit) const {
    if (!is_map()) return wrong_type(Msg::data_type_map);
    for (const auto& [key, value] : json_->items()) {
      if (!failed()) visit(key, JsonCursor(&value, below(key), file_, error_));
    }
  }
  void complain(Message what) const;

 private:
  std::string below(std::string_view key) const { return way_.empty() ? std::string(key) : way_ + "." + std::string(key); }
  void wrong_type(Msg wanted) const;

  const OrderedJson* json_;
  std::string way_;
  const std::string& file_;
  std::optional<Error>& error_;
};

}  // namespace jianfu::report
