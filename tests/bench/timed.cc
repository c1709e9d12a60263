// timed COMMAND…: runs it with its outputs thrown away and prints what it and all that it waited for took: milliseconds by
// the clock, milliseconds of processors, peak resident kilobytes of the largest, its exit code. A program as small as this
// starts it, because a process begins with the peak of the one that made it.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

namespace {

double milliseconds(const timeval& time) { return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3; }

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fputs("timed COMMAND…\n", stderr), 2;
  const auto begun = std::chrono::steady_clock::now();
  const pid_t child = vfork();
  if (child == 0) {
    const int nothing = open("/dev/null", O_RDWR);
    for (const int stream : {0, 1, 2}) dup2(nothing, stream);
    execvp(argv[1], argv + 1);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  const double wall = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  std::printf("%.3f %.3f %ld %d\n", wall, milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime), usage.ru_maxrss, code);
  return 0;
}
