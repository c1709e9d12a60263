#include "io/libzip_view.h"

#include <zip.h>

#include <algorithm>
#include <utility>

namespace jianfu::io::zip {

struct LibzipView::Impl {
  zip_t* archive = nullptr;
};

LibzipView::LibzipView(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LibzipView::~LibzipView() {
  zip_discard(impl_->archive);
}

std::unique_ptr<LibzipView> LibzipView::open(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  std::unique_ptr<LibzipView> out;
  if (zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error)) {
    if (zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error)) {
      out.reset(new LibzipView(std::make_unique<Impl>(Impl{archive})));
    } else {
      zip_source_free(source);
    }
  }
  zip_error_fini(&error);
  return out;
}

uint64_t LibzipView::count() const {
  return static_cast<uint64_t>(std::max<zip_int64_t>(zip_get_num_entries(impl_->archive, 0), 0));
}

std::optional<LibzipView::Stat> LibzipView::stat(uint64_t index) const {
  zip_stat_t raw;
  zip_stat_init(&raw);
  if (zip_stat_index(impl_->archive, index, ZIP_FL_ENC_RAW, &raw) != 0 || raw.name == nullptr)
    return std::nullopt;
  return Stat{raw.name, raw.comp_size, raw.size, raw.crc, raw.comp_method};
}

Content LibzipView::read(uint64_t index, uint64_t cap) const {
  Content out;
  zip_file_t* file = zip_fopen_index(impl_->archive, index, 0);
  if (file == nullptr) {
    const bool locked = zip_error_code_zip(zip_get_error(impl_->archive)) == ZIP_ER_NOPASSWD;
    out.defect = locked ? Defect{GapReason::kEncrypted, {Msg::zip_encrypted, {}}, 0, 0}
                        : Defect{GapReason::kUnsupported, {Msg::zip_method, {"?"}}, 0, 0};
    return out;
  }
  std::string bytes;
  zip_int64_t got = 1;
  while (got > 0 && bytes.size() <= cap) {  // one more than allowed tells that there are more
    const size_t have = bytes.size();
    const uint64_t step = std::clamp<uint64_t>(have, 65'536, 16ull << 20);
    bytes.resize(have + static_cast<size_t>(std::min(step, cap - have + 1)));
    got = zip_fread(file, bytes.data() + have, bytes.size() - have);
    bytes.resize(have + static_cast<size_t>(std::max<zip_int64_t>(got, 0)));
  }
  if (bytes.size() > cap) {
    bytes.resize(static_cast<size_t>(cap));
    out.defect = Defect{GapReason::kLimit, {}, 0, 0};
  } else if (got < 0) {
    out.defect = Defect{GapReason::kCorrupt, {Msg::zip_bad_data, {"?", std::to_string(bytes.size())}}, 0, 0};
  }
  zip_fclose(file);
  out.bytes = Blob::own(std::move(bytes));
  return out;
}

}  // namespace jianfu::io::zip
