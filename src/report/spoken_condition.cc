#include "report/spoken_condition.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "report/words.h"

namespace jianfu::report {
namespace {

struct Pair {
  std::string_view word;
  Msg said;
};
constexpr std::array<Pair, 6> kWords = {{{"and", Msg::spoken_and},
                                         {"or", Msg::spoken_or},
                                         {"not", Msg::spoken_not},
                                         {"entry", Msg::spoken_entry},
                                         {"launch", Msg::spoken_launch},
                                         {"opened-from-menu", Msg::spoken_menu}}};
constexpr std::array<Pair, 5> kCompares = {{{">=", Msg::spoken_at_least},
                                            {"<=", Msg::spoken_at_most},
                                            {"==", Msg::spoken_exactly},
                                            {">", Msg::spoken_more},
                                            {"<", Msg::spoken_less}}};
constexpr std::array<Pair, 3> kReaches = {{{"string", Msg::spoken_in_string},
                                           {"sentence", Msg::spoken_in_sentence},
                                           {"module", Msg::spoken_in_module}}};

template <typename Table>
std::optional<Msg> find(const Table& table, std::string_view word) {
  const auto row =
      std::find_if(table.begin(), table.end(), [word](const Pair& pair) { return pair.word == word; });
  return row == table.end() ? std::nullopt : std::optional<Msg>(row->said);
}

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Names, numbers, comparisons and single punctuation.
std::vector<std::string_view> tokens_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    if (is_name(text[at])) {
      while (at < text.size() && is_name(text[at])) ++at;
    } else {
      ++at;
      const bool compare = text[begin] == '<' || text[begin] == '>' || text[begin] == '=';
      if (compare && at < text.size() && text[at] == '=') ++at;
    }
    if (const std::string_view token = text.substr(begin, at - begin);
        token.find_first_of(" \t\r\n") == std::string_view::npos)
      out.push_back(token);
  }
  return out;
}

class Speaker {
 public:
  Speaker(std::string_view condition, Lang lang, const std::function<std::string(std::string_view)>& name)
      : tokens_(tokens_of(condition)), lang_(lang), name_(name) {}

  std::string speak() {
    std::string out;
    while (at_ < tokens_.size()) out += one();
    return out;
  }

 private:
  std::string say(Msg id, const std::vector<std::string>& args = {}) const {
    return core::render(id, lang_, args);
  }
  std::string_view token(size_t ahead) const {
    return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : std::string_view();
  }

  std::string one() {
    for (const auto form :
         {&Speaker::count, &Speaker::near, &Speaker::leads_to, &Speaker::gates_all, &Speaker::rule}) {
      if (std::string said = (this->*form)(); !said.empty()) return said;
    }
    const std::string_view word = tokens_[at_++];
    if (const std::optional<Msg> said = find(kWords, word)) return say(*said);
    if (word == "(") return say(Msg::spoken_open);
    if (word == ")") return say(Msg::spoken_close);
    return is_name(word.front()) ? name_(word) : std::string(word);
  }

  // function ( a , b , c ): the arguments, when that is what stands here. Moves past it.
  std::optional<std::vector<std::string_view>> call(std::string_view function) {
    if (token(0) != function || token(1) != "(") return std::nullopt;
    std::vector<std::string_view> arguments;
    for (size_t ahead = 2;; ahead += 2) {
      if (token(ahead).empty() || !is_name(token(ahead).front())) return std::nullopt;
      arguments.push_back(token(ahead));
      if (token(ahead + 1) == ")") {
        at_ += ahead + 2;
        return arguments;
      }
      if (token(ahead + 1) != ",") return std::nullopt;
    }
  }

  std::string count() {
    const auto arguments = call("count");
    const std::optional<Msg> compare = arguments ? find(kCompares, token(0)) : std::nullopt;
    if (!arguments) return {};
    if (!compare || arguments->size() != 1) return "count(" + name_(arguments->front()) + ")";
    const std::string number(token(1));
    at_ = std::min(at_ + 2, tokens_.size());
    return say(*compare, {name_(arguments->front()), number});
  }
  std::string near() {
    const auto arguments = call("near");
    if (!arguments) return {};
    const std::optional<Msg> reach = arguments->size() == 3 ? find(kReaches, (*arguments)[2]) : std::nullopt;
    return arguments->size() < 2
               ? "near"
               : say(reach.value_or(Msg::spoken_in_module), {name_((*arguments)[0]), name_((*arguments)[1])});
  }
  std::string leads_to() {
    const auto arguments = call("leads-to");
    if (!arguments) return {};
    return say(Msg::spoken_leads_to, {name_(arguments->front()), std::string(arguments->back())});
  }
  std::string gates_all() {
    const auto arguments = call("gates-all");
    return arguments ? say(Msg::spoken_gates_all, {name_(arguments->front())}) : std::string();
  }
  std::string rule() {
    const auto arguments = call("rule");
    if (!arguments) return {};
    if (arguments->size() == 1) return say(Msg::spoken_rule, {std::string(arguments->front())});
    const auto grade = std::find(rules::kGradeNames.begin(), rules::kGradeNames.end(), arguments->back());
    const std::string said =
        grade == rules::kGradeNames.end()
            ? std::string(arguments->back())
            : std::string(word(static_cast<engine::Grade>(grade - rules::kGradeNames.begin()), lang_));
    return say(Msg::spoken_rule_grade, {std::string(arguments->front()), said});
  }

  std::vector<std::string_view> tokens_;
  Lang lang_;
  const std::function<std::string(std::string_view)>& name_;
  size_t at_ = 0;
};

}  // namespace

std::string spoken_condition(std::string_view condition, Lang lang,
                             const std::function<std::string(std::string_view)>& name) {
  return Speaker(condition, lang, name).speak();
}

}  // namespace jianfu::report
