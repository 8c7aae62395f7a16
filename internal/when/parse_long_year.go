package when

import (
	"strconv"
	"strings"

	"habeas/internal/fault"
)

// readLongYear reads years of more than four digits: Y170000002, Y-17E7,
// Y171010000S3.
func readLongYear(text string) (Date, *problem) {
	rest, negative := strings.CutPrefix(text[1:], "-")
	body, sig, hasSig := strings.Cut(rest, "S")
	mantissa, exp, hasExp := strings.Cut(body, "E")
	switch {
	case !isDigits(mantissa) || mantissa[0] == '0',
		hasExp && (!isDigits(exp) || len(exp) > 2),
		hasSig && (!isDigits(sig) || len(sig) > 2 || sig[0] == '0'):
		return Date{}, notADate
	}
	if len(mantissa) < 5 && !hasExp && !hasSig {
		return Date{}, because(fault.Say("Only a year of more than four digits is written with Y."), padYear(mantissa, negative))
	}
	n, err := strconv.ParseFloat(mantissa+"e"+orZero(exp), 64)
	if err != nil || n > maxYear/10 {
		return Date{}, because(fault.Say("Years beyond %d are not kept.", maxYear/10))
	}
	d := Date{text: text, prec: PrecisionYear, marks: longYear}
	y := int(n)
	if hasSig {
		width := len(strconv.Itoa(y))
		if atoi(sig) > width {
			return Date{}, because(fault.Say("The year has fewer digits than are said to be significant."))
		}
		d.marks |= significant
		d.prec = yearPrecision(atoi(sig) - width)
		d.earliest, d.latest = significantYears(y, atoi(sig), negative)
		return d, nil
	}
	if negative {
		y = -y
	}
	d.earliest, d.latest = Day{int32(y), 1, 1}, Day{int32(y), 12, 31}
	return d, nil
}

func orZero(exp string) string {
	if exp == "" {
		return "0"
	}
	return exp
}

func padYear(digits string, negative bool) string {
	y := strings.Repeat("0", 4-len(digits)) + digits
	if negative {
		return "-" + y
	}
	return y
}

// significantYears gives the years whose first digits are those of year.
func significantYears(year, digits int, negative bool) (lo, hi Day) {
	unit := 1
	for range len(strconv.Itoa(year)) - digits {
		unit *= 10
	}
	first := year - year%unit
	last := first + unit - 1
	if negative {
		first, last = -last, -first
	}
	return Day{int32(first), 1, 1}, Day{int32(last), 12, 31}
}
