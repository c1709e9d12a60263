// A zip archive as a tree. Our own reader finds the entries (zip_directory.h) and reads them (zip_entry.h),
// eight times cheaper than libzip opens; libzip is asked where that found something odd, and reads what we do
// not decode. What the two do not agree on is kept from both.
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "io/libzip_view.h"
#include "io/tree.h"
#include "io/zip_directory.h"
#include "io/zip_entry.h"

namespace jianfu::io {
namespace {

using zip::LibzipView;
using zip::Record;

class ZipTree final : public Tree {
 public:
  ZipTree(std::string_view bytes, const Limits& limits, const Tree* parent)
      : Tree(limits, parent), bytes_(bytes) {
    container_ = bytes;
    zip::Tally tally;
    zip::Directory directory = zip::read_directory(bytes, limits, tally);
    records_ = std::move(directory.records);
    defects_ = std::move(directory.defects);
    if (directory.doubted) add_what_libzip_sees(tally);
    anomalies_ = tally.take();
    entries_.reserve(records_.size());
    for (Record& record : records_) {
      const bool directory_entry =
          record.name.ends_with('/') && record.size == 0 && record.packed <= 2;  // 2: deflated
      entries_.push_back({std::move(record.name), record.packed, record.size, directory_entry,
                          std::move(record.unicode_name)});
    }
    index_names();
  }

 private:
  void add_what_libzip_sees(zip::Tally& tally) {
    if (!view() || records_.size() >= limits().entries) return;
    const uint64_t count = view_->count();
    if (count == records_.size()) return;
    std::set<std::string, std::less<>> names;
    std::set<std::pair<uint32_t, uint64_t>> contents;
    for (const Record& record : records_) {
      names.insert(record.name);
      contents.insert({record.crc, record.packed});
    }
    for (uint64_t i = 0; i < count && records_.size() < limits().entries; ++i) {
      const auto stat = view_->stat(i);
      if (!stat || names.count(stat->name) > 0 || contents.count({stat->crc, stat->packed}) > 0) continue;
      Record record;
      record.name = stat->name.substr(0, limits().name_bytes);
      record.packed = stat->packed;
      record.size = stat->size;
      record.libzip_index = i;
      tally.note("zip-second-directory", record.name,
                 "ours=" + std::to_string(records_.size()) + ", other=" + std::to_string(count));
      records_.push_back(std::move(record));
    }
  }

  // Precondition: view_mutex_ is held, or nobody else knows this tree yet.
  bool view() const {
    if (!view_tried_) view_ = LibzipView::open(bytes_);
    view_tried_ = true;
    return view_ != nullptr;
  }

  Content load(size_t index, uint64_t cap) const override {
    const Record& record = records_[index];
    if (record.libzip_index) return load_from_libzip(*record.libzip_index, cap);
    zip::EntryBytes ours = zip::read_entry(bytes_, record, limits(), cap);
    Content out = std::move(ours.content);
    if (ours.ask_libzip) ask_libzip(index, cap, out);
    out.work = ours.work;
    return out;
  }

  // It counts entries as the directory does; a name that differs says that it saw another one.
  void ask_libzip(size_t index, uint64_t cap, Content& out) const {
    const std::lock_guard<std::mutex> lock(view_mutex_);
    if (!view()) return;
    const auto stat = view_->stat(index);
    if (stat && stat->name == entries_[index].name) out = view_->read(index, cap);
  }

  Content load_from_libzip(uint64_t index, uint64_t cap) const {
    const std::lock_guard<std::mutex> lock(view_mutex_);
    return view() ? view_->read(index, cap) : Content{};
  }

  std::string_view bytes_;       // the caller's
  std::vector<Record> records_;  // without their names, which the entries have
  mutable std::mutex view_mutex_;
  mutable std::unique_ptr<LibzipView> view_;
  mutable bool view_tried_ = false;
};

}  // namespace

Result<std::unique_ptr<Tree>> open_zip(std::string_view bytes, const Limits& limits, const Tree* parent) {
  auto tree = std::make_unique<ZipTree>(bytes, limits, parent);
  if (tree->entries().empty()) return Error{ErrorKind::kCorrupt, {Msg::zip_no_entries, {}}, {}};
  return std::unique_ptr<Tree>(std::move(tree));
}

bool looks_like_zip(std::string_view bytes) {
  if (bytes.starts_with(zip::kLocalSignature) || bytes.starts_with(zip::kEndSignature)) return true;
  if (bytes.starts_with("PK\x07\x08PK\x03\x04")) return true;  // a split archive that came out as one piece
  const size_t window = bytes.size() > zip::kEndWindow ? bytes.size() - zip::kEndWindow : 0;
  const auto end = zip::end_record_before(bytes.substr(window), bytes.size() - window);
  if (!end) return false;
  const uint64_t at = window + end->at;
  return end->directory_bytes <= at && end->comment_bytes <= bytes.size() - at - zip::kEndBytes;
}

}  // namespace jianfu::io
