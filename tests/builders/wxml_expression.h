// Expressions of templates as the operands a compiled template holds (formats.md §8.1).
#pragma once

#include <string>
#include <string_view>

namespace jianfu::builders {

// 'text' with the escapes the compiler writes.
std::string js_literal(std::string_view text);

// "共{{n}}个" → [a,[3,'共'],[[7],[3,'n']],[3,'个']].
std::string operand_of(std::string_view value);

// "title: '卡', ...rest" → [[9],[[8],'title',[1,'卡']],[[10],[[7],[3,'rest']]]], as the data of a template.
std::string object_operand(std::string_view members);

}  // namespace jianfu::builders
