// Package staff is the pages of the desk: what a signed-in person sees, and
// the forms in which everything is recorded. The views receive rows of the
// casebook and what a person typed, and decide nothing; all of it works
// without script.
//
// Start reading at [Page], which every page receives, and at [Form], which
// every form does.
package staff
