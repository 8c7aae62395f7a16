// Package names handles personal names in any script: how they are cleaned
// before they are stored as written, and how they are folded so that a search
// finds them however it is typed.
//
// A name is kept as its source wrote it; nothing here ever changes what is
// shown. Beside it stands a search text that nobody reads ([SearchText]), made
// of folded words ([Fold]) and of the other spellings people are known to type.
// A search goes through the same folding ([Query]), and [Match] says what
// finding means, so that each database can be held to the same table.
//
// Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese are written without
// spaces between words. Their characters stand one by one in the search text,
// so that 伟 finds 王伟. In a query a run of them is one element whose
// characters are separated by spaces, "王 伟": in double quotes it is a phrase
// to SQLite's FTS5, and phraseto_tsquery('simple', …) makes one on PostgreSQL.
package names
