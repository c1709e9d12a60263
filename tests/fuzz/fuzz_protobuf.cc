// The wire format: fields never hold more than the message, and there are never more of them than bytes.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "builders/proto_writer.h"
#include "formats/protobuf/protobuf.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace protobuf = jianfu::formats::protobuf;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  protobuf::Message message(bytes);
  size_t fields = 0, held = 0;
  while (message.next()) {
    ++fields;
    held += message.bytes().size();
    if (message.number() == 0) std::abort();
    protobuf::bytes_of(message.bytes(), message.number());
  }
  if (fields + held > size || message.next()) std::abort();
  protobuf::value_of(bytes, 1);
  return 0;
}

std::vector<std::string> seeds() {
  using jianfu::builders::ProtoWriter;
  const ProtoWriter inner = ProtoWriter().number(1, 300).text(2, "打卡").fixed32(3, 1).fixed64(4, 2);
  return {inner.bytes(),
          ProtoWriter().message(1, inner).group(2, inner).message(3, inner).number(1000, UINT64_MAX).bytes()};
}
