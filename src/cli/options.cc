#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/run.h"
#include "core/version.h"
#include "formats/wxapkg/crypt.h"
#include "report/phrases.h"
#include "report/writers.h"

namespace jianfu::cli {
namespace {

bool wants_english(const std::vector<std::string>& args) {
  for (size_t i = 0; i < args.size(); ++i) {
    if (args[i] == "--lang=en" || (args[i] == "--lang" && i + 1 < args.size() && args[i + 1] == "en")) return true;
  }
  return false;
}

std::vector<std::string> format_names() {
  std::vector<std::string> out;
  for (const report::Writer& writer : report::writers()) out.emplace_back(writer.name);
  return out;
}

// Declares everything; the help texts come from the message table.
class Declaration {
 public:
  Declaration(Options& options, Lang lang) : options_(options), lang_(lang), app_(help(Msg::help_program), "jianfu") {
    speak();
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.set_help_flag("-h,--help", help(Msg::help_help));
    app_.add_option_function<std::string>("--lang", [this](const std::string& value) { options_.lang = value == "en" ? Lang::kEn : Lang::kZh; },
                                          help(Msg::help_lang))
        ->check(one_of({"zh", "en"}));
    app_.add_option("--rules", options_.rules, help(Msg::help_rules_folder));
    declare_scan();
    declare_convert();
    declare_review();
    declare_evidence();
    declare_explanations();
    declare_rules();
    command(app_, "version", Msg::help_version, "version");
  }

  CLI::App& app() { return app_; }

 private:
  std::string help(Msg id) const { return core::render(id, lang_); }
  std::string help(report::Phrase id) const { return report::phrase(id, lang_); }

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

  // A check whose complaint is in the language of the call.
  CLI::Validator one_of(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : " | ") + word;
    const auto check = [this, words, all](const std::string& value) {
      const bool known = std::find(words.begin(), words.end(), value) != words.end();
      return known ? std::string() : core::render(Msg::usage_not_one_of, lang_, {value, all});
    };
    return CLI::Validator(check, all);
  }
  template <typename Names>
  CLI::Validator one_of_names(const Names& names) {
    std::vector<std::string> words;
    for (const std::string_view name : names) words.emplace_back(name);
    return one_of(words);
  }

  template <typename Sentence>
  CLI::App* command(CLI::App& parent, const std::string& name, Sentence text, const std::string& full_name) {
    CLI::App* made = parent.add_subcommand(name, help(text));
    made->fallthrough();
    made->group(help(Msg::usage_commands));
    made->set_help_flag("-h,--help", help(Msg::help_help));  // again, in the group of this language
    made->final_callback([this, full_name] { options_.command = full_name; });
    return made;
  }

  // A command that is none itself: "rules" of "rules list".
  template <typename Sentence>
  CLI::App* family(const std::string& name, Sentence text) {
    CLI::App* made = app_.add_subcommand(name, help(text));
    made->require_subcommand(1);
    made->fallthrough();
    made->group(help(Msg::usage_commands));
    made->set_help_flag("-h,--help", help(Msg::help_help));
    return made;
  }

  void declare_scan() {
    CLI::App* scan = command(app_, "scan", Msg::help_scan, "scan");
    scan->add_option("package", options_.paths, help(Msg::help_packages))->required();
    declare_outputs(*scan);
    scan->add_option("--fail-on", options_.fail_on, help(Msg::help_fail_on))
        ->check(one_of({"suspected", "explain", "not-determined", "hint", "never"}));
    declare_scope(*scan);
    scan->add_flag("--strict-coverage", options_.strict_coverage, help(Msg::help_strict_coverage));
    scan->add_flag("--stats", options_.stats, help(Msg::help_stats));
    scan->add_flag("--unmask", options_.unmask, help(Msg::help_unmask));
    scan->add_flag("--explain", options_.explain, help(Msg::help_explain_tree));
    declare_app_ids(*scan);
  }

  void declare_outputs(CLI::App& app) {
    app.add_option("--format", options_.format, help(Msg::help_format))->check(one_of(format_names()));
    app.add_option("-o,--output", options_.outputs, help(report::Phrase::help_outputs))->allow_extra_args(false);
  }

  void declare_convert() {
    CLI::App* convert = command(app_, "convert", report::Phrase::help_convert, "convert");
    convert->add_option("report", options_.paths, help(report::Phrase::help_convert_report))->required()->expected(1);
    declare_outputs(*convert);
  }

  void declare_review() {
    CLI::App* apply = command(*family("review", report::Phrase::help_review), "apply", report::Phrase::help_review_apply, "review apply");
    apply->add_option("files", options_.paths, help(report::Phrase::help_review_files))->required();
    apply->add_flag("--unmask", options_.unmask, help(Msg::help_unmask));
    declare_outputs(*apply);
  }

  void declare_evidence() {
    CLI::App* evidence = command(app_, "evidence", Msg::help_evidence, "evidence");
    evidence->add_option("package", options_.paths, help(Msg::help_packages))->required();
    evidence->add_flag("--stats", options_.stats, help(Msg::help_stats));
    evidence->add_flag("--by-screen", options_.by_screen, help(Msg::help_by_screen));
    evidence->add_flag("--matching", options_.matching, help(Msg::help_matching));
    declare_app_ids(*evidence);
  }

  void declare_scope(CLI::App& app) {
    app.add_option("--audience", options_.audience, help(Msg::help_audience))->check(one_of({"internal", "grassroots", "public"}));
    app.add_option("--filing", options_.filing, help(Msg::help_filing))->check(one_of({"required", "not-required"}));
    app.add_option("--declaration", options_.declaration, help(Msg::help_declaration));
  }

  void declare_explanations() {
    CLI::App* explain = command(app_, "explain", Msg::help_explain, "explain");
    explain->add_option("package", options_.paths, help(Msg::help_packages))->required();
    explain->add_option("--rule", options_.rule, help(Msg::help_explain_rule));
    explain->add_option("--finding", options_.finding, help(Msg::help_explain_finding));
    explain->add_flag("--unmask", options_.unmask, help(Msg::help_unmask));
    declare_scope(*explain);
    declare_app_ids(*explain);
    CLI::App* why_not = command(app_, "why-not", Msg::help_why_not, "why-not");
    why_not->add_option("rule", options_.rule, help(Msg::help_rule_id))->required();
    why_not->add_option("package", options_.paths, help(Msg::help_one_package))->required();
    why_not->add_flag("--unmask", options_.unmask, help(Msg::help_unmask));
    declare_app_ids(*why_not);
  }

  void declare_app_ids(CLI::App& command) {
    command.add_option("--appid", options_.app_ids, help(Msg::help_app_id))
        ->allow_extra_args(false)
        ->check([this](const std::string& id) {
          return formats::wxapkg::is_app_id(id) ? std::string() : core::render(Msg::bad_app_id, lang_, {id});
        });
  }

  void declare_rules() {
    CLI::App* rules = family("rules", Msg::help_rules);
    CLI::App* list = command(*rules, "list", Msg::help_rules_list, "rules list");
    list->add_option("--format", options_.format, help(Msg::help_rules_format))->check(one_of({"text", "json"}));
    CLI::App* show = command(*rules, "show", Msg::help_rules_show, "rules show");
    show->add_option("rule", options_.rule, help(Msg::help_rule_id))->required();
    command(*rules, "lint", Msg::help_rules_lint, "rules lint");
    CLI::App* test = command(*rules, "test", Msg::help_rules_test, "rules test");
    test->add_option("rule", options_.rule_ids, help(Msg::help_rules_some));
    test->add_flag("--mutate", options_.mutate, help(Msg::help_rules_mutate));
    test->add_option_function<std::string>("--survivors", [this](const std::string& value) { options_.survivors = std::stod(value); },
                                           help(Msg::help_rules_survivors))
        ->check(CLI::Validator([this](const std::string& value) { return percentage_problem(value); }, "0-100"));
    CLI::App* doc = command(*rules, "doc", Msg::help_rules_doc, "rules doc");
    doc->add_option("-o,--output", options_.output, help(Msg::help_output));
    CLI::App* tried = command(*rules, "try", Msg::help_rules_try, "rules try");
    tried->add_option("text", options_.text, help(Msg::help_rules_try_text))->required();
    tried->add_option("--kind", options_.kind, help(Msg::help_rules_try_kind))->check(one_of_names(evidence::kKindNames));
    tried->add_option("--role", options_.role, help(Msg::help_rules_try_role))
        ->check(one_of({evidence::kRoleNames.begin() + 1, evidence::kRoleNames.end()}));
    CLI::App* made = command(*rules, "new", Msg::help_rules_new, "rules new");
    made->add_option("rule", options_.rule, help(Msg::help_rules_new_id))->required();
    made->add_option("--provision", options_.provision, help(Msg::help_rules_new_provision));
    made->add_option("--feature", options_.feature, help(Msg::help_rules_new_feature))->check(one_of_names(rules::kFeatures));
  }

  std::string percentage_problem(const std::string& value) const {
    const bool number = !value.empty() && value.size() < 8 && value.find_first_not_of("0123456789.") == std::string::npos &&
                        value.front() != '.' && std::count(value.begin(), value.end(), '.') < 2;
    return number && std::stod(value) <= 100 ? std::string() : core::render(Msg::usage_percentage, lang_, {value});
  }

  Options& options_;
  Lang lang_;
  CLI::App app_;
};

// ---- what is wrong with a call ----

std::string front_of(const std::string& text, std::string_view end) { return text.substr(0, text.find(end)); }
std::string back_of(const std::string& text, std::string_view begin) {
  const size_t at = text.find(begin);
  return at == std::string::npos ? text : text.substr(at + begin.size());
}

// The command that was named last.
CLI::App* deepest(CLI::App& app, std::string& path) {
  CLI::App* at = &app;
  for (auto chosen = at->get_subcommands(); !chosen.empty(); chosen = at->get_subcommands()) {
    path += (path.empty() ? "" : " ") + at->get_name();
    at = chosen.front();
  }
  return at;
}

// The parser says it in English only; the class of its complaint and the names in it are enough to say it anew.
std::string complaint(CLI::App& app, const CLI::ParseError& error, Lang lang) {
  const std::string what = error.what(), kind = error.get_name();
  const auto say = [&](Msg id, const std::vector<std::string>& args) { return core::render(id, lang, args); };
  if (kind == "RequiredError" && what.find("ubcommand") != std::string::npos) {
    std::string path, all;
    for (const CLI::App* one : deepest(app, path)->get_subcommands([](CLI::App*) { return true; }))
      all += (all.empty() ? "" : " | ") + one->get_name();
    return say(Msg::usage_no_command, {all});
  }
  if (kind == "RequiredError") return say(Msg::usage_missing, {front_of(what, " is required")});
  if (what.find("not expected: ") != std::string::npos) return say(Msg::usage_unexpected, {back_of(what, "expected: ")});
  if (kind == "ArgumentMismatch") return say(Msg::usage_no_value, {front_of(what, ":")});
  if (kind == "ValidationError") return say(Msg::usage_bad_value, {front_of(what, ": "), back_of(what, ": ")});
  if (kind == "ConversionError")
    return say(Msg::usage_bad_value, {front_of(back_of(what, "convert: "), " = "), back_of(what, " = ")});
  return what;
}

}  // namespace

Parsed parse(const std::vector<std::string>& args) {
  Parsed out;
  out.options.lang = wants_english(args) ? Lang::kEn : Lang::kZh;
  Declaration declaration(out.options, out.options.lang);
  try {
    // CLI11 takes arguments in reverse order.
    declaration.app().parse(std::vector<std::string>(args.rbegin(), args.rend()));
  } catch (const CLI::CallForHelp&) {
    out.exit = kClean;
    std::string path;
    const CLI::App* at = deepest(declaration.app(), path);
    out.text = at->help(path);
  } catch (const CLI::ParseError& error) {
    out.exit = kUsage;
    out.text = core::render(Msg::usage_error, out.options.lang,
                            {complaint(declaration.app(), error, out.options.lang)}) +
               "\n";
  }
  return out;
}

}  // namespace jianfu::cli
