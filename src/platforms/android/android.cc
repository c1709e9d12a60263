#include "platforms/android/android.h"

#include "platforms/android/read_program.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::android {

int recognise(const io::Tree& tree) {
  return tree.find("AndroidManifest.xml") ? 2 : 0;
}

Result<Reading> read(std::span<const Input> inputs, const Context& context) {
  Reading reading;
  evidence::Collector out(reading.evidence, context.filter);
  Program program(out);
  for (size_t i = 0; i < inputs.size(); ++i) {
    const std::string file = text::to_valid_utf8(base_of(inputs[i].path));
    program.add_apk(program.add_tree(*inputs[i].tree, i == 0 ? std::string() : file + "!/"));
    if (i == 0) continue;
    const std::string split = text::to_valid_utf8(membership(*inputs[i].tree).name);
    reading.package.parts.push_back({inputs[i].path, "split", split, 0, ""});
  }
  Status status = read_program(program, context, out, reading);
  if (!status) return status.error();
  return reading;
}

}  // namespace jianfu::platforms::android
