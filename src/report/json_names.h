// Words of the JSON report that its writer and its reader share and that are no table of another room.
#pragma once

#include <array>
#include <string_view>

namespace jianfu::report {

inline constexpr std::string_view kReportSchema = "jianfu-report/1";
inline constexpr std::array<std::string_view, 3> kPartShapes = {"one", "all", "any"};             // engine::Part::Shape
inline constexpr std::array<std::string_view, 2> kDeclaredStates = {"undeclared", "declared"};    // DeclaredView::State
inline constexpr std::array<std::string_view, 3> kIdentityStates = {"same", "differs", "unknown"};  // IdentityView::State
inline constexpr std::array<std::string_view, 3> kSpecialStates = {"found", "not-found", "not-determined"};  // SpecialView::State

}  // namespace jianfu::report
