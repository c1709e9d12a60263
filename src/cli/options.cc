#include "cli/options.h"

#include <CLI/CLI.hpp>

#include "cli/run.h"
#include "core/version.h"
#include "formats/wxapkg/crypt.h"
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
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.set_help_flag("-h,--help", help(Msg::help_help));
    app_.add_option_function<std::string>("--lang", [this](const std::string& value) { options_.lang = value == "en" ? Lang::kEn : Lang::kZh; },
                                          help(Msg::help_lang))
        ->check(CLI::IsMember({"zh", "en"}));
    app_.add_option("--rules", options_.rules, help(Msg::help_rules_folder));
    declare_scan();
    declare_evidence();
    declare_rules();
    command(app_, "version", Msg::help_version, "version");
  }

  CLI::App& app() { return app_; }

 private:
  std::string help(Msg id) const { return core::render(id, lang_); }

  CLI::App* command(CLI::App& parent, const std::string& name, Msg text, const std::string& full_name) {
    CLI::App* made = parent.add_subcommand(name, help(text));
    made->fallthrough();
    made->final_callback([this, full_name] { options_.command = full_name; });
    return made;
  }

  void declare_scan() {
    CLI::App* scan = command(app_, "scan", Msg::help_scan, "scan");
    scan->add_option("package", options_.paths, help(Msg::help_packages))->required();
    scan->add_option("--format", options_.format, help(Msg::help_format))->check(CLI::IsMember(format_names()));
    scan->add_option("-o,--output", options_.output, help(Msg::help_output));
    scan->add_option("--fail-on", options_.fail_on, help(Msg::help_fail_on))
        ->check(CLI::IsMember({"suspected", "explain", "not-determined", "hint", "never"}));
    scan->add_option("--audience", options_.audience, help(Msg::help_audience))->check(CLI::IsMember({"internal", "grassroots", "public"}));
    scan->add_option("--filing", options_.filing, help(Msg::help_filing))->check(CLI::IsMember({"required", "not-required"}));
    scan->add_option("--declaration", options_.declaration, help(Msg::help_declaration));
    scan->add_flag("--strict-coverage", options_.strict_coverage, help(Msg::help_strict_coverage));
    scan->add_flag("--stats", options_.stats, help(Msg::help_stats));
    scan->add_flag("--unmask", options_.unmask, help(Msg::help_unmask));
    declare_app_ids(*scan);
  }

  void declare_evidence() {
    CLI::App* evidence = command(app_, "evidence", Msg::help_evidence, "evidence");
    evidence->add_option("package", options_.paths, help(Msg::help_packages))->required();
    evidence->add_flag("--stats", options_.stats, help(Msg::help_stats));
    evidence->add_flag("--by-screen", options_.by_screen, help(Msg::help_by_screen));
    evidence->add_flag("--matching", options_.matching, help(Msg::help_matching));
    declare_app_ids(*evidence);
  }

  void declare_app_ids(CLI::App& command) {
    command.add_option("--appid", options_.app_ids, help(Msg::help_app_id))
        ->allow_extra_args(false)
        ->check([this](const std::string& id) {
          return formats::wxapkg::is_app_id(id) ? std::string() : core::render(Msg::bad_app_id, lang_, {id});
        });
  }

  void declare_rules() {
    CLI::App* rules = app_.add_subcommand("rules", help(Msg::help_rules));
    rules->require_subcommand(1);
    rules->fallthrough();
    command(*rules, "list", Msg::help_rules_list, "rules list");
    CLI::App* show = command(*rules, "show", Msg::help_rules_show, "rules show");
    show->add_option("rule", options_.rule, help(Msg::help_rule_id))->required();
    command(*rules, "lint", Msg::help_rules_lint, "rules lint");
    command(*rules, "test", Msg::help_rules_test, "rules test");
  }

  Options& options_;
  Lang lang_;
  CLI::App app_;
};

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
    const auto chosen = declaration.app().get_subcommands();
    out.text = (chosen.empty() ? &declaration.app() : chosen.front())->help();
  } catch (const CLI::ParseError& error) {
    out.exit = kUsage;
    out.text = core::render(Msg::usage_error, out.options.lang, {error.what()}) + "\n";
  }
  return out;
}

}  // namespace jianfu::cli
