// Package reading is the reading room: the only way in which the public doors
// come to the shelf. It speaks public types alone, and so cannot name what is
// private. What a page needs is put together here; what it says, and how, is
// for the views.
//
// Decided 2026-11-21: the record as of an earlier day is a shelf of its own,
// made when somebody asks from the editions on the shelf, in a file that goes
// as soon as the shelf changes ([Room.At]). One query with a day in it would
// have needed every index, counter and search a second time; this way all of
// them are the same code, and what was taken off cannot stay behind in a day
// that was kept.
package reading
