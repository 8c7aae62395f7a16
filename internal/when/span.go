package when

// End says what is known of the end of a span.
type End uint8

// The kinds of end. Still going on and not known to have ended are different.
const (
	EndKnown   End = iota // it ended, on To
	EndOpen               // it still goes on
	EndUnknown            // we do not know whether it ended
)

// Span is a stretch of time whose ends may be vague, such as a detention.
type Span struct {
	From, To Date
	End      End
	// SeenUntil is the latest day on which it is known to have still been so,
	// zero when nothing is known. It matters when the end is vague.
	SeenUntil Day
}

// Days is a length in whole days, as a difference: the day of arrest and the
// same day's release are 0 days apart. Most is 0 when MostKnown is false.
type Days struct {
	Least, Most int
	MostKnown   bool
}

// Exact reports whether the length is one number.
func (d Days) Exact() bool { return d.MostKnown && d.Least == d.Most }

// Days gives the least and the most days of the span as of today. The least
// runs from the latest possible start to the earliest possible end, the most
// the other way; neither is ever negative.
//
// No most is claimed when the start has no lower bound, and none when nobody
// knows whether it ended: today would bound it, but "up to" would sound like
// knowledge. Ends that contradict each other give no length at all.
func (s Span) Days(today Day) Days {
	startLow, startHigh := s.From.earliest, s.From.startsBy()
	if s.From.IsZero() {
		return Days{}
	}
	endLow, endHigh := s.endBounds(today)
	var days Days
	if !startHigh.IsZero() && !endLow.IsZero() {
		days.Least = max(0, endLow.Sub(startHigh))
	}
	if startLow.IsZero() || endHigh.IsZero() {
		return days
	}
	most := endHigh.Sub(startLow)
	if most < 0 || most < days.Least {
		return Days{}
	}
	days.Most, days.MostKnown = most, true
	return days
}

// endBounds gives the first and the last day on which the span can have
// ended, or today for one that goes on; zero when there is none to give.
func (s Span) endBounds(today Day) (low, high Day) {
	switch {
	case s.End == EndOpen:
		return today, today
	case s.End == EndKnown && !s.To.IsZero():
		low, high = s.To.endsFrom(), s.To.latest
		if s.SeenUntil.After(low) && (high.IsZero() || !s.SeenUntil.After(high)) {
			low = s.SeenUntil
		}
		return low, high
	}
	return s.SeenUntil, Day{}
}

// startsBy gives the last day on which something that starts on d can have
// started. An interval without a last day still has a start with one.
func (d Date) startsBy() Day {
	if d.latest.IsZero() && d.IsInterval() {
		return d.Start().latest
	}
	return d.latest
}

// endsFrom gives the first day on which something that ends on d can have
// ended.
func (d Date) endsFrom() Day {
	if d.earliest.IsZero() && d.IsInterval() {
		return d.End().earliest
	}
	return d.earliest
}
