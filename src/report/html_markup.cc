#include "report/html_markup.h"

namespace jianfu::report {
namespace {

// Elements that begin a line, so that people and diffs can read the source.
bool begins_line(std::string_view name) {
  for (const std::string_view one : {"section", "article", "table", "thead", "tbody", "tr", "h1", "h2", "h3", "h4", "h5", "h6",
                                     "p", "ul", "ol", "li", "dl", "dt", "div", "header", "main", "nav", "footer", "form",
                                     "head", "body", "figure", "figcaption", "svg", "g", "meta", "title", "style", "script", "noscript", "label", "option"})
    if (name == one) return true;
  return false;
}

}  // namespace

Html Html::text(std::string_view plain) {
  Html out;
  for (const char c : plain) {
    switch (c) {
      case '&': out.bytes_ += "&amp;"; break;
      case '<': out.bytes_ += "&lt;"; break;
      case '>': out.bytes_ += "&gt;"; break;
      case '"': out.bytes_ += "&quot;"; break;
      case '\'': out.bytes_ += "&#39;"; break;
      default: out.bytes_ += c;
    }
  }
  return out;
}

Html lone(std::string_view name, const Attributes& attributes) {
  Html out;
  if (begins_line(name)) out.bytes_ += '\n';
  out.bytes_.append("<").append(name);
  for (const auto& [key, value] : attributes)
    out.bytes_.append(" ").append(key).append("=\"").append(Html::text(value).bytes_).append("\"");
  out.bytes_ += '>';
  return out;
}

Html element(std::string_view name, const Attributes& attributes, const Html& inside) {
  Html out = lone(name, attributes);
  out.bytes_.append(inside.bytes_).append("</").append(name).append(">");
  return out;
}

Html inline_source(std::string_view name, std::string_view source) {
  Html out = lone(name, {});
  out.bytes_.append(source).append("</").append(name).append(">");
  return out;
}

Html joined(const std::vector<Html>& items, const Html& between) {
  Html out;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out << between;
    out << items[i];
  }
  return out;
}

}  // namespace jianfu::report
