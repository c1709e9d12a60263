#include "platforms/shared/entries.h"

#include <utility>

#include "platforms/shared/facts.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/undecoded.h"

namespace jianfu::platforms {

Entries::Entries(const io::Tree& tree, evidence::Collector& out, std::string prefix)
    : tree_(tree), out_(out), prefix_(std::move(prefix)), done_(tree.entries().size()) {
  evidence::Coverage& coverage = out_.set().coverage;
  for (size_t i = 0; i < size(); ++i) {
    done_[i] = at(i).directory;
    if (done_[i]) continue;
    ++coverage.entries;
    coverage.bytes_total += at(i).packed_bytes;
  }
}

std::string Entries::name(size_t index) const {
  return prefix_ + shown_name(at(index));
}

// True the first time.
bool Entries::settle(size_t index) {
  if (done_[index]) return false;
  done_[index] = true;
  return true;
}

io::Content Entries::load(size_t index, uint64_t cap) {
  io::Content content = tree_.read(index, cap);
  if (content.defect) out_.gap(*content.defect, name(index));
  if (settle(index)) {
    evidence::Coverage& coverage = out_.set().coverage;
    ++(content.defect && content.bytes.size() == 0 ? coverage.opaque : coverage.read);
    coverage.bytes_read += content.bytes.size();
    tell_undecoded(out_, content.bytes.view(), name(index));
  }
  return content;
}

void Entries::skip(size_t index) {
  if (settle(index)) ++out_.set().coverage.skipped;
}

void Entries::leave(size_t index, evidence::Gap gap) {
  if (settle(index)) ++out_.set().coverage.opaque;
  gap.entry = name(index);
  gap.bytes = at(index).packed_bytes;
  out_.gap(std::move(gap));
}

void Entries::report_container() {
  for (const io::Anomaly& anomaly : tree_.anomalies()) {
    add_fact(out_, anomaly.detail.empty() ? anomaly.what : anomaly.what + " " + anomaly.detail,
             prefix_ + shown_name({.name = anomaly.entry}));
  }
  std::string place = prefix_;
  if (place.ends_with("!/")) place.resize(place.size() - 2);
  for (const Defect& defect : tree_.defects()) out_.gap(defect, place);
}

}  // namespace jianfu::platforms
