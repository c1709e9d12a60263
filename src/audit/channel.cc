#include "audit/channel.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

namespace jianfu::audit {
namespace {

constexpr size_t kHeadBytes = 1 + sizeof(uint64_t);

}  // namespace

Channel::~Channel() {
  if (socket_ >= 0) ::close(socket_);
}

Channel& Channel::operator=(Channel&& other) noexcept {
  std::swap(socket_, other.socket_);
  std::swap(pending_, other.pending_);
  return *this;
}

bool Channel::send(char kind, std::string_view bytes) {
  std::string message(1, kind);
  const uint64_t size = bytes.size();
  message.append(reinterpret_cast<const char*>(&size), sizeof(size));  // NOLINT: both ends are this program on this machine
  message += bytes;
  for (std::string_view rest = message; !rest.empty();) {
    const ssize_t sent = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    rest.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

bool Channel::read_some() {
  std::array<char, 65536> buffer;  // NOLINT: filled by recv
  const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  pending_.append(buffer.data(), static_cast<size_t>(got));
  return got > 0;
}

std::optional<Letter> Channel::next() {
  if (pending_.size() < kHeadBytes) return std::nullopt;
  uint64_t size = 0;
  std::memcpy(&size, pending_.data() + 1, sizeof(size));
  if (pending_.size() - kHeadBytes < size) return std::nullopt;
  Letter out{pending_.front(), pending_.substr(kHeadBytes, size)};
  pending_.erase(0, kHeadBytes + size);
  return out;
}

std::optional<Letter> Channel::receive() {
  for (;;) {
    if (std::optional<Letter> letter = next()) return letter;
    if (!read_some()) return std::nullopt;
  }
}

}  // namespace jianfu::audit
