// A repository of packages as an audit finds one: many different programs in many folders, some in several places, some
// damaged, and files that are none. The same number gives the same bytes.
#pragma once

#include <functional>
#include <string>

namespace jianfu::builders {

// `put` gets path and bytes of each file. Packages are made from the cases below `samples`; the error says what went
// wrong, empty otherwise.
std::string many_packages(const std::string& samples, size_t count,
                          const std::function<void(const std::string& path, const std::string& bytes)>& put);

}  // namespace jianfu::builders
