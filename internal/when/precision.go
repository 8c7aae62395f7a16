package when

// Precision says how finely a date was told.
type Precision uint8

// The precisions, finest first; the codes that String gives are stable and go
// into exports.
const (
	PrecisionNone       Precision = iota // no date was given
	PrecisionTime                        // a day with a clock
	PrecisionDay                         // also when digits of the day are unknown
	PrecisionMonth                       // a month, also an unknown one
	PrecisionSeason                      // seasons, quarters, parts of a year: EDTF 21 to 41
	PrecisionYear                        // a year
	PrecisionDecade                      // the last digit of the year is unknown
	PrecisionCentury                     // the last two digits are unknown
	PrecisionMillennium                  // three digits or more are unknown
	PrecisionRange                       // an interval
	PrecisionSet                         // one of several, or all of several
)

var precisionCodes = [...]string{
	"none", "time", "day", "month", "season", "year", "decade", "century", "millennium", "range", "set",
}

// String gives the code, such as "day".
func (p Precision) String() string {
	if int(p) >= len(precisionCodes) {
		return precisionCodes[PrecisionNone]
	}
	return precisionCodes[p]
}
