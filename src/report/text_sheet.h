// The paper of the text report: lines of at most 100 columns, and the few ways in which words of the language
// asked for and words of the package come onto it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/phrases.h"
#include "report/writers.h"

namespace jianfu::report {

class Sheet {
 public:
  explicit Sheet(const WriteOptions& options) : options_(options) {}

  Lang lang() const { return options_.lang; }
  bool unmask() const { return options_.unmask; }
  std::string say(Msg id, const std::vector<std::string>& args = {}) const;
  std::string say(Phrase id, const std::vector<std::string>& args = {}) const;
  // Words of a package or a rule: harmless to a terminal, personal data masked.
  std::string shown(std::string_view text) const;
  std::string shown(const engine::Bilingual& text) const { return shown(text.in(lang())); }
  std::string quote(std::string_view text) const { return say(Msg::report_quote, {std::string(text)}); }
  std::string aside(std::string_view text) const { return say(Msg::report_aside, {std::string(text)}); }
  std::string joined(const std::vector<std::string>& items, Msg between = Msg::report_comma) const;
  // The word of a verdict, in its colour when colours are wanted.
  std::string verdict(engine::Verdict verdict) const;

  void blank() { out_ += '\n'; }
  void line(std::string_view text);
  void heading(Msg title, char under = '-');
  // `text` behind `front`, further lines under its beginning.
  void hanging(std::string_view front, std::string_view text);
  // "label: text"; nothing when there is no text.
  void field(size_t indent, Msg label, std::string_view text) { labelled(indent, say(label), text); }
  void field(size_t indent, Phrase label, std::string_view text) { labelled(indent, say(label), text); }

  std::string take() { return std::move(out_); }

 private:
  void labelled(size_t indent, const std::string& label, std::string_view text);

  const WriteOptions& options_;
  std::string out_;
};

inline constexpr size_t kSheetColumns = 100;

}  // namespace jianfu::report
