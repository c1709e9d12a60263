// The store of an audit: which packages there are, where each was seen, and what was found in it. One writer at a time;
// every call is whole or without effect, so that a run that is killed goes on where it was.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/context.h"
#include "audit/database.h"
#include "audit/lock.h"
#include "audit/record.h"

namespace jianfu::audit {

// A package where it lies.
struct Occurrence {
  std::string path;                // absolute
  std::vector<std::string> parts;  // other files of it
  std::string root;                // of the run that saw it
  std::string stamp;               // of the file system: when it is the same, so is the content; empty: always look
  std::string content = {};        // when it is known without looking; then it is not written to the store
};

struct Counts {
  uint64_t found = 0, scanned = 0, reused = 0, failed = 0;
  uint64_t judged = 0;    // of those scanned: on evidence that was kept
  uint64_t not_kept = 0;  // evidence that could not be kept
  std::string why_not_kept = {};  // the first time, in both languages
};

class Store {
 public:
  // `wait`: for another writer, instead of an error that says who it is.
  static Result<std::unique_ptr<Store>> open(const std::string& path, bool wait);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // From now on results are those of this context.
  void use(const Context& context);
  int64_t begin_run(const std::string& root);
  // The run of that root and time, which was begun before if it is known: a plan that is merged again is no new run.
  int64_t same_run(const std::string& root, const std::string& started);
  void end_run(int64_t run, const Counts& counts);

  // What is known of a place whose stamp has not changed, in this context.
  enum class Known { kNo, kDone, kFailed };  // failed: it could not be read
  Known known(const Occurrence& occurrence);
  // What lies at a place whose stamp has not changed, in whatever context it was scanned; empty: not known.
  std::string content_at(const Occurrence& occurrence);
  bool has_scan(const std::string& content);
  // The package there is one that has a result.
  void link(int64_t run, const Occurrence& occurrence, const std::string& content);
  // Nothing of it could be opened.
  void link_failure(int64_t run, const Occurrence& occurrence, const Record& why);
  // Seen again, unchanged.
  void touch(int64_t run, const Occurrence& occurrence);
  // Of packages under the root: results that say why there is none, so that they are tried again.
  void forget_failures(const std::string& root);
  // Places under the root that this run did not see are gone.
  void forget_unseen(int64_t run, const std::string& root);
  // Twice is once. In a transaction of the caller's.
  void add(const Record& record);
  // All or none, in one go: thousands a second. What failed before and is better now is replaced.
  void add(std::span<const Record> records);

  Database& database() { return *database_; }
  Status status() { return database_->status(); }

 private:
  Store(std::unique_ptr<Lock> lock, std::unique_ptr<Database> database);

  void insert(const Record& record);
  int64_t package_of(const Record& record);
  void add_rows(int64_t scan, int64_t package, const Record& record);
  void add_features(int64_t package, const std::vector<FeatureRow>& features);
  // Prepared at the first use.
  Statement& statement(std::string_view sql);

  std::unique_ptr<Lock> lock_;
  std::unique_ptr<Database> database_;
  std::map<std::string_view, Statement> statements_;  // by their text, which are literals
  int64_t context_ = 0;
};

}  // namespace jianfu::audit
