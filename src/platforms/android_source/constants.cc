#include "platforms/android_source/constants.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace jianfu::platforms::android_source {
namespace {

constexpr size_t kDepth = 16;    // constants of constants; what is deeper stays unknown
constexpr size_t kLonger = 512;  // bytes of one that is put into another; no address or title is as long
constexpr size_t kTogether = 32 << 20;  // bytes of composed ones, which could grow beyond what was read
constexpr size_t kAncestors = 32;

std::string_view without_last(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : path.substr(0, dot);
}

std::string joined(std::string_view a, std::string_view b) {
  std::string out(a);
  if (!out.empty()) out += '.';
  return out.append(b);
}

// Cuts the part before `mark` off `rest`.
std::string_view next_part(std::string_view& rest, char mark) {
  const std::string_view part = rest.substr(0, rest.find(mark));
  rest.remove_prefix(std::min(rest.size(), part.size() + 1));
  return part;
}

}  // namespace

Constants::Constants(const Program& program) : program_(program), left_(kTogether) {
  for (const ClassRecord& record : program.classes()) {
    for (const auto& [name, told] : record.constants)
      add(joined(record.name, name), *record.unit, record.name, told);
  }
  for (const LooseConstant& one : program.loose_constants())
    add(joined(one.unit->package, one.name), *one.unit, {}, one.told);
  for (auto& [name, entry] : entries_) work_out(entry, 0);
}

void Constants::add(std::string name, const Unit& unit, std::string_view inside, const ConstantValue& told) {
  Entry entry;
  entry.unit = &unit;
  entry.inside = inside;
  entry.told = told;
  entries_.emplace(std::move(name), std::move(entry));
}

// Each once; one that is defined by itself stays unknown.
void Constants::work_out(Entry& entry, size_t depth) {
  if (entry.state != State::kNew) return;
  if (entry.told.holes.empty()) {
    entry.text = entry.told.value;
    entry.state = State::kDone;
    return;
  }
  entry.state = State::kOpen;
  const Composed whole =
      put_in(entry.told.value, entry.told.holes, [&](std::string_view path) -> std::string_view {
        const Entry* other = named(*entry.unit, entry.inside, path);
        if (other == nullptr || depth >= kDepth) return {};
        Entry& its = const_cast<Entry&>(*other);  // our own, only looked up as others do
        work_out(its, depth + 1);
        return its.state == State::kDone ? its.text : std::string_view{};
      });
  entry.state = State::kDone;
  const bool nothing = !whole.known && entry.told.value == formats::java::kPlaceholder;
  if (nothing || whole.text.size() > left_) return;
  left_ -= whole.text.size();
  entry.whole = whole.text;
  entry.text = entry.whole;
}

template <typename TextOf>
Constants::Composed Constants::put_in(std::string_view text, std::string_view holes, TextOf text_of) const {
  constexpr std::string_view kHole = formats::java::kPlaceholder;
  Composed out;
  while (true) {
    const size_t hole = text.find(kHole);
    out.text += text.substr(0, hole);
    if (hole == std::string_view::npos) return out;
    text.remove_prefix(hole + kHole.size());
    std::string_view operands = next_part(holes, ',');
    bool gap = false;  // side by side they are one
    do {
      const std::string_view path = next_part(operands, '+');
      const std::string_view known =
          path.empty() || path == "?" || out.text.size() > kLonger ? std::string_view{} : text_of(path);
      const bool fits = !known.empty() && known.size() <= kLonger;
      if (fits) {
        out.text += known;
        out.known = true;
      } else if (!gap) {
        out.text += kHole;
      }
      gap = !fits;
    } while (!operands.empty());
  }
}

Constants::Composed Constants::compose(const Unit& unit, std::string_view inside, std::string_view text,
                                       std::string_view holes) const {
  return put_in(text, holes, [&](std::string_view path) { return find(unit, inside, path); });
}

std::string_view Constants::find(const Unit& unit, std::string_view inside, std::string_view path) const {
  const Entry* entry = named(unit, inside, path);
  return entry == nullptr ? std::string_view{} : entry->text;
}

const Constants::Entry* Constants::exactly(std::string_view name) const {
  const auto at = entries_.find(name);
  return at == entries_.end() ? nullptr : &at->second;
}

// Of the class or of what it extends and implements.
const Constants::Entry* Constants::of_class(std::string_view name, std::string_view constant) const {
  if (name.ends_with(".Companion")) name.remove_suffix(std::string_view(".Companion").size());
  std::vector<std::string> classes = {std::string(name)};
  for (size_t at = 0; at < classes.size(); ++at) {
    const ClassRecord* record = program_.find(classes[at]);
    if (record == nullptr) continue;
    if (record->constants.count(constant) != 0) return exactly(joined(record->name, constant));
    for (const std::string_view super : record->supers) {
      if (classes.size() >= kAncestors) break;
      std::string full = program_.resolve(*record->unit, without_last(record->name), super);
      if (std::find(classes.begin(), classes.end(), full) == classes.end())
        classes.push_back(std::move(full));
    }
  }
  return nullptr;
}

const Constants::Entry* Constants::named(const Unit& unit, std::string_view inside,
                                         std::string_view path) const {
  if (path.starts_with("this.")) path.remove_prefix(5);
  const size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return alone(unit, inside, path);
  const std::string_view constant = path.substr(dot + 1);
  const Entry* found = of_class(program_.resolve(unit, inside, path.substr(0, dot)), constant);
  return found != nullptr ? found : exactly(path);
}

// X: of the classes around, imported, of the package.
const Constants::Entry* Constants::alone(const Unit& unit, std::string_view inside,
                                         std::string_view name) const {
  for (std::string_view around = inside; !around.empty(); around = without_last(around)) {
    if (const Entry* found = of_class(around, name); found != nullptr) return found;
    if (around.size() <= unit.package.size()) break;
  }
  const Program::Names* names = program_.names_of(unit);
  if (names == nullptr) return nullptr;
  if (const auto given = names->given.find(name); given != names->given.end()) {
    const std::string_view path = given->second;
    const Entry* found = exactly(path);
    return found != nullptr ? found : of_class(without_last(path), path.substr(path.rfind('.') + 1));
  }
  if (const Entry* found = exactly(joined(unit.package, name)); found != nullptr) return found;
  for (const auto* all : {&names->statics, &names->all}) {
    for (const std::string_view path : *all) {
      const Entry* found = exactly(joined(path, name));
      if (found == nullptr) found = of_class(path, name);
      if (found != nullptr) return found;
    }
  }
  return nullptr;
}

}  // namespace jianfu::platforms::android_source
