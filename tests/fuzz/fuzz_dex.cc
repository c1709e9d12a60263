// DEX: tables, all code, annotations and static values of whatever bytes.
#include <cstdint>
#include <string>
#include <vector>

#include "builders/dex_assembly.h"
#include "builders/dex_read_everything.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data),
                          size);  // an allocation of its own: ends are watched
  jianfu::formats::dex::read_everything(bytes);
  return 0;
}

std::vector<std::string> seeds() {
  const jianfu::builders::Assembled page = jianfu::builders::assemble_classes(R"(
interface com.gov.demo.Api
  @retrofit2.http.GET "sign/list"
  method list(string) void
@com.x.Route path="/sign" group="a", "b"
class com.gov.demo.SignActivity extends android.app.Activity implements com.gov.demo.Api
  field static final string URL = "/sign/in"
  field static int LIMIT = -5
  field private long count
  method onCreate(android.os.Bundle) void
    layout 0x7f030001
    call android.widget.TextView.setText(CharSequence) "立即打卡"
    call android.location.LocationManager.requestLocationUpdates(string, long, float, a.L) "gps" 1000
    chars "积分"
    start com.gov.demo.RankActivity
  method native static key() string
)");
  return {jianfu::builders::build_dex(page.classes), jianfu::builders::build_dex(page.classes, "041")};
}
