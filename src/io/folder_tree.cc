// A folder as a tree: every regular file below it. Links are not followed (no loops, no way out of the
// folder); a link that leads outside hides something we were perhaps meant to see, and is said.
#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "io/file.h"
#include "io/tree.h"

namespace jianfu::io {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxFolderDepth = 256;  // names relative to the root stay far below PATH_MAX in real trees

class FolderTree final : public Tree {
 public:
  FolderTree(std::string root, const Limits& limits) : Tree(limits, nullptr), root_(std::move(root)) {
    std::error_code ignored;
    real_root_ = fs::canonical(root_, ignored);
    walk();
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return a.name < b.name; });
    if (entries_.size() > limits.entries) {
      defects_.push_back(
          {GapReason::kLimit,
           {Msg::limit_reached, {core::bilingual("文件数", "files"), std::to_string(limits.entries)}},
           0,
           0});
      entries_.resize(static_cast<size_t>(limits.entries));
    }
    if (links_outside_ > 0) {
      defects_.push_back({GapReason::kMissingPart,
                          {Msg::io_link_outside, {std::to_string(links_outside_), first_link_}},
                          0,
                          0});
    }
    index_names();
  }

 private:
  struct Pending {
    std::string name;  // relative to the root, empty or ending in '/'
    size_t depth = 0;
  };

  void walk() {
    std::vector<Pending> pending{{"", 0}};
    while (!pending.empty() && entries_.size() <= limits().entries) {
      const Pending folder = std::move(pending.back());
      pending.pop_back();
      list(folder, pending);
    }
  }

  void list(const Pending& folder, std::vector<Pending>& pending) {
    std::error_code error;
    std::vector<fs::directory_entry> items;
    fs::directory_iterator at(fs::path(root_) / folder.name, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error)) items.push_back(*at);
    if (error) unreadable(folder.name, error);
    std::sort(items.begin(),
              items.end());  // which entries a limit keeps must not hang on the file system's order
    for (const fs::directory_entry& item : items) {
      if (entries_.size() > limits().entries) return;
      add(folder, item, pending);
    }
  }

  void add(const Pending& folder, const fs::directory_entry& item, std::vector<Pending>& pending) {
    std::error_code error;
    const std::string name = folder.name + item.path().filename().string();
    const fs::file_status status = item.symlink_status(error);
    if (fs::is_symlink(status)) return note_link(item.path(), name);
    if (fs::is_directory(status)) {
      if (folder.depth >= kMaxFolderDepth) {
        defects_.push_back(
            {GapReason::kLimit,
             {Msg::limit_reached,
              {core::bilingual("文件夹层数", "levels of folders"), std::to_string(kMaxFolderDepth)}},
             0,
             0});
        return;
      }
      pending.push_back({name + '/', folder.depth + 1});
    } else if (fs::is_regular_file(status)) {
      const uint64_t size = item.file_size(error);
      const uint64_t known = error ? 0 : size;
      entries_.push_back({name, known, known, false});
    } else if (error) {
      unreadable(name, error);
    }
  }

  void note_link(const fs::path& path, const std::string& name) {
    std::error_code error;
    const fs::path target = fs::canonical(path, error);
    if (error) return;  // leads nowhere: hides nothing
    const auto split = std::mismatch(real_root_.begin(), real_root_.end(), target.begin(), target.end());
    if (split.first == real_root_.end()) return;  // inside: its content is walked anyway
    if (links_outside_++ == 0 || name < first_link_) first_link_ = name;
  }

  void unreadable(const std::string& name, const std::error_code& error) {
    defects_.push_back({GapReason::kIo, {Msg::io_cannot_open, {name + ": " + error.message()}}, 0, 0});
  }

  Content load(size_t index, uint64_t cap) const override {
    Result<FileHead> head = read_head_of_file((fs::path(root_) / entries_[index].name).string(), cap);
    if (!head) return {{}, Defect{GapReason::kIo, head.error().what, 0, entries_[index].packed_bytes}};
    Content out{Blob::own(std::move(head->bytes)), std::nullopt};
    if (head->more) out.defect = Defect{GapReason::kLimit, {}, cap, 0};
    return out;
  }

  std::string root_;
  fs::path real_root_;
  uint64_t links_outside_ = 0;
  std::string first_link_;
};

}  // namespace

Result<std::unique_ptr<Tree>> open_folder(const std::string& root, const Limits& limits) {
  std::error_code error;
  const fs::file_status status = fs::status(root, error);
  if (status.type() == fs::file_type::not_found) return Error{ErrorKind::kIo, {Msg::io_missing, {}}, root};
  if (error) return Error{ErrorKind::kIo, {Msg::io_cannot_open, {error.message()}}, root};
  const fs::directory_iterator readable(root, error);
  if (error) return Error{ErrorKind::kIo, {Msg::io_cannot_open, {error.message()}}, root};
  return std::unique_ptr<Tree>(std::make_unique<FolderTree>(root, limits));
}

}  // namespace jianfu::io
