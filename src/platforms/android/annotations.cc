#include "platforms/android/annotations.h"

#include <algorithm>
#include <array>

namespace jianfu::platforms::android {
namespace {

struct Row {
  std::string_view start;  // of the descriptor
  std::string_view end;
  AnnotationMeaning meaning;
};

constexpr std::array kRows = {
    Row{"Lkotlin/Metadata;", "", AnnotationMeaning::kNothing},
    Row{"Lkotlin/coroutines/jvm/internal/DebugMetadata;", "", AnnotationMeaning::kNothing},
    Row{"Ldalvik/annotation/", "", AnnotationMeaning::kNothing},
    Row{"Lretrofit2/http/", "Header;", AnnotationMeaning::kUnknown},
    Row{"Lretrofit2/http/", "Headers;", AnnotationMeaning::kUnknown},
    Row{"Lretrofit2/http/", "Query;", AnnotationMeaning::kName},
    Row{"Lretrofit2/http/", "Field;", AnnotationMeaning::kName},
    Row{"Lretrofit2/http/", "Path;", AnnotationMeaning::kName},
    Row{"Lretrofit2/http/", "Part;", AnnotationMeaning::kName},
    Row{"Lretrofit2/http/", "", AnnotationMeaning::kEndpoint},
    Row{"Lretrofit/http/", "", AnnotationMeaning::kEndpoint},
    Row{"Lcom/alibaba/android/arouter/", "/Route;", AnnotationMeaning::kRoute},
    Row{"Lcom/therouter/", "/Route;", AnnotationMeaning::kRoute},
    Row{"Lcom/therouter/", "/Routes;", AnnotationMeaning::kRoute},
    Row{"Lcom/sankuai/waimai/router/", ";", AnnotationMeaning::kRoute},
    Row{"L", "/RouterUri;", AnnotationMeaning::kRoute},
    Row{"L", "/DeepLink;", AnnotationMeaning::kRoute},
    Row{"L", "/Route;", AnnotationMeaning::kRoute},
    Row{"L", "/SerializedName;", AnnotationMeaning::kName},
    Row{"L", "/JsonProperty;", AnnotationMeaning::kName},
    Row{"L", "/JSONField;", AnnotationMeaning::kName},
    Row{"L", "/Json;", AnnotationMeaning::kName},
    Row{"L", "/SerialName;", AnnotationMeaning::kName},
    Row{"Landroidx/room/", "/Entity;", AnnotationMeaning::kName},
    Row{"Landroidx/room/Entity;", "", AnnotationMeaning::kName},
    Row{"Landroidx/room/ColumnInfo;", "", AnnotationMeaning::kName},
};

}  // namespace

AnnotationMeaning meaning_of_annotation(std::string_view descriptor) {
  const auto at = std::find_if(kRows.begin(), kRows.end(), [&](const Row& row) {
    return descriptor.starts_with(row.start) && descriptor.ends_with(row.end);
  });
  return at == kRows.end() ? AnnotationMeaning::kUnknown : at->meaning;
}

AnnotationMeaning meaning_of_element(AnnotationMeaning annotation, std::string_view element) {
  if (annotation == AnnotationMeaning::kUnknown && element == "message") return AnnotationMeaning::kMessage;
  const bool path = element == "path" || element == "value" || element == "paths";
  if (annotation == AnnotationMeaning::kRoute && !path) return AnnotationMeaning::kUnknown;
  return annotation;
}

}  // namespace jianfu::platforms::android
