// The program as a process of its own that something is done to: limits, signals, outputs that cannot be written. What it
// ends by and what it said are kept.
#pragma once

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "cli/run.h"
#include "e2e/workspace.h"

namespace jianfu::e2e {

inline std::string file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Ended {
  int code = -1;    // when it ended by itself
  int signal = 0;   // when one ended it; SIGALRM: it hung
  std::string out, err;
};

class Process {
 public:
  // `before` runs in the new process, behind the redirections of its outputs into files.
  explicit Process(const std::vector<std::string>& args, const std::function<void()>& before = {}) {
    std::cout << std::flush;
    std::fflush(nullptr);  // else both processes write what is there
    process_ = ::fork();
    if (process_ != 0) return;
    ::dup2(::open(path("out").c_str(), O_CREAT | O_WRONLY, 0600), STDOUT_FILENO);
    ::dup2(::open(path("err").c_str(), O_CREAT | O_WRONLY, 0600), STDERR_FILENO);
    const rlimit no_dump{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_dump);
    for (const int signal : {SIGINT, SIGTERM, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL}) std::signal(signal, SIG_DFL);  // Catch has its own
    constexpr unsigned kHangs = 300;  // seconds; machines that run tests may be slow
    ::alarm(kHangs);
    if (before) before();
    std::cout.clear(), std::cerr.clear();
    const int code = cli::run(args, std::cout, std::cerr);
    std::cout << std::flush;
    ::_exit(code);
  }
  ~Process() {
    if (process_ > 0) ::kill(process_, SIGKILL), ::waitpid(process_, nullptr, 0);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void signal(int number) const { ::kill(process_, number); }
  std::string said() const { return file_bytes(path("err")); }  // so far
  bool ended() {
    if (process_ > 0 && ::waitpid(process_, &status_, WNOHANG) == process_) process_ = -1;
    return process_ <= 0;
  }
  Ended end() {
    if (process_ > 0) ::waitpid(process_, &status_, 0);
    process_ = -1;
    Ended out;
    if (WIFSIGNALED(status_)) out.signal = WTERMSIG(status_);
    if (WIFEXITED(status_)) out.code = WEXITSTATUS(status_);
    out.out = file_bytes(path("out"));
    out.err = file_bytes(path("err"));
    return out;
  }

 private:
  std::string path(const std::string& name) const { return workspace_.path(name); }

  Workspace workspace_;
  pid_t process_ = -1;
  int status_ = 0;
};

inline Ended ended(const std::vector<std::string>& args, const std::function<void()>& before = {}) { return Process(args, before).end(); }

}  // namespace jianfu::e2e
