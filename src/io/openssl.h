// OpenSSL without the configuration of the machine: to read it takes as long as a start may, and what it says must not
// change what is read of a package.
#pragma once

#include <openssl/crypto.h>

namespace jianfu::io {

// Before anything else of OpenSSL is used; costs nothing the second time.
inline void start_openssl() { OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr); }

}  // namespace jianfu::io
