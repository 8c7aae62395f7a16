// Package reading is the reading room: the only way in which the public doors
// come to the shelf. It speaks public types alone, and so cannot name what is
// private. What a page needs is put together here; what it says, and how, is
// for the views.
package reading
