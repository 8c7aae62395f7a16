// Package casebook is what we know about people deprived of their liberty, and
// the rules that keep it consistent: plain Go, no database, no network.
//
// The structs are the rows of the private store; [File] is one case with all
// that hangs on it. A Draft is what a form or a data file may set: text as a
// person typed it, checked and turned into a row by its Fill method, which
// answers with a fault.Invalid that names the field. States are never stored:
// [File.State] derives them from events and releases. Start reading at [File].
//
// What is stored, and by which rules, follows the practice of the field:
// HURIDOCS Events Standard Formats for events and the whereabouts ladder, the
// Admiralty code for grading sources and claims, EDTF for dates.
package casebook
