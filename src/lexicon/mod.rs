//! Lexicons: nested keys, patterns and weights; readers and writers of their formats; the compiled matcher.
