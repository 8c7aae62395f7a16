package locale

import (
	"fmt"

	"habeas/internal/when"
)

// solarDay is a day of the Solar Hijri calendar, the one of Iran.
type solarDay struct{ year, month, day int }

// solarMonths are its months: six of 31 days, five of 30, and the last of 29,
// or of 30 in a leap year.
var solarMonths = [12]string{
	"فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
	"مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
}

// The years in which the leap years of the calendar, which follow the sun as
// seen from Tehran, are those of a cycle of 33 years (1799 to 2255).
const (
	firstSolarYear = 1178
	lastSolarYear  = 1633
)

// solarEra is 1 Farvardin 1403: the spring of 2024 began on 20 March.
var solarEra = when.Day{Year: 2024, Month: 3, Day: 20}

const solarEraYear = 1403

// solarOf gives a day by the Solar Hijri calendar; not ok outside the years
// for which its leap years are known by a rule.
func solarOf(d when.Day) (s solarDay, ok bool) {
	year := int(d.Year) - 621
	if d.Before(newSolarYear(year)) {
		year--
	}
	if year < firstSolarYear || year > lastSolarYear {
		return solarDay{}, false
	}
	n := d.Sub(newSolarYear(year))
	if n < 6*31 {
		return solarDay{year, n/31 + 1, n%31 + 1}, true
	}
	n -= 6 * 31
	return solarDay{year, n/30 + 7, n%30 + 1}, true
}

// newSolarYear gives the first day of a year.
func newSolarYear(year int) when.Day {
	days := 365 * (year - solarEraYear)
	for y := solarEraYear; y < year; y++ {
		if solarLeap(y) {
			days++
		}
	}
	for y := year; y < solarEraYear; y++ {
		if solarLeap(y) {
			days--
		}
	}
	return solarEra.AddDays(days)
}

// solarLeap reports whether a year has 366 days.
func solarLeap(year int) bool {
	switch (year%33 + 33) % 33 {
	case 1, 5, 9, 13, 17, 22, 26, 30:
		return true
	}
	return false
}

// String writes the day as Persian does, but for its digits.
func (s solarDay) String() string {
	return fmt.Sprintf("%d %s %d", s.day, solarMonths[s.month-1], s.year)
}
