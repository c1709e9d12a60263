// Messages between the process that keeps the store and those that scan: a letter and bytes, over a pair of sockets.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jianfu::audit {

struct Letter {
  char kind = 0;
  std::string bytes;
};

// Owns its end.
class Channel {
 public:
  explicit Channel(int socket) : socket_(socket) {}
  ~Channel();
  Channel(Channel&& other) noexcept : socket_(other.socket_), pending_(std::move(other.pending_)) { other.socket_ = -1; }
  Channel& operator=(Channel&& other) noexcept;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  int descriptor() const { return socket_; }
  // False when the other end is gone.
  bool send(char kind, std::string_view bytes);
  // Waits for a whole letter; nothing when the other end is gone.
  std::optional<Letter> receive();
  // Takes what has come without waiting; false when the other end is gone. Then next() has what is whole.
  bool read_some();
  std::optional<Letter> next();

 private:
  int socket_;
  std::string pending_;
};

}  // namespace jianfu::audit
