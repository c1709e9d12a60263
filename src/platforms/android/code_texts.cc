#include "platforms/android/code_texts.h"

#include <utility>

#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using evidence::Evidence;
using evidence::Kind;
using evidence::Role;

constexpr size_t kTitleBytes = 120;  // longer ones are sentences

Role role_of(StringUse use) {
  switch (use) {
    case StringUse::kTitle:
      return Role::kTitle;
    case StringUse::kMessage:
      return Role::kMessage;
    case StringUse::kLabel:
      return Role::kLabel;
    case StringUse::kUnknown:
    case StringUse::kHidden:
    case StringUse::kAddress:
      break;
  }
  return Role::kUnknown;
}

// A regular expression may hold Han for its ranges; nobody is shown it.
bool is_pattern(std::string_view text) {
  for (const std::string_view mark : {"(?:", "[^", "\\w", "\\d", "\\s", "[\\"}) {
    if (text.find(mark) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

Evidence Scope::at(Kind kind, std::string text) const {
  Evidence item;
  item.kind = kind;
  item.text = std::move(text);
  item.module = module;
  item.at.entry = entry;
  item.at.line = line;
  item.at.column = column;
  item.at.symbol = text::to_valid_utf8(class_name);
  if (!method_name.empty()) item.at.symbol.append(".").append(text::from_mutf8(method_name));
  return item;
}

void CodeTexts::add(const Scope& scope, std::string text, uint64_t offset, StringUse use) {
  if (text.empty()) return;
  const bool shown = use == StringUse::kLabel || use == StringUse::kTitle || use == StringUse::kMessage;
  Kind kind = Kind::kLiteral;
  Role role = Role::kNone;
  if (use == StringUse::kHidden) {
    kind = Kind::kLiteral;
  } else if (shown || (holds_han(text) && !is_pattern(text))) {
    kind = Kind::kText;
    role = role_by_length(text, role_of(use));
  } else if (use == StringUse::kAddress || looks_like_endpoint(text)) {
    kind = Kind::kEndpoint;
  }
  if (kind == Kind::kLiteral && !out_.wants_code(kind, text, scope.foreign)) return out_.count(kind, 1);
  Evidence item = scope.at(kind, std::move(text));
  item.role = role;
  if (offset != 0) item.at.offset = offset;
  out_.add(std::move(item));
}

void CodeTexts::add_resource(const Scope& scope, uint32_t id, StringUse use) {
  const std::vector<ShownText>& texts = resources_.shown(id);
  for (const ShownText& text : texts) {
    if (text.text.empty() || !wants(out_, text)) {
      out_.count(Kind::kText, 1);
      continue;
    }
    Evidence item = scope.at(Kind::kText, text.text);
    item.role = role_by_length(
        item.text, use == StringUse::kUnknown || use == StringUse::kHidden ? Role::kLabel : role_of(use));
    item.at.resource = resources_.name_of(id);
    item.at.locale = text.locale;
    item.translations = text.translations;
    out_.add(std::move(item));
  }
}

void CodeTexts::title(const Scope& scope, std::string_view text) {
  if (scope.module == evidence::kNoModule || text.empty() || text.size() > kTitleBytes) return;
  evidence::Module& module = out_.at(scope.module);
  const bool screen =
      module.kind == evidence::ModuleKind::kPage || module.kind == evidence::ModuleKind::kComponent;
  if (screen && module.title.empty()) module.title = text;
}

void CodeTexts::title_resource(const Scope& scope, uint32_t id) {
  const std::vector<ShownText>& texts = resources_.shown(id);
  if (!texts.empty()) title(scope, texts.front().text);
}

}  // namespace jianfu::platforms::android
