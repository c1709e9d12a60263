// Letters to this process from the one that opens:
//   'a' path: it is going to be opened    's' a package is scanned elsewhere: it may take its time
//   'o' an outcome                        'z' the end: whether it was a batch
// and from the one that scans to the one that opens:
//   'r' a result
#include "cli/isolated.h"

#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <set>
#include <utility>

#include "audit/channel.h"
#include "audit/forked.h"
#include "engine/report_form.h"
#include "io/byte_reader.h"
#include "io/byte_writer.h"
#include "report/phrases.h"

namespace jianfu::cli {
namespace {

using audit::Channel;
using audit::Letter;
using engine::Report;
using engine::ScanOptions;
using engine::Scanner;
using formats::wxapkg::AppIds;
using report::Phrase;
using Clock = std::chrono::steady_clock;

constexpr int kNoMemory = 77;    // exit codes of a process
constexpr int kUnexpected = 78;  // an exception that nobody took
constexpr int kPatience = 3;     // times the limit of a package, for the one that waits for it

Error error_of(ErrorKind kind, Phrase why, const std::vector<std::string>& args, const std::string& where) {
  const auto both = [](Phrase id, const std::vector<std::string>& with) {
    return core::bilingual(report::phrase(id, Lang::kZh, with), report::phrase(id, Lang::kEn, with));
  };
  return {kind, {Msg::report_labelled, {both(Phrase::isolate_word, {}), both(why, args)}}, where};
}

// ---- what goes over a channel ----

void write(const Error& error, io::ByteWriter& out) {
  out.byte(static_cast<unsigned>(error.kind)), out.text(core::name_of(error.what.id)), out.number(error.what.args.size());
  for (const std::string& argument : error.what.args) out.text(argument);
  out.text(error.where);
}
std::string text(io::ByteReader& in) { return std::string(in.take(in.number())); }
std::vector<std::string> texts(io::ByteReader& in) {
  std::vector<std::string> out;
  for (uint64_t left = in.number(); left > 0 && in.ok(); --left) out.push_back(text(in));
  return out;
}
Error error(io::ByteReader& in) {
  Error out;
  const unsigned kind = in.le<uint8_t>();
  out.kind = kind <= static_cast<unsigned>(ErrorKind::kUsage) ? static_cast<ErrorKind>(kind) : ErrorKind::kCorrupt;
  out.what.id = core::message_named(text(in)).value_or(Msg::none);
  out.what.args = texts(in);
  out.where = text(in);
  return out;
}

// A report or why there is none, and what is known of app ids by then.
std::string bytes_of(const Result<Report>& result, const AppIds& app_ids) {
  io::ByteWriter out;
  out.byte(result ? 1 : 0);
  if (result) out.text(engine::to_bytes(*result));
  else write(result.error(), out);
  out.number(app_ids.learned.size());
  for (const std::string& id : app_ids.learned) out.text(id);
  out.number(app_ids.fitting.size());
  for (const std::string& id : app_ids.fitting) out.text(id);
  return out.take();
}
struct Answer {
  Result<Report> result;
  std::vector<std::string> learned, fitting;
};
std::optional<Answer> answer_from(io::ByteReader& in) {
  std::optional<Answer> out;
  if (in.le<uint8_t>() == 1) {
    std::optional<Report> report = engine::report_from(in.take(in.number()));
    if (!report) return std::nullopt;
    out.emplace(Answer{std::move(*report), {}, {}});
  } else {
    out.emplace(Answer{error(in), {}, {}});
  }
  out->learned = texts(in);
  out->fitting = texts(in);
  return in.ok() ? std::move(out) : std::nullopt;
}
void take_over(Answer& answer, AppIds& app_ids) {
  app_ids.learned = std::move(answer.learned);
  app_ids.fitting.insert(answer.fitting.begin(), answer.fitting.end());
}

// ---- a process ----

class Child {
 public:
  using Live = std::function<void(Channel&)>;

  // A copy of this process that does `live` and ends, with this one at the latest. Null when the system has none to give.
  static std::unique_ptr<Child> start(const Isolation& isolation, bool limit_cpu, const Live& live) {
    std::optional<audit::Forked> made = audit::forked(isolation.memory, [&](Channel& channel) {
      const auto seconds = static_cast<uint64_t>(std::ceil(isolation.seconds));
      const rlimit processor{seconds + 1, seconds + 2};
      if (limit_cpu && seconds != 0) ::setrlimit(RLIMIT_CPU, &processor);
      return lived(live, channel);
    });
    if (!made) return nullptr;
    return std::unique_ptr<Child>(new Child(made->process, std::move(made->channel)));
  }
  ~Child() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    wait();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // Nothing when it is gone, or when nothing came in time.
  std::optional<Letter> hear(double seconds) {
    const auto end = Clock::now() + std::chrono::milliseconds(static_cast<int64_t>(seconds * 1000));
    for (;;) {
      if (std::optional<Letter> letter = channel_.next()) return letter;
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
      constexpr int64_t kMostWait = 3'600'000;
      pollfd polled{channel_.descriptor(), POLLIN, 0};
      const int ready = ::poll(&polled, 1, seconds == 0 ? -1 : static_cast<int>(std::clamp<int64_t>(left, 0, kMostWait)));
      if (ready == 0 && Clock::now() >= end) late_ = true;
      if (late_ || (ready > 0 && !channel_.read_some())) return std::nullopt;
    }
  }

  // Why it is gone, or has to go: it is late, or talks nonsense. One that ended is not changed by it.
  Error cause(const Isolation& isolation, const std::string& path) {
    ::kill(process_, SIGKILL);
    const int status = wait();
    const bool over = late_ || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU);
    if (over) return error_of(ErrorKind::kLimit, Phrase::audit_overdue, {std::to_string(std::lround(isolation.seconds))}, path);
    if (WIFEXITED(status) && WEXITSTATUS(status) == kNoMemory)
      return error_of(ErrorKind::kLimit, Phrase::audit_memory, {std::to_string(isolation.memory >> 20)}, path);
    const std::string how = std::to_string(WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    return error_of(ErrorKind::kCorrupt, WIFSIGNALED(status) ? Phrase::isolate_signal : Phrase::isolate_exit, {how}, path);
  }

 private:
  Child(pid_t process, Channel channel) : process_(process), channel_(std::move(channel)) {}

  static int lived(const Live& live, Channel& channel) {
    try {
      live(channel);
      return 0;
    } catch (const std::bad_alloc&) {
      return kNoMemory;
    } catch (...) {
      return kUnexpected;
    }
  }
  int wait() {
    int status = 0;
    while (process_ > 0 && ::waitpid(process_, &status, 0) < 0 && errno == EINTR) {}
    process_ = -1;
    return status;
  }

  pid_t process_;
  Channel channel_;
  bool late_ = false;
};

Error no_process(const std::string& path) { return error_of(ErrorKind::kIo, Phrase::audit_no_process, {}, path); }

// How often an outcome of that order and path came.
using Told = std::map<std::pair<size_t, std::string>, size_t>;

// ---- the process that opens ----

class Opener {
 public:
  Opener(const Scanner& scanner, const ScanOptions& options, const Isolation& isolation, const Told& told, Channel& to)
      : scanner_(scanner), options_(options), isolation_(isolation), told_(told), to_(to) {
    options_.watch = [this](const std::string& path, uint64_t entries, uint64_t bytes) {
      if (entries != 0 || bytes != 0) return;
      to_.send('a', path);
      if (isolation_.opening) isolation_.opening(path);
    };
    options_.apart = [this](size_t order, const std::string& path, const ScanOptions::Scan& scan) { return elsewhere(order, path, scan); };
  }

  void run(const std::vector<std::string>& paths) {
    const bool batch = scanner_.scan(paths, options_, [this](Scanner::Outcome outcome) { tell(std::move(outcome)); });
    to_.send('z', batch ? "1" : "0");
  }

 private:
  // What comes back goes on as it is: it is the outcome's turn next.
  Result<Report> elsewhere(size_t order, const std::string& path, const ScanOptions::Scan& scan) {
    if (told_.count({order, path}) != 0) return Report();
    to_.send('s', {});
    ScanOptions& options = options_;
    const auto live = [&](Channel& channel) {
      const Result<Report> result = scan();
      channel.send('r', bytes_of(result, *options.app_ids));
    };
    const std::unique_ptr<Child> child = Child::start(isolation_, true, live);
    if (!child) return no_process(path);
    const std::optional<Letter> letter = child->hear(isolation_.seconds);
    if (!letter) return child->cause(isolation_, path);
    bytes_ = letter->bytes;
    return Report();
  }

  void tell(Scanner::Outcome outcome) {
    const std::pair<size_t, std::string> key(outcome.order, outcome.paths.front());
    const auto before = told_.find(key);
    if (before != told_.end() && ++again_[key] <= before->second) return;
    io::ByteWriter out;
    out.number(outcome.order), out.byte(outcome.skipped ? 1 : 0), out.number(outcome.paths.size());
    for (const std::string& path : outcome.paths) out.text(path);
    out.bytes(bytes_.empty() ? bytes_of(outcome.report, *options_.app_ids) : bytes_);
    if (!bytes_.empty()) learn();
    bytes_.clear();
    to_.send('o', out.view());
  }
  // Packages that come later may be opened with it.
  void learn() {
    io::ByteReader in(bytes_);
    if (std::optional<Answer> answer = answer_from(in)) take_over(*answer, *options_.app_ids);
  }

  const Scanner& scanner_;
  ScanOptions options_;
  const Isolation& isolation_;
  const Told& told_;
  Told again_;
  Channel& to_;
  std::string bytes_;  // of the answer for the outcome that comes next; empty: it was made here
};

// ---- this process ----

class Supervisor {
 public:
  Supervisor(const Scanner& scanner, const ScanOptions& options, const Isolation& isolation,
             const std::function<void(Scanner::Outcome)>& done)
      : scanner_(scanner), options_(options), isolation_(isolation), done_(done) {}

  bool run(const std::vector<std::string>& paths) {
    for (;;) {
      opening_.clear();
      const std::unique_ptr<Child> opener = Child::start(isolation_, false, [&](Channel& to) {
        Opener(scanner_, options_, isolation_, told_, to).run(paths);
      });
      if (opener && listen(*opener)) return batch_;
      const Error cause = opener ? opener->cause(isolation_, opening_) : no_process(opening_);
      const bool helps = opener && !opening_.empty() && options_.refused.emplace(opening_, cause).second;
      if (!helps) return give_up(paths, cause);
    }
  }

 private:
  // True when it came to its end.
  bool listen(Child& opener) {
    double patience = isolation_.seconds;
    while (const std::optional<Letter> letter = opener.hear(patience)) {
      patience = isolation_.seconds * (letter->kind == 's' ? kPatience : 1);
      if (letter->kind == 'a') opens(letter->bytes);
      if (letter->kind == 'o' && !hear(letter->bytes)) return false;
      if (letter->kind == 'z') batch_ = letter->bytes == "1";
      if (letter->kind == 'z') return true;
    }
    return false;
  }
  void opens(const std::string& path) {
    opening_ = path;
    if (options_.watch) options_.watch(path, 0, 0);
  }

  bool hear(const std::string& bytes) {
    io::ByteReader in(bytes);
    const size_t order = in.number();
    const bool skipped = in.le<uint8_t>() != 0;
    std::vector<std::string> paths = texts(in);
    std::optional<Answer> answer = answer_from(in);
    if (!answer || paths.empty()) return false;
    take_over(*answer, *options_.app_ids);
    ++told_[{order, paths.front()}];
    done_({std::move(paths), std::move(answer->result), order, skipped});
    return true;
  }

  // Nobody knows what is at fault: what has no outcome gets this one.
  bool give_up(const std::vector<std::string>& paths, const Error& cause) {
    for (const std::string& path : paths) {
      const bool has = std::any_of(told_.begin(), told_.end(), [&](const auto& one) { return one.first.second == path; });
      if (!has) done_({{path}, Error{cause.kind, cause.what, path}, SIZE_MAX, false});
    }
    return paths.size() > 1;
  }

  const Scanner& scanner_;
  ScanOptions options_;
  const Isolation& isolation_;
  const std::function<void(Scanner::Outcome)>& done_;
  Told told_;
  std::string opening_;
  bool batch_ = false;
};

}  // namespace

bool scan_isolated(const Scanner& scanner, const std::vector<std::string>& paths, const ScanOptions& options,
                   const Isolation& isolation, const std::function<void(Scanner::Outcome)>& done) {
  return Supervisor(scanner, options, isolation, done).run(paths);
}

}  // namespace jianfu::cli
