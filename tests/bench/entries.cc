// entries PACKAGE: which entries a scan of the package reads, and how much of each at most, in the order of first reading;
// a line each: index in the directory, bytes, name. It scans once and watches: what `floor` reads is what was really asked
// for. Of containers inside, the entry that holds them is named, not theirs.
#include <algorithm>
#include <iostream>
#include <mutex>
#include <unordered_map>

#include "evidence/collector.h"
#include "platforms/open.h"
#include "platforms/platform.h"
#include "rules/load.h"
#include "text/scanner.h"

using namespace jianfu;

namespace {

// The tree of a package, with a list of what was had from it.
class Recording final : public io::Tree {
 public:
  explicit Recording(const io::Tree& tree) : Tree(tree.limits(), nullptr), tree_(tree) {
    entries_ = tree.entries();
    anomalies_ = tree.anomalies();
    defects_ = tree.defects();
    container_ = tree.container();
    program_id_ = tree.program_id();
    index_names();
  }

  void print(std::ostream& out) const {
    for (const size_t index : order_) {
      std::string name = entries_[index].name;
      std::replace_if(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, '?');
      out << index << '\t' << read_.at(index) << '\t' << name << '\n';
    }
  }

 private:
  io::Content load(size_t index, uint64_t cap) const override {
    io::Content out = tree_.read(index, cap);
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto [known, first] = read_.emplace(index, 0);
    if (first) order_.push_back(index);
    known->second = std::max<uint64_t>(known->second, out.bytes.size());
    return out;
  }

  const io::Tree& tree_;
  mutable std::mutex mutex_;
  mutable std::unordered_map<size_t, uint64_t> read_;
  mutable std::vector<size_t> order_;
};

int run(const std::string& path) {
  const Limits limits;
  const auto opened = platforms::open(path, limits);
  if (!opened) return std::cerr << opened.error().render(Lang::kEn) << '\n', 3;
  const Recording tree(*(*opened)->tree);
  const platforms::Platform* platform = platforms::recognise(tree);
  if (platform == nullptr || platform->read == nullptr) return std::cerr << path << ": no package\n", 3;
  const text::Scanner filter(rules::built_in().ready.filter);
  const platforms::Input input{path, &tree};
  const auto reading = platform->read({&input, 1}, {limits, {&filter}});
  if (!reading) return std::cerr << reading.error().render(Lang::kEn) << '\n', 3;
  tree.print(std::cout);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::cerr << "entries PACKAGE\n", 2;
  return run(argv[1]);
}
