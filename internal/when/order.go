package when

import "cmp"

// Chronological orders dates for a list that is read from top to bottom, and
// answers as [cmp.Compare] does. The rule is one sentence: by the first day on
// which it can have been, and with the same first day by the last. So 2019
// comes before 2019-03, the 8th before the 8th to the 12th.
//
// What has no first day ("by 14 January") stands at its last day, ahead of
// what is dated to that very day, since it was then or earlier. What has no
// end comes after what has one; what has no date comes last.
//
// Lists want one order where [Date.Compare] rightly gives none: it says where a
// line stands, never that one thing happened before another.
func Chronological(d, e Date) int {
	from, open, dated := d.place()
	other, otherOpen, otherDated := e.place()
	return cmp.Or(
		first(dated, otherDated),
		compareDays(from, other),
		first(open, otherOpen),
		-first(d.latest.IsZero(), e.latest.IsZero()),
		compareDays(d.latest, e.latest),
		compareClocks(d, e),
	)
}

// place gives the day by which a date stands in a list, whether it is its last
// for want of a first, and whether there is one at all.
func (d Date) place() (day Day, open, dated bool) {
	switch {
	case !d.earliest.IsZero():
		return d.earliest, false, true
	case !d.latest.IsZero():
		return d.latest, true, true
	}
	return Day{}, false, false
}

// first puts the one of two for which something holds before the other.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func compareDays(a, b Day) int {
	switch {
	case a.Before(b):
		return -1
	case b.Before(a):
		return 1
	}
	return 0
}

// compareClocks orders two times of one day.
func compareClocks(d, e Date) int {
	t, ok := d.Instant()
	u, both := e.Instant()
	if !ok || !both {
		return 0
	}
	return t.Compare(u)
}
