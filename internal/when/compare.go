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
	return Unknown
}
