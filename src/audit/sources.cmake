# The words of functions, which are data, as a constant.
set(JIANFU_OVERLAP_WORDS ${PROJECT_BINARY_DIR}/overlap_words.cc)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/rules/overlap/words.txt)
file(READ ${PROJECT_SOURCE_DIR}/rules/overlap/words.txt JIANFU_WORDS)
configure_file(src/audit/overlap_words.cc.in ${JIANFU_OVERLAP_WORDS} @ONLY)

target_sources(jianfu_core PRIVATE
  src/audit/answer.cc
  src/audit/answer_writers.cc
  src/audit/candidates.cc
  src/audit/channel.cc
  src/audit/clock.cc
  src/audit/cluster_picture.cc
  src/audit/compare.cc
  src/audit/context.cc
  src/audit/database.cc
  src/audit/discover.cc
  src/audit/filing.cc
  src/audit/evidence_cache.cc
  src/audit/features.cc
  src/audit/forked.cc
  src/audit/functions.cc
  src/audit/lock.cc
  src/audit/make_plan.cc
  src/audit/merge.cc
  src/audit/overlap.cc
  src/audit/overlap_answers.cc
  src/audit/pack.cc
  src/audit/page.cc
  src/audit/plan.cc
  src/audit/problem.cc
  src/audit/questions.cc
  src/audit/record.cc
  src/audit/results.cc
  src/audit/run.cc
  src/audit/run_shard.cc
  src/audit/scan_all.cc
  src/audit/schema.cc
  src/audit/show.cc
  src/audit/shard.cc
  src/audit/store.cc
  src/audit/submit.cc
  src/audit/whole_file.cc
  src/audit/worker.cc
  ${JIANFU_OVERLAP_WORDS}
)
