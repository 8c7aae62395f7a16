// Package seal closes private text so that a stolen copy of the database tells
// nothing of it, and so that what was closed for one place opens at no other.
//
// It is AES-256-GCM of the standard library and nothing else. Each case has a
// random [Key] of its own; a [Ring] of master keys, which is never in the
// database, wraps it. Whoever destroys the wrapped key of a case has destroyed
// everything sealed with it, in every backup that is older than the key's.
//
// Everything sealed is bound to its [Place]: case, row and field are associated
// data, so that a sealed text moved to another row does not open. Text is
// padded to a multiple of 64 bytes, so that lengths tell little. What does not
// open gives [ErrBroken] without saying why. The package reads no files, keeps
// no state and logs nothing. Start reading at [Key.Seal].
package seal
