// What annotations of Android code say with their texts: an address, a route, a message to the user, a name.
#pragma once

#include <cstdint>
#include <string_view>

namespace jianfu::platforms::android {

enum class AnnotationMeaning : uint8_t {
  kUnknown,   // a literal like any other
  kNothing,   // of the compiler: no text of anybody's
  kEndpoint,  // Retrofit's @GET("sign/list")
  kRoute,     // a router's @Route(path = "/sign/index")
  kName,      // @SerializedName("signTime"), Room's @Entity(tableName = "sign_record")
  kMessage,   // validation: shown to the user
};

AnnotationMeaning meaning_of_annotation(std::string_view descriptor);
// Of one element: a validation's message, a route's path; else what the annotation means.
AnnotationMeaning meaning_of_element(AnnotationMeaning annotation, std::string_view element);

}  // namespace jianfu::platforms::android
