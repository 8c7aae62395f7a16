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

// Days gives the least and the most days of the span as of today.
func (s Span) Days(today Day) Days {
	return Days{}
}
