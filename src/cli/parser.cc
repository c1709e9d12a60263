#include "cli/parser.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "cli/run.h"

namespace jianfu::cli {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : std::string(between)) + word;
  return out;
}

std::string front_of(const std::string& text, std::string_view end) { return text.substr(0, text.find(end)); }
std::string back_of(const std::string& text, std::string_view begin) {
  const size_t at = text.find(begin);
  return at == std::string::npos ? text : text.substr(at + begin.size());
}

// The grammar as the parser wants it.
class Parser {
 public:
  Parser(const std::vector<std::string>& args, const Command& program, Lang lang) : args_(args), lang_(lang), app_(program.help, program.name) {
    speak();
    app_.require_subcommand(1);
    app_.fallthrough();
    for (const Option& option : program.options) add(app_, option);
    for (const Command& command : program.commands) add(app_, command);
  }

  Pass run() {
    Pass out;
    try {
      // CLI11 takes arguments in reverse order.
      app_.parse(std::vector<std::string>(args_.rbegin(), args_.rend()));
    } catch (const CLI::CallForHelp&) {
      out.exit = kClean;
      std::string path;
      const CLI::App* at = deepest(path);
      out.text = at->help(path);
    } catch (const CLI::ParseError& error) {
      out.exit = kUsage;
      out.text = core::render(Msg::usage_error, lang_, {complaint(error)}) + "\n";
    }
    out.command = command_;
    for (const auto& [key, option] : options_) {
      if (option->count() > 0) out.given.push_back(key);
    }
    return out;
  }

 private:
  std::string help(Msg id) const { return core::render(id, lang_); }

  // The words that the parser itself puts into help texts. Subcommands take them over when they are made.
  void speak() {
    const std::pair<const char*, Msg> labels[] = {{"Usage", Msg::usage_word},
                                                  {"OPTIONS", Msg::usage_options_word},
                                                  {"SUBCOMMAND", Msg::usage_command_word},
                                                  {"REQUIRED", Msg::usage_required_word},
                                                  {"Positionals", Msg::usage_positionals}};
    for (const auto& [label, id] : labels) app_.get_formatter()->label(label, help(id));
    app_.option_defaults()->group(help(Msg::usage_options));
  }

  void add(CLI::App& parent, const Command& command) {
    CLI::App& app = *parent.add_subcommand(command.name, command.help);
    app.fallthrough();
    app.group(help(Msg::usage_commands));
    // To make the options of all commands takes longer than all else that is done with arguments.
    if (std::find(args_.begin(), args_.end(), command.name) == args_.end()) return;
    for (const Option& option : command.options) add(app, option);
    if (command.commands.empty()) app.final_callback([this, name = command.full_name] { command_ = name; });
    if (!command.commands.empty()) app.require_subcommand(1);
    for (const Command& inner : command.commands) add(app, inner);
  }

  void add(CLI::App& app, const Option& option) {
    const std::string names = joined(option.names, ",");
    if (std::holds_alternative<std::monostate>(option.into)) {
      app.set_help_flag(names, option.help);
      return;
    }
    CLI::Option* made = nullptr;
    if (const auto* flag = std::get_if<bool*>(&option.into)) made = app.add_flag(names, **flag, option.help);
    if (const auto* text = std::get_if<std::string*>(&option.into)) made = app.add_option(names, **text, option.help);
    if (const auto* list = std::get_if<std::vector<std::string>*>(&option.into)) made = add_list(app, names, **list, option);
    if (const auto* call = std::get_if<std::function<void(const std::string&)>>(&option.into))
      made = app.add_option_function<std::string>(names, *call, option.help);
    if (option.required) made->required();
    if (!option.words.empty() || option.problem) made->check(check_of(option));
    if (!option.key().empty()) options_.emplace_back(option.key(), made);
  }
  static CLI::Option* add_list(CLI::App& app, const std::string& names, std::vector<std::string>& list, const Option& option) {
    CLI::Option* made = app.add_option(names, list, option.help);
    if (option.single) made->expected(1);
    if (!option.positional) made->allow_extra_args(false);  // else it takes the positional arguments behind it too
    return made;
  }
  CLI::Validator check_of(const Option& option) {
    const std::string shown = option.words.empty() ? option.form : joined(option.words, " | ");
    return {[this, &option](const std::string& value) { return problem_with(option, value, lang_); }, shown};
  }

  // The command that was named last.
  CLI::App* deepest(std::string& path) {
    CLI::App* at = &app_;
    for (auto chosen = at->get_subcommands(); !chosen.empty(); chosen = at->get_subcommands()) {
      path += (path.empty() ? "" : " ") + at->get_name();
      at = chosen.front();
    }
    return at;
  }

  // The parser says it in English only; the class of its complaint and the names in it are enough to say it anew.
  std::string complaint(const CLI::ParseError& error) {
    const std::string what = error.what(), kind = error.get_name();
    const auto say = [&](Msg id, const std::vector<std::string>& args) { return core::render(id, lang_, args); };
    if (kind == "RequiredError" && what.find("ubcommand") != std::string::npos) {
      std::string path;
      std::vector<std::string> all;
      for (const CLI::App* one : deepest(path)->get_subcommands([](CLI::App*) { return true; })) all.push_back(one->get_name());
      return say(Msg::usage_no_command, {joined(all, " | ")});
    }
    if (kind == "RequiredError") return say(Msg::usage_missing, {front_of(what, " is required")});
    if (what.find("not expected: ") != std::string::npos) return say(Msg::usage_unexpected, {back_of(what, "expected: ")});
    if (kind == "ArgumentMismatch") return say(Msg::usage_no_value, {front_of(what, ":")});
    if (kind == "ValidationError") return say(Msg::usage_bad_value, {front_of(what, ": "), back_of(what, ": ")});
    if (kind == "ConversionError")
      return say(Msg::usage_bad_value, {front_of(back_of(what, "convert: "), " = "), back_of(what, " = ")});
    return what;
  }

  const std::vector<std::string>& args_;
  Lang lang_;
  CLI::App app_;
  std::string command_;
  std::vector<std::pair<std::string, const CLI::Option*>> options_;  // by key
};

}  // namespace

Pass parse(const std::vector<std::string>& args, const Command& program, Lang lang) {
  return Parser(args, program, lang).run();
}

std::string problem_with(const Option& option, const std::string& value, Lang lang) {
  if (option.problem) return option.problem(value);
  const bool known = option.words.empty() || std::find(option.words.begin(), option.words.end(), value) != option.words.end();
  return known ? std::string() : core::render(Msg::usage_not_one_of, lang, {value, joined(option.words, " | ")});
}

}  // namespace jianfu::cli
