target_sources(jianfu_core PRIVATE
)
