#include "audit/worker.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <new>

#include "audit/features.h"
#include "audit/forked.h"
#include "audit/problem.h"

namespace jianfu::audit {
namespace {

std::string bytes_of(const std::vector<std::string>& paths) {
  std::string out;
  for (const std::string& path : paths) out += path + '\0';
  return out + '\0';
}

// What one package comes to; a lack of memory is the package's.
class Servant {
 public:
  Servant(const Work& work, Channel channel) : work_(work), channel_(std::move(channel)) {}

  void serve() {
    while (const std::optional<Letter> letter = channel_.receive()) {
      if (letter->kind == 't') told_ = letter->bytes;
      if (letter->kind == 'o') guarded([&] { return opened(packages_of(letter->bytes).front()); });
      if (letter->kind == 's') guarded([&] { return channel_.send('r', to_letter(result())); });
      if (letter->kind == 's' || letter->kind == 'n') forget();
    }
  }

 private:
  bool opened(const std::vector<std::string>& paths) {
    options_ = fresh_options();
    if (!told_.empty() && recall(told_)) return channel_.send('k', content_);
    const Result<engine::Scanner::Ready> ready = work_.scanner.open(paths, options_);
    if (!ready) return unopened(paths, ready.error());
    ready_ = *ready;
    content_ = ready_->content;
    return channel_.send('k', content_);
  }

  // None by itself. Its name may have been taken for that of a package though it only carries some.
  bool unopened(const std::vector<std::string>& paths, const Error& error) {
    std::vector<std::vector<std::string>> inside;
    if (error.kind == ErrorKind::kNotThisKind) inside = work_.scanner.packages(paths, fresh_options());
    forget();
    if (inside.empty() || inside.front() == paths) return channel_.send('r', to_letter(failure_of({}, 0, error)));
    std::string all;
    for (const std::vector<std::string>& one : inside) all += bytes_of(one);
    return channel_.send('e', all);
  }

  bool recall(const std::string& content) {
    if (!work_.evidence) return false;
    try {
      recalled_ = work_.evidence->recall(content, work_.scanner.wanted(options_));
    } catch (const std::bad_alloc&) {  // kept where there was more memory: what rules ask for may fit all the same
      recalled_.reset();
    }
    if (recalled_) content_ = content;
    return recalled_.has_value();
  }

  Record result() {
    std::vector<FeatureRow> features;
    options_.look = [&features, look = work_.options.look](const platforms::Reading& reading) {
      features = features_of(reading);
      if (look) look(reading);
    };
    const Result<engine::Report> report = judged();
    if (!report) return failure_of(content_, ready_->size, report.error());
    Record out = record_of(*report, content_);
    out.features = std::move(features);
    return out;
  }

  Result<engine::Report> judged() {
    if (!recalled_ && !recall(content_)) return scanned();
    channel_.send('j', {});
    return work_.scanner.judge(std::move(*recalled_), options_);
  }

  Result<engine::Report> scanned() {
    if (!work_.evidence) return work_.scanner.scan(*ready_, options_);
    Status kept = Done{};
    options_.keep = [&](const platforms::Reading& settled) { kept = work_.evidence->keep(content_, settled); };
    try {
      Result<engine::Report> out = work_.scanner.scan(*ready_, options_);
      if (!kept) channel_.send('c', core::bilingual(kept.error().render(Lang::kZh), kept.error().render(Lang::kEn)));
      return out;
    } catch (const std::bad_alloc&) {  // all of it takes several times what rules ask for
      options_.keep = {};
      return work_.scanner.scan(*ready_, options_);
    }
  }

  void forget() {
    ready_.reset();
    recalled_.reset();
    told_.clear();
    content_.clear();
  }

  // What one package tells of app ids is not known to the next: results must not depend on the order.
  engine::ScanOptions fresh_options() const {
    engine::ScanOptions out = work_.options;
    out.app_ids = std::make_shared<formats::wxapkg::AppIds>(*work_.options.app_ids);
    out.keep_shown = true;
    return out;
  }

  template <typename Act>
  void guarded(const Act& act) {
    try {
      act();
    } catch (const std::bad_alloc&) {
      const Error error = problem(ErrorKind::kLimit, Phrase::audit_memory, {std::to_string(work_.limits.memory >> 20)}, {});
      channel_.send('r', to_letter(failure_of(content_, ready_ ? ready_->size : 0, error)));
    }
  }

  const Work& work_;
  Channel channel_;
  engine::ScanOptions options_;  // of the package
  std::optional<engine::Scanner::Ready> ready_;
  std::optional<platforms::Reading> recalled_;
  std::string told_, content_;
};

}  // namespace

std::vector<std::vector<std::string>> packages_of(const std::string& bytes) {
  std::vector<std::vector<std::string>> out;
  std::vector<std::string> paths;
  for (size_t at = 0; at < bytes.size();) {
    const size_t end = std::min(bytes.find('\0', at), bytes.size());
    if (end > at) paths.push_back(bytes.substr(at, end - at));
    if (end == at) out.push_back(std::move(paths)), paths.clear();
    at = end + 1;
  }
  return out;
}

std::unique_ptr<Worker> Worker::start(const Work& work) {
  std::optional<Forked> made = forked(work.limits.memory, [&work](Channel& channel) {
    ::signal(SIGINT, SIG_IGN);  // of the terminal: the parent decides
    Servant(work, std::move(channel)).serve();
    return 0;
  });
  if (!made) return nullptr;
  return std::unique_ptr<Worker>(new Worker(made->process, std::move(made->channel)));
}

Worker::~Worker() {
  if (process_ <= 0) return;
  kill();
  signal();
}

bool Worker::open(const std::vector<std::string>& paths, const std::string& content) {
  return (content.empty() || channel_.send('t', content)) && channel_.send('o', bytes_of(paths));
}

void Worker::kill() {
  if (process_ > 0) ::kill(process_, SIGKILL);
}

int Worker::signal() {
  int status = 0;
  if (process_ > 0) ::waitpid(process_, &status, 0);
  process_ = -1;
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

}  // namespace jianfu::audit
