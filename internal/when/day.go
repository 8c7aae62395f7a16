package when

import (
	"strconv"
	"time"

	"habeas/internal/fault"
)

// Day is a calendar day in the proleptic Gregorian calendar, without a zone.
// The zero Day means "no day"; year 0 exists and is 1 BC, as in ISO 8601.
type Day struct {
	Year  int32
	Month int8
	Day   int8
}

// DayOf gives the day of an instant in UTC, the zone of everything stored.
func DayOf(t time.Time) Day {
	y, m, d := t.UTC().Date()
	return Day{int32(y), int8(m), int8(d)}
}

// NewDay makes a day from numbers and normalises them as time.Date does; what
// people type goes through ParseDay, which refuses an impossible day instead.
func NewDay(y, m, d int) Day {
	return DayOf(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC))
}

// ParseDay reads an ISO day such as 2026-01-13. Anything else, and a day that
// never was, is fault.Invalid with a sentence for the person.
func ParseDay(iso string) (Day, error) {
	if d, ok := plainDay(iso); ok {
		return d, nil
	}
	d, ok := expandedDay(iso)
	if !ok {
		return Day{}, notADay(iso)
	}
	return d, nil
}

// IsZero reports whether there is no day.
func (d Day) IsZero() bool { return d == Day{} }

// Before reports whether d comes before e.
func (d Day) Before(e Day) bool {
	if d.Year != e.Year {
		return d.Year < e.Year
	}
	if d.Month != e.Month {
		return d.Month < e.Month
	}
	return d.Day < e.Day
}

// After reports whether d comes after e.
func (d Day) After(e Day) bool { return e.Before(d) }

// Sub gives the days from e to d: a difference, so that one day minus the day
// before it is 1. It has no meaning when either is zero.
func (d Day) Sub(e Day) int { return d.number() - e.number() }

// AddDays gives the day n days later, or earlier when n is negative; the zero
// Day stays zero.
func (d Day) AddDays(n int) Day {
	if d.IsZero() {
		return d
	}
	return dayNumbered(d.number() + n)
}

// String gives the ISO form, 2026-01-13, and "" for the zero Day. Years that
// need more than four digits are signed, as in +12026-01-13.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	b := make([]byte, 0, 16)
	return string(d.appendISO(b))
}

// Time gives midnight UTC at the start of the day, and the zero time for the
// zero Day.
func (d Day) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(int(d.Year), time.Month(d.Month), int(d.Day), 0, 0, 0, 0, time.UTC)
}

func (d Day) appendISO(b []byte) []byte {
	y := int(d.Year)
	switch {
	case y < 0:
		b = append(b, '-')
		y = -y
	case y > 9999:
		b = append(b, '+')
	}
	for limit := 1000; limit > y && limit > 1; limit /= 10 {
		b = append(b, '0')
	}
	b = strconv.AppendInt(b, int64(y), 10)
	return append(b, '-', '0'+byte(d.Month)/10, '0'+byte(d.Month)%10, '-', '0'+byte(d.Day)/10, '0'+byte(d.Day)%10)
}

// plainDay reads exactly YYYY-MM-DD; it is the path nearly every stored date
// takes, so it allocates nothing.
func plainDay[T string | []byte](s T) (Day, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Day{}, false
	}
	for _, i := range [8]int{0, 1, 2, 3, 5, 6, 8, 9} {
		if s[i]-'0' > 9 {
			return Day{}, false
		}
	}
	d := Day{
		Year:  int32(s[0]-'0')*1000 + int32(s[1]-'0')*100 + int32(s[2]-'0')*10 + int32(s[3]-'0'),
		Month: int8(s[5]-'0')*10 + int8(s[6]-'0'),
		Day:   int8(s[8]-'0')*10 + int8(s[9]-'0'),
	}
	return d, d.exists()
}

// expandedDay reads a day whose year carries a sign: -0044-03-15 and
// +12026-01-13, the forms String gives outside the years 0 to 9999.
func expandedDay(s string) (Day, bool) {
	if len(s) < 11 || (s[0] != '-' && s[0] != '+') {
		return Day{}, false
	}
	cut := len(s) - 6
	d, ok := plainDay("2000" + s[cut:]) // the year is judged below, in a leap year every day exists
	if !ok || cut < 5 {
		return Day{}, false
	}
	for _, c := range []byte(s[1:cut]) {
		if c-'0' > 9 {
			return Day{}, false
		}
	}
	y, err := strconv.ParseInt(s[:cut], 10, 32)
	if err != nil || y == 0 || y > maxYear || y < -maxYear || (s[0] == '+' && y < 10000) || (cut > 5 && s[1] == '0') {
		return Day{}, false
	}
	d.Year = int32(y)
	return d, d.exists()
}

func notADay(text string) error {
	_, err := Parse(text)
	if err != nil {
		return err
	}
	return fault.New(fault.Invalid, "“%s” is not one day. Write a day as year-month-day, such as 2026-01-13.", clipped(text))
}
