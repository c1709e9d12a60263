#include "evidence/binary_form.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "evidence/collector.h"
#include "io/byte_writer.h"

namespace jianfu::evidence {
namespace {

// Bits of the second byte of an item; what is rare takes no room elsewhere.
constexpr unsigned kOwnerBits = 0x03, kRequired = 0x04, kDormant = 0x08, kPlace = 0x10, kArguments = 0x20,
                   kTranslations = 0x40, kInModule = 0x80;
// Bits of the third byte, of a place that has more than entry, line and symbol.
constexpr unsigned kColumn = 0x01, kOffset = 0x02, kResource = 0x04, kLocale = 0x08;

// ---- writing ----

class Texts {
 public:
  uint32_t number_of(std::string_view text) {
    const auto [at, made] = numbers_.emplace(text, static_cast<uint32_t>(texts_.size()));
    if (made) texts_.push_back(text);
    return at->second;
  }
  void write(io::ByteWriter& out) const {
    out.number(texts_.size());
    for (const std::string_view text : texts_) out.number(text.size());
    for (const std::string_view text : texts_) out.bytes(text);
  }

 private:
  std::unordered_map<std::string_view, uint32_t> numbers_;
  std::vector<std::string_view> texts_;
};

class SetWriter {
 public:
  explicit SetWriter(const EvidenceSet& set) : set_(set) {}

  std::string write() {
    modules(), edges(), gaps(), coverage(), items(false);
    return whole();
  }
  std::string write_foreign() {
    items(true);
    return whole();
  }

 private:
  std::string whole() const {
    io::ByteWriter out;
    texts_.write(out);
    out.bytes(body_.view());
    return out.take();
  }
  void text(std::string_view value) { body_.number(texts_.number_of(value)); }
  void module(uint32_t value) { body_.number(value == kNoModule ? 0 : uint64_t{value} + 1); }
  template <typename Enum>
  void enumeration(Enum value) { body_.byte(static_cast<unsigned>(value)); }

  void modules() {
    body_.number(set_.modules.size());
    for (const Module& one : set_.modules) {
      text(one.id), enumeration(one.kind), text(one.title), enumeration(one.owner), enumeration(one.reach);
      body_.byte(one.entry), text(one.place);
    }
  }
  void edges() {
    body_.number(set_.edges.size());
    for (const Edge& one : set_.edges) {
      enumeration(one.kind), module(one.from), module(one.to), text(one.entry), body_.number(one.line);
    }
  }
  void gaps() {
    body_.number(set_.gaps.size());
    for (const Gap& one : set_.gaps) {
      enumeration(one.why), text(core::name_of(one.what.id)), body_.number(one.what.args.size());
      for (const std::string& argument : one.what.args) text(argument);
      text(one.detail), text(one.entry), module(one.module), body_.number(one.hides.bits()), body_.number(one.bytes);
      text(one.ask_zh), text(one.ask_en);
    }
  }
  void coverage() {
    const Coverage& of = set_.coverage;
    for (const uint64_t value : {of.entries, of.read, of.skipped, of.opaque, of.bytes_total, of.bytes_read}) body_.number(value);
    for (const uint64_t value : of.items) body_.number(value);
  }

  void items(bool foreign) {
    const auto theirs = [&](const Evidence& one) { return is_foreign_code(set_, one) == foreign; };
    body_.number(static_cast<uint64_t>(std::count_if(set_.evidence.begin(), set_.evidence.end(), theirs)));
    for (const Evidence& one : set_.evidence) {
      if (theirs(one)) item(one);
    }
  }
  void item(const Evidence& one) {
    const Location& at = one.at;
    const unsigned place = (at.column != 0 ? kColumn : 0) | (at.offset ? kOffset : 0) | (at.resource.empty() ? 0 : kResource) |
                           (at.locale.empty() ? 0 : kLocale);
    body_.byte(static_cast<unsigned>(one.kind) << 4 | static_cast<unsigned>(one.role));
    body_.byte(static_cast<unsigned>(one.owner) | (one.required ? kRequired : 0) | (one.dormant ? kDormant : 0) |
               (place != 0 ? kPlace : 0) | (one.arguments.empty() ? 0 : kArguments) |
               (one.translations.empty() ? 0 : kTranslations) | (one.module != kNoModule ? kInModule : 0));
    if (place != 0) body_.byte(place);
    if (one.module != kNoModule) body_.number(one.module);
    text(one.text), text(at.entry), body_.number(at.line), text(at.symbol);
    if (at.column != 0) body_.number(at.column);
    if (at.offset) body_.number(*at.offset);
    if (!at.resource.empty()) text(at.resource);
    if (!at.locale.empty()) text(at.locale);
    if (!one.arguments.empty()) body_.number(one.arguments.size());
    for (const Argument& argument : one.arguments) text(argument.name), text(argument.value);
    if (!one.translations.empty()) body_.number(one.translations.size());
    for (const Translation& other : one.translations) text(other.locale), text(other.text);
  }

  const EvidenceSet& set_;
  Texts texts_;
  io::ByteWriter body_;
};

// ---- reading ----

// The texts of a set, and what the choice said of each.
class Answered {
 public:
  bool read(io::ByteReader& in) {
    std::vector<uint64_t> sizes;
    for (uint64_t left = in.number(); left > 0 && in.ok(); --left) sizes.push_back(in.number());
    texts_.reserve(sizes.size());
    for (const uint64_t size : sizes) texts_.push_back(in.take(size));
    answers_.resize(texts_.size());
    return in.ok();
  }
  size_t size() const { return texts_.size(); }
  std::string_view operator[](uint32_t number) const { return texts_[number]; }

  bool wanted(const Choice& choice, Choice::By by, uint32_t number) {
    const unsigned shift = by == Choice::By::kText ? 0 : 2;
    uint8_t& known = answers_[number];
    if (((known >> shift) & 1) == 0)
      known = static_cast<uint8_t>(known | ((choice.wants(by, texts_[number]) ? 3U : 1U) << shift));
    return ((known >> shift) & 2) != 0;
  }

 private:
  std::vector<std::string_view> texts_;
  std::vector<uint8_t> answers_;  // two bits a question: asked, wanted
};

class SetReader {
 public:
  SetReader(io::ByteReader& in, const Choice& choice, EvidenceSet& set) : in_(in), choice_(choice), set_(set) {}

  bool read() {
    if (!texts_.read(in_)) return false;
    modules(), edges(), gaps(), coverage(), items();
    return good();
  }
  bool read_foreign() {
    if (!texts_.read(in_)) return false;
    items();
    return good();
  }

 private:
  // Lists grow as they are read: no count is believed.
  bool good() const { return in_.ok() && valid_; }
  uint32_t small() {
    const uint64_t value = in_.number();
    valid_ &= value <= UINT32_MAX;
    return static_cast<uint32_t>(value);
  }
  uint32_t text_number() {
    const uint32_t number = small();
    if (number < texts_.size()) return number;
    valid_ = false;
    return UINT32_MAX;
  }
  std::string_view text_of(uint32_t number) const { return number < texts_.size() ? texts_[number] : std::string_view(); }
  std::string text() { return std::string(text_of(text_number())); }
  unsigned below(unsigned value, size_t count) {
    valid_ &= value < count;
    return value < count ? value : 0;
  }
  template <typename Enum>
  Enum enumeration(size_t count) { return static_cast<Enum>(below(in_.le<uint8_t>(), count)); }
  uint32_t module_in_set(uint64_t module) {
    valid_ &= module < set_.modules.size();
    return module < set_.modules.size() ? static_cast<uint32_t>(module) : kNoModule;
  }
  uint32_t module_or_none() {
    const uint64_t value = in_.number();
    return value == 0 ? kNoModule : module_in_set(value - 1);
  }

  void modules() {
    for (uint64_t left = in_.number(); left > 0 && good(); --left) {
      Module& one = set_.modules.emplace_back();
      one.id = text();
      one.kind = enumeration<ModuleKind>(kModuleKindNames.size());
      one.title = text();
      one.owner = enumeration<Owner>(kOwnerNames.size());
      one.reach = enumeration<Reach>(kReachNames.size());
      one.entry = in_.le<uint8_t>() != 0;
      one.place = text();
    }
  }
  void edges() {
    for (uint64_t left = in_.number(); left > 0 && good(); --left) {
      Edge& one = set_.edges.emplace_back();
      one.kind = enumeration<EdgeKind>(kEdgeKindNames.size());
      one.from = module_or_none();
      one.to = module_or_none();
      one.entry = text();
      one.line = small();
    }
  }
  void gaps() {
    for (uint64_t left = in_.number(); left > 0 && good(); --left) {
      Gap& one = set_.gaps.emplace_back();
      one.why = enumeration<GapReason>(core::kGapReasonNames.size());
      const std::optional<Msg> id = core::message_named(text());
      valid_ &= id.has_value();
      one.what.id = id.value_or(Msg::none);
      for (uint64_t arguments = in_.number(); arguments > 0 && good(); --arguments) one.what.args.push_back(text());
      one.detail = text();
      one.entry = text();
      one.module = module_or_none();
      one.hides = KindSet::from_bits(small());
      one.bytes = in_.number();
      one.ask_zh = text();
      one.ask_en = text();
    }
  }
  void coverage() {
    Coverage& of = set_.coverage;
    for (uint64_t* value : {&of.entries, &of.read, &of.skipped, &of.opaque, &of.bytes_total, &of.bytes_read}) *value = in_.number();
    for (uint64_t& value : of.items) value = in_.number();
  }

  void items() {
    for (uint64_t left = in_.number(); left > 0 && good(); --left) item();
  }
  void item() {
    const unsigned what = in_.le<uint8_t>(), flags = in_.le<uint8_t>();
    const unsigned place = (flags & kPlace) != 0 ? in_.le<uint8_t>() : 0;
    Evidence one;
    one.kind = static_cast<Kind>(below(what >> 4, kKindNames.size()));
    one.role = static_cast<Role>(below(what & 15, kRoleNames.size()));
    one.owner = static_cast<Owner>(below(flags & kOwnerBits, kOwnerNames.size()));
    one.required = (flags & kRequired) != 0;
    one.dormant = (flags & kDormant) != 0;
    if ((flags & kInModule) != 0) one.module = module_in_set(in_.number());
    const uint32_t text = text_number(), entry = text_number();
    one.at.line = small();
    const uint32_t symbol = text_number();
    if ((place & kColumn) != 0) one.at.column = small();
    if ((place & kOffset) != 0) one.at.offset = in_.number();
    const uint32_t resource = (place & kResource) != 0 ? text_number() : UINT32_MAX;
    const uint32_t locale = (place & kLocale) != 0 ? text_number() : UINT32_MAX;
    pairs((flags & kArguments) != 0, arguments_);
    pairs((flags & kTranslations) != 0, translations_);
    if (!good() || !wanted(one, text)) return;
    one.text = text_of(text);
    one.at.entry = text_of(entry);
    one.at.symbol = text_of(symbol);
    one.at.resource = text_of(resource);
    one.at.locale = text_of(locale);
    for (const auto& [name, value] : arguments_) one.arguments.push_back({std::string(text_of(name)), std::string(text_of(value))});
    for (const auto& [name, value] : translations_) one.translations.push_back({std::string(text_of(name)), std::string(text_of(value))});
    set_.evidence.push_back(std::move(one));
  }
  void pairs(bool there, std::vector<std::pair<uint32_t, uint32_t>>& out) {
    out.clear();
    for (uint64_t left = there ? in_.number() : 0; left > 0 && good(); --left) {
      const uint32_t first = text_number();
      out.emplace_back(first, text_number());
    }
  }

  bool wanted(const Evidence& head, uint32_t text) {
    const Choice::By by = choice_.by(set_, head);
    if (by == Choice::By::kNever || by == Choice::By::kAlways) return by == Choice::By::kAlways;
    if (texts_.wanted(choice_, by, text)) return true;
    if (by == Choice::By::kText) return false;
    const auto second = [&](const std::pair<uint32_t, uint32_t>& pair) { return texts_.wanted(choice_, by, pair.second); };
    return std::any_of(arguments_.begin(), arguments_.end(), second) ||
           std::any_of(translations_.begin(), translations_.end(), second);
  }

  io::ByteReader& in_;
  const Choice& choice_;
  EvidenceSet& set_;
  Answered texts_;
  bool valid_ = true;
  std::vector<std::pair<uint32_t, uint32_t>> arguments_, translations_;  // of the item
};

bool is_wanted(const Choice& choice, const EvidenceSet& set, const Evidence& item) {
  const Choice::By by = choice.by(set, item);
  if (by == Choice::By::kNever || by == Choice::By::kAlways) return by == Choice::By::kAlways;
  if (choice.wants(by, item.text)) return true;
  if (by == Choice::By::kText) return false;
  return std::any_of(item.arguments.begin(), item.arguments.end(),
                     [&](const Argument& one) { return choice.wants(by, one.value); }) ||
         std::any_of(item.translations.begin(), item.translations.end(),
                     [&](const Translation& one) { return choice.wants(by, one.text); });
}

}  // namespace

bool is_foreign_code(const EvidenceSet& set, const Evidence& item) {
  constexpr KindSet kCode = {Kind::kCall, Kind::kIdentifier, Kind::kLiteral};
  if (!kCode.has(item.kind)) return false;
  const bool own = item.owner != Owner::kUnknown || item.module >= set.modules.size();
  return (own ? item.owner : set.modules[item.module].owner) == Owner::kThirdParty;
}

void choose(const Choice& choice, EvidenceSet& set) {
  std::erase_if(set.evidence, [&](const Evidence& item) { return !is_wanted(choice, set, item); });
}

std::string to_binary(const EvidenceSet& set) { return SetWriter(set).write(); }

std::string foreign_to_binary(const EvidenceSet& set) { return SetWriter(set).write_foreign(); }

std::optional<EvidenceSet> from_binary(io::ByteReader& in, const Choice& choice) {
  EvidenceSet out;
  if (!SetReader(in, choice, out).read()) return std::nullopt;
  return out;
}

bool add_foreign(io::ByteReader& in, const Choice& choice, EvidenceSet& set) {
  const bool read = SetReader(in, choice, set).read_foreign();
  sort(set);
  return read;
}

}  // namespace jianfu::evidence
