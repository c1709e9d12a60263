// Files and folders of the file system. Links are not followed: a source folder could point anywhere.
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "io/tree.h"

namespace jianfu::io {
namespace fs = std::filesystem;
namespace {

// At most `cap` bytes, read piece by piece: the size a stat call gave may be old.
Result<std::string> read_pieces(const std::string& path, uint64_t cap) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorKind::kIo, {Msg::io_cannot_open, {std::strerror(errno)}}, path};
  std::string out;
  constexpr size_t kPiece = 1 << 20;
  while (out.size() < cap && file) {
    const size_t before = out.size();
    const size_t piece = std::min<uint64_t>(kPiece, cap - before);
    out.resize(before + piece);
    file.read(out.data() + before, static_cast<std::streamsize>(piece));
    out.resize(before + static_cast<size_t>(file.gcount()));
  }
  if (file.bad()) return Error{ErrorKind::kIo, {Msg::io_cannot_open, {std::strerror(errno)}}, path};
  return out;
}

class FolderTree final : public Tree {
 public:
  FolderTree(std::string root, const Limits& limits) : Tree(limits, nullptr), root_(std::move(root)) {}

  Status walk() {
    std::error_code error;
    fs::recursive_directory_iterator at(root_, fs::directory_options::none, error);
    if (error) return Error{ErrorKind::kIo, {Msg::io_cannot_open, {error.message()}}, root_};
    for (; at != fs::recursive_directory_iterator() && entries_.size() < limits().entries; at.increment(error)) {
      if (error) break;
      add(*at);
    }
    if (error) defects_.push_back({GapReason::kIo, {Msg::io_cannot_open, {error.message()}}, 0, 0});
    if (entries_.size() >= limits().entries) {
      defects_.push_back({GapReason::kLimit, {Msg::limit_reached, {"entries", std::to_string(limits().entries)}}, 0, 0});
    }
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
    index_names();
    return Done{};
  }

 private:
  void add(const fs::directory_entry& found) {
    std::error_code error;
    const fs::file_status status = found.symlink_status(error);
    if (error || fs::is_symlink(status) || fs::is_directory(status) || !fs::is_regular_file(status)) return;
    const uint64_t size = found.file_size(error);
    std::string name = found.path().lexically_relative(root_).generic_string();
    entries_.push_back({std::move(name), error ? 0 : size, error ? 0 : size, false});
  }

  Content load(size_t index, uint64_t cap) const override {
    Result<std::string> bytes = read_pieces((fs::path(root_) / entries_[index].name).string(), cap);
    if (bytes) return {Blob::own(std::move(*bytes)), {}};
    return {Blob(), Defect{GapReason::kIo, bytes.error().what, 0, entries_[index].packed_bytes}};
  }

  std::string root_;
};

}  // namespace

Result<std::string> read_file(const std::string& path, const Limits& limits) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT) return Error{ErrorKind::kIo, {Msg::io_missing, {}}, path};
    return Error{ErrorKind::kIo, {Msg::io_cannot_open, {std::strerror(errno)}}, path};
  }
  if (!S_ISREG(status.st_mode)) return Error{ErrorKind::kIo, {Msg::io_not_regular, {}}, path};
  if (static_cast<uint64_t>(status.st_size) > limits.file_bytes) {
    return Error{ErrorKind::kLimit, {Msg::io_too_large, {std::to_string(status.st_size), std::to_string(limits.file_bytes)}}, path};
  }
  return read_pieces(path, limits.file_bytes);
}

Result<std::unique_ptr<Tree>> open_folder(const std::string& root, const Limits& limits) {
  auto tree = std::make_unique<FolderTree>(root, limits);
  Status walked = tree->walk();
  if (!walked) return walked.error();
  return std::unique_ptr<Tree>(std::move(tree));
}

}  // namespace jianfu::io
