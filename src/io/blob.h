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

  std::string_view view() const { return view_; }
  size_t size() const { return view_.size(); }

 private:
  std::unique_ptr<std::string> owned_;  // on the heap, so that view_ survives a move
  std::string_view view_;
};

}  // namespace jianfu::io
