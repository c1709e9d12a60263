// The flat form of a RuleSet: one recursive description of its fields serves writing and reading, so the two cannot
// drift apart. Numbers are little-endian, strings and lists carry their length.
#include <mutex>
#include <type_traits>

#include "io/byte_reader.h"
#include "rules/load.h"

namespace jianfu::rules {
namespace {

constexpr std::string_view kMagic = "jianfu-rules/1\n";

class FlatWriter {
 public:
  void bytes(std::string& value) {
    number(static_cast<uint32_t>(value.size()));
    out_ += value;
  }
  template <typename T>
  void number(T value) {
    for (size_t i = 0; i < sizeof(T); ++i) out_ += static_cast<char>((static_cast<uint64_t>(value) >> (8 * i)) & 0xFF);
  }
  template <typename T>
  void integral(T& value) {
    number(value);
  }
  template <typename T, typename Each>
  void list(std::vector<T>& values, Each each) {
    number(static_cast<uint32_t>(values.size()));
    for (T& value : values) each(value);
  }
  template <typename T, typename Each>
  void optional(std::optional<T>& value, Each each) {
    number<uint8_t>(value.has_value());
    if (value) each(*value);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

class FlatReader {
 public:
  explicit FlatReader(std::string_view in) : in_(in) {}
  void bytes(std::string& value) { value = in_.take(in_.le<uint32_t>()); }
  template <typename T>
  void integral(T& value) {
    value = in_.le<T>();
  }
  // Every item takes at least a byte: a count beyond what is left is a lie and ends the reading.
  template <typename T, typename Each>
  void list(std::vector<T>& values, Each each) {
    const uint32_t count = in_.le<uint32_t>();
    if (count > in_.remaining()) in_.skip(UINT64_MAX);
    for (uint32_t i = 0; i < count && in_.ok(); ++i) {
      values.emplace_back();
      each(values.back());
    }
  }
  template <typename T, typename Each>
  void optional(std::optional<T>& value, Each each) {
    if (in_.le<uint8_t>() == 0) return;
    value.emplace();
    each(*value);
  }
  bool ok() const { return in_.ok(); }
  bool at_end() const { return in_.ok() && in_.remaining() == 0; }

 private:
  io::ByteReader in_;
};

// visit(archive, value) for every type of the model.
template <typename A>
class Visit {
 public:
  explicit Visit(A& archive) : a_(archive) {}

  void all(RuleSet& r) {
    text(r.name), text(r.version), text(r.digest);
    a_.list(r.terms, [&](Term& t) { enumeration(t.mode), text(t.text), texts(t.anchors); });
    a_.list(r.term_sets, [&](TermSet& s) { text(s.id), both(s.reason), numbers(s.terms); });
    a_.list(r.rules, [&](Rule& rule) { one(rule); });
    a_.list(r.norms, [&](Norm& n) {
      text(n.id), both(n.title), text(n.number);
      a_.list(n.provisions, [&](Provision& p) { text(p.key), both(p.title), text(p.article), flag(p.verified), text(p.confidence); });
    });
    a_.list(r.heads, [&](Head& h) { text(h.id), both(h.title); });
    a_.list(r.signals, [&](Signal& s) { text(s.id), both(s.title), enumeration(s.near), flag(s.counter), one(s.group); });
    condition(r.strong), condition(r.some);
    a_.list(r.scenes, [&](Scene& s) { text(s.id), both(s.title), one(s.group); });
    a_.list(r.apis, [&](ApiName& api) { text(api.api), texts(api.calls); });
    a_.list(r.sdks, [&](SdkPrefix& s) { text(s.prefix), text(s.name), text(s.category), enumeration(s.owner), flag(s.path); });
    a_.list(r.packers, [&](Packer& p) { text(p.name), texts(p.files), texts(p.classes); });
    a_.list(r.gaps, [&](GapRule& g) { enumeration(g.why), text(g.entry), kinds(g.hides), both(g.ask); });
    texts(r.negators), texts(r.negated_states), texts(r.norm_quotes);
  }

 private:
  void text(std::string& value) { a_.bytes(value); }
  void both(Bilingual& value) { text(value.zh), text(value.en); }
  void texts(std::vector<std::string>& values) {
    a_.list(values, [&](std::string& value) { text(value); });
  }
  void numbers(std::vector<uint32_t>& values) {
    a_.list(values, [&](uint32_t& value) { a_.integral(value); });
  }
  void flag(bool& value) {
    uint8_t byte = value;
    a_.integral(byte);
    value = byte != 0;
  }
  template <typename E>
  void enumeration(E& value) {
    uint8_t byte = static_cast<uint8_t>(value);
    a_.integral(byte);
    value = static_cast<E>(byte);
  }
  void kinds(evidence::KindSet& value) {
    uint16_t bits = value.bits();
    a_.integral(bits);
    value = evidence::KindSet::from_bits(bits);
  }
  void tests(std::vector<ArgumentTest>& values) {
    a_.list(values, [&](ArgumentTest& t) { text(t.name), text(t.value); });
  }
  void one(Group& g) {
    text(g.name), kinds(g.kinds);
    a_.integral(g.roles), a_.integral(g.owners);
    numbers(g.any), numbers(g.unless), numbers(g.unless_with), tests(g.args), tests(g.without_args);
    a_.optional(g.required, [&](bool& value) { flag(value); });
    flag(g.keep_negated), flag(g.keep_quotes);
  }
  void condition(std::optional<Condition>& value) {
    a_.optional(value, [&](Condition& c) {
      text(c.source);
      a_.list(c.nodes, [&](Condition::Node& n) {
        enumeration(n.op), enumeration(n.compare), enumeration(n.reach);
        a_.integral(n.group), a_.integral(n.group2), a_.integral(n.number);
        numbers(n.children);
      });
    });
  }
  void one(Rule& r) {
    text(r.id), text(r.feature), text(r.provision), text(r.head), enumeration(r.severity);
    both(r.title), both(r.message), both(r.question), both(r.remedy);
    a_.list(r.citations, [&](Citation& c) { a_.integral(c.norm), text(c.provision); });
    kinds(r.needs);
    a_.list(r.groups, [&](Group& g) { one(g); });
    enumeration(r.within);
    condition(r.confirmed), condition(r.probable), condition(r.hint);
    a_.list(r.required, [&](RequiredGrade& g) { text(g.grade), both(g.title), condition(g.when), enumeration(g.verdict); });
    flag(r.common_coercion), condition(r.strong), condition(r.some);
    texts(r.scenes), text(r.file);
  }

  A& a_;
};

}  // namespace

std::string flatten(const RuleSet& rules) {
  FlatWriter out;
  RuleSet copy = rules;  // the description is written for both directions and takes its argument by reference
  Visit(out).all(copy);
  return std::string(kMagic) + out.take();
}

Result<RuleSet> unflatten(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return Error{ErrorKind::kBadRule, {Msg::rule_bad_flat, {}}, {}};
  FlatReader in(bytes.substr(kMagic.size()));
  RuleSet out;
  Visit(in).all(out);
  if (!in.at_end()) return Error{ErrorKind::kBadRule, {Msg::rule_bad_flat, {}}, {}};
  return out;
}

}  // namespace jianfu::rules
