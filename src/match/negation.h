// Whether words before a hit turn it around, and whether a text quotes the norm; the words are data
// (lexicon/common.yaml). All texts are in normal form.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "rules/model.h"

namespace jianfu::match {

// True when a negator stands among the four characters before text[begin], in the same clause, and does not
// make a negated state with the hit: "无需打卡" is negated, "未打卡" names people who did not.
bool negated(const rules::RuleSet& rules, std::string_view text, size_t begin);

// True when a word behind the hit that ends at text[end], at most eight characters on and in the same clause, says
// that it is off: "签到功能已关闭", "打卡未开启".
bool closed_after(const rules::RuleSet& rules, std::string_view text, size_t end);

// True when the text holds two different marks of a privacy policy or an agreement.
bool is_policy(const rules::RuleSet& rules, std::string_view text);

// True when the text holds two different markers of the norm's own wording.
bool quotes_norm(const rules::RuleSet& rules, std::string_view text);

// [begin, end) of the sentence around `at`.
std::pair<size_t, size_t> sentence_around(std::string_view text, size_t at);

}  // namespace jianfu::match
