package when

import (
	"strings"
	"time"
)

// Date is a date as somebody told it: text in EDTF with what follows from it.
// The zero Date means that no date was given. It is cheap to copy, and two
// dates with the same text are equal with ==.
type Date struct {
	text     string
	earliest Day
	latest   Day
	prec     Precision
	marks    marks
}

// marks holds what is said about a date beside its bounds.
type marks uint32

const (
	uncertainYear marks = 1 << iota
	uncertainMonth
	uncertainDay
	approximateYear
	approximateMonth
	approximateDay
	openStart
	openEnd
	unknownStart
	unknownEnd
	interval
	oneOf
	allOf
	significant // year with a count of significant digits, 1950S2
	longYear    // year written with the letter Y

	anyUncertain   = uncertainYear | uncertainMonth | uncertainDay
	anyApproximate = approximateYear | approximateMonth | approximateDay
)

// OfDay gives the date of one day that is known exactly. Outside the years
// -9999 to 9999, where EDTF can write no day, it gives the year.
func OfDay(d Day) Date {
	if d.IsZero() {
		return Date{}
	}
	if d.Year > 9999 || d.Year < -9999 {
		return MustParse("Y" + strings.TrimPrefix(d.String()[:len(d.String())-6], "+"))
	}
	return Date{text: d.String(), earliest: d, latest: d, prec: PrecisionDay}
}

// IsZero reports whether no date was given.
func (d Date) IsZero() bool { return d.text == "" }

// String gives the EDTF text as kept, "" for the zero Date.
func (d Date) String() string { return d.text }

// Earliest gives the first day that the date can mean; zero when the start is
// open or unknown, and for the zero Date.
func (d Date) Earliest() Day { return d.earliest }

// Latest gives the last day that the date can mean; zero when the end is open
// or unknown, and for the zero Date.
func (d Date) Latest() Day { return d.latest }

// Precision says how finely the date was told, which is not how wide it is:
// 2026-01-XX is told to the day.
func (d Date) Precision() Precision { return d.prec }

// Uncertain reports whether any part is in doubt (? or %).
func (d Date) Uncertain() bool { return d.marks&anyUncertain != 0 }

// Approximate reports whether any part is an estimate (~ or %).
func (d Date) Approximate() bool { return d.marks&anyApproximate != 0 }

// OpenStart reports whether ".." stands at the start: an interval that has
// always been so, or a set that means "or any earlier".
func (d Date) OpenStart() bool { return d.marks&openStart != 0 }

// OpenEnd reports whether ".." stands at the end: an interval that still goes
// on, or a set that means "or any later". Ask IsInterval which it is.
func (d Date) OpenEnd() bool { return d.marks&openEnd != 0 }

// UnknownStart reports whether an interval has a start that nobody told.
func (d Date) UnknownStart() bool { return d.marks&unknownStart != 0 }

// UnknownEnd reports whether it is unknown when an interval ended, and if.
func (d Date) UnknownEnd() bool { return d.marks&unknownEnd != 0 }

// IsInterval reports whether the date has a start and an end (a/b).
func (d Date) IsInterval() bool { return d.marks&interval != 0 }

// IsSet reports whether the date is one of several, [a,b] or [a..b].
func (d Date) IsSet() bool { return d.marks&oneOf != 0 }

// IsList reports whether the date is all of several, {a,b} or {a..b}.
func (d Date) IsList() bool { return d.marks&allOf != 0 }

// Instant gives the instant of a date-time that names its zone, and false for
// every other date: a clock without a zone is no instant.
func (d Date) Instant() (time.Time, bool) {
	if d.prec != PrecisionTime {
		return time.Time{}, false
	}
	for _, layout := range [...]string{time.RFC3339, "2006-01-02T15:04:05Z07"} {
		if t, err := time.Parse(layout, d.text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// Start gives the start of an interval, zero when it is open or unknown; any
// other date is its own start.
func (d Date) Start() Date {
	if !d.IsInterval() {
		return d
	}
	return d.end(d.text[:strings.IndexByte(d.text, '/')])
}

// End gives the end of an interval, zero when it is open or unknown; any
// other date is its own end.
func (d Date) End() Date {
	if !d.IsInterval() {
		return d
	}
	return d.end(d.text[strings.IndexByte(d.text, '/')+1:])
}

func (Date) end(text string) Date {
	if text == ".." {
		return Date{}
	}
	return MustParse(text)
}

// Equal reports whether both dates have the same text, which is what cmp and
// revisions compare.
func (d Date) Equal(e Date) bool { return d.text == e.text }
