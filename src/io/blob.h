// Bytes that are either borrowed (a stored entry lies as it is in the package) or owned (inflated).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace jianfu::io {

class Blob {
 public:
  Blob() = default;
  // Borrowed: `view` must outlive the blob.
  static Blob borrow(std::string_view view) {
    Blob out;
    out.view_ = view;
    return out;
  }
  static Blob own(std::string bytes) {
    Blob out;
    out.owned_ = std::make_unique<std::string>(std::move(bytes));
    out.view_ = *out.owned_;
    return out;
  }
  // A raw buffer of which the first `size` bytes count: what an inflater wrote, never zeroed before.
  static Blob own(std::unique_ptr<char[]> bytes, size_t size) {
    Blob out;
    out.buffer_ = std::move(bytes);
    out.view_ = {out.buffer_.get(), size};
    return out;
  }

  std::string_view view() const { return view_; }
  size_t size() const { return view_.size(); }
  // Forgets all but the first `size` bytes.
  void shorten(size_t size) { view_ = view_.substr(0, size); }

 private:
  std::unique_ptr<std::string> owned_;  // on the heap, so that view_ survives a move
  std::unique_ptr<char[]> buffer_;
  std::string_view view_;
};

}  // namespace jianfu::io
