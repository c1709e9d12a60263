#include "formats/axml/attribute_ids.h"

#include <catch2/catch.hpp>

namespace jianfu::formats::axml::attribute {

TEST_CASE("a framework attribute is known by its name and by its id") {
  CHECK(id_of("label") == 0x01010001);
  CHECK(id_of("onClick") == kOnClick);
  CHECK(name_of(0x0101014f) == "text");
}

TEST_CASE("a name or an id that is in no table gives nothing") {
  CHECK(id_of("Label") == 0);
  CHECK(id_of("") == 0);
  CHECK(name_of(0x0101ffff).empty());
  CHECK(name_of(0).empty());
}

TEST_CASE("every attribute of the table leads back to itself") {
  for (const NamedId& row : kAll) {
    CHECK(id_of(row.name) == row.id);
    CHECK(name_of(row.id) == row.name);
  }
}

}  // namespace jianfu::formats::axml::attribute
