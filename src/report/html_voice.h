// How words come onto the page: ours and those of rules in both languages, of which one is shown; those of a package
// escaped, masked and with their control characters visible.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/html_markup.h"
#include "report/phrases.h"
#include "report/writers.h"

namespace jianfu::report {

class Voice {
 public:
  explicit Voice(const WriteOptions& options) : options_(options) {}

  Lang first() const { return options_.lang; }
  bool unmask() const { return options_.unmask; }
  const std::string& profile() const { return options_.profile; }

  // Words of a package or a rule, harmless and masked, not yet escaped.
  std::string plain(std::string_view text) const;
  std::string plain(const engine::Bilingual& text, Lang lang) const { return plain(text.in(lang)); }

  // `in(lang)` gives plain words; equal ones stand once.
  template <typename In>
  Html both(In in) const {
    return both_of(in(Lang::kZh), in(Lang::kEn));
  }
  Html say(Msg id, const std::vector<std::string>& args = {}) const;
  Html say(Phrase id, const std::vector<std::string>& args = {}) const;
  // Of a package: set apart, so that its direction of writing touches nothing around it.
  Html shown(std::string_view text) const;
  Html code(std::string_view text) const;  // paths, digests, ids: never masked, a place is found again by them
  Html shown(const engine::Bilingual& text) const;
  Html joined(const std::vector<std::string>& items) const;  // plain words, separated as each language does
  Html verdict(engine::Verdict verdict, std::string_view more = {}) const;  // as a badge
  // For elements that hold text only: the script changes it.
  Html swapped(std::string_view name, Attributes attributes, Phrase id) const;

 private:
  static Html both_of(const std::string& zh, const std::string& en);
  const WriteOptions& options_;
};

std::string list_of(const std::vector<std::string>& items, Lang lang, Msg between = Msg::report_comma);

// Where on the page a package is told: its ids begin with `id`, its title is a heading of `level`.
struct Spot {
  const Voice& voice;
  std::string id;
  int level = 1;
};

Html heading(int level, const Html& inside, const Attributes& attributes = {});
// A section of a package with its heading; empty when there is nothing in it.
Html section(const Spot& spot, std::string_view name, const Html& title, const Html& inside);
// Rows of labels and values; rows without a value are left out.
Html rows(const std::vector<std::pair<Html, Html>>& all);
Html table(std::string_view kind, const std::vector<Html>& head, const std::vector<std::vector<Html>>& body);
Html paragraph(const Html& inside, std::string_view kind = {});

}  // namespace jianfu::report
