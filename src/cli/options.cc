#include "cli/options.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <utility>

#include "cli/config.h"
#include "cli/parser.h"
#include "cli/run.h"
#include "io/data_file.h"
#include "report/phrases.h"

namespace jianfu::cli {
namespace {

constexpr const char* kLanguageVariable = "JIANFU_LANG";

// What the environment says of the language; empty: nothing.
std::string wished_language() {
  const char* const wish = std::getenv(kLanguageVariable);
  const std::string said = wish == nullptr ? "" : wish;
  return said == "en" || said == "zh" ? said : "";
}

// --lang, else JIANFU_LANG: the parser itself wants to know.
Lang language_of(const std::vector<std::string>& args) {
  std::string said = wished_language();
  for (size_t i = 0; i < args.size(); ++i) {
    if (args[i].starts_with("--lang=")) said = args[i].substr(7);
    if (args[i] == "--lang" && i + 1 < args.size()) said = args[i + 1];
  }
  return said == "en" ? Lang::kEn : Lang::kZh;
}

bool holds(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Empty: none.
std::string config_of(const Options& options) {
  // What is done without a package needs no configuration, and must work where it is broken.
  constexpr std::array<std::string_view, 3> kWithout = {"config init", "completion", "version"};
  if (options.config == "none" || std::find(kWithout.begin(), kWithout.end(), options.command) != kWithout.end()) return {};
  return options.config.empty() ? find_config(".").value_or("") : options.config;
}

// What is wrong with a setting, if anything.
std::optional<Error> problem_of(const Setting& setting, const Option& option, Lang lang) {
  const auto wrong = [&](Message what) { return Error{ErrorKind::kUsage, std::move(what), setting.where}; };
  if (setting.is_switch == option.takes_value()) {
    const auto word = [](bool is_switch) { return io::type_word(is_switch ? io::DataNode::kBool : io::DataNode::kText); };
    return wrong({Msg::data_wrong_type, {setting.key, word(!option.takes_value()), word(setting.is_switch)}});
  }
  for (const std::string& value : setting.values) {
    const std::string problem = option.takes_value() ? problem_with(option, value, lang) : "";
    if (!problem.empty()) return wrong({Msg::usage_bad_value, {setting.key, problem}});
  }
  return std::nullopt;
}

// The language of the environment goes before that of the file.
bool is_given(const std::string& key, const Pass& pass) {
  return holds(pass.given, key) || (key == "lang" && !wished_language().empty());
}

// Settings that the call does not give and that its command has; all of them where it shows them.
Result<std::vector<Setting>> settings_for(const Pass& pass, const std::string& file, const Command& program, Lang lang) {
  Result<std::vector<Setting>> all = read_config(file);
  if (!all) return all;
  std::vector<Setting> out;
  const Command* const command = find_command(program, pass.command);
  const bool shows = pass.command == "config show";
  for (Setting& setting : *all) {
    const Option* const known = find_option(program, setting.key);
    if (known == nullptr) {
      const std::string advice = core::bilingual(report::phrase(report::Phrase::config_keys, Lang::kZh),
                                                 report::phrase(report::Phrase::config_keys, Lang::kEn));
      return Error{ErrorKind::kUsage, {Msg::data_unknown_key, {setting.key, advice}}, setting.where};
    }
    const Option* option = command == nullptr ? nullptr : command->find(setting.key);
    if (option == nullptr) option = program.find(setting.key);
    if (option == nullptr && shows) option = known;
    if (option == nullptr || is_given(setting.key, pass)) continue;
    if (std::optional<Error> problem = problem_of(setting, *option, lang)) return *problem;
    out.push_back(std::move(setting));
  }
  return out;
}

std::vector<std::string> arguments_of(const Setting& setting) {
  std::vector<std::string> out;
  if (setting.is_switch) {
    if (setting.values.front() == "true") out.push_back("--" + setting.key);
    return out;
  }
  for (const std::string& value : setting.values) out.insert(out.end(), {"--" + setting.key, value});
  return out;
}

// ---- config show ----

struct Held {
  std::vector<std::string> operator()(std::monostate) const { return {}; }
  std::vector<std::string> operator()(const bool* flag) const { return {*flag ? "true" : "false"}; }
  std::vector<std::string> operator()(const std::string* text) const {
    return text->empty() ? std::vector<std::string>{} : std::vector{*text};
  }
  std::vector<std::string> operator()(const std::vector<std::string>* list) const { return *list; }
  std::vector<std::string> operator()(const std::function<void(const std::string&)>&) const { return {initial}; }
  std::string initial;
};

Effective effective(const Option& option, const std::vector<Setting>& settings, const Pass& pass, Lang lang) {
  Effective out{option.key(), std::visit(Held{option.initial}, option.into), !option.takes_value(), option.is_list(), {}};
  if (out.key == "lang") {
    out.values = {lang == Lang::kEn ? "en" : "zh"};
    if (!wished_language().empty()) out.source = kLanguageVariable;
  }
  for (const Setting& setting : settings) {
    if (setting.key != out.key) continue;
    out.values = setting.values;
    out.source = setting.where;
  }
  if (holds(pass.given, out.key)) out.source = "--" + out.key;
  return out;
}

void collect(const Command& command, std::set<std::string>& known, std::vector<const Option*>& out) {
  for (const Option& option : command.options) {
    const std::string key = option.key();
    const bool sets = !key.empty() && key != "config" && !std::holds_alternative<std::monostate>(option.into);
    if (sets && known.insert(key).second) out.push_back(&option);
  }
  for (const Command& inner : command.commands) collect(inner, known, out);
}

std::vector<Effective> all_effective(const Command& program, const std::vector<Setting>& settings, const Pass& pass, Lang lang) {
  std::set<std::string> known;
  std::vector<const Option*> options;
  collect(program, known, options);
  std::vector<Effective> out;
  for (const Option* option : options) out.push_back(effective(*option, settings, pass, lang));
  return out;
}

// One pass over arguments, from nothing.
struct Call {
  Call(const std::vector<std::string>& args, Lang lang) : program(grammar(options, lang)) {
    options.lang = lang;
    pass = parse(args, program, lang);
    options.command = pass.command;
  }
  Call(const Call&) = delete;  // the grammar borrows the options
  Call& operator=(const Call&) = delete;

  Options options;
  Command program;
  Pass pass;
};

}  // namespace

Parsed options_of(const std::vector<std::string>& args) {
  const Lang lang = language_of(args);
  Call bare(args, lang);
  if (bare.pass.exit) return {bare.options, bare.pass.exit, bare.pass.text};
  const std::string file = config_of(bare.options);
  Result<std::vector<Setting>> settings = std::vector<Setting>{};
  if (!file.empty()) settings = settings_for(bare.pass, file, bare.program, lang);
  if (!settings) return {bare.options, kUsage, settings.error().render(lang) + "\n"};
  const bool shows = bare.options.command == "config show";
  if (settings->empty() && !shows) return {bare.options, std::nullopt, {}};

  std::vector<std::string> all = args;
  for (const Setting& setting : *settings) {
    const Command& called = *find_command(bare.program, bare.pass.command);
    const bool has = called.find(setting.key) != nullptr || bare.program.find(setting.key) != nullptr;
    const std::vector<std::string> added = arguments_of(setting);
    if (has) all.insert(all.end(), added.begin(), added.end());
  }
  Call whole(all, language_of(all));
  whole.options.config_file = file;
  if (shows) whole.options.effective = all_effective(bare.program, *settings, bare.pass, whole.options.lang);
  return {whole.options, whole.pass.exit, whole.pass.exit ? file + ": " + whole.pass.text : whole.pass.text};
}

}  // namespace jianfu::cli
