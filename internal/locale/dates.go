package locale

import "habeas/internal/when"

// Date says a date in words, a whole phrase: "between 8 and 12 January 2026".
func Date(l Lang, d when.Date) string { return d.String() }

// DateShort says a date for a table: "8–12 Jan 2026".
func DateShort(l Lang, d when.Date) string { return d.String() }

// Day says a day: "13 January 2026".
func Day(l Lang, d when.Day) string { return d.String() }

// DayShort says a day for a table: "13 Jan 2026".
func DayShort(l Lang, d when.Day) string { return d.String() }

// Since says from when something has been so: "since 13 January 2026".
func Since(l Lang, d when.Date) string { return d.String() }

// Days says a length: "38 to 42 days", "at least 534 days".
func Days(l Lang, d when.Days) string { return "" }

// InCustodyFor says how long somebody is or was held.
func InCustodyFor(l Lang, d when.Days) string { return "" }

// Ago says how long ago a day was, and the day itself when that is long.
func Ago(l Lang, d when.Day, today when.Day) string { return d.String() }
