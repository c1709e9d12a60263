// Trees over one buffer: the named slices of a container, and a single buffer as a tree of one.
#include <algorithm>
#include <utility>

#include "io/tree.h"

namespace jianfu::io {
namespace {

class SlicesTree final : public Tree {
 public:
  SlicesTree(Slices of, const Limits& limits, const Tree* parent)
      : Tree(limits, parent), held_(std::move(of.bytes)), bytes_(held_.view()), slices_(std::move(of.slices)) {
    container_ = bytes_;
    defects_ = std::move(of.defects);
    anomalies_ = std::move(of.anomalies);
    program_id_ = std::move(of.program_id);
    if (slices_.size() > limits.entries) {
      defects_.push_back(
          {GapReason::kLimit,
           {Msg::limit_reached,
            {core::bilingual("包内文件数", "entries of the package"), std::to_string(limits.entries)}},
           0,
           0});
      slices_.resize(static_cast<size_t>(limits.entries));
    }
    entries_.reserve(slices_.size());
    for (Slice& slice : slices_) {
      const bool directory = slice.size == 0 && slice.name.ends_with('/');
      entries_.push_back({std::move(slice.name), part_of(slice).size(), slice.size, directory});
    }
    index_names();
  }

 private:
  std::string_view part_of(const Slice& slice) const {
    if (slice.offset > bytes_.size()) return {};
    return bytes_.substr(static_cast<size_t>(slice.offset),
                         static_cast<size_t>(std::min<uint64_t>(slice.size, bytes_.size() - slice.offset)));
  }

  Content load(size_t index, uint64_t cap) const override {
    const Slice& slice = slices_[index];
    if (slice.defect) return {{}, slice.defect};
    const std::string_view part = part_of(slice);
    if (part.size() > cap) {
      return {Blob::borrow(part.substr(0, static_cast<size_t>(cap))),
              Defect{GapReason::kLimit, {}, cap, part.size() - cap}};
    }
    Content out{Blob::borrow(part), std::nullopt};
    if (part.size() < slice.size) {
      out.defect = Defect{GapReason::kTruncated,
                          {Msg::past_end, {std::to_string(slice.size), std::to_string(part.size())}},
                          slice.offset,
                          slice.size - part.size()};
    }
    return out;
  }

  Blob held_;  // the caller's bytes or our own
  std::string_view bytes_;
  std::vector<Slice> slices_;
};

}  // namespace

std::unique_ptr<Tree> open_slices(std::string_view bytes, std::vector<Slice> slices,
                                  std::vector<Defect> defects, const Limits& limits, const Tree* parent) {
  return open_slices({Blob::borrow(bytes), std::move(slices), std::move(defects)}, limits, parent);
}

std::unique_ptr<Tree> open_slices(Slices slices, const Limits& limits, const Tree* parent) {
  return std::make_unique<SlicesTree>(std::move(slices), limits, parent);
}

std::unique_ptr<Tree> open_buffer(std::string name, std::string_view bytes, const Limits& limits,
                                  const Tree* parent) {
  return open_slices(bytes, {{std::move(name), 0, bytes.size()}}, {}, limits, parent);
}

}  // namespace jianfu::io
