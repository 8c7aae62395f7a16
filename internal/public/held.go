package public

import "habeas/internal/when"

// freshFor is how many days a last confirmation of custody is trusted for.
// Afterwards we still do not say that somebody is free, only that nobody has
// checked: a count that grows by itself would claim what no one told us.
const freshFor = 30

// Fresh reports whether custody goes on and was confirmed at most thirty days
// before today.
func (h Held) Fresh(today when.Day) bool {
	return h.End == when.EndOpen && !h.SeenUntil.IsZero() && today.Sub(h.SeenUntil) <= freshFor
}

// Days gives how long the person is or was held. A custody that ended runs
// between its bounds. One that goes on runs to today while its confirmation is
// fresh; after that, and when nobody knows the end, the least runs to the last
// day on which it was known to go on and no most is claimed.
func (h Held) Days(today when.Day) when.Days {
	if len(h.Spells) > 1 {
		return h.sum(today)
	}
	span := when.Span{From: h.Taken, To: h.Ended, End: h.End, SeenUntil: h.SeenUntil}
	if h.End == when.EndOpen && !h.Fresh(today) {
		span.End = when.EndUnknown
	}
	return span.Days(today)
}
