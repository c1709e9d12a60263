// What a process that reads packages may send when a package has got hold of it: letters come whole or not at all, and
// none says more than was sent.
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "audit/channel.h"
#include "audit/worker.h"

using namespace jianfu;

namespace {

constexpr size_t kHeadBytes = 9;
constexpr size_t kMost = 4096;  // at once: what a socket takes without anybody who reads

void check(bool holds) {
  if (!holds) std::abort();
}

void check_letter(const audit::Letter& letter) {
  size_t bytes = 0;
  for (const std::vector<std::string>& paths : audit::packages_of(letter.bytes)) {
    for (const std::string& path : paths) {
      check(!path.empty() && path.find('\0') == std::string::npos);
      bytes += path.size();
    }
  }
  check(bytes <= letter.bytes.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  int ends[2];
  check(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
  audit::Channel here(ends[0]);
  const int there = ends[1];
  size_t heard = 0;
  for (size_t at = 0; at < size;) {
    const ssize_t sent = ::send(there, data + at, std::min(size - at, kMost), 0);
    check(sent > 0);
    at += static_cast<size_t>(sent);
    check(here.read_some());
    while (const std::optional<audit::Letter> letter = here.next()) {
      heard += kHeadBytes + letter->bytes.size();
      check(heard <= at);
      check_letter(*letter);
    }
  }
  ::close(there);
  check(!here.receive());  // what is left is no letter
  return 0;
}

std::vector<std::string> seeds() {
  const auto letter = [](char kind, const std::string& bytes) {
    std::string out(1, kind);
    for (unsigned i = 0; i < 8; ++i) out += static_cast<char>(static_cast<uint64_t>(bytes.size()) >> (8 * i));
    return out + bytes;
  };
  using namespace std::string_literals;
  return {letter('k', std::string(64, 'a')) + letter('s', "") + letter('e', "/a\0/b\0\0/c\0\0"s) + letter('r', "JFRESULT")};
}
