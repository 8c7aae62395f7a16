package when

// Order is the answer to which of two dates comes first.
type Order uint8

// The answers. Overlaps covers both "at the same time" and "could be either".
const (
	Unknown  Order = iota // nothing can be said
	Before                // surely before
	Overlaps              // the bounds touch: the order cannot be told
	After                 // surely after
)

var orderNames = [...]string{"unknown", "before", "overlaps", "after"}

// String gives the answer as a word.
func (o Order) String() string {
	if int(o) >= len(orderNames) {
		return orderNames[Unknown]
	}
	return orderNames[o]
}

// Compare says whether d comes before or after e by their bounds, or that
// they overlap. It is Unknown when either was not given, and when only the
// unknown end of an interval could decide. Two instants compare as instants.
func (d Date) Compare(e Date) Order {
	if d.IsZero() || e.IsZero() {
		return Unknown
	}
	if t, ok := d.Instant(); ok {
		if u, ok := e.Instant(); ok {
			return [...]Order{Before, Overlaps, After}[t.Compare(u)+1]
		}
	}
	switch {
	case endsBefore(d, e):
		return Before
	case endsBefore(e, d):
		return After
	case d.settled().touches(e.settled()):
		return Overlaps
	}
	return Unknown
}

// endsBefore reports whether all of d lies before all of e.
func endsBefore(d, e Date) bool {
	return !d.latest.IsZero() && !e.earliest.IsZero() && d.latest.Before(e.earliest)
}

// settled gives the date without the stretch that depends on an unknown end,
// so 2024-07-28/ becomes its start; zero when nothing else is left of it.
func (d Date) settled() Date {
	switch {
	case d.UnknownEnd():
		return d.Start()
	case d.UnknownStart():
		return d.End()
	}
	return d
}

func (d Date) touches(e Date) bool {
	return !d.IsZero() && !e.IsZero() && !endsBefore(d, e) && !endsBefore(e, d)
}
