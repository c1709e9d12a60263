#include "formats/aapt_proto/item.h"

#include "formats/protobuf/protobuf.h"

namespace jianfu::formats::aapt_proto {
namespace {

using protobuf::Message;
using protobuf::Wire;

// Fields of Item, Primitive, Reference.
enum ItemField : uint32_t { kRef = 1, kStr = 2, kRawStr = 3, kStyledStr = 4, kFile = 5, kId = 6, kPrim = 7 };
enum ReferenceField : uint32_t { kRefType = 1, kRefId = 2, kRefName = 3, kRefDynamic = 5 };

// The type of a Primitive by its field (formats.md §2.5); the colours and sizes have the codes of Res_value.
uint8_t type_of_primitive(uint32_t field) {
  constexpr uint8_t kDimension = 0x05, kFraction = 0x06, kFirstColour = 0x1C;
  switch (field) {
    case 3:
      return axml::kFloat;
    case 4:
    case 13:
      return kDimension;
    case 5:
    case 14:
      return kFraction;
    case 6:
      return axml::kIntDecimal;
    case 7:
      return axml::kIntHex;
    case 8:
      return axml::kBoolean;
    case 9:
    case 10:
    case 11:
    case 12:
      return static_cast<uint8_t>(kFirstColour + (field - 9));
    default:
      return axml::kNull;
  }
}

Item read_primitive(std::string_view message) {
  constexpr uint32_t kEmptyValue = 2;
  Item out;
  for (Message in(message); in.next();) {
    out.type = type_of_primitive(in.number());
    out.data = in.value32();
    if (out.type == axml::kBoolean) out.data = in.value() != 0 ? 0xFFFFFFFF : 0;
    if (out.type == axml::kNull) out.data = in.number() == kEmptyValue ? 1 : 0;
  }
  return out;
}

}  // namespace

Item read_reference(std::string_view message) {
  Item out;
  out.type = axml::kReference;
  bool attribute = false, dynamic = false;
  for (Message in(message); in.next();) {
    if (in.is(kRefType, Wire::kVarint)) attribute = in.value() == 1;
    if (in.is(kRefId, Wire::kVarint)) out.data = in.value32();
    if (in.is(kRefName, Wire::kBytes)) out.name = in.bytes();
    if (in.is(kRefDynamic, Wire::kBytes)) dynamic = protobuf::value_of(in.bytes(), 1) != 0;
  }
  constexpr uint8_t kDynamicAttribute = 0x08;
  if (attribute) {
    out.type = dynamic ? kDynamicAttribute : static_cast<uint8_t>(axml::kAttribute);
  } else if (dynamic) {
    out.type = axml::kDynamicReference;
  }
  if (out.data != 0) out.name = {};
  return out;
}

std::optional<Item> read_item(std::string_view message) {
  std::optional<Item> out;
  for (Message in(message); in.next();) {
    if (in.wire() != Wire::kBytes) continue;
    const std::string_view inner = in.bytes();
    Item item;
    item.type = axml::kString;
    switch (in.number()) {
      case kRef:
        item = read_reference(inner);
        break;
      case kStr:
      case kRawStr:
      case kFile:
        item.text = protobuf::bytes_of(inner, 1);
        break;
      case kStyledStr:
        item.text = protobuf::bytes_of(inner, 1);
        item.styled = inner;
        break;
      case kId:  // an id has no value but that it is there
        item.type = axml::kBoolean;
        break;
      case kPrim:
        item = read_primitive(inner);
        break;
      default:
        continue;  // flags of the item
    }
    out = item;
  }
  return out;
}

}  // namespace jianfu::formats::aapt_proto
