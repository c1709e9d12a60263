// jianfu audit submit ENGINE: the script that gives a plan to an engine; --go runs it.
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <ostream>

#include "audit/plan.h"
#include "audit/submit.h"
#include "cli/audit_work.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "core/sha256.h"
#include "report/phrases.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

using report::Phrase;

int refuse(const std::string& why, const Options& options, Streams streams) {
  streams.err << why << '\n';
  return leave_audit(kUsage, Phrase::audit_unfinished, {}, options, streams);
}

int refuse(Phrase why, const std::string& what, const Options& options, Streams streams) {
  return refuse(report::phrase(why, options.lang, {text::displayable(what)}), options, streams);
}

std::string absolute(const std::string& path) {
  std::error_code error;
  const std::string out = std::filesystem::absolute(path, error).lexically_normal().string();
  return error ? path : out;
}

std::string this_program() {
  std::error_code error;
  const std::string out = std::filesystem::read_symlink("/proc/self/exe", error).string();
  return error ? "jianfu" : out;
}

std::string program_of(const Options& options) {
  if (!options.audit.program.empty()) return options.audit.program;
  return options.audit.engine == "k8s" ? "jianfu" : this_program();
}

// What `audit run` has to be told so that its results are those of the plan.
std::vector<std::string> run_options(const Options& options) {
  std::vector<std::string> out;
  const auto add = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) out.insert(out.end(), {name, value});
  };
  add("--timeout", std::to_string(options.audit.seconds));
  add("--rules", options.rules.empty() ? "" : absolute(options.rules));
  add("--audience", options.audience);
  add("--filing", options.filing);
  for (const std::string& id : options.app_ids) add("--appid", id);
  add("--lang", options.lang == Lang::kEn ? "en" : "zh");
  add("--config", "none");  // what it says of this call is in these options already
  if (options.audit.retry) out.emplace_back("--retry");
  return out;
}

// False after a complaint was printed.
bool read_claims(const Options& options, audit::Submission& out, Streams streams) {
  for (const std::string& claim : options.audit.claims) {
    const size_t equals = claim.find("=/");
    if (equals == 0 || equals == std::string::npos) {
      refuse(Phrase::submit_bad_claim, claim, options, streams);
      return false;
    }
    out.claims.emplace_back(claim.substr(0, equals), claim.substr(equals + 1));
  }
  return true;
}

// The exit code of the script; it inherits what we were given.
int run_script(const std::string& script) {
  const pid_t process = ::fork();
  if (process == 0) {
    ::execlp("bash", "bash", "-c", script.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  int status = 0;
  while (process > 0 && ::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return process > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

int audit_submit(const Options& options, Streams streams) {
  const AuditOptions& asked = options.audit;
  const audit::Engine& engine = *audit::find_engine(asked.engine);
  if (asked.go && !engine.can_run) return refuse(Phrase::submit_no_go, asked.engine, options, streams);
  if (asked.shards == 0) return refuse(Phrase::shard_bad, "--shards 0", options, streams);
  const Result<audit::Plan> plan = audit::read_plan(asked.plan);
  if (!plan) return refuse(plan.error().render(options.lang), options, streams);
  audit::Submission of;
  of.program = program_of(options);
  of.plan = absolute(asked.plan);
  of.store = absolute(asked.store);
  of.db = absolute(asked.db);
  of.roots = plan->roots;
  of.plan_digest = core::sha256_hex(audit::to_json_lines(*plan));
  of.shards = asked.shards;
  of.jobs = asked.jobs == 0 ? 1 : asked.jobs;
  of.memory = asked.memory;
  of.options = run_options(options);
  of.hosts = asked.hosts;
  of.image = asked.image;
  if (!read_claims(options, of, streams)) return kUsage;
  const Result<std::string> script = engine.script(of);
  if (!script) return refuse(script.error().render(options.lang), options, streams);
  if (!asked.go) {
    streams.out << *script << std::flush;
    return leave_audit(kClean, engine.can_run ? Phrase::submit_printed : Phrase::submit_printed_only, {}, options, streams);
  }
  const int code = run_script(*script);
  if (code == 0) return leave_audit(kClean, Phrase::submit_ran, {}, options, streams);
  return leave_audit(kNotAssessed, Phrase::submit_failed, {std::to_string(code)}, options, streams);
}

}  // namespace jianfu::cli
