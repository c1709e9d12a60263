// The page for man(1), written from the help texts.
#include "cli/usage.h"
#include "core/version.h"
#include "report/phrases.h"

namespace jianfu::cli {
namespace {

using report::Phrase;

// Text of roff: no line begins with a control character, backslashes and hyphens are meant as they stand.
std::string roff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (out.empty() || out.back() == '\n') {
      if (c == '.' || c == '\'') out += "\\&";
    }
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if (c == '|')
      out += "|\\:";  // a long list of words may be broken there
    else
      out += c;
  }
  return out;
}

class Page {
 public:
  explicit Page(Lang lang) : lang_(lang) {}

  void section(Phrase title) { out_ += ".SH " + say(title) + "\n"; }
  void item(const std::string& front, const std::string& words) { out_ += ".TP\n.B " + roff(front) + "\n" + roff(words) + "\n"; }
  void raw(const std::string& line) { out_ += line + "\n"; }
  std::string say(Phrase id) const { return report::phrase(id, lang_); }
  std::string take() { return std::move(out_); }

 private:
  Lang lang_;
  std::string out_;
};

std::string front_of(const Option& option) {
  std::string out;
  for (const std::string& name : option.names) out += (out.empty() ? "" : ", ") + name;
  std::string words;
  for (const std::string& word : option.words) words += (words.empty() ? "" : "|") + word;
  if (option.takes_value() && !option.positional) out += " " + (!words.empty() ? words : option.form.empty() ? "VALUE" : option.form);
  return out;
}

void write_command(Page& page, const Command& command, const std::string& path) {
  if (command.commands.empty()) {
    std::string call = path;
    for (const Option& option : command.options)
      if (option.positional) call += " " + option.names.front();
    page.raw(".SS " + roff(call) + "\n" + roff(command.help));
    for (const Option& option : command.options) page.item(front_of(option), option.help);
    return;
  }
  for (const Command& inner : command.commands) write_command(page, inner, path + " " + inner.name);
}

}  // namespace

std::string manual_page(const Command& program, Lang lang) {
  Page page(lang);
  page.raw(".TH JIANFU 1 \"\" \"jianfu " + std::string(core::kVersion) + "\"");
  page.raw(".ad l\n.nh");  // long lists of words cannot be adjusted
  page.section(Phrase::manual_name);
  page.raw("jianfu \\- " + roff(program.help.substr(program.help.find(lang == Lang::kZh ? "：" : ": ") + (lang == Lang::kZh ? 3 : 2))));
  page.section(Phrase::manual_synopsis);
  page.raw(".B jianfu\n.I COMMAND\n[OPTION ...] [ARGUMENT ...]");
  page.section(Phrase::manual_commands);
  write_command(page, {program.name, program.help, {}, {}, program.commands}, "jianfu");
  page.section(Phrase::manual_options);
  for (const Option& option : program.options) page.item(front_of(option), option.help);
  page.section(Phrase::manual_exit);
  page.item("0", page.say(Phrase::manual_exit_0));
  page.item("1", page.say(Phrase::manual_exit_1));
  page.item("2", page.say(Phrase::manual_exit_2));
  page.item("3", page.say(Phrase::manual_exit_3));
  page.item("4", page.say(Phrase::manual_exit_4));
  page.section(Phrase::manual_files);
  page.item(".jianfu.toml", page.say(Phrase::manual_config));
  page.section(Phrase::manual_environment);
  page.item("NO_COLOR", page.say(Phrase::manual_no_color));
  page.item("JIANFU_LANG", page.say(Phrase::manual_lang));
  return page.take();
}

}  // namespace jianfu::cli
