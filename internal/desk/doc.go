// Package desk is where staff work on the casebook: every change a person can
// make is one method here, permitted, checked, recorded and done in one
// transaction with its revisions. Reads for staff are here too.
//
// The desk is the one room with both keys. It projects what is published with
// package public, writes the publication to an outbox in the same transaction
// as the change, and lets the shelf apply it afterwards: a crash between the
// two loses nothing, since the shelf catches up when the program starts.
//
// # Who changes what the public reads
//
// What is put before the public takes two people: one asks, a second who saw
// the difference agrees. What is taken away takes one. The kinds of public
// document, and when each changes:
//
//	case, release_event,  asked for and agreed to one by one ([Desk.RequestReview],
//	count, position,      [Desk.ApproveReview]); an edit stays at the desk until
//	advisory, context,    then. One person takes it off ([Desk.TakeBack],
//	country               [Desk.Withdraw], [Desk.WithdrawConsent]). A position
//	                      on a case and the page of the case change together,
//	                      by one review of either.
//	source, facility      come along with the first of those that names them,
//	                      listed in its review; an edit stays at the desk until
//	                      its own review, or one it comes along with, is agreed
//	                      to. Its page stands as long as one of those that are
//	                      public names it, whatever the casebook says by now.
//	                      One person takes it off ([Desk.TakeBack], or an edit
//	                      that marks it as not public): its page goes, and every
//	                      document that names it is told without it.
//
// A case that is merged into another one goes by the same two people when the
// public reads it: its address then leads to the other one, which is published
// anew in the same step ([Desk.MergeCases]). What it said on earlier days stays
// with the record of those days until the other one is taken off.
//
// Nothing else writes to the outbox. Three ways in need no second person at
// the time: the day of a review that two agreed to ([Desk.PublishDue]), the
// program itself, which loads the demonstration ([Desk.Publish]), and the one
// active account of a desk that has no second, with a reason
// ([Desk.PublishAlone]). What goes along when something is taken off only goes:
// the pages that stay keep what they said, whatever was edited since. Fields
// that no document holds, such as the note of a source, change nothing there.
//
// Every method takes who is doing it right after the context. Errors are
// faults: signed_out, denied, invalid with its fields, not_found, conflict when
// somebody else saved first. Start reading at [Desk.OpenCase].
package desk
