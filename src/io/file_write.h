// Whole files, or none.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"

namespace jianfu::io {

// Whether write_file would get as far as writing: the folder is there, and nothing forbids it. kUsage.
Status can_write_file(const std::string& path);

// A file that is written piece by piece: beside, without a name where the file system can do that (then nothing is left of
// it even when the program is killed), and put into its place when all of it has arrived, so that nobody ever sees half a
// file and an older one stays until then. What is no regular file (a pipe, a device) is written in place.
class NewFile {
 public:
  static Result<std::unique_ptr<NewFile>> open(const std::string& path);  // kUsage
  ~NewFile();                                                             // without finish: nothing was there
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  // Behind what came before. Nothing more is written after a problem, which finish tells.
  void write(std::string_view bytes);
  bool good() const { return problem_ == 0; }
  Status finish();  // kIo: it broke off in the middle; the last call

 private:
  explicit NewFile(const std::string& path) : path_(path) {}
  int open_beside();  // 0, or errno
  void flush();
  int put_into_place();

  std::string path_, target_, beside_;  // beside_ is empty while it has no name
  std::string buffer_;
  unsigned mode_ = 0;
  int file_ = -1, problem_ = 0;
  bool in_place_ = false;
};

// The same of bytes that are there. kUsage when it cannot be opened, kIo when it breaks off.
Status write_file(const std::string& path, std::string_view bytes);

}  // namespace jianfu::io
