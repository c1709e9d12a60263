// Binary files that hold texts and are no code of Android, iOS or a mini-program: of game engines, of .NET,
// of Lua, catalogues of translations, databases; and the fallback for what nobody knows.
#pragma once

#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "platforms/platform.h"

namespace jianfu::platforms {

// global-metadata.dat; a file of that name that is none is encrypted: a gap.
void read_unity_metadata(evidence::Collector& out, const std::string& path, std::string_view bytes,
                         const Context& context);
// Lua and LuaJIT (carved, a gap).
void read_lua(evidence::Collector& out, const std::string& path, std::string_view bytes,
              const Context& context);
void read_mo(evidence::Collector& out, const std::string& path, std::string_view bytes,
             const Context& context);
// Assemblies; packed ones (XABA, XALZ) are a gap. A program without .NET metadata is carved.
void read_dotnet(evidence::Collector& out, const std::string& path, std::string_view bytes,
                 const Context& context);
void read_sqlite(evidence::Collector& out, const std::string& path, std::string_view bytes,
                 const Context& context);

// Texts with Han and addresses of bytes whose structure is unknown. No gap: the caller knows whether there is
// one.
void read_carved(evidence::Collector& out, const std::string& path, std::string_view bytes,
                 const Context& context);

}  // namespace jianfu::platforms
