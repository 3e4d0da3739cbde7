#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| detente_hostile::vader_table(data));
