// A folder of results that many machines write and one reads: DIR/<2 hex>/<key>, one file a content, named by the content
// and the context, so that whoever made it, it is made once and fits every plan. Written beside, synced and renamed: a
// file that is there is whole, unless the disk tore it, which its digest tells. Beside it <key>.try1 … .try3: scans that
// were begun. Works on any file system that all machines share; needs no locks.
#pragma once

#include <string>
#include <string_view>

#include "audit/record.h"
#include "core/result.h"

namespace jianfu::audit {

inline constexpr unsigned kMostAttempts = 3;  // begun and without a result: then that is the result

class Results {
 public:
  // The folder is made when the first result is written.
  Results(std::string folder, std::string context_key) : folder_(std::move(folder)), context_key_(std::move(context_key)) {}

  enum class State { kMissing, kDone, kFailed, kTorn, kForeign };  // kForeign: of another version of the program
  struct Kept {
    State state = State::kMissing;
    Record record;  // of kDone and kFailed
  };
  Kept read(const std::string& content) const;
  // Replaces one that is there. kIo: the disk is full, the folder cannot be written.
  Status write(const Record& record);

  // Attempts that were begun.
  unsigned attempts(const std::string& content) const;
  // One more, as a file that says who; its number, or 0 when there are kMostAttempts.
  Result<unsigned> begin(const std::string& content);
  void withdraw(const std::string& content, unsigned attempt);  // it was not the package's fault
  void forget_attempts(const std::string& content);
  std::string who_tried_last(const std::string& content) const;

  // Takes away what ended processes left half written: those of this machine that are gone, and whatever is older than
  // an hour. How many.
  size_t sweep();

  const std::string& folder() const { return folder_; }
  std::string path_of(const std::string& content) const;

 private:
  std::string attempt_path(const std::string& content, unsigned attempt) const;

  std::string folder_, context_key_;
};

// The folder of results is there, or nothing is: kUsage for what is none, or cannot be looked into.
Status check_results(const std::string& folder);

}  // namespace jianfu::audit
