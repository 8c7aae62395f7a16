package shelf

import (
	"strconv"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/when"
)

// Orders of the list are kept as numbers of 63 bits: the day first, the ref
// after it, so that each is unique and needs no second column to break ties.
//
//	bit 62       0 in custody, 1 not (longest held only)
//	bits 41–61   day number: 1 is 1 January of year 1; 0 or the greatest unknown
//	bits 0–40    ref: country 10 bits, year since 1900 10 bits, number 21 bits
const (
	refBits    = 41
	noDay      = 1<<21 - 1 // after every day: year 5741 and later are clipped
	lastDay    = noDay - 1
	notInHands = 1 << 62
)

var firstDay = when.Day{Year: 1, Month: 1, Day: 1}

// dayNumber gives the number of a day, 0 for none.
func dayNumber(d when.Day) int64 {
	if d.IsZero() {
		return 0
	}
	return int64(min(max(d.Sub(firstDay)+1, 1), lastDay))
}

// DayNumber gives the number by which documents of a day are ordered.
func DayNumber(d when.Day) int64 { return dayNumber(d) }

// refNumber gives a ref such as VE-2026-0042 as a number whose order is that
// of the refs; fault.Invalid when it is none.
func refNumber(ref string) (int64, error) {
	bad := fault.New(fault.Invalid, "A reference is a country, a year and a number, such as VE-2026-0042.")
	if len(ref) < 9 || len(ref) > 15 || ref[2] != '-' || ref[7] != '-' || !capital(ref[0]) || !capital(ref[1]) {
		return 0, bad
	}
	year, err := strconv.ParseUint(ref[3:7], 10, 16)
	number, err2 := strconv.ParseUint(ref[8:], 10, 32)
	if err != nil || err2 != nil || year < 1900 || year >= 1900+1<<10 || number >= 1<<21 {
		return 0, bad
	}
	country := int64(ref[0]-'A')*26 + int64(ref[1]-'A')
	return country<<31 | int64(year-1900)<<21 | int64(number), nil
}

func capital(c byte) bool { return c >= 'A' && c <= 'Z' }

// sortKeys are the places of a case in the orders of the list.
type sortKeys struct {
	id      int64 // newest: by the last day on which the person can have been taken
	oldest  int64 // by the first
	held    int64 // those in custody first, by the first day
	updated int64
}

func keysOf(c *public.Case) (sortKeys, error) {
	ref, err := refNumber(c.Ref)
	if err != nil {
		return sortKeys{}, err
	}
	low, high := dayNumber(c.Held.Taken.Earliest()), dayNumber(c.Held.Taken.Latest())
	if high == 0 {
		high = low
	}
	if low == 0 {
		low = high
	}
	if low == 0 {
		low = noDay
	}
	k := sortKeys{id: high<<refBits | ref, oldest: low<<refBits | ref, updated: c.UpdatedAt.UnixMicro()}
	k.held = k.oldest
	if !inHands(c.State.Code) {
		k.held |= notInHands
	}
	return k, nil
}

// inHands reports whether a state means that somebody is held.
func inHands(state string) bool {
	return state == "in_custody" || state == "house_arrest" || state == "whereabouts_unknown"
}

// bounds gives the day numbers between which a date lies, for filters: an
// open or unknown side reaches as far as days go. No date gives nil.
func bounds(d when.Date) (low, high any) {
	if d.IsZero() {
		return nil, nil
	}
	l, h := dayNumber(d.Earliest()), dayNumber(d.Latest())
	if h == 0 {
		h = noDay
	}
	return l, h
}
