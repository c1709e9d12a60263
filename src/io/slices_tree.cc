// Named slices of a buffer: containers that store their files as they are.
#include "io/tree.h"

namespace jianfu::io {
namespace {

class SlicesTree final : public Tree {
 public:
  SlicesTree(std::string_view bytes, std::vector<Slice> slices, std::vector<Defect> defects, const Limits& limits)
      : Tree(limits, nullptr), bytes_(bytes), slices_(std::move(slices)) {
    defects_ = std::move(defects);
    if (slices_.size() > limits.entries) {
      slices_.resize(limits.entries);
      defects_.push_back({GapReason::kLimit, {Msg::limit_reached, {"entries", std::to_string(limits.entries)}}, 0, 0});
    }
    for (const Slice& slice : slices_) entries_.push_back({slice.name.substr(0, limits.name_bytes), slice.size, slice.size, false});
    index_names();
  }

 private:
  Content load(size_t index, uint64_t cap) const override {
    const Slice& slice = slices_[index];
    const uint64_t begin = std::min<uint64_t>(slice.offset, bytes_.size());
    const uint64_t there = std::min<uint64_t>(slice.size, bytes_.size() - begin);
    Content out{Blob::borrow(bytes_.substr(begin, std::min(there, cap))), {}};
    if (slice.offset > bytes_.size() || there < slice.size) {
      out.defect = Defect{GapReason::kTruncated, {Msg::past_end, {std::to_string(slice.size), std::to_string(there)}}, slice.offset, slice.size - there};
    }
    return out;
  }

  std::string_view bytes_;
  std::vector<Slice> slices_;
};

}  // namespace

std::unique_ptr<Tree> open_slices(std::string_view bytes, std::vector<Slice> slices, std::vector<Defect> defects, const Limits& limits) {
  return std::make_unique<SlicesTree>(bytes, std::move(slices), std::move(defects), limits);
}

std::unique_ptr<Tree> open_buffer(std::string name, std::string_view bytes, const Limits& limits) {
  return open_slices(bytes, {{std::move(name), 0, bytes.size()}}, {}, limits);
}

}  // namespace jianfu::io
