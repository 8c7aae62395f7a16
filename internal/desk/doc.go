// Package desk is where staff work on the casebook: every change a person can
// make is one method here, permitted, checked, recorded and done in one
// transaction with its revisions. Reads for staff are here too.
//
// The desk is the one room with both keys. It projects what is published with
// package public, writes the publication to an outbox in the same transaction
// as the change, and lets the shelf apply it afterwards: a crash between the
// two loses nothing, since the shelf catches up when the program starts.
//
// Every method takes who is doing it right after the context. Errors are
// faults: signed_out, denied, invalid with its fields, not_found, conflict when
// somebody else saved first. Start reading at [Desk.OpenCase].
package desk
