// Package evidence makes the history of the casebook something that can be
// proved: every entry carries the hash of the one before it and its own, so
// that nothing in the middle can be changed, taken out, put in or moved
// without breaking the chain from there on.
//
// What people wrote is not hashed itself. An entry holds a commitment to it,
// made with a random salt that lies beside the text: when text and salt are
// deleted the chain still holds, and nothing about the text can be guessed
// from what is left. Only the text is proved gone by an entry that says so.
//
// A chain proves nothing against somebody who computes all of it anew, or who
// puts an older file in its place. A [Head] kept somewhere else does. The
// package is pure: rows in, findings out. Start reading at [Walk].
package evidence
