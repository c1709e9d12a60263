// The process that gives packages to others and takes their records: a loop over letters, one state a worker.
#include <poll.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>

#include "audit/problem.h"
#include "audit/run.h"

namespace jianfu::audit {
namespace {

using Clock = std::chrono::steady_clock;

constexpr unsigned kTries = 2;          // of a package that ends the process that reads it
constexpr int kWakeMilliseconds = 200;  // to look at the clock and at whether to go on

struct Task {
  Occurrence at;
  unsigned tries = 0;
};

struct Finished {
  Occurrence at;
  std::string content;
  Record record;
};

// One process and what it is at.
struct Seat {
  std::unique_ptr<Worker> worker;
  std::optional<Task> task;
  std::string content;  // of the task, once known
  Clock::time_point since;
  bool overdue = false;
};

class Dispatcher {
 public:
  Dispatcher(std::vector<Occurrence> packages, const Work& work, const RunOptions& options, Sink& sink,
             const std::function<bool(const Progress&)>& tell)
      : work_(work), sink_(sink), tell_(tell), seats_(std::max(options.jobs, 1U)) {
    for (Occurrence& one : packages) queue_.push_back({std::move(one), 0});
  }

  Result<Counts> run() {
    while (!queue_.empty() || busy() || !done_.empty()) {
      for (Seat& seat : seats_) {
        if (!give(seat)) return problem(ErrorKind::kIo, Phrase::audit_no_process, {}, {});
      }
      // The store takes its time, and a process that asks must not wait for it.
      const bool heard = wait(done_.empty() ? kWakeMilliseconds : 0);
      if (!heard || done_.size() > seats_.size()) settle_first();
      if (const Status status = sink_.status(); !status) return status.error();
      if (tell_(progress())) continue;
      while (!done_.empty()) settle_first();
      break;
    }
    return counts_;
  }

 private:
  bool busy() const {
    return std::any_of(seats_.begin(), seats_.end(), [](const Seat& seat) { return seat.task.has_value(); });
  }

  Progress progress() const { return {counts_, queue_.size(), current_}; }

  // The next package to a process that has none. False when no process can be had.
  bool give(Seat& seat) {
    while (!seat.task && !queue_.empty()) {
      if (!seat.worker) seat.worker = Worker::start(work_);
      if (!seat.worker) return false;
      Task task = std::move(queue_.front());
      queue_.pop_front();
      std::vector<std::string> paths = {task.at.path};
      paths.insert(paths.end(), task.at.parts.begin(), task.at.parts.end());
      current_ = task.at.path;
      sink_.begin(task.at);
      seat.task = std::move(task);
      seat.content.clear();
      seat.since = Clock::now();
      if (!seat.worker->open(paths, seat.task->at.content)) broken(seat);
    }
    return true;
  }

  // Whether any process said something.
  bool wait(int milliseconds) {
    std::vector<pollfd> polled;
    std::vector<Seat*> who;
    for (Seat& seat : seats_) {
      if (!seat.task) continue;
      polled.push_back({seat.worker->channel().descriptor(), POLLIN, 0});
      who.push_back(&seat);
    }
    const bool heard = ::poll(polled.data(), polled.size(), milliseconds) > 0;
    for (size_t i = 0; heard && i < who.size(); ++i) {
      if (polled[i].revents != 0) hear(*who[i]);
    }
    for (Seat* seat : who) {
      if (!seat->task || seat->overdue || Clock::now() - seat->since < work_.limits.seconds) continue;
      seat->overdue = true;
      seat->worker->kill();
    }
    return heard;
  }

  void hear(Seat& seat) {
    const bool there = seat.worker->channel().read_some();
    while (seat.worker) {  // which an answer may cost
      const std::optional<Letter> letter = seat.worker->channel().next();
      if (!letter) break;
      if (!seat.overdue) answer(seat, *letter);  // one that is being killed must not be given a next package
    }
    if (!there && seat.worker) broken(seat);
  }

  void answer(Seat& seat, const Letter& letter) {
    if (!fits(seat, letter.kind)) return broken(seat);
    if (letter.kind == 'k') known(seat, letter.bytes);
    if (letter.kind == 'r') result(seat, letter.bytes);
    if (letter.kind == 'e') expand(seat, letter.bytes);
    if (letter.kind == 'j') ++counts_.judged;
    if (letter.kind == 'c' && counts_.not_kept++ == 0) counts_.why_not_kept = letter.bytes;
  }

  // Who reads hostile bytes may come to say anything. One answer a package, and its content before its record.
  static bool fits(const Seat& seat, char kind) {
    const bool opened = !seat.content.empty();
    const bool about_evidence = kind == 'j' || kind == 'c';
    return seat.task && (kind == 'r' || (opened ? about_evidence : kind == 'k' || kind == 'e'));
  }

  // Opened. Is it one that was seen elsewhere?
  void known(Seat& seat, const std::string& content) {
    const bool done = sink_.has(content);
    const bool elsewhere = !done && under_way_.count(content) != 0;
    seat.content = content;
    if (!done && !elsewhere) {
      under_way_[content];
      seat.worker->channel().send('s', {});
      return;
    }
    seat.worker->channel().send('n', {});
    const Task task = std::move(*seat.task);
    seat.task.reset();
    give(seat);
    if (elsewhere) {
      under_way_[content].push_back(task.at);
    } else {
      sink_.link(task.at, content);
      ++counts_.reused;
    }
  }

  // Packages in the place of what carries them.
  void expand(Seat& seat, const std::string& bytes) {
    const std::vector<std::vector<std::string>> inside = packages_of(bytes);
    if (!all_named(inside)) return broken(seat);
    const std::string root = seat.task->at.root;
    seat.task.reset();
    for (auto one = inside.rbegin(); one != inside.rend(); ++one) queue_.push_front({occurrence_of(*one, root), 0});
    counts_.found += inside.size() - 1;
    give(seat);
  }

  static bool all_named(const std::vector<std::vector<std::string>>& packages) {
    return !packages.empty() && std::none_of(packages.begin(), packages.end(), [](const auto& paths) { return paths.empty(); });
  }

  void result(Seat& seat, const std::string& bytes) {
    Result<Record> record = from_letter(bytes, seat.task->at.path);
    const bool of_this = record && record->content == seat.content && (record->failed() || !seat.content.empty());
    if (!of_this) return broken(seat);
    const Task task = std::move(*seat.task);
    const std::string content = std::move(seat.content);
    seat.task.reset();
    give(seat);
    done_.push_back({task.at, content, std::move(*record)});
  }

  void settle_first() {
    if (done_.empty()) return;
    const Finished first = std::move(done_.front());
    done_.pop_front();
    settle(first.at, first.content, first.record);
  }

  void settle(const Occurrence& at, const std::string& content, const Record& record) {
    ++(record.failed() ? counts_.failed : counts_.scanned);
    if (content.empty()) return sink_.fail(at, record);
    std::vector<Occurrence> places = std::move(under_way_[content]);
    counts_.reused += places.size();
    places.push_back(at);
    sink_.add(record, places);
    under_way_.erase(content);
  }

  // The process is gone, or of no more use: the package is tried once more, alone among others, and then held for the
  // cause.
  void broken(Seat& seat) {
    seat.worker->kill();  // it may have closed its end and live
    const int signal = seat.worker->signal();
    seat.worker.reset();
    if (!seat.task) return;
    Task task = std::move(*seat.task);
    seat.task.reset();
    const bool overdue = seat.overdue;
    seat.overdue = false;
    if (!overdue && ++task.tries < kTries) {
      if (!seat.content.empty()) requeue_same(seat.content);
      queue_.push_back(std::move(task));
      return;
    }
    const Error error =
        overdue ? problem(ErrorKind::kLimit, Phrase::audit_overdue, {std::to_string(work_.limits.seconds.count())}, {})
                : problem(ErrorKind::kCorrupt, Phrase::audit_broken, {std::to_string(signal)}, {});
    settle(task.at, seat.content, failure_of(seat.content, 0, error));
  }

  // Those that waited for its result get one of their own.
  void requeue_same(const std::string& content) {
    for (Occurrence& same : under_way_[content]) queue_.push_back({std::move(same), 0});
    under_way_.erase(content);
  }

  const Work& work_;
  Sink& sink_;
  const std::function<bool(const Progress&)>& tell_;
  std::vector<Seat> seats_;
  std::deque<Task> queue_;
  std::deque<Finished> done_;  // and not in the store yet; few
  std::map<std::string, std::vector<Occurrence>> under_way_;  // by content, with the others of the same
  Counts counts_;
  std::string current_;
};

}  // namespace

Result<Counts> scan_all(std::vector<Occurrence> packages, const Work& work, const RunOptions& options, Sink& sink,
                        const std::function<bool(const Progress&)>& tell) {
  return Dispatcher(std::move(packages), work, options, sink, tell).run();
}

}  // namespace jianfu::audit
