target_sources(jianfu_core PRIVATE
  src/match/evaluate.cc
  src/match/functions.cc
  src/match/graph.cc
  src/match/hits.cc
  src/match/matches.cc
  src/match/negation.cc
)
