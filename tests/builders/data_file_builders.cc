#include "builders/data_file_builders.h"

#include <algorithm>

#include "builders/byte_writer.h"
#include "text/utf.h"

namespace jianfu::builders {
namespace {

using namespace std::string_view_literals;

std::string utf16(std::string_view utf8, bool big = false) {
  ByteWriter out;
  for (size_t at = 0; at < utf8.size();) {
    const char32_t c = text::next_code_point(utf8, at);
    const auto put = [&](char32_t unit) {
      big ? out.be(static_cast<uint16_t>(unit)) : out.le(static_cast<uint16_t>(unit));
    };
    if (c >= 0x10000) {
      put(0xD800 + ((c - 0x10000) >> 10));
      put(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      put(c);
    }
  }
  return out.take();
}

class LuaWriter {
 public:
  explicit LuaWriter(uint8_t version) : version_(version) {}

  std::string write(const LuaFunction& main) {
    out_.raw("\x1BLua"sv).le(version_).le(uint8_t{0});
    if (version_ <= 0x52) {
      out_.raw("\1\4\10\4\10\0"sv);
      if (version_ == 0x52) out_.raw("\x19\x93\r\n\x1a\n"sv);
    } else {
      out_.raw("\x19\x93\r\n\x1a\n"sv).raw(version_ == 0x53 ? "\4\10\4\10\10"sv : "\4\10\10"sv);
      out_.le(uint64_t{0x5678}).le(uint64_t{0x4077280000000000});  // 370.5
      out_.le(uint8_t{1});
    }
    function(main);
    return out_.take();
  }

 private:
  void varint(uint64_t value) {
    std::string bytes(1, static_cast<char>(0x80 | (value & 0x7F)));
    for (value >>= 7; value > 0; value >>= 7) bytes.insert(bytes.begin(), static_cast<char>(value & 0x7F));
    out_.raw(bytes);
  }
  void number(uint64_t value) {
    version_ >= 0x54 ? varint(value) : void(out_.le(static_cast<uint32_t>(value)));
  }
  void text(std::string_view text) {
    if (version_ <= 0x52) {
      out_.le(uint64_t{text.size() + 1}).raw(text).le(uint8_t{0});
    } else if (version_ == 0x53) {
      if (text.size() + 1 < 0xFF) {
        out_.le(static_cast<uint8_t>(text.size() + 1));
      } else {
        out_.le(uint8_t{0xFF}).le(uint64_t{text.size() + 1});
      }
      out_.raw(text);
    } else {
      varint(text.size() + 1);
      out_.raw(text);
    }
  }
  void constants(const LuaFunction& from) {
    number(from.strings.size() + 4);
    out_.le(uint8_t{0});  // nil
    if (version_ >= 0x54) {
      out_.le(uint8_t{0x11});  // true
    } else {
      out_.le(uint8_t{1}).le(uint8_t{1});
    }
    out_.le(uint8_t{version_ >= 0x54 ? uint8_t{0x13} : uint8_t{3}}).le(uint64_t{0x3FF0000000000000});
    if (version_ >= 0x53) {
      out_.le(version_ >= 0x54 ? uint8_t{3} : uint8_t{0x13}).le(uint64_t{7});
    } else {
      out_.le(uint8_t{0});
    }
    for (const std::string& string : from.strings) {
      out_.le(version_ >= 0x53 && string.size() > 40 ? uint8_t{0x14} : uint8_t{4});
      text(string);
    }
  }
  void functions(const LuaFunction& from) {
    number(from.functions.size());
    for (const LuaFunction& inner : from.functions) function(inner);
  }
  void function(const LuaFunction& from) {
    if (version_ != 0x52) text("@main.lua");
    number(1), number(9);
    out_.raw(version_ == 0x51 ? "\0\0\2\2"sv : "\0\2\2"sv);
    number(2);
    out_.le(0x01020304u).le(0x05060708u);
    constants(from);
    if (version_ >= 0x53) {
      number(1);
      out_.raw(version_ >= 0x54 ? "\1\0\0"sv : "\1\0"sv);
    }
    functions(from);
    if (version_ == 0x52) {
      number(1);
      out_.raw("\1\0"sv);
      text("@main.lua");
    }
    number(2);
    out_.raw(std::string(version_ >= 0x54 ? 2 : 8, '\1'));
    if (version_ >= 0x54) number(1), number(0), number(1);
    number(1), text("local"), number(0), number(2);
    number(1), text("_ENV");
  }

  uint8_t version_;
  ByteWriter out_;
};

// Of .NET: sizes of blobs.
void compressed(ByteWriter& out, uint32_t size) {
  if (size < 0x80) {
    out.le(static_cast<uint8_t>(size));
  } else if (size < 0x4000) {
    out.be(static_cast<uint16_t>(0x8000 | size));
  } else {
    out.be(0xC0000000u | size);
  }
}

// Of SQLite.
std::string varint(uint64_t value) {
  std::string out(1, static_cast<char>(value & 0x7F));
  for (value >>= 7; value > 0; value >>= 7) out.insert(out.begin(), static_cast<char>(0x80 | (value & 0x7F)));
  return out;
}

class SqliteWriter {
 public:
  explicit SqliteWriter(const SqliteBuilder& from) : from_(from) {}

  std::string write() {
    pages_.emplace_back();
    std::vector<std::string> schema;
    for (const SqliteBuilder::Table& table : from_.tables) {
      const uint32_t root = write_table(table);
      schema.push_back(cell(record({"table", table.name, table.name, "CREATE TABLE " + table.name}, root),
                            schema.size() + 1));
    }
    pages_[0] = header() + leaf(schema, 100);
    std::string out;
    for (const std::string& page : pages_) out += page;
    return out;
  }

 private:
  std::string encoded(std::string_view text) const {
    return from_.encoding == 1 ? std::string(text) : utf16(text, from_.encoding == 3);
  }

  // Columns of text; with `root` the fourth is the number of a page.
  std::string record(const std::vector<std::string>& columns, uint32_t root = 0) const {
    std::string types, values;
    for (size_t i = 0; i < columns.size(); ++i) {
      if (root != 0 && i == 3) {
        types += '\4';
        values += ByteWriter().be(root).take();
      }
      const std::string value = encoded(columns[i]);
      types += varint(13 + 2 * value.size());
      values += value;
    }
    return varint(types.size() + (types.size() < 127 ? 1 : 2)) + types + values;
  }

  std::string cell(const std::string& record, size_t row) {
    std::string out = varint(record.size()) + varint(row);
    const size_t most = from_.page - 35, least = (from_.page - 12) * 32 / 255 - 23;
    if (record.size() <= most) return out + record;
    const size_t fitting = least + (record.size() - least) % (from_.page - 4),
                 local = fitting <= most ? fitting : least;
    const auto first = static_cast<uint32_t>(pages_.size() + 1);
    for (size_t at = local; at < record.size(); at += from_.page - 4) {
      const bool last = at + from_.page - 4 >= record.size();
      std::string page = ByteWriter().be(last ? 0u : static_cast<uint32_t>(pages_.size() + 2)).take() +
                         record.substr(at, from_.page - 4);
      page.resize(from_.page, '\0');
      pages_.push_back(page);
    }
    return out + record.substr(0, local) + ByteWriter().be(first).take();
  }

  std::string leaf(const std::vector<std::string>& cells, size_t before) const {
    return tree_page(13, cells, before, "");
  }
  std::string tree_page(uint8_t type, const std::vector<std::string>& cells, size_t before,
                        const std::string& right) const {
    ByteWriter out;
    out.le(type).be(uint16_t{0}).be(static_cast<uint16_t>(cells.size()));
    std::string contents, pointers;
    size_t at = from_.page;
    for (const std::string& one : cells) {
      at -= one.size();
      contents.insert(0, one);
      pointers += ByteWriter().be(static_cast<uint16_t>(at)).take();
    }
    out.be(static_cast<uint16_t>(at)).le(uint8_t{0}).raw(right).raw(pointers);
    std::string page = out.take();
    page.resize(at - before, '\0');
    return page + contents;
  }

  // Leaves under one inner page.
  uint32_t write_table(const SqliteBuilder::Table& table) {
    std::vector<uint32_t> leaves;
    for (size_t row = 0; row < table.rows.size() || leaves.empty(); row += from_.rows_a_page) {
      std::vector<std::string> cells;
      for (size_t i = row; i < std::min(table.rows.size(), row + from_.rows_a_page); ++i)
        cells.push_back(cell(record(table.rows[i]), i + 1));
      pages_.push_back(leaf(cells, 0));
      leaves.push_back(static_cast<uint32_t>(pages_.size()));
    }
    if (leaves.size() == 1) return leaves[0];
    std::vector<std::string> cells;
    for (size_t i = 0; i + 1 < leaves.size(); ++i)
      cells.push_back(ByteWriter().be(leaves[i]).take() + varint((i + 1) * from_.rows_a_page));
    pages_.push_back(tree_page(5, cells, 0, ByteWriter().be(leaves.back()).take()));
    return static_cast<uint32_t>(pages_.size());
  }

  std::string header() const {
    ByteWriter out;
    out.raw("SQLite format 3\0"sv)
        .be(static_cast<uint16_t>(from_.page == 65536 ? 1 : from_.page))
        .raw("\1\1\0\x40\x20\x20"sv);
    out.raw(std::string(32, '\0')).be(from_.encoding);
    std::string bytes = out.take();
    bytes.resize(100, '\0');
    return bytes;
  }

  const SqliteBuilder& from_;
  std::vector<std::string> pages_;
};

}  // namespace

std::string LuaBuilder::build() const {
  return LuaWriter(version).write(main);
}

std::string UnityBuilder::build() const {
  ByteWriter records;
  std::string data, all_names;
  for (const std::string& literal : literals) {
    if (lengths) records.le(static_cast<uint32_t>(literal.size()));
    records.le(static_cast<uint32_t>(data.size()));
    data += literal;
  }
  for (const std::string& name : names) all_names += name + '\0';
  const auto at = [](size_t offset) { return static_cast<uint32_t>(offset); };
  ByteWriter out;
  out.raw("\xAF\x1B\xB1\xFA"sv).le(version);
  size_t offset = 64;
  for (const size_t size : {records.size(), data.size(), all_names.size()}) {
    out.le(at(offset)).le(at(size));
    offset += size;
  }
  return out.raw(std::string(64 - out.size(), '\0')).raw(records.bytes()).raw(data).raw(all_names).take();
}

std::string GettextBuilder::build() const {
  ByteWriter out;
  const auto word = [&](size_t value) {
    big_endian ? out.be(static_cast<uint32_t>(value)) : out.le(static_cast<uint32_t>(value));
  };
  const size_t ids = 28, texts = ids + 8 * messages.size();
  for (const size_t value :
       {size_t{0x950412DE}, size_t{0}, messages.size(), ids, texts, size_t{0}, size_t{0}})
    word(value);
  std::string blob;
  const size_t base = texts + 8 * messages.size();
  for (const bool translation : {false, true}) {
    for (const auto& [id, text] : messages) {
      const std::string& one = translation ? text : id;
      word(one.size()), word(base + blob.size());
      blob += one + '\0';
    }
  }
  return out.raw(blob).take();
}

std::string AssemblyBuilder::build() const {
  ByteWriter user, name_heap;
  user.le(uint8_t{0});
  for (const std::string& string : strings) {
    const std::string wide_text = utf16(string);
    compressed(user, static_cast<uint32_t>(wide_text.size() + 1));
    user.raw(wide_text).le(uint8_t{1});
  }
  name_heap.le(uint8_t{0});
  for (const std::string& name : names) name_heap.raw(name).le(uint8_t{0});
  user.align(4), name_heap.align(4);

  ByteWriter root;
  const uint32_t tables = 16 + 12 + 4 + 2 * 8 + 12 + 4;
  root.raw("BSJB"sv)
      .le(uint16_t{1})
      .le(uint16_t{1})
      .le(0u)
      .le(12u)
      .raw("v4.0.30319\0\0"sv)
      .le(uint16_t{0})
      .le(uint16_t{2});
  root.le(tables).le(static_cast<uint32_t>(name_heap.size())).raw("#Strings\0\0\0\0"sv);
  root.le(static_cast<uint32_t>(tables + name_heap.size()))
      .le(static_cast<uint32_t>(user.size()))
      .raw("#US\0"sv);
  root.raw(std::string(tables - root.size(), '\0')).raw(name_heap.bytes()).raw(user.bytes());

  constexpr uint32_t kAddress = 0x2000, kFile = 0x400, kRuntime = 72;
  const size_t directories = wide ? 112 : 96, optional = directories + 16 * 8;
  ByteWriter out;
  out.raw("MZ"sv).raw(std::string(0x3A, '\0')).le(0x80u).raw(std::string(0x40, '\0'));
  out.raw("PE\0\0"sv)
      .le(uint16_t{0x14C})
      .le(uint16_t{1})
      .raw(std::string(12, '\0'))
      .le(static_cast<uint16_t>(optional))
      .le(uint16_t{0x2102});
  std::string header(optional, '\0');
  header.replace(0, 2, wide ? "\x0B\x02"sv : "\x0B\x01"sv);
  header.replace(directories + 14 * 8, 8, ByteWriter().le(kAddress).le(kRuntime).take());
  out.raw(header).raw(".text\0\0\0"sv).le(static_cast<uint32_t>(kRuntime + root.size())).le(kAddress);
  out.le(static_cast<uint32_t>(kRuntime + root.size())).le(kFile).raw(std::string(16, '\0'));
  out.raw(std::string(kFile - out.size(), '\0'));
  out.le(kRuntime)
      .le(uint16_t{2})
      .le(uint16_t{5})
      .le(kAddress + kRuntime)
      .le(static_cast<uint32_t>(root.size()));
  return out.raw(std::string(kFile + kRuntime - out.size(), '\0')).raw(root.bytes()).take();
}

std::string SqliteBuilder::build() const {
  return SqliteWriter(*this).write();
}

std::string RamBundleBuilder::build() const {
  ByteWriter out;
  std::string code = startup + '\0';
  out.raw("\xE5\xD1\x0B\xFB"sv)
      .le(static_cast<uint32_t>(modules.size()))
      .le(static_cast<uint32_t>(code.size()));
  for (const std::string& module : modules) {
    const size_t at = code.size();
    if (!module.empty()) code += module + '\0';
    out.le(static_cast<uint32_t>(module.empty() ? 0 : at)).le(static_cast<uint32_t>(code.size() - at));
  }
  return out.raw(code).take();
}

}  // namespace jianfu::builders
