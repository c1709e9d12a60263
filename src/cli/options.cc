#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>

#include "audit/answer_writers.h"
#include "audit/questions.h"
#include "cli/config.h"
#include "cli/run.h"
#include "cli/usage.h"
#include "core/date.h"
#include "core/version.h"
#include "formats/wxapkg/crypt.h"
#include "report/diff_writers.h"
#include "report/phrases.h"
#include "report/profile.h"
#include "report/writers.h"

namespace jianfu::cli {
namespace {

// --lang, else JIANFU_LANG.
bool wants_english(const std::vector<std::string>& args) {
  for (size_t i = 0; i < args.size(); ++i) {
    if (args[i].starts_with("--lang=")) return args[i] == "--lang=en";
    if (args[i] == "--lang") return i + 1 < args.size() && args[i + 1] == "en";
  }
  const char* const wish = std::getenv("JIANFU_LANG");
  return wish != nullptr && std::string_view(wish) == "en";
}

template <typename Writers>
std::vector<std::string> names_of(const Writers& writers) {
  std::vector<std::string> out;
  for (const auto& writer : writers) out.emplace_back(writer.name);
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
    app_.add_option("--config", options_.config, help(report::Phrase::help_config_file));
    app_.add_flag("-q,--quiet", options_.quiet, help(report::Phrase::help_quiet));
    app_.add_flag("-v,--verbose", options_.verbose, help(report::Phrase::help_verbose));
    app_.add_option("--color", options_.color, help(report::Phrase::help_color))->check(one_of({"auto", "always", "never"}));
    declare_scan();
    declare_baseline();
    declare_convert();
    declare_diff();
    declare_review();
    declare_evidence();
    declare_explanations();
    declare_rules();
    declare_audit();
    declare_helpers();
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
    declare_outputs(*scan, names_of(report::writers()));
    declare_fail_on(*scan, help(Msg::help_fail_on));
    scan->add_option("--min-severity", options_.min_severity, help(report::Phrase::help_min_severity))
        ->check(one_of_names(rules::kSeverityNames));
    scan->add_option("--waivers", options_.waivers, help(report::Phrase::help_waivers));
    scan->add_option("--baseline", options_.baseline, help(report::Phrase::help_baseline_file));
    scan->add_option("--today", options_.today, help(report::Phrase::help_today))
        ->check(CLI::Validator([this](const std::string& value) { return date_problem("--today", value); }, "YYYY-MM-DD"));
    declare_scope(*scan);
    scan->add_flag("--strict-coverage", options_.strict_coverage, help(Msg::help_strict_coverage));
    scan->add_flag("--stats", options_.stats, help(Msg::help_stats));
    scan->add_flag("--unmask", options_.unmask, help(Msg::help_unmask));
    scan->add_flag("--explain", options_.explain, help(Msg::help_explain_tree));
    declare_app_ids(*scan);
  }

  void declare_fail_on(CLI::App& app, const std::string& text) {
    app.add_option("--fail-on", options_.fail_on, text)->check(one_of({"suspected", "explain", "not-determined", "hint", "never"}));
  }

  void declare_files(CLI::App& app, const std::vector<std::string>& formats) {
    app.add_option("--format", options_.format, help(Msg::help_format))->check(one_of(formats));
    app.add_option("-o,--output", options_.outputs, help(report::Phrase::help_outputs))->allow_extra_args(false);
  }

  void declare_outputs(CLI::App& app, const std::vector<std::string>& formats) {
    declare_files(app, formats);
    app.add_option("--profile", options_.profile, report::phrase(report::Phrase::help_profile, lang_, {profile_list()}))
        ->check(one_of(profile_names()));
  }

  std::vector<std::string> profile_names() const {
    std::vector<std::string> out;
    for (const report::Profile& profile : report::profiles()) out.emplace_back(profile.name);
    return out;
  }
  std::string profile_list() const {
    std::string out;
    for (const report::Profile& profile : report::profiles())
      out += (out.empty() ? "" : "; ") + std::string(profile.name) + " " + help(profile.about);
    return out;
  }

  void declare_baseline() {
    CLI::App* baseline = command(app_, "baseline", report::Phrase::help_baseline, "baseline");
    baseline->add_option("input", options_.paths, help(report::Phrase::help_baseline_inputs))->required();
    baseline->add_option("-o,--output", options_.output, help(report::Phrase::help_baseline_output));
    declare_scope(*baseline);
    declare_app_ids(*baseline);
  }

  void declare_convert() {
    CLI::App* convert = command(app_, "convert", report::Phrase::help_convert, "convert");
    convert->add_option("report", options_.paths, help(report::Phrase::help_convert_report))->required()->expected(1);
    declare_outputs(*convert, names_of(report::writers()));
  }

  void declare_diff() {
    CLI::App* diff = command(app_, "diff", report::Phrase::help_diff, "diff");
    const auto side = [this](const std::string& path) { options_.paths.push_back(path); };
    diff->add_option_function<std::string>("old", side, help(report::Phrase::help_diff_old))->required();
    diff->add_option_function<std::string>("new", side, help(report::Phrase::help_diff_new))->required();
    declare_outputs(*diff, names_of(report::diff_writers()));
    declare_fail_on(*diff, help(report::Phrase::help_diff_fail_on));
    declare_scope(*diff);
    diff->add_flag("--unmask", options_.unmask, help(Msg::help_unmask));
    declare_app_ids(*diff);
  }

  void declare_review() {
    CLI::App* apply = command(*family("review", report::Phrase::help_review), "apply", report::Phrase::help_review_apply, "review apply");
    apply->add_option("files", options_.paths, help(report::Phrase::help_review_files))->required();
    apply->add_flag("--unmask", options_.unmask, help(Msg::help_unmask));
    declare_outputs(*apply, names_of(report::writers()));
  }

  void declare_evidence() {
    CLI::App* evidence = command(app_, "evidence", Msg::help_evidence, "evidence");
    evidence->add_option("package", options_.paths, help(Msg::help_packages))->required();
    evidence->add_flag("--stats", options_.stats, help(Msg::help_stats));
    evidence->add_flag("--by-screen", options_.by_screen, help(Msg::help_by_screen));
    evidence->add_flag("--matching", options_.matching, help(Msg::help_matching));
    declare_app_ids(*evidence);
  }

  void declare_audience(CLI::App& app) {
    app.add_option("--audience", options_.audience, help(Msg::help_audience))->check(one_of({"internal", "grassroots", "public"}));
    app.add_option("--filing", options_.filing, help(Msg::help_filing))->check(one_of({"required", "not-required"}));
  }

  void declare_scope(CLI::App& app) {
    declare_audience(app);
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

  void declare_audit() {
    AuditOptions& audit = options_.audit;
    CLI::App* family_of = family("audit", report::Phrase::help_audit);
    CLI::App* run = command(*family_of, "run", report::Phrase::help_audit_run, "audit run");
    run->add_option("root", options_.paths, help(report::Phrase::help_audit_roots))->required();
    declare_db(*run);
    declare_number(*run, "-j,--jobs", audit.jobs, report::Phrase::help_audit_jobs);
    declare_number(*run, "--timeout", audit.seconds, report::Phrase::help_audit_seconds);
    declare_number(*run, "--memory", audit.memory, report::Phrase::help_audit_memory);
    run->add_flag("--retry", audit.retry, help(report::Phrase::help_audit_retry));
    run->add_flag("--wait", audit.wait, help(report::Phrase::help_audit_wait));
    declare_audience(*run);
    declare_app_ids(*run);
    CLI::App* import = command(*family_of, "import", report::Phrase::help_audit_import, "audit import");
    import->add_option("register", options_.paths, help(report::Phrase::help_audit_register))->expected(0, 1);
    import->add_option("--waivers", options_.waivers, help(report::Phrase::help_audit_waivers));
    declare_db(*import);
    import->add_flag("--wait", audit.wait, help(report::Phrase::help_audit_wait));
    CLI::App* query = command(*family_of, "query", report::Phrase::help_audit_query, "audit query");
    query->description(report::phrase(report::Phrase::help_audit_query, lang_, {question_list()}));
    query->add_option("question", audit.question, help(report::Phrase::help_audit_question))->check(one_of(names_of(audit::questions())));
    declare_db(*query);
    query->add_option("--sql", audit.sql, help(report::Phrase::help_audit_sql));
    query->add_option("--since", audit.since, help(report::Phrase::help_audit_since))
        ->check(CLI::Validator([this](const std::string& value) { return date_problem("--since", value); }, "YYYY-MM-DD"));
    declare_files(*query, names_of(audit::answer_writers()));
    declare_audit_reports(*family_of);
    declare_overlap(*family_of);
  }

  void declare_audit_reports(CLI::App& family_of) {
    AuditOptions& audit = options_.audit;
    CLI::App* show = command(family_of, "show", report::Phrase::help_audit_show, "audit show");
    show->add_option("which", audit.question, help(report::Phrase::help_audit_which))->required();
    declare_db(*show);
    declare_outputs(*show, names_of(report::writers()));
    CLI::App* page = command(family_of, "report", report::Phrase::help_audit_report, "audit report");
    declare_db(*page);
    page->add_option("-o,--output", options_.output, help(report::Phrase::help_audit_page));
    page->add_option("--reports", audit.reports, help(report::Phrase::help_audit_reports));
    page->add_option("--before", audit.before, help(report::Phrase::help_audit_before));
    CLI::App* diff = command(family_of, "diff", report::Phrase::help_audit_diff, "audit diff");
    const auto side = [this](const std::string& path) { options_.paths.push_back(path); };
    diff->add_option_function<std::string>("old", side, help(report::Phrase::help_audit_old))->required();
    diff->add_option_function<std::string>("new", side, help(report::Phrase::help_audit_new))->required();
    declare_files(*diff, names_of(audit::answer_writers()));
  }

  void declare_overlap(CLI::App& audits) {
    AuditOptions& audit = options_.audit;
    CLI::App* overlap = command(audits, "overlap", report::Phrase::help_audit_overlap, "audit overlap");
    declare_db(*overlap);
    const auto take = [&audit](const std::string& digits) { audit.threshold = share_of(digits).value_or(0); };
    overlap->add_option_function<std::string>("--threshold", take, help(report::Phrase::help_overlap_threshold))
        ->check(CLI::Validator(
            [this](const std::string& digits) {
              return share_of(digits) ? std::string() : report::phrase(report::Phrase::overlap_threshold, lang_, {digits});
            },
            "0…1"));
    overlap->add_flag("--clusters", audit.clusters, help(report::Phrase::help_overlap_clusters));
    overlap->add_flag("--templates", audit.templates, help(report::Phrase::help_overlap_templates));
    declare_files(*overlap, names_of(audit::answer_writers()));
  }

  static std::optional<double> share_of(const std::string& digits) {
    double out = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    const bool whole = error == std::errc() && end == digits.data() + digits.size();
    return whole && out >= 0 && out <= 1 ? std::optional(out) : std::nullopt;
  }

  void declare_db(CLI::App& app) { app.add_option("--db", options_.audit.db, help(report::Phrase::help_audit_db)); }

  void declare_number(CLI::App& app, const std::string& name, uint64_t& value, report::Phrase text) {
    app.add_option_function<std::string>(name, [&value](const std::string& digits) { value = std::stoull(digits); }, help(text))
        ->check(CLI::Validator(
            [this](const std::string& digits) {
              const bool number = !digits.empty() && digits.size() < 10 && digits.find_first_not_of("0123456789") == std::string::npos;
              return number ? std::string() : report::phrase(report::Phrase::audit_no_option, lang_, {digits});
            },
            "N"));
  }

  std::string question_list() const {
    std::string out;
    for (const audit::Question& question : audit::questions())
      out += (out.empty() ? "" : "; ") + std::string(question.name) + " " + help(question.about);
    return out;
  }

  void declare_helpers() {
    CLI::App* config = family("config", report::Phrase::help_config);
    command(*config, "init", report::Phrase::help_config_init, "config init");
    CLI::App* completion = command(app_, "completion", report::Phrase::help_completion, "completion");
    completion->add_option("shell", options_.text, help(report::Phrase::help_completion_shell))
        ->required()
        ->check(one_of({"bash", "zsh", "fish", "man"}));
  }

  std::string date_problem(const std::string& option, const std::string& value) const {
    if (core::is_date(value)) return {};
    return core::render(Msg::data_form, lang_, {option, help(Msg::data_form_date), value});
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

// One pass over the arguments of a call.
Parsed parse_once(const std::vector<std::string>& args, Declaration& declaration, Options& options) {
  Parsed out;
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
    out.text = core::render(Msg::usage_error, options.lang, {complaint(declaration.app(), error, options.lang)}) + "\n";
  }
  out.options = options;
  return out;
}

// ---- the configuration ----

// Whether any command has an option of that name.
bool is_known(const CLI::App& app, const std::string& option) {
  if (app.get_option_no_throw(option) != nullptr) return true;
  const auto all = app.get_subcommands([](const CLI::App*) { return true; });
  return std::any_of(all.begin(), all.end(), [&](const CLI::App* one) { return is_known(*one, option); });
}

// What the file adds to a call: settings that its command has and that the call does not give.
Result<std::vector<std::string>> added_by(const std::string& file, CLI::App& app) {
  const Result<std::vector<Setting>> settings = read_config(file);
  if (!settings) return settings.error();
  std::string path;
  const CLI::App* const command = deepest(app, path);
  std::vector<std::string> out;
  for (const Setting& setting : *settings) {
    const std::string name = "--" + setting.key;
    if (!is_known(app, name)) {
      const std::string advice = core::bilingual(report::phrase(report::Phrase::config_keys, Lang::kZh),
                                                 report::phrase(report::Phrase::config_keys, Lang::kEn));
      return Error{ErrorKind::kUsage, {Msg::data_unknown_key, {setting.key, advice}}, setting.where};
    }
    const CLI::Option* option = command->get_option_no_throw(name);
    if (option == nullptr) option = app.get_option_no_throw(name);
    if (option != nullptr && option->count() == 0) out.insert(out.end(), setting.arguments.begin(), setting.arguments.end());
  }
  return out;
}

// Empty: none.
std::string config_of(const Options& options) {
  // What is done without a package needs no configuration, and must work where it is broken.
  constexpr std::array<std::string_view, 3> kWithout = {"config init", "completion", "version"};
  if (options.config == "none" || std::find(kWithout.begin(), kWithout.end(), options.command) != kWithout.end()) return {};
  return options.config.empty() ? find_config(".").value_or("") : options.config;
}

// ---- the program described ----

// A check of words shows as "TEXT:a | b".
std::vector<std::string> words_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const size_t colon = type.find(':');
  std::vector<std::string> out;
  if (colon == std::string::npos || type.find(" | ", colon) == std::string::npos) return out;
  std::string rest = type.substr(colon + 1);
  for (size_t bar = rest.find(" | "); bar != std::string::npos; bar = rest.find(" | ")) {
    out.push_back(rest.substr(0, bar));
    rest.erase(0, bar + 3);
  }
  out.push_back(rest);
  return out;
}

OptionView view_of(const CLI::Option& option) {
  OptionView out;
  out.positional = option.get_positional();
  if (out.positional) out.names.push_back(option.get_name(true));
  for (const std::string& name : option.get_snames()) out.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) out.names.push_back("--" + name);
  out.help = option.get_description();
  out.words = words_of(option);
  out.takes_value = option.get_items_expected_max() > 0;
  out.takes_file = out.takes_value && out.words.empty();
  return out;
}

CommandView view_of(const CLI::App& app) {
  CommandView out{app.get_name(), app.get_description(), {}, {}};
  for (const CLI::Option* option : app.get_options()) out.options.push_back(view_of(*option));
  for (const CLI::App* inner : app.get_subcommands([](const CLI::App*) { return true; })) out.commands.push_back(view_of(*inner));
  return out;
}

}  // namespace

Parsed parse(const std::vector<std::string>& args) {
  Options bare;
  bare.lang = wants_english(args) ? Lang::kEn : Lang::kZh;
  Options options = bare;
  Declaration declaration(options, bare.lang);
  Parsed first = parse_once(args, declaration, options);
  const std::string file = first.exit ? "" : config_of(first.options);
  if (file.empty()) return first;
  const Result<std::vector<std::string>> added = added_by(file, declaration.app());
  if (!added) {
    first.exit = kUsage;
    first.text = added.error().render(bare.lang) + "\n";
    return first;
  }
  std::vector<std::string> all = args;
  all.insert(all.end(), added->begin(), added->end());
  options = bare;
  Declaration again(options, bare.lang);
  Parsed out = parse_once(all, again, options);
  if (out.exit) out.text = file + ": " + out.text;
  return out;
}

CommandView described(Lang lang) {
  Options unused;
  Declaration declaration(unused, lang);
  return view_of(declaration.app());
}

}  // namespace jianfu::cli
