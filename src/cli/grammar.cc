#include "cli/grammar.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "audit/answer_writers.h"
#include "audit/questions.h"
#include "audit/submit.h"
#include "core/date.h"
#include "formats/wxapkg/crypt.h"
#include "report/diff_writers.h"
#include "report/phrases.h"
#include "report/profile.h"
#include "report/writers.h"

namespace jianfu::cli {
namespace {

using report::Phrase;
using Words = std::vector<std::string>;

template <typename Writers>
Words names_of(const Writers& writers) {
  Words out;
  for (const auto& writer : writers) out.emplace_back(writer.name);
  return out;
}

template <typename Names>
Words words_of(const Names& names) {
  return {std::begin(names), std::end(names)};
}

Option positional(std::string name, std::string help, Option::Into into, bool file = true) {
  return {.names = {std::move(name)}, .help = std::move(help), .into = std::move(into), .positional = true, .required = true, .takes_file = file};
}
// `names`: "--output", or "-o,--output".
Option option(const std::string& names, std::string help, Option::Into into) {
  const size_t comma = names.find(',');
  const Words split = comma == std::string::npos ? Words{names} : Words{names.substr(0, comma), names.substr(comma + 1)};
  return {.names = split, .help = std::move(help), .into = std::move(into)};
}
Option choice(const std::string& name, std::string help, Option::Into into, Words words) {
  Option out = option(name, std::move(help), std::move(into));
  out.words = std::move(words);
  return out;
}
Option file(const std::string& names, std::string help, Option::Into into) {
  Option out = option(names, std::move(help), std::move(into));
  out.takes_file = true;
  return out;
}

// One function a command or a group of options that several share; the help texts come from the message tables.
class Grammar {
 public:
  Grammar(Options& options, Lang lang) : options_(options), lang_(lang) {}

  Command program() {
    Command out{"jianfu", help(Msg::help_program)};
    out.options = {helped(), language(), file("--rules", help(Msg::help_rules_folder), &options_.rules),
                   file("--config", help(Phrase::help_config_file), &options_.config),
                   option("-q,--quiet", help(Phrase::help_quiet), &options_.quiet),
                   option("-v,--verbose", help(Phrase::help_verbose), &options_.verbose),
                   choice("--color", help(Phrase::help_color), &options_.color, {"auto", "always", "never"})};
    out.commands = {scan(), baseline(), convert(), diff(), review(), evidence(), explain(), why_not(), rules(), audit(), config(), completion(),
                    command("version", Msg::help_version, {})};
    return out;
  }

 private:
  std::string help(Msg id) const { return core::render(id, lang_); }
  std::string help(Phrase id) const { return report::phrase(id, lang_); }
  Option helped() const { return option("-h,--help", help(Msg::help_help), std::monostate()); }

  template <typename Sentence>
  Command command(const std::string& full_name, Sentence text, const std::vector<std::vector<Option>>& groups) const {
    const size_t space = full_name.rfind(' ');
    Command out{space == std::string::npos ? full_name : full_name.substr(space + 1), help(text), full_name, {helped()}};
    for (const std::vector<Option>& group : groups) out.options.insert(out.options.end(), group.begin(), group.end());
    return out;
  }
  template <typename Sentence>
  Command family(const std::string& name, Sentence text, std::vector<Command> commands) const {
    return {name, help(text), {}, {helped()}, std::move(commands)};
  }

  Option language() {
    const auto set = [lang = &options_.lang](const std::string& value) { *lang = value == "en" ? Lang::kEn : Lang::kZh; };
    Option out = choice("--lang", help(Msg::help_lang), set, {"zh", "en"});
    out.initial = "zh";
    return out;
  }

  // ---- options that several commands have ----
  std::vector<Option> outputs(const Words& formats) {
    Words profiles;
    std::string about;
    for (const report::Profile& profile : report::profiles()) {
      profiles.emplace_back(profile.name);
      about += (about.empty() ? "" : "; ") + std::string(profile.name) + " " + help(profile.about);
    }
    std::vector<Option> out = files(formats);
    out.push_back(choice("--profile", report::phrase(Phrase::help_profile, lang_, {about}), &options_.profile, profiles));
    return out;
  }
  std::vector<Option> report_outputs() {
    std::vector<Option> out = outputs(names_of(report::writers()));
    out.push_back(file("--sarif-path-prefix", help(Phrase::help_sarif_path_prefix), &options_.sarif_path_prefix));
    return out;
  }
  std::vector<Option> audience() {
    return {choice("--audience", help(Msg::help_audience), &options_.audience, {"internal", "grassroots", "public"}),
            choice("--filing", help(Msg::help_filing), &options_.filing, {"required", "not-required"})};
  }
  std::vector<Option> scope() {
    std::vector<Option> out = audience();
    out.push_back(file("--declaration", help(Msg::help_declaration), &options_.declaration));
    return out;
  }
  std::vector<Option> files(const Words& formats) {
    return {choice("--format", help(Msg::help_format), &options_.format, formats), file("-o,--output", help(Phrase::help_outputs), &options_.outputs)};
  }
  Option day(const std::string& name, std::string text, std::string* into) {
    Option out = option(name, std::move(text), into);
    out.form = "YYYY-MM-DD";
    out.problem = [lang = lang_, name](const std::string& value) {
      if (core::is_date(value)) return std::string();
      return core::render(Msg::data_form, lang, {name, core::render(Msg::data_form_date, lang), value});
    };
    return out;
  }
  Option number(const std::string& names, Phrase text, uint64_t* into) {
    Option out = option(names, help(text), [into](const std::string& value) { *into = std::stoull(value); });
    out.initial = std::to_string(*into);
    out.form = "N";
    out.problem = [lang = lang_](const std::string& value) {
      const bool good = !value.empty() && value.size() < 10 && value.find_first_not_of("0123456789") == std::string::npos;
      return good ? std::string() : report::phrase(Phrase::audit_no_option, lang, {value});
    };
    return out;
  }
  std::vector<Option> app_ids() {
    Option out = option("--appid", help(Msg::help_app_id), &options_.app_ids);
    out.problem = [lang = lang_](const std::string& id) {
      return formats::wxapkg::is_app_id(id) ? std::string() : core::render(Msg::bad_app_id, lang, {id});
    };
    return {out};
  }
  Option fail_on(std::string text) {
    return choice("--fail-on", std::move(text), &options_.fail_on, {"suspected", "explain", "not-determined", "hint", "never"});
  }
  Option unmask() { return option("--unmask", help(Msg::help_unmask), &options_.unmask); }
  Option stats() { return option("--stats", help(Msg::help_stats), &options_.stats); }
  Option packages() { return positional("package", help(Msg::help_packages), &options_.paths); }

  // ---- commands ----
  Command scan() {
    return command("scan", Msg::help_scan,
                   {{packages()},
                    report_outputs(),
                    {fail_on(help(Msg::help_fail_on)),
                     choice("--min-severity", help(Phrase::help_min_severity), &options_.min_severity, words_of(rules::kSeverityNames)),
                     file("--waivers", help(Phrase::help_waivers), &options_.waivers),
                     file("--baseline", help(Phrase::help_baseline_file), &options_.baseline),
                     day("--today", help(Phrase::help_today), &options_.today)},
                    scope(),
                    {option("--strict-coverage", help(Msg::help_strict_coverage), &options_.strict_coverage), stats(), unmask(),
                     option("--explain", help(Msg::help_explain_tree), &options_.explain)},
                    {seconds(), option("--isolate", help(Phrase::help_isolate), &options_.isolate),
                     number("--memory", Phrase::help_scan_memory, &options_.memory)},
                    app_ids()});
  }
  Option seconds() {
    Option out = option("--timeout", help(Phrase::help_scan_seconds),
                        [into = &options_.seconds](const std::string& value) { *into = number_of(value).value_or(0); });
    out.initial = "600";
    out.form = "N";
    out.problem = [lang = lang_](const std::string& value) {
      return number_of(value) ? std::string() : report::phrase(Phrase::scan_seconds_form, lang, {value});
    };
    return out;
  }
  Command baseline() {
    return command("baseline", Phrase::help_baseline,
                   {{positional("input", help(Phrase::help_baseline_inputs), &options_.paths),
                     file("-o,--output", help(Phrase::help_baseline_output), &options_.output)},
                    scope(),
                    app_ids()});
  }
  Command convert() {
    Option report = positional("report", help(Phrase::help_convert_report), &options_.paths);
    report.single = true;
    return command("convert", Phrase::help_convert, {{report}, report_outputs()});
  }
  Command diff() {
    const auto side = [paths = &options_.paths](const std::string& path) { paths->push_back(path); };
    return command("diff", Phrase::help_diff,
                   {{positional("old", help(Phrase::help_diff_old), side), positional("new", help(Phrase::help_diff_new), side)},
                    outputs(names_of(report::diff_writers())),
                    {fail_on(help(Phrase::help_diff_fail_on))},
                    scope(),
                    {unmask()},
                    app_ids()});
  }
  Command review() {
    return family("review", Phrase::help_review,
                  {command("review apply", Phrase::help_review_apply,
                           {{positional("files", help(Phrase::help_review_files), &options_.paths), unmask()}, report_outputs()})});
  }
  Command evidence() {
    return command("evidence", Msg::help_evidence,
                   {{packages(), stats(), option("--by-screen", help(Msg::help_by_screen), &options_.by_screen),
                     option("--matching", help(Msg::help_matching), &options_.matching)},
                    app_ids()});
  }
  Command explain() {
    return command("explain", Msg::help_explain,
                   {{packages(), option("--rule", help(Msg::help_explain_rule), &options_.rule),
                     option("--finding", help(Msg::help_explain_finding), &options_.finding), unmask()},
                    scope(),
                    app_ids()});
  }
  Command why_not() {
    return command("why-not", Msg::help_why_not,
                   {{rule(Msg::help_rule_id), positional("package", help(Msg::help_one_package), &options_.paths), unmask()}, app_ids()});
  }

  Option rule(Msg text) { return positional("rule", help(text), &options_.rule, false); }
  Command rules() {
    const Command list = command("rules list", Msg::help_rules_list,
                                 {{choice("--format", help(Msg::help_rules_format), &options_.format, {"text", "json"})}});
    const Command doc = command("rules doc", Msg::help_rules_doc, {{file("-o,--output", help(Msg::help_output), &options_.output)}});
    return family("rules", Msg::help_rules,
                  {list, command("rules show", Msg::help_rules_show, {{rule(Msg::help_rule_id)}}),
                   command("rules lint", Msg::help_rules_lint, {}), rules_test(), doc, rules_try(), rules_new()});
  }
  Command rules_test() {
    Option some = positional("rule", help(Msg::help_rules_some), &options_.rule_ids, false);
    some.required = false;
    Option survivors = option("--survivors", help(Msg::help_rules_survivors),
                              [into = &options_.survivors](const std::string& value) { *into = std::stod(value); });
    survivors.initial = "100";
    survivors.form = "0-100";
    survivors.problem = [lang = lang_](const std::string& value) { return percentage_problem(value, lang); };
    return command("rules test", Msg::help_rules_test,
                   {{some, option("--mutate", help(Msg::help_rules_mutate), &options_.mutate), survivors}});
  }
  Command rules_try() {
    return command("rules try", Msg::help_rules_try,
                   {{positional("text", help(Msg::help_rules_try_text), &options_.text, false),
                     choice("--kind", help(Msg::help_rules_try_kind), &options_.kind, words_of(evidence::kKindNames)),
                     choice("--role", help(Msg::help_rules_try_role), &options_.role,
                            {evidence::kRoleNames.begin() + 1, evidence::kRoleNames.end()})}});
  }
  Command rules_new() {
    return command("rules new", Msg::help_rules_new,
                   {{rule(Msg::help_rules_new_id), option("--provision", help(Msg::help_rules_new_provision), &options_.provision),
                     choice("--feature", help(Msg::help_rules_new_feature), &options_.feature, words_of(rules::kFeatures))}});
  }

  // ---- audits ----
  Command audit() {
    return family("audit", Phrase::help_audit, {audit_run(), audit_query(), audit_import(), audit_show(), audit_report(), audit_diff(), audit_plan(), audit_status(),
                                            audit_merge(), audit_submit(), audit_overlap()});
  }
  Option db() { return file("--db", help(Phrase::help_audit_db), &options_.audit.db); }
  Option wait() { return option("--wait", help(Phrase::help_audit_wait), &options_.audit.wait); }
  std::vector<Option> work(Phrase jobs = Phrase::help_audit_jobs) {
    AuditOptions& audit = options_.audit;
    return {number("-j,--jobs", jobs, &audit.jobs), number("--timeout", Phrase::help_audit_seconds, &audit.seconds),
            number("--memory", Phrase::help_audit_memory, &audit.memory)};
  }
  Option retry() { return option("--retry", help(Phrase::help_audit_retry), &options_.audit.retry); }
  Option shards() { return number("--shards", Phrase::help_audit_shards, &options_.audit.shards); }
  Command audit_run() {
    Option roots = positional("root", help(Phrase::help_audit_roots), &options_.paths);
    roots.required = false;  // or --plan
    return command("audit run", Phrase::help_audit_run,
                   {{roots, db()},
                    work(),
                    {file("--evidence", help(Phrase::help_audit_evidence), &options_.audit.evidence), retry(), wait()},
                    audience(),
                    app_ids(),
                    {file("--plan", help(Phrase::help_audit_plan_file), &options_.audit.plan),
                     file("--store", help(Phrase::help_audit_store), &options_.audit.store),
                     option("--shard", help(Phrase::help_audit_shard), &options_.audit.shard), shards()}});
  }
  Command audit_query() {
    std::string about;
    for (const audit::Question& question : audit::questions())
      about += (about.empty() ? "" : "; ") + std::string(question.name) + " " + help(question.about);
    Option question = positional("question", help(Phrase::help_audit_question), &options_.audit.question, false);
    question.words = names_of(audit::questions());
    question.required = false;
    Command out = command("audit query", Phrase::help_audit_query,
                          {{question, db(), option("--sql", help(Phrase::help_audit_sql), &options_.audit.sql),
                            day("--since", help(Phrase::help_audit_since), &options_.audit.since)},
                           files(names_of(audit::answer_writers()))});
    out.help = report::phrase(Phrase::help_audit_query, lang_, {about});
    return out;
  }
  Command audit_import() {
    Option list = positional("register", help(Phrase::help_audit_register), &options_.paths);
    list.required = false;
    list.single = true;
    return command("audit import", Phrase::help_audit_import,
                   {{list, file("--waivers", help(Phrase::help_audit_waivers), &options_.waivers), db(), wait()}});
  }
  Command audit_show() {
    return command("audit show", Phrase::help_audit_show,
                   {{positional("which", help(Phrase::help_audit_which), &options_.audit.question), db()}, report_outputs()});
  }
  Command audit_report() {
    return command("audit report", Phrase::help_audit_report,
                   {{db(), file("-o,--output", help(Phrase::help_audit_page), &options_.output),
                     file("--reports", help(Phrase::help_audit_reports), &options_.audit.reports),
                     file("--before", help(Phrase::help_audit_before), &options_.audit.before)}});
  }
  Command audit_diff() {
    const auto side = [paths = &options_.paths](const std::string& path) { paths->push_back(path); };
    return command("audit diff", Phrase::help_audit_diff,
                   {{positional("old", help(Phrase::help_audit_old), side), positional("new", help(Phrase::help_audit_new), side)},
                    files(names_of(audit::answer_writers()))});
  }

  Command audit_overlap() {
    AuditOptions& audit = options_.audit;
    Option threshold = option("--threshold", help(Phrase::help_overlap_threshold),
                              [into = &audit.threshold](const std::string& value) { *into = share_of(value).value_or(0); });
    threshold.initial = "0.13";
    threshold.form = "0…1";
    threshold.problem = [lang = lang_](const std::string& value) {
      return share_of(value) ? std::string() : report::phrase(Phrase::overlap_threshold, lang, {value});
    };
    return command("audit overlap", Phrase::help_audit_overlap,
                   {{db(), threshold, option("--clusters", help(Phrase::help_overlap_clusters), &audit.clusters),
                     option("--templates", help(Phrase::help_overlap_templates), &audit.templates)},
                    files(names_of(audit::answer_writers()))});
  }
  static std::optional<double> number_of(const std::string& digits) {
    double out = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    const bool whole = error == std::errc() && end == digits.data() + digits.size();
    return whole && out >= 0 && out <= 1e9 ? std::optional(out) : std::nullopt;
  }
  static std::optional<double> share_of(const std::string& digits) {
    const std::optional<double> out = number_of(digits);
    return out && *out <= 1 ? out : std::nullopt;
  }

  // ---- audits that many machines share ----
  std::vector<Option> shared() {
    std::vector<Option> out = {file("--plan", help(Phrase::help_audit_the_plan), &options_.audit.plan),
                               file("--store", help(Phrase::help_audit_store), &options_.audit.store)};
    for (Option& one : out) one.required = true;
    return out;
  }
  Command audit_plan() {
    return command("audit plan", Phrase::help_audit_plan,
                   {{positional("root", help(Phrase::help_audit_roots), &options_.paths),
                     file("-o,--output", help(Phrase::help_audit_plan_output), &options_.output)},
                    work(),
                    audience(),
                    app_ids()});
  }
  Command audit_status() { return command("audit status", Phrase::help_audit_status, {shared()}); }
  Command audit_merge() {
    return command("audit merge", Phrase::help_audit_merge,
                   {shared(), {db(), option("--allow-incomplete", help(Phrase::help_audit_incomplete), &options_.audit.incomplete), wait()}});
  }
  Command audit_submit() {
    AuditOptions& audit = options_.audit;
    Option engine = positional("engine", help(Phrase::help_audit_engine), &audit.engine, false);
    engine.words = names_of(audit::engines());
    Option count = shards();
    count.required = true;
    return command("audit submit", Phrase::help_audit_submit,
                   {{engine},
                    shared(),
                    {db(), count, option("--go", help(Phrase::help_audit_go), &audit.go),
                     option("--sshlogin", help(Phrase::help_audit_hosts), &audit.hosts),
                     option("--image", help(Phrase::help_audit_image), &audit.image),
                     option("--claim", help(Phrase::help_audit_claims), &audit.claims),
                     file("--program", help(Phrase::help_audit_program), &audit.program)},
                    work(Phrase::help_audit_submit_jobs),
                    {retry()},
                    audience(),
                    app_ids()});
  }

  Command config() {
    return family("config", Phrase::help_config,
                  {command("config init", Phrase::help_config_init, {}), command("config show", Phrase::help_config_show, {})});
  }
  Command completion() {
    Option shell = positional("shell", help(Phrase::help_completion_shell), &options_.text, false);
    shell.words = {"bash", "zsh", "fish", "man"};
    return command("completion", Phrase::help_completion, {{shell}});
  }

  static std::string percentage_problem(const std::string& value, Lang lang) {
    const bool number = !value.empty() && value.size() < 8 && value.find_first_not_of("0123456789.") == std::string::npos &&
                        value.front() != '.' && std::count(value.begin(), value.end(), '.') < 2;
    return number && std::stod(value) <= 100 ? std::string() : core::render(Msg::usage_percentage, lang, {value});
  }

  Options& options_;
  Lang lang_;
};

}  // namespace

std::string Option::key() const {
  for (const std::string& name : names) {
    if (!positional && name.starts_with("--")) return name.substr(2);
  }
  return {};
}

const Option* Command::find(std::string_view key) const {
  const auto found = std::find_if(options.begin(), options.end(), [key](const Option& one) { return one.key() == key; });
  return key.empty() || found == options.end() ? nullptr : &*found;
}

Command grammar(Options& options, Lang lang) {
  return Grammar(options, lang).program();
}

const Command* find_command(const Command& program, std::string_view full_name) {
  for (const Command& command : program.commands) {
    if (command.full_name == full_name && command.commands.empty()) return &command;
    if (const Command* inner = find_command(command, full_name)) return inner;
  }
  return nullptr;
}

const Option* find_option(const Command& program, std::string_view key) {
  if (const Option* own = program.find(key)) return own;
  for (const Command& command : program.commands) {
    if (const Option* found = find_option(command, key)) return found;
  }
  return nullptr;
}

}  // namespace jianfu::cli
