#include "platforms/open.h"

#include <filesystem>
#include <utility>

#include "core/sha256.h"
#include "platforms/container.h"

namespace jianfu::platforms {

Result<std::unique_ptr<Opened>> open(const std::string& path, const Limits& limits) {
  auto out = std::make_unique<Opened>();
  out->path = path;
  std::error_code ignored;
  out->folder = std::filesystem::is_directory(path, ignored);
  Result<std::unique_ptr<io::Tree>> tree = Error{};
  if (out->folder) {
    tree = io::open_folder(path, limits);
  } else {
    Result<std::string> bytes = io::read_file(path, limits);
    if (!bytes) return Error(bytes.error());
    if (bytes->empty()) return Error{ErrorKind::kNotThisKind, {Msg::io_empty, {}}, path};
    out->bytes = std::move(*bytes);
    tree = open_container(out->bytes, limits, nullptr);
  }
  if (!tree) {
    Error error = tree.error();
    error.where = path + (error.where.empty() || error.where == path ? "" : ": " + error.where);
    return error;
  }
  out->tree = std::move(*tree);
  return out;
}

std::string digest(const Opened& opened) {
  if (!opened.folder) return core::sha256_hex(opened.bytes);
  std::string list;
  const auto& entries = opened.tree->entries();
  for (size_t i = 0; i < entries.size(); ++i) {
    if (!entries[i].directory)
      list += entries[i].name + '\0' + core::sha256_hex(opened.tree->read(i).bytes.view()) + '\n';
  }
  return core::sha256_hex(list);
}

}  // namespace jianfu::platforms
