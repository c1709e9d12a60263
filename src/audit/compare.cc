#include "audit/compare.h"

#include <array>

#include "audit/problem.h"
#include "audit/schema.h"

namespace jianfu::audit {
namespace {

// The apps of a database, with the worst verdict of their packages, and their functions.
std::string apps(const std::string& schema) {
  return "SELECT p.kind || ':' || CASE WHEN p.app_id <> '' THEN p.app_id WHEN p.name <> '' THEN p.name ELSE o.path END AS app, p.name AS name, "
         "p.app_id AS app_id, n.id AS scan, n.verdict AS verdict, n.failure_zh AS failure FROM " +
         schema + ".now n JOIN " + schema + ".package p ON p.id = n.package JOIN " + schema + ".occurrence o ON o.package = p.id AND NOT o.gone";
}

std::string functions(const std::string& schema, const std::string& from) {
  return "SELECT DISTINCT a.app AS app, a.name AS name, a.app_id AS app_id, f.rule AS rule, f.provision AS provision, f.title_zh AS zh, "
         "f.title_en AS en FROM " +
         from + " a JOIN " + schema + ".finding f ON f.scan = a.scan WHERE f.verdict IN ('suspected', 'explain')";
}

const std::string& with() {
  static const std::string all = "WITH new_app AS (" + apps("main") + "), old_app AS (" + apps("earlier") + "), new_f AS (" +
                                 functions("main", "new_app") + "), old_f AS (" + functions("earlier", "old_app") + ") ";
  return all;
}

}  // namespace

Status attach_earlier(Database& database, const std::string& path) {
  {
    const Result<std::unique_ptr<Database>> other = Database::open(path, Access::kRead);
    if (!other) return other.error();
    if (const Status status = check_schema(**other); !status) return status;
  }
  Statement attach = database.prepare("ATTACH DATABASE ? AS earlier");
  attach.bind(path).run();
  return database.status();
}

Result<Rows> changes(Database& database, Lang lang) {
  static const std::string sql =
      with() +
      "SELECT said('新出现', 'came'), n.provision, said(n.zh, n.en), n.name, n.app_id FROM new_f n WHERE n.app IN (SELECT app FROM old_app) "
      "AND NOT EXISTS (SELECT 1 FROM old_f o WHERE o.app = n.app AND o.rule = n.rule) "
      "UNION ALL SELECT said('已消失', 'went'), o.provision, said(o.zh, o.en), o.name, o.app_id FROM old_f o WHERE o.app IN (SELECT app FROM new_app) "
      "AND NOT EXISTS (SELECT 1 FROM new_f n WHERE n.app = o.app AND n.rule = o.rule) "
      "UNION ALL SELECT said('新应用', 'new app'), n.provision, said(n.zh, n.en), n.name, n.app_id FROM new_f n WHERE n.app NOT IN (SELECT app FROM old_app) "
      "UNION ALL SELECT DISTINCT said('新应用', 'new app'), '', worded(a.verdict), a.name, a.app_id FROM new_app a "
      "WHERE a.app NOT IN (SELECT app FROM old_app) AND a.app NOT IN (SELECT app FROM new_f) "
      "UNION ALL SELECT DISTINCT said('应用不再出现', 'app is gone'), '', worded(a.verdict), a.name, a.app_id FROM old_app a "
      "WHERE a.app NOT IN (SELECT app FROM new_app) ORDER BY 1, 2, 4, 3, 5";
  constexpr std::array kColumns = {Phrase::ask_change, Phrase::ask_provision, Phrase::ask_finding, Phrase::ask_package, Phrase::ask_app_id};
  database.speak(lang);
  return rows_of(database, database.prepare(sql), kColumns, lang);
}

Result<Rows> trend(Database& database, Lang lang) {
  const auto counted = [](const std::string& schema) {
    return "SELECT v, count(*) AS c FROM (SELECT CASE WHEN n.failure_zh <> '' THEN 'failed' ELSE n.verdict END AS v FROM " + schema +
           ".now n WHERE EXISTS (SELECT 1 FROM " + schema + ".occurrence o WHERE o.package = n.package AND NOT o.gone) "
           "UNION ALL SELECT 'failed' FROM " + schema + ".occurrence WHERE failure_zh <> '' AND NOT gone) GROUP BY v";
  };
  const std::string sql = "WITH b AS (" + counted("earlier") + "), a AS (" + counted("main") +
                          ") SELECT CASE k.v WHEN 'failed' THEN said('未能检查', 'failed') ELSE worded(k.v) END, coalesce(b.c, 0), coalesce(a.c, 0), "
                          "coalesce(a.c, 0) - coalesce(b.c, 0) FROM (SELECT v FROM a UNION SELECT v FROM b) k LEFT JOIN a ON a.v = k.v "
                          "LEFT JOIN b ON b.v = k.v ORDER BY ranked(k.v)";
  constexpr std::array kColumns = {Phrase::ask_verdict, Phrase::ask_before, Phrase::ask_now, Phrase::ask_difference};
  database.speak(lang);
  return rows_of(database, database.prepare(sql), kColumns, lang);
}

}  // namespace jianfu::audit
