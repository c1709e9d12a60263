// The flat form of a RuleSet. One description of its fields serves writing and reading, so the two cannot
// drift apart. Numbers are little-endian; strings and lists carry their length in front (LEB128); an
// optional, a byte. Reading is followed by flat_check.cc: beyond it every reference is in range.
#include "rules/flat.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "io/byte_reader.h"
#include "io/byte_writer.h"
#include "rules/load.h"

namespace jianfu::rules {
namespace {

constexpr std::string_view kMagic = "jianfu-rules 8\n";  // the number changes with any field below

class Writer {
 public:
  template <typename T>
  void number(const T& value) {
    for (size_t i = 0; i < sizeof(T); ++i)
      out_.byte((static_cast<uint64_t>(value) >> (8 * i)) & 0xFF);
  }
  void text(const std::string& value) { out_.text(value); }
  template <typename List, typename Each>
  void list(const List& values, Each each) {
    out_.number(values.size());
    for (const auto& value : values) each(value);
  }
  template <typename T>
  void numbers(const std::vector<T>& values) {
    list(values, [this](const T& value) { number(value); });
  }
  template <typename T, typename Each>
  void optional(const std::optional<T>& value, Each each) {
    number(static_cast<uint8_t>(value.has_value()));
    if (value) each(*value);
  }
  template <typename E>
  void enumeration(const E& value, size_t) {
    number(static_cast<uint8_t>(value));
  }
  void kinds(const evidence::KindSet& value) { number(value.bits()); }
  std::string take() { return out_.take(); }

 private:
  io::ByteWriter out_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : in_(bytes) {}
  template <typename T>
  void number(T& value) {
    value = static_cast<T>(in_.le<std::conditional_t<std::is_same_v<T, bool>, uint8_t, T>>());
  }
  void text(std::string& value) { value = std::string(in_.take(in_.number())); }
  // Items are made as they are read and reading ends with the bytes, so a count alone makes nothing.
  template <typename T, typename Each>
  void list(std::vector<T>& values, Each each) {
    const uint64_t count = in_.number();
    values.reserve(std::min<uint64_t>(count, in_.remaining() / sizeof(T)));
    for (uint64_t i = 0; i < count && in_.ok(); ++i) {
      values.emplace_back();
      each(values.back());
    }
  }
  template <typename T>
  void numbers(std::vector<T>& values) {
    const uint64_t count = in_.number();
    const std::string_view raw = in_.take(count <= in_.remaining() / sizeof(T) ? count * sizeof(T) : UINT64_MAX);
    values.resize(raw.size() / sizeof(T));
    if (!raw.empty()) std::memcpy(values.data(), raw.data(), raw.size());  // little-endian, as every machine we build for
  }
  template <typename T, typename Each>
  void optional(std::optional<T>& value, Each each) {
    uint8_t there = 0;
    number(there);
    if (there == 0) return;
    valid_ = valid_ && there == 1;
    each(value.emplace());
  }
  template <typename E>
  void enumeration(E& value, size_t count) {
    uint8_t byte = 0;
    number(byte);
    valid_ = valid_ && byte < count;
    value = byte < count ? static_cast<E>(byte) : E{};
  }
  void kinds(evidence::KindSet& value) {
    uint16_t bits = 0;
    number(bits);
    valid_ = valid_ && bits < (1u << evidence::kKindNames.size());
    value = evidence::KindSet::from_bits(bits);
  }
  bool complete() const { return valid_ && in_.ok() && in_.remaining() == 0; }

 private:
  io::ByteReader in_;
  bool valid_ = true;
};

// The fields, in order. With a Writer the values are const.
template <typename Archive>
class Fields {
 public:
  explicit Fields(Archive& archive) : a_(archive) {}

  template <typename Set>
  void all(Set& r) {
    a_.text(r.name), a_.text(r.version), a_.text(r.digest), a_.text(r.annotation);
    a_.list(r.terms, [this](auto& t) { a_.enumeration(t.mode, 3), a_.text(t.text), texts(t.anchors); });
    a_.list(r.term_sets, [this](auto& s) { a_.text(s.id), both(s.reason), a_.text(s.note), numbers(s.terms), this->notes(s.term_notes); });
    a_.list(r.rules, [this](auto& rule) { this->one_rule(rule); });
    a_.list(r.norms, [this](auto& n) { this->one_norm(n); });
    a_.list(r.heads, [this](auto& h) { a_.text(h.id), both(h.title); });
    a_.list(r.features, [this](auto& f) { a_.text(f.id), both(f.title), texts(f.names), a_.number(f.asked); });
    a_.list(r.signals, [this](auto& s) {
      a_.text(s.id), both(s.title), a_.enumeration(s.near, 4), a_.number(s.counter), one_group(s.group);
    });
    condition(r.strong), condition(r.some);
    a_.list(r.scenes, [this](auto& s) {
      a_.text(s.id), both(s.title), a_.number(s.counter), one_group(s.group);
    });
    a_.list(r.apis, [this](auto& api) {
      a_.text(api.api);
      a_.list(api.calls, [this](auto& c) { a_.text(c.call), a_.text(c.name), texts(c.arguments); });
    });
    a_.list(r.sdks, [this](auto& s) {
      a_.enumeration(s.where, 10), a_.text(s.prefix), a_.text(s.name), a_.text(s.maker), a_.text(s.category),
          a_.enumeration(s.owner, evidence::kOwnerNames.size());
    });
    a_.list(r.packers, [this](auto& p) {
      a_.text(p.name), texts(p.files), texts(p.classes), texts(p.weak_files), texts(p.weak_classes);
    });
    suspicion(r.suspicion);
    a_.list(r.frameworks,
            [this](auto& f) { a_.text(f.name), texts(f.files), texts(f.classes), texts(f.marks); });
    remote(r.remote);
    a_.list(r.gaps, [this](auto& g) {
      a_.enumeration(g.why, core::kGapReasonNames.size()), a_.text(g.entry), a_.kinds(g.hides), both(g.ask);
    });
    a_.list(r.changes, [this](auto& c) { this->one_change(c); });
    texts(r.negators), texts(r.negated_states), texts(r.norm_quotes), texts(r.negators_after), texts(r.policy_marks);
    both(r.after_reason), both(r.policy_reason);
  }
  template <typename R>
  void ready(R& r) {
    literals(r.filter), literals(r.terms.literals), numbers(r.terms.starts), numbers(r.terms.terms);
  }

 private:
  template <typename T>
  void literals(T& value) {
    a_.text(value.bytes), numbers(value.ends), numbers(value.windows);
  }
  template <typename T>
  void both(T& value) {
    a_.text(value.zh), a_.text(value.en);
  }
  template <typename T>
  void texts(T& values) {
    a_.list(values, [this](auto& value) { a_.text(value); });
  }
  template <typename T>
  void numbers(T& values) {
    a_.numbers(values);
  }
  template <typename T>
  void notes(T& values) {
    a_.list(values, [this](auto& value) { a_.number(value.first), a_.text(value.second); });
  }
  template <typename T>
  void arguments(T& values) {
    a_.list(values, [this](auto& value) { a_.text(value.name), a_.text(value.value); });
  }
  template <typename T>
  void one_norm(T& n) {
    a_.text(n.id), both(n.title), a_.text(n.number);
    a_.list(n.provisions, [this](auto& p) {
      a_.text(p.key), both(p.title), a_.text(p.article), a_.number(p.verified), a_.text(p.confidence),
          texts(p.covers);
    });
  }
  template <typename T>
  void one_group(T& g) {
    a_.text(g.name), both(g.say), a_.kinds(g.kinds), a_.number(g.roles), a_.number(g.owners);
    numbers(g.any), numbers(g.unless), numbers(g.unless_with), arguments(g.args), arguments(g.without_args);
    a_.optional(g.required, [this](auto& value) { a_.number(value); });
    a_.optional(g.pressed, [this](auto& value) { a_.number(value); });
    a_.number(g.max_chars), a_.number(g.whole), a_.number(g.keep_negated), a_.number(g.keep_quotes);
  }
  template <typename T>
  void suspicion(T& s) {
    a_.number(s.threshold);
    a_.list(s.signs, [this](auto& sign) {
      a_.text(sign.id), a_.number(sign.points), both(sign.reason);
      a_.list(sign.bounds, [this](auto& b) {
        a_.enumeration(b.test, 3), a_.text(b.number), a_.text(b.of), a_.number(b.thousandths);
      });
    });
  }
  template <typename T>
  void remote(T& r) {
    a_.list(r.kinds, [this](auto& k) {
      a_.text(k.id), both(k.title), both(k.leaves), a_.kinds(k.hides), both(k.ask);
    });
    a_.list(r.mechanisms, [this](auto& m) {
      a_.text(m.id), a_.text(m.name), a_.number(m.kind), texts(m.files), texts(m.classes), texts(m.calls);
    });
    texts(r.web_calls), texts(r.local), texts(r.documents);
    a_.number(r.shell_screens), a_.number(r.shell_hops);
  }
  template <typename T>
  void one_change(T& c) {
    a_.enumeration(c.kind, kChangeKindNames.size()), texts(c.of), a_.enumeration(c.from, kVerdictNames.size());
    a_.number(c.least), a_.number(c.major), both(c.title), both(c.reason), citations(c.citations);
  }
  template <typename T>
  void citations(T& values) {
    a_.list(values, [this](auto& c) { a_.number(c.norm), a_.text(c.provision); });
  }
  template <typename T>
  void condition(T& value) {
    a_.optional(value, [this](auto& c) {
      a_.text(c.source);
      a_.list(c.nodes, [this](auto& n) {
        a_.enumeration(n.op, 16), a_.enumeration(n.compare, 5), a_.enumeration(n.reach, 6);
        a_.number(n.group), a_.number(n.group2), a_.number(n.number), numbers(n.children);
      });
    });
  }
  template <typename T>
  void one_rule(T& r) {
    a_.text(r.id), a_.text(r.feature), a_.text(r.provision), a_.text(r.head),
        a_.enumeration(r.severity, kSeverityNames.size());
    both(r.title), both(r.message), both(r.question), both(r.remedy);
    citations(r.citations);
    a_.kinds(r.needs);
    a_.list(r.groups, [this](auto& g) { this->one_group(g); });
    a_.enumeration(r.within, kWithinNames.size());
    condition(r.confirmed), condition(r.probable), condition(r.hint);
    a_.list(r.required, [this](auto& g) {
      a_.text(g.grade), both(g.title), condition(g.when), a_.enumeration(g.verdict, kVerdictNames.size());
    });
    a_.number(r.common_coercion), condition(r.strong), condition(r.some);
    texts(r.scenes), a_.number(r.part), a_.enumeration(r.compare, kCompareNames.size()), a_.number(r.scope.audiences),
        a_.number(r.scope.filing_required), a_.text(r.file);
  }

  Archive& a_;
};

static_assert(Condition::kOneStep == 15 && Condition::kLess == 4 && Condition::kPackage == 5 &&
                  Term::kRegex == 2 && Signal::kFunction == 3 && SdkPrefix::kMark == 9 &&
                  Bound::kShareAbove == 2,
              "the counts given to enumeration() above");

}  // namespace

std::string flatten(const RuleSet& rules, bool with_ready) {
  Writer out;
  Ready ready;
  if (with_ready && references_hold(rules)) {  // bytes of others are refused when they are read
    ready.filter = text::prepare(scanner_literals(rules));
    ready.terms = term_literals(rules);
  }
  Fields<Writer> fields(out);
  fields.all(rules);
  fields.ready(ready);
  return std::string(kMagic) + out.take();
}

Result<RuleSet> unflatten(std::string_view bytes) {
  const Error broken{ErrorKind::kBadRule, {Msg::rule_bad_flat, {}}, {}};
  if (bytes.substr(0, kMagic.size()) != kMagic) return broken;
  Reader in(bytes.substr(kMagic.size()));
  RuleSet out;
  Fields<Reader> fields(in);
  fields.all(out);
  fields.ready(out.ready);
  if (!in.complete() || !references_hold(out)) return broken;
  return out;
}

}  // namespace jianfu::rules
