#include "core/date.h"

#include <catch2/catch.hpp>

using namespace jianfu;

TEST_CASE("a date is a day that there is") {
  for (const char* good : {"2026-01-31", "2024-02-29", "2026-12-31", "2000-02-29"}) CHECK(core::is_date(good));
  for (const char* bad : {"", "2026-1-31", "2026/01/31", "2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
                          "2026-01-31T00:00", "20260131", "２０２６-01-31"})
    CHECK_FALSE(core::is_date(bad));
}

TEST_CASE("today is a date, and dates compare in the order of time") {
  CHECK(core::is_date(core::today()));
  CHECK(core::today() > "2025-12-31");
  CHECK(std::string("2026-09-30") < std::string("2026-10-01"));
}
