#include "formats/dex/survey.h"

#include <algorithm>

#include "formats/dex/lists.h"
#include "io/byte_reader.h"

namespace jianfu::formats::dex {
namespace {

constexpr uint32_t kNative = 0x100;    // access flag
constexpr uint32_t kHollowUnits = 3;  // a constant and a return: what is left where a body was taken out

}  // namespace

void Survey::run() {
  strings();
  classes();
  values();
}

void Survey::report(std::string_view zh, std::string_view en, uint32_t unreadable, uint32_t of, uint64_t at) {
  if (unreadable == 0) return;
  const Message what{Msg::dex_unreadable,
                     {core::bilingual(zh, en), std::to_string(of), std::to_string(unreadable)}};
  dex_.defects_.push_back({GapReason::kCorrupt, what, at, 0});
}

void Survey::report_limit(std::string_view zh, std::string_view en, uint32_t left_out) {
  if (left_out == 0) return;
  dex_.add_anomaly("dex-overlapping-data");
  const Message what{Msg::limit_reached, {core::bilingual(zh, en), std::to_string(left_out)}};
  dex_.defects_.push_back({GapReason::kLimit, what, 0, 0});
}

void Survey::strings() {
  const io::ByteReader in(dex_.bytes_);
  uint32_t outside = 0;
  uint64_t last = 0;
  bool ascending = true;
  for (uint32_t i = 0; i < dex_.string_count_; ++i) {
    const uint64_t at = in.le_at<uint32_t>(dex_.table_item(dex_.strings_at_, i, 4));
    if (at < kHeaderBytes || at >= in.size()) ++outside;
    ascending &= at > last;
    last = at;
  }
  dex_.strings_in_order_ = ascending && outside == 0;
  report("字符串", "strings", outside, dex_.string_count_, dex_.strings_at_);
  find_texts();
  report_limit("字符串重叠", "overlapping strings", dex_.string_count_ - static_cast<uint32_t>(dex_.texts_.size()));
  order_of_strings();
}

// Where one string does not end the other, all of them may be one long text read from different places.
void Survey::find_texts() {
  const auto most = static_cast<uint32_t>(std::min<uint64_t>(dex_.string_count_, limits_.items));
  uint64_t work = dex_.strings_in_order_ ? UINT64_MAX : fair_work(dex_.bytes_);
  dex_.texts_.reserve(std::min<uint64_t>(most, dex_.bytes_.size() / 4));
  for (uint32_t i = 0; i < most; ++i) {
    const Dex::Text text = dex_.text_of(i);
    if (text.size >= work) return;
    work -= text.size + 1;
    dex_.texts_.push_back(text);
  }
}

// The table is sorted by text. 256 samples of it tell a shuffled one from a sorted one; comparing all would
// touch the whole file once more.
void Survey::order_of_strings() {
  const auto strings = static_cast<uint32_t>(dex_.texts_.size());
  const uint32_t step = strings / 256 + 1;
  std::string_view last;
  for (uint32_t i = 0; i < strings; i += step) {
    const std::string_view now = dex_.string(i);
    const bool zero_inside = now.find('\xC0') != std::string_view::npos;  // C0 80 sorts as U+0000
    if (now < last && !zero_inside) return dex_.add_anomaly("dex-unsorted-strings");
    if (!zero_inside) last = now;
  }
}

void Survey::classes() {
  const auto most = static_cast<uint32_t>(std::min<uint64_t>(dex_.class_count_, limits_.items));
  uint64_t work = fair_work(dex_.bytes_);
  uint32_t index = 0;
  while (index < most && members(index, work)) ++index;
  dex_.readable_classes_ = index;
  report("类的内容", "class data", broken_classes_, dex_.class_count_, dex_.classes_at_);
  report("方法的代码", "method code", unreadable_methods_, methods_, dex_.classes_at_);
  report_limit("类的内容重叠", "overlapping class data", dex_.class_count_ - index);
}

// False when the work ran out.
bool Survey::members(uint32_t index, uint64_t& work) {
  const io::ByteReader file(dex_.bytes_);
  const ClassDef def = dex_.class_def(index);
  uint64_t code_bytes = 0;
  const auto method = [&](MethodBody body, bool) {
    if (body.code_at == 0) {
      const bool native = (body.access & kNative) != 0;
      dex_.shape_.methods += native;
      dex_.shape_.hollow += native;
      return;
    }
    ++methods_;
    const uint32_t units = read_code(dex_.bytes_, body.code_at).units;
    if (units == 0) ++unreadable_methods_;  // no method is empty: it ends in a return or a throw
    code_bytes += uint64_t{units} * 2;
    ++dex_.shape_.methods;
    if (units <= kHollowUnits) ++dex_.shape_.hollow;
  };
  const ClassDataRead data = read_class_data(
      dex_.bytes_, def.data_at, [](FieldDef, bool) {}, method);
  if (!data.whole) ++broken_classes_;
  dex_.shape_.code_bytes += code_bytes;
  const uint64_t interfaces = def.interfaces_at == 0 ? 0 : file.le_at<uint32_t>(def.interfaces_at);
  const uint64_t cost = 32 + data.bytes + code_bytes + 2 * std::min<uint64_t>(interfaces, kMostInterfaces);
  if (cost > work) return false;
  work -= cost;
  return true;
}

void Survey::values() {
  const auto most = static_cast<uint32_t>(std::min<uint64_t>(dex_.class_count_, limits_.items));
  uint64_t work = fair_work(dex_.bytes_);
  ValueReader reader(dex_.bytes_, work);
  uint32_t broken = 0;
  uint32_t index = 0;
  for (; index < most && work != 0; ++index) {
    const ClassDef def = dex_.class_def(index);
    const bool statics = reader.static_values(def.static_values_at, nullptr);
    const bool annotations = reader.directory(def, nullptr);
    if (!statics || !annotations) ++broken;
  }
  if (work == 0) --index;  // the class that used it up
  dex_.readable_values_ = index;
  report("注解与静态值", "annotations and static values", broken, dex_.class_count_, dex_.classes_at_);
  report_limit("注解重叠", "overlapping annotations", dex_.class_count_ - index);
}

}  // namespace jianfu::formats::dex
