#include "platforms/android_source/unit.h"

#include "text/utf.h"

namespace jianfu::platforms::android_source {
namespace {

namespace java = formats::java;

class Recorder final : public java::Sink {
 public:
  Recorder(Unit& out, uint64_t most) : out_(out), most_(most) {}

  void on_package(std::string_view name) override { out_.package = name; }
  void on_import(const java::Import& import) override {
    constexpr size_t kImports = 4096;
    if (out_.imports.size() < kImports) out_.imports.push_back(import);
  }
  void on_class(const java::Class& told) override { structure(ClassBegin{told.name, told.place}); }
  void on_super(std::string_view path) override { add(Super{path, false}); }
  void on_super_argument(std::string_view path) override { add(Super{path, true}); }
  void on_class_end() override { structure(End::kClass); }
  void on_method(std::string_view name, java::Place place) override { structure(Method{name, place}); }
  void on_method_end() override { structure(End::kMethod); }
  void on_variable(std::string_view name, std::string_view type, bool field, java::Place place) override {
    add(Variable{name, type, field, place});
  }
  void on_literal(const java::Literal& literal) override { add(literal); }
  void on_call(const java::Call& call) override { add(call); }
  void on_reference(const java::Reference& reference) override { add(reference); }
  void on_constant(std::string_view name, std::string_view value) override { add(Constant{name, value, {}}); }
  void on_composed_constant(std::string_view name, std::string_view value, std::string_view holes) override {
    add(Constant{name, value, holes});
  }

  bool full() const { return full_; }

 private:
  // Begins and ends are kept beyond the limit, so that they stay in pairs; the brackets of the file bound
  // them.
  void structure(Event event) { out_.events.push_back(std::move(event)); }
  void add(Event event) {
    full_ |= out_.events.size() >= most_;
    if (!full_) out_.events.push_back(std::move(event));
  }

  Unit& out_;
  uint64_t most_;
  bool full_ = false;
};

}  // namespace

Unit read_unit(std::string entry, io::Blob bytes, java::Dialect dialect, const Limits& limits) {
  Unit out;
  out.entry = std::move(entry);
  out.dialect = dialect;
  out.bytes = std::move(bytes);
  std::string_view source = out.bytes.view();
  if (!text::valid_utf8(source) || source.starts_with("\xEF\xBB\xBF")) {
    // On the heap whatever its length, so that moving the unit leaves the text where it is.
    out.bytes = io::Blob::own(text::decode_text(source));
    source = out.bytes.view();
  }
  Recorder recorder(out, limits.items);
  out.scan = java::read(source, dialect, limits, recorder);
  if (recorder.full()) {
    out.scan.defects.push_back(
        {GapReason::kLimit,
         {Msg::limit_reached,
          {core::bilingual("代码中的项目", "items of code"), std::to_string(limits.items)}},
         0,
         0});
  }
  return out;
}

}  // namespace jianfu::platforms::android_source
