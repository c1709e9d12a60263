jianfu_unit(formats_metro module_name_test.cc ram_bundle_test.cc)
