#include "audit/store.h"

#include "audit/clock.h"
#include "audit/schema.h"

namespace jianfu::audit {
namespace {

std::string lines(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& one : all) out += (out.empty() ? "" : "\n") + one;
  return out;
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(const std::string& path, bool wait) {
  Result<std::unique_ptr<Lock>> lock = Lock::take(path, wait);
  if (!lock) return lock.error();
  Result<std::unique_ptr<Database>> database = Database::open(path, Access::kCreate);
  if (!database) return database.error();
  if (const Status status = prepare_schema(**database); !status) return status.error();
  return std::unique_ptr<Store>(new Store(std::move(*lock), std::move(*database)));
}

Store::Store(std::unique_ptr<Lock> lock, std::unique_ptr<Database> database)
    : lock_(std::move(lock)), database_(std::move(database)) {}

// One file is left, which can be asked from where nothing can be written too.
Store::~Store() {
  statements_.clear();
  database_->run("PRAGMA journal_mode = DELETE");
}

Statement& Store::statement(std::string_view sql) {
  const auto found = statements_.find(sql);
  return found != statements_.end() ? found->second : statements_.emplace(sql, database_->prepare(sql)).first->second;
}

void Store::use(const Context& context) {
  statement("INSERT OR IGNORE INTO context (key, engine, ruleset, ruleset_version, ruleset_digest, options) VALUES (?,?,?,?,?,?)")
      .bind(context.key, context.engine, context.ruleset, context.ruleset_version, context.ruleset_digest, context.options)
      .run();
  Statement& id = statement("SELECT id FROM context WHERE key = ?").bind(context.key);
  context_ = id.step() ? id.number(0) : 0;
  id.reset();
  statement("INSERT OR REPLACE INTO setting VALUES ('context', ?)").bind(std::to_string(context_)).run();
}

int64_t Store::begin_run(const std::string& root) {
  statement("INSERT INTO run (context, root, started) VALUES (?,?,?)").bind(context_, root, now_utc()).run();
  return database_->last_id();
}

int64_t Store::same_run(const std::string& root, const std::string& started) {
  Statement& row = statement("SELECT id FROM run WHERE context = ? AND root = ? AND started = ?").bind(context_, root, started);
  const int64_t known = row.step() ? row.number(0) : 0;
  row.reset();
  if (known != 0) return known;
  statement("INSERT INTO run (context, root, started) VALUES (?,?,?)").bind(context_, root, started).run();
  return database_->last_id();
}

void Store::end_run(int64_t run, const Counts& counts) {
  statement("UPDATE run SET ended = ?, found = ?, scanned = ?, reused = ?, failed = ? WHERE id = ?")
      .bind(now_utc(), counts.found, counts.scanned, counts.reused, counts.failed, run)
      .run();
}

Store::Known Store::known(const Occurrence& occurrence) {
  if (occurrence.stamp.empty()) return Known::kNo;
  Statement& row = statement(
      "SELECT scan.id, scan.failure_zh <> '', o.failure_zh <> '' AND run.context = ?2 FROM occurrence o "
      "JOIN run ON run.id = o.run LEFT JOIN scan ON scan.package = o.package AND scan.context = ?2 "
      "WHERE o.path = ?1 AND o.stamp = ?3 AND o.parts = ?4");
  row.bind(occurrence.path, context_, occurrence.stamp, lines(occurrence.parts));
  Known out = Known::kNo;
  if (row.step()) {
    const bool failed = row.is_null(0) ? row.number(2) != 0 : row.number(1) != 0;
    if (!row.is_null(0) || failed) out = failed ? Known::kFailed : Known::kDone;
  }
  row.reset();
  return out;
}

std::string Store::content_at(const Occurrence& occurrence) {
  if (occurrence.stamp.empty()) return {};
  Statement& row = statement(
      "SELECT package.content FROM occurrence o JOIN package ON package.id = o.package WHERE o.path = ?1 AND o.stamp = ?2 AND o.parts = ?3");
  row.bind(occurrence.path, occurrence.stamp, lines(occurrence.parts));
  const std::string out = row.step() ? row.text(0) : std::string();
  row.reset();
  return out;
}

bool Store::has_scan(const std::string& content) {
  Statement& row = statement("SELECT 1 FROM scan JOIN package ON package.id = scan.package WHERE package.content = ? AND scan.context = ?");
  const bool out = row.bind(content, context_).step();
  row.reset();
  return out;
}

namespace {

constexpr std::string_view kPlace =
    "INSERT INTO occurrence (path, root, parts, stamp, package, failure_zh, failure_en, run) "
    "VALUES (?,?,?,?,(SELECT id FROM package WHERE content = ?),?,?,?) "
    "ON CONFLICT (path) DO UPDATE SET root = excluded.root, parts = excluded.parts, stamp = excluded.stamp, "
    "package = excluded.package, failure_zh = excluded.failure_zh, failure_en = excluded.failure_en, run = excluded.run, gone = 0";

}  // namespace

void Store::link(int64_t run, const Occurrence& at, const std::string& content) {
  statement(kPlace).bind(at.path, at.root, lines(at.parts), at.stamp, content, "", "", run).run();
}

void Store::link_failure(int64_t run, const Occurrence& at, const Record& why) {
  statement(kPlace).bind(at.path, at.root, lines(at.parts), at.stamp, nullptr, why.failure_zh, why.failure_en, run).run();
}

void Store::touch(int64_t run, const Occurrence& at) {
  statement("UPDATE occurrence SET run = ?, root = ?, gone = 0 WHERE path = ?").bind(run, at.root, at.path).run();
}

void Store::forget_failures(const std::string& root) {
  statement(
      "DELETE FROM scan WHERE context = ?1 AND failure_zh <> '' AND package IN "
      "(SELECT package FROM occurrence WHERE root = ?2 OR substr(path, 1, length(?2) + 1) = ?2 || '/')")
      .bind(context_, root)
      .run();
}

void Store::forget_unseen(int64_t run, const std::string& root) {
  statement("UPDATE occurrence SET gone = 1 WHERE run <> ? AND (root = ?2 OR substr(path, 1, length(?2) + 1) = ?2 || '/')")
      .bind(run, root)
      .run();
}

int64_t Store::package_of(const Record& record) {
  // A failed one tells less of itself than the same bytes do to another engine or with other options.
  statement(
      "INSERT INTO package (content, kind, app_id, name, version, size, signer, frameworks) VALUES (?,?,?,?,?,?,?,?) "
      "ON CONFLICT (content) DO UPDATE SET kind = excluded.kind, app_id = excluded.app_id, name = excluded.name, "
      "version = excluded.version, size = excluded.size, signer = excluded.signer, frameworks = excluded.frameworks "
      "WHERE excluded.kind <> ''")
      .bind(record.content, record.kind, record.app_id, record.name, record.version, record.size, record.signer, record.frameworks)
      .run();
  Statement& id = statement("SELECT id FROM package WHERE content = ?").bind(record.content);
  const int64_t out = id.step() ? id.number(0) : 0;
  id.reset();
  return out;
}

void Store::add(const Record& record) {
  if (!has_scan(record.content)) insert(record);
}

void Store::add(std::span<const Record> records) {
  Transaction transaction(*database_);
  for (const Record& record : records) {
    if (!record.failed())  // a failure has no rows of its own
      statement("DELETE FROM scan WHERE failure_zh <> '' AND context = ? AND package = (SELECT id FROM package WHERE content = ?)")
          .bind(context_, record.content)
          .run();
    if (!has_scan(record.content)) insert(record);
  }
  transaction.commit();
}

void Store::insert(const Record& record) {
  const int64_t package = package_of(record);
  Statement& scan = statement(
      "INSERT INTO scan (package, context, scanned, verdict, failure_zh, failure_en, nothing_decisive, packed, entries, "
      "entries_read, bytes, bytes_read, gaps, report) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  scan.bind(package, context_, now_utc(), record.verdict, record.failure_zh, record.failure_en, record.nothing_decisive, record.packed,
            record.entries, record.entries_read, record.bytes_total, record.bytes_read, record.gaps_in_all,
            Statement::bytes(record.report))
      .run();
  add_rows(database_->last_id(), package, record);
}

// In place of those of an earlier scan of the same bytes. They come sorted by kind.
void Store::add_features(int64_t package, const std::vector<FeatureRow>& features) {
  statement("DELETE FROM feature WHERE package = ?").bind(package).run();
  for (size_t begin = 0; begin < features.size();) {
    size_t end = begin;
    std::vector<std::string> texts;
    for (; end < features.size() && features[end].kind == features[begin].kind; ++end) texts.push_back(features[end].text);
    statement("INSERT OR REPLACE INTO feature VALUES (?,?,?)").bind(package, features[begin].kind, lines(texts)).run();
    begin = end;
  }
}

void Store::add_rows(int64_t scan, int64_t package, const Record& record) {
  for (const ProvisionRow& row : record.provisions)
    statement("INSERT OR IGNORE INTO provision VALUES (?,?,?,?,?)").bind(scan, row.provision, row.title_zh, row.title_en, row.verdict).run();
  for (const RequiredRow& row : record.required)
    statement("INSERT OR IGNORE INTO required VALUES (?,?,?,?,?,?,?,?)")
        .bind(scan, row.rule, row.feature, row.provision, row.verdict, row.grade, row.title_zh, row.title_en)
        .run();
  for (const UndecidedRow& row : record.undecided)
    statement("INSERT OR IGNORE INTO undecided VALUES (?,?,?,?,?)").bind(scan, row.rule, row.provision, row.title_zh, row.title_en).run();
  int64_t place = 0;
  for (const GapRow& row : record.gaps)
    statement("INSERT INTO gap VALUES (?,?,?,?,?,?,?,?,?)")
        .bind(scan, place++, row.why, row.entry, row.what_zh, row.what_en, row.ask_zh, row.ask_en, row.bytes)
        .run();
  place = 0;
  for (const TrickRow& row : record.tricks)
    statement("INSERT INTO tampering VALUES (?,?,?,?,?,?,?,?)")
        .bind(scan, place++, row.id, row.entry, row.detail, row.places, row.says_zh, row.says_en)
        .run();
  add_features(package, record.features);
  for (const FindingRow& row : record.findings) {
    statement(
        "INSERT INTO finding (scan, inside, rule, feature, provision, verdict, severity, presence, coercion, exemption, module, "
        "module_title, title_zh, title_en, fingerprint) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .bind(scan, row.inside, row.rule, row.feature, row.provision, row.verdict, row.severity, row.presence, row.coercion,
              row.exemption, row.module, row.module_title, row.title_zh, row.title_en, row.fingerprint)
        .run();
    const int64_t finding = database_->last_id();
    int64_t number = 0;
    for (const PlaceRow& at : row.places)
      statement("INSERT INTO evidence VALUES (?,?,?,?,?,?,?,?,?)")
          .bind(finding, number++, at.kind, at.role, at.text, at.entry, at.line, at.symbol, at.because)
          .run();
  }
}

}  // namespace jianfu::audit
