// Package visitor is the public pages. Each gets Props with what the reading
// room found, decides how it is said, and nothing else: whether something may
// be shown was decided when it was published. It cannot name a type of the
// casebook.
//
// Sentences live in the catalogues of package locale, whole, so that every
// language can order its words; nothing here joins words into sentences.
package visitor
