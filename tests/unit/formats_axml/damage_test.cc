#include "builders/damage.h"
#include "unit/formats_axml/common.h"

namespace jianfu::formats::axml {
namespace {

// Every index that a document hands out can be followed.
void check_sound(const std::string& bytes) {
  const Result<Document> document = parse(bytes, Limits{});
  if (!document) return;
  CHECK_FALSE(document->elements.empty());
  for (size_t i = 0; i < document->elements.size(); ++i) {
    const Element& element = document->elements[i];
    CHECK(element.parent < static_cast<int32_t>(i));
    CHECK(element.parent >= -1);
    CHECK(element.attributes.size() <= bytes.size() / 20);
  }
}

}  // namespace

TEST_CASE("binary XML cut anywhere is an error, or what was read with a defect") {
  const std::string whole = small_manifest().bytes();
  // Behind the last element there are only the ends: the namespace's is missed by nobody.
  builders::cut_everywhere(whole, [&](const std::string& bytes) {
    check_sound(bytes);
    const Result<Document> document = parse(bytes, Limits{});
    if (document && bytes.size() < whole.size() - 0x18) CHECK_FALSE(document->defects.empty());
  });
}

TEST_CASE("binary XML with any byte changed gives a sound document or an error") {
  for (const bool utf8 : {false, true}) {
    build::AxmlOptions options;
    options.utf8 = utf8;
    builders::flip_everywhere(small_manifest(options).bytes(), check_sound);
  }
}

TEST_CASE("noise is read in one pass") {
  std::string noise;
  for (uint32_t i = 0; i < 400'000; ++i) noise += static_cast<char>((i * 2654435761u) >> 24);
  std::string nodes;  // headers that begin like nodes everywhere
  for (int i = 0; i < 200'000; ++i) nodes += "\x02\x01\x10";
  check_sound(small_manifest().bytes() + noise);
  std::string header = small_manifest().bytes().substr(0, 8);
  check_sound(header + noise);
  check_sound(header + nodes);
}

}  // namespace jianfu::formats::axml
