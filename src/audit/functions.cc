#include "audit/functions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "audit/features.h"
#include "audit/problem.h"
#include "text/normalise.h"
#include "text/utf.h"

namespace jianfu::audit {
namespace {

// How much a kind of text tells of what an app is for: a title names a function, a label may be anything.
struct KindWeight {
  std::string_view kind;
  double weight;
};
constexpr std::array kTexts = {KindWeight{feature::kTitle, 1.0}, KindWeight{feature::kField, 0.8}, KindWeight{feature::kText, 0.5}};

// A thing is what the app is about; an action alone is something that half of all apps do. Of characters in no list every
// hand writes others: there are many of them, and they would bury what two apps have in common.
constexpr double kThing = 1.0, kFunction = 0.5, kAction = 0.05, kField = 0.05, kPair = 0.1;
constexpr double kEndpoint = 0.1, kFinding = 0.1, kApi = 0.01;
// What an app is about, twenty of its texts name; what it has beside that, one or two. The second text that names a term
// adds less than the first did, and so on.
constexpr double kRepeated = 0.7;

std::vector<std::string> split(std::string_view line) {
  std::vector<std::string> out;
  for (size_t at = 0; at < line.size();) {
    const size_t begin = line.find_first_not_of(" \t\r", at);
    if (begin == std::string_view::npos) break;
    at = std::min(line.find_first_of(" \t\r", begin), line.size());
    out.emplace_back(line.substr(begin, at - begin));
  }
  return out;
}

class Terms {
 public:
  explicit Terms(const Words& words) : words_(words) {}

  // A text counts once for a term, however often it names it.
  void add(const std::string& name, double weight, const std::string& text) {
    Named& named = terms_[name];
    if (named.last != text) {
      named.sum += weight;
      named.last = text;
      named.term.texts.push_back(static_cast<uint32_t>(hash_of(text)));
    }
    if (weight <= named.term.weight) return;
    named.term.weight = weight;
    named.term.text = text;
  }

  void add_text(const std::string& text, double weight) {
    std::vector<std::string> things, actions;
    std::string unknown;
    for (size_t at = 0; at < text.size();) {
      size_t length = 0;
      const Words::Word* const word = words_.at(std::string_view(text).substr(at), length);
      if (word == nullptr) {
        const size_t begin = at;
        text::next_code_point(text, at);
        unknown.append(text, begin, at - begin);
        continue;
      }
      add_pairs(unknown, weight, text);
      at += length;
      if (word->sort == Words::Sort::kThing) things.push_back(word->name);
      if (word->sort == Words::Sort::kAction) actions.push_back(word->name);
      if (word->sort == Words::Sort::kField) add(word->name, weight * kField, text);
    }
    add_pairs(unknown, weight, text);
    for (const std::string& thing : things) add(thing, weight * kThing, text);
    for (const std::string& action : actions) add(action, weight * kAction, text);
    for (const std::string& thing : things) {
      for (const std::string& action : actions) add(thing + "·" + action, weight * kFunction, text);
    }
  }

  std::vector<Term> take() {
    std::vector<Term> out;
    for (auto& [name, named] : terms_) {
      named.term.name = name;
      named.term.weight *= std::pow(named.sum / named.term.weight, kRepeated);
      std::sort(named.term.texts.begin(), named.term.texts.end());
      named.term.texts.resize(std::min(named.term.texts.size(), kMostTexts));
      out.push_back(std::move(named.term));
    }
    return out;
  }

 private:
  struct Named {
    Term term;
    double sum = 0;    // of the weights of its texts
    std::string last;  // of its texts
  };

  void add_pairs(std::string& run, double weight, const std::string& text) {
    std::string last;
    for (size_t at = 0; at < run.size();) {
      const size_t begin = at;
      text::next_code_point(run, at);
      std::string now = run.substr(begin, at - begin);
      if (!last.empty()) add(last + now, weight * kPair, text);
      last = std::move(now);
    }
    run.clear();
  }

  const Words& words_;
  std::map<std::string, Named> terms_;
};

// Texts with the weight of the most telling kind they are of: a title may stand on a button too.
std::map<std::string, double> texts_of(const std::vector<FeatureRow>& features) {
  std::map<std::string, double> out;
  for (const FeatureRow& row : features) {
    const auto kind = std::find_if(kTexts.begin(), kTexts.end(), [&](const KindWeight& one) { return one.kind == row.kind; });
    if (kind == kTexts.end()) continue;
    double& weight = out[row.text];
    weight = std::max(weight, kind->weight);
  }
  return out;
}

}  // namespace

Result<Words> Words::read(std::string_view text, const std::string& name) {
  constexpr std::array<std::string_view, 4> kSorts = {"[common]", "[fields]", "[actions]", "[things]"};
  Words out;
  std::string section;
  size_t number = 0;
  const auto wrong = [&](Phrase what, const std::string& word) {
    return problem(ErrorKind::kBadRule, what, {word}, name + ":" + std::to_string(number));
  };
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    ++number;
    line = line.substr(0, line.find('#'));
    const std::vector<std::string> words = split(line);
    if (words.empty()) continue;
    if (words.front().front() == '[') {
      section = words.front();
      continue;
    }
    const auto sort = std::find(kSorts.begin(), kSorts.end(), section);
    if (sort != kSorts.end()) {
      for (const std::string& word : words) {
        const std::string normal = text::normal_form(word);
        if (!out.words_.emplace(normal, Word{words.front(), static_cast<Sort>(sort - kSorts.begin())}).second)
          return wrong(Phrase::overlap_word_twice, word);
        out.longest_ = std::max(out.longest_, normal.size());
      }
    } else if (std::unordered_set<std::string>* const set = out.set_of(section)) {
      set->insert(words.begin(), words.end());
    } else {
      return wrong(Phrase::overlap_no_section, section);
    }
  }
  return out;
}

const Words& Words::built_in() {
  static const Words words = [] {
    Result<Words> read = Words::read(built_in_words(), "rules/overlap/words.txt");
    return read ? std::move(*read) : Words();  // a test reads it too
  }();
  return words;
}

const Words::Word* Words::at(std::string_view text, size_t& length) const {
  for (length = std::min(longest_, text.size()); length > 0; --length) {
    // Words end where characters do.
    if (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) continue;
    const auto found = words_.find(std::string(text.substr(0, length)));
    if (found != words_.end()) return &found->second;
  }
  return nullptr;
}

std::unordered_set<std::string>* Words::set_of(const std::string& section) {
  if (section == "[paths]") return &paths_;
  if (section == "[layout]") return &layout_;
  if (section == "[hosts]") return &hosts_;
  if (section == "[suffixes]") return &suffixes_;
  return section == "[code]" ? &code_ : nullptr;
}

bool Words::is_for_all(std::string_view path) const {
  for (size_t at = 0; at < path.size();) {
    const size_t end = std::min(path.find('/', at), path.size());
    if (paths_.count(std::string(path.substr(at, end - at))) != 0) return true;
    at = end + 1;
  }
  return false;
}

bool Words::is_public_host(std::string_view host) const {
  for (;;) {
    if (hosts_.count(std::string(host)) != 0) return true;
    const size_t dot = host.find('.');
    if (dot == std::string_view::npos) return false;
    host.remove_prefix(dot + 1);
  }
}

// pages/news/list of projects/village/pages/news/list: whoever starts from a template renames the folder around it.
static std::string layout_name(const std::string& path) {
  const size_t pages = path.rfind("/pages/");
  return pages == std::string::npos ? path : path.substr(pages + 1);
}

double weight_left(size_t left, size_t of) { return std::pow(static_cast<double>(left) / static_cast<double>(of), kRepeated); }

std::vector<Term> business_terms(const std::vector<FeatureRow>& features, const std::vector<std::string>& found, const Words& words) {
  Terms out(words);
  for (const auto& [text, weight] : texts_of(features)) out.add_text(text, weight);
  for (const FeatureRow& row : features) {
    if (row.kind == feature::kEndpoint && !words.is_for_all(row.text)) out.add("/" + row.text, kEndpoint, row.text);
    if (row.kind == feature::kApi) out.add("@" + row.text, kApi, row.text);
  }
  for (const std::string& feature : found) out.add("!" + feature, kFinding, feature);
  return out.take();
}

std::vector<Term> template_terms(const std::vector<FeatureRow>& features, const Words& words) {
  // Files say most; half of all apps have the same framework and libraries.
  constexpr double kLayout = 1.0, kScaffold = 0.1, kSdk = 0.2, kFramework = 0.2;
  Terms out(words);
  for (const FeatureRow& row : features) {
    if (row.kind == feature::kLayout) {
      const std::string name = layout_name(row.text);
      out.add(name, words.is_scaffold(name) ? kScaffold : kLayout, name);
    }
    if (row.kind == feature::kSdk) out.add("sdk " + row.text, kSdk, row.text);
    if (row.kind == feature::kFramework) out.add("framework " + row.text, kFramework, row.text);
  }
  return out.take();
}

std::vector<std::string> vendor_marks(const std::vector<FeatureRow>& features, const Words& words) {
  std::vector<std::string> out;
  for (const FeatureRow& row : features) {
    if (row.kind == feature::kHost && !words.is_public_host(row.text)) out.push_back(row.text);
    if (row.kind != feature::kCode) continue;
    // com.vendor of com.vendor.app; cn.gov.place of cn.gov.place: there the second part is nobody's.
    const std::string two = row.text.substr(0, row.text.rfind('.'));
    if (words.is_nobodys(two) && !words.is_suffix(two)) continue;
    out.push_back((words.is_suffix(two) ? row.text : two) + ".*");
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace jianfu::audit
