#include "audit/channel.h"

#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <thread>

using jianfu::audit::Channel;
using jianfu::audit::Letter;

namespace {

struct Pair {
  Pair() { REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0); }
  int ends[2];
};

}  // namespace

TEST_CASE("letters arrive whole and in order, whatever their size") {
  const Pair pair;
  Channel here(pair.ends[0]), there(pair.ends[1]);
  const std::string large(3'000'000, 'x');  // more than a socket holds
  std::thread sender([&] {
    there.send('a', "");
    there.send('b', large);
    there.send('c', std::string("\0c", 2));
  });
  const auto first = here.receive(), second = here.receive(), third = here.receive();
  sender.join();
  REQUIRE(third);
  CHECK(first->kind == 'a');
  CHECK(first->bytes.empty());
  CHECK(second->bytes == large);
  CHECK(third->bytes == std::string("\0c", 2));
}

TEST_CASE("an end that is gone is told, and half a letter is none") {
  const Pair pair;
  Channel here(pair.ends[0]);
  REQUIRE(::write(pair.ends[1], "k\x05\0\0\0\0\0\0\0ab", 11) == 11);
  ::close(pair.ends[1]);
  CHECK_FALSE(here.receive());
  CHECK_FALSE(here.send('a', "b"));
}
