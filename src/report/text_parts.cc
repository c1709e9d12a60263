#include "report/text_parts.h"

#include <string>

#include "report/spoken.h"
#include "report/text_evidence.h"

namespace jianfu::report {
namespace {

using engine::Part;

constexpr std::string_view kBullet = "- ";

void write_list(Sheet& sheet, const std::vector<Part>& parts, size_t indent) {
  const std::string front(indent, ' ');
  for (const Part& part : parts) {
    if (part.shape == Part::kOne) {
      sheet.hanging(front + std::string(kBullet), sheet.shown(spoken(part, sheet.lang())));
      continue;
    }
    const Msg which = part.shape == Part::kAll ? Msg::spoken_all_of : Msg::spoken_any_of;
    sheet.hanging(front + std::string(kBullet), sheet.say(Msg::report_list_of, {sheet.say(which)}));
    write_list(sheet, part.parts, indent + 2);
  }
}

}  // namespace

void write_questions(Sheet& sheet, const std::vector<Part>& questions, size_t indent, size_t pieces,
                     std::string_view module) {
  const std::string front(indent, ' ');
  for (const Part& question : questions) {
    const Msg mark = question.holds ? Msg::spoken_holds : Msg::spoken_lacks;
    sheet.hanging(front + sheet.say(mark), sheet.shown(spoken(question, sheet.lang())));
    if (pieces > 0) write_evidence(sheet, question.evidence, module, indent + 3, pieces, question.left_out);
  }
}

void write_condition(Sheet& sheet, const Part& part, size_t indent) {
  const std::string front(indent, ' ');
  if (part.shape != Part::kAny) {
    write_list(sheet, part.shape == Part::kAll ? part.parts : std::vector<Part>{part}, indent);
    return;
  }
  for (size_t i = 0; i < part.parts.size(); ++i) {
    const Part& way = part.parts[i];
    sheet.line(front + sheet.say(Msg::report_list_of, {sheet.say(Msg::spoken_way, {std::to_string(i + 1)})}));
    write_list(sheet, way.shape == Part::kAll ? way.parts : std::vector<Part>{way}, indent + 2);
  }
}

}  // namespace jianfu::report
