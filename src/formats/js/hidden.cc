// What obfuscators leave to see (formats.md §11.3): tables of strings, dictionaries of packers, and signs.
#include <algorithm>

#include "formats/js/reader.h"

namespace jianfu::formats::js {
namespace {

constexpr size_t kLeastElements = 4;     // of a table that its name gives away
constexpr uint64_t kLeastEncrypted = 4;  // fewer are chance
constexpr uint64_t kFewNames = 8;        // so many obfuscated ones, and every array may be the table
constexpr uint64_t kLeastMembers = 10;   // named by a table
constexpr uint64_t kLeastCode = 1000;    // bytes without a name, number or literal: no person wrote them

}  // namespace

// The array that ends is one of literals: those of them that are base64 are told as what they say.
void Reader::read_table(const Frame& array, uint64_t end) {
  const size_t size = elements_.size() - array.elements;
  if (size < kLeastElements) return;
  const bool sure = is_obfuscated_name(array.property) || signs_.obfuscated_names >= kFewNames;
  const std::span<const std::string_view> elements = std::span(elements_).subspan(array.elements);
  // Numbers stand without quotes; what is not in the source had escapes, which no number has.
  const auto place_of = [this](std::string_view element) {
    const bool inside = element.data() > source_.data() && element.data() < source_.data() + source_.size();
    return inside ? static_cast<uint64_t>(element.data() - source_.data()) - 1 : UINT64_MAX;
  };
  const auto is_string = [&](std::string_view element) {
    const uint64_t at = place_of(element);
    return at == UINT64_MAX || source_[at] == '"' || source_[at] == '\'' || source_[at] == '`';
  };
  if (!is_string(elements.front()) || !is_string(elements.back())) return;
  TableReading table = js::read_table(elements, sure);
  if (table.kind == TableKind::kPlain) return;
  if (table.kind == TableKind::kBase64 || sure) {
    uint64_t at = array.key_at;
    for (const std::string_view element : elements) {
      if (place_of(element) != UINT64_MAX) at = place_of(element);
      const std::optional<std::string> text = decode_element(element, table);
      if (!text || text->size() > fold_budget_) continue;
      fold_budget_ -= text->size();
      report(*text, at, {.folded = true});
      if (table.kind == TableKind::kEncrypted && table.encrypted > 0) --table.encrypted;
    }
  }
  if (table.encrypted < kLeastEncrypted) return;
  if (!sure) {
    signs_.suspects += table.encrypted;
    return;
  }
  sink_.on_obfuscation({.kind = Obfuscation::Kind::kStrings,
                        .count = table.encrypted,
                        .line = position(std::min(array.key_at, end)).line});
}

// Whether the call that ends is an argument of the function given to eval(function(…){…}(…)).
bool Reader::unpacks() const {
  constexpr size_t kLevels = 4;
  for (size_t i = frames_.size(), steps = 0; i-- > 0 && steps < kLevels; ++steps) {
    if (frames_[i].kind != FrameKind::kCall) return false;
    if (frames_[i].special == Callee::kCode) return true;
  }
  return false;
}

void Reader::read_dictionary(std::string_view words, char separator, uint64_t at) {
  uint64_t count = 0;
  for (size_t from = 0; from <= words.size();) {
    const size_t end = std::min(words.find(separator, from), words.size());
    const std::string_view word = words.substr(from, end - from);
    from = end + 1;
    if (word.empty()) continue;
    ++count;
    report(word, at, {.folded = true});
  }
  sink_.on_obfuscation({.kind = Obfuscation::Kind::kPacked, .count = count, .line = position(at).line});
}

// Calls of tables, and what turns tables: a.push(a.shift()).
void Reader::note_call(const Call& call) {
  if (call.callee.ends_with("shift") && call.arguments.empty()) shift_end_ = close_end_;
  if (shift_end_ != 0 && shift_end_ == previous_->end() && call.callee.ends_with("push"))
    signs_.rotates = true;
  Frame& around = top();
  if (around.kind != FrameKind::kIndex) return;
  const std::string_view index = call.arguments.empty() ? std::string_view{} : call.arguments[0].value;
  const bool numbered =
      !index.empty() && is_digit(index[0]) && call.callee.find('.') == std::string_view::npos;
  around.of_table |= is_obfuscated_name(call.callee) || (numbered && index.starts_with("0x"));
  around.of_number |= numbered;
}

// JSFuck writes everything with six punctuators. Looked at once for each stretch without a word.
void Reader::note_symbols(const Token& token) {
  if (token.offset - word_end_ < kLeastCode) return;
  if (is_jsfuck(source_.substr(word_end_, token.offset - word_end_))) note_encoded("JSFuck", word_end_);
  word_end_ = token.offset;
}

void Reader::note_encoded(std::string_view name, uint64_t at) {
  if (encoded_) return;
  encoded_ = true;
  sink_.on_obfuscation({.kind = Obfuscation::Kind::kEncoded, .name = name, .line = position(at).line});
}

void Reader::finish_signs() {
  if (signs_.rotates && signs_.suspects > 0)
    sink_.on_obfuscation({.kind = Obfuscation::Kind::kStrings, .count = signs_.suspects});
  const uint64_t members = signs_.hidden_members + (signs_.rotates ? signs_.numbered_members : 0);
  if (members >= kLeastMembers) sink_.on_obfuscation({.kind = Obfuscation::Kind::kNames, .count = members});
  const double share = signs_.density();
  if (share > 0)
    sink_.on_obfuscation(
        {.kind = Obfuscation::Kind::kDensity, .count = signs_.obfuscated_names, .share = share});
}

}  // namespace jianfu::formats::js
