// java::Tokeniser and java::read in every dialect (the first byte picks it): no crash, no hang; tokens lie in
// the source and go forward, classes and methods that begin end.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "formats/java/java.h"

using namespace jianfu;
namespace java = jianfu::formats::java;

namespace {

class Sink final : public java::Sink {
 public:
  explicit Sink(size_t size) : size_(size) {}
  void on_package(std::string_view) override {}
  void on_import(const java::Import&) override {}
  void on_class(const java::Class&) override { ++classes_; }
  void on_super(std::string_view path) override {
    if (classes_ == 0 || path.empty()) std::abort();
  }
  void on_super_argument(std::string_view) override {}
  void on_class_end() override {
    if (classes_-- == 0) std::abort();
  }
  void on_method(std::string_view name, java::Place) override {
    if (name.empty()) std::abort();
    ++methods_;
  }
  void on_method_end() override {
    if (methods_-- == 0) std::abort();
  }
  void on_variable(std::string_view name, std::string_view, bool, java::Place) override {
    if (name.empty()) std::abort();
  }
  void on_literal(const java::Literal& literal) override {
    if (literal.text.empty() || literal.place.offset >= size_) std::abort();
    sum_ += literal.callee.path.size() + literal.name.size() + literal.outer.size() + literal.target.size();
  }
  void on_call(const java::Call& call) override {
    if (call.place.offset >= size_) std::abort();
    for (const java::Argument& argument : call.arguments) sum_ += argument.value.size();
  }
  void on_reference(const java::Reference& reference) override {
    if (reference.path.empty()) std::abort();
  }
  void on_constant(std::string_view, std::string_view) override {}
  bool whole() const { return classes_ == 0 && methods_ == 0; }

 private:
  size_t size_;
  size_t classes_ = 0, methods_ = 0, sum_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const auto dialect = static_cast<java::Dialect>(data[0] % 4);
  const std::string_view source(reinterpret_cast<const char*>(data) + 1, size - 1);
  Limits limits;
  limits.nesting = 40;
  Sink sink(source.size() + 1);
  java::read(source, dialect, limits, sink);
  if (!sink.whole()) std::abort();
  java::Tokeniser tokens(source, dialect);
  uint64_t last = 0;
  for (java::Token token = tokens.next(); token.kind != java::TokenKind::kEnd; token = tokens.next()) {
    if (token.offset < last || token.raw.empty() || token.end() > source.size()) std::abort();
    last = token.end();
  }
  return 0;
}

std::vector<std::string> seeds() {
  return {
      std::string("\0", 1) +
          "package a.b; import static c.D; @E(f={\"g\",\"h\"}) class I<J> extends K<L> implements M { static "
          "final String N=\"o\"+\"p\"; Q[] r={\"s\"}; "
          "I(T u){super(u);} void v() throws W{((X)y(\"z\")).a(N, b?\"\\u6253\":'c', R.d.e, F.class); new "
          "G(){void h(){}}.i();} enum J{K(\"l\"){},M;} }",
      std::string("\1", 1) +
          "package a\nimport b.*\n@C class D(val e:F=\"g\"):H<I>(\"j\"),K by l{ companion object{const val "
          "M=\"n\"}\n val o by lazy{p as Q}\n fun r()=s?.t(\"$u${v(\"w\")}x\")\n"
          " y=R.z.a; b{c->d(\"e\")} }\nobject F:G()\nfun <H> I.j(k:L):M=\"\"\"n$o\n p\"\"\"",
      std::string("\2", 1) +
          "import 'a' as b; class C extends D<E> with F{static const g='h'; C({this.i='j'}):super(k:l); "
          "Widget m(n) async {return O(p:Q('r' 's'),t:{'u':V.w},x:()=>y?'z$a':r'b');}}",
      std::string("\3", 1) +
          "apply plugin: 'a'\nandroid{b 'c'\nd \"e${f}g\"\nh=[I:'j',k:\"l\"]}\nm{n 'o:p:1'\nq "
          "group:'r',name:'s'}",
  };
}
