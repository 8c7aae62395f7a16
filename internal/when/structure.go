package when

import "strings"

// Part is one of the three parts of a single date.
type Part uint8

// The parts, in the order in which they are written.
const (
	YearPart Part = iota
	MonthPart
	DayPart
)

// Digits gives the digits of a part of a single date as written, with X for
// an unknown digit and without sign and qualifiers: "2026", "01", "1X". It is
// "" for a part that is not there, and for intervals and sets.
func (d Date) Digits(p Part) string {
	ps := d.parts()
	switch p {
	case YearPart:
		return ps.year
	case MonthPart:
		return ps.month
	case DayPart:
		return ps.day
	}
	return ""
}

// UncertainPart reports whether the part is in doubt.
func (d Date) UncertainPart(p Part) bool { return p <= DayPart && d.marks&uncertainParts[p] != 0 }

// ApproximatePart reports whether the part is an estimate.
func (d Date) ApproximatePart(p Part) bool { return p <= DayPart && d.marks&approximateParts[p] != 0 }

// Season gives the EDTF code, 21 to 41, of a season, quarter or other part of
// a year, and 0 for any other date.
func (d Date) Season() int {
	if d.prec != PrecisionSeason {
		return 0
	}
	return atoi(d.parts().month)
}

// Estimate gives the year that stands for a stretch of years told by its
// significant digits: 1950 for 1950S2, with bounds 1900 to 1999.
func (d Date) Estimate() (year int, ok bool) {
	if d.marks&significant == 0 {
		return 0, false
	}
	body, _, _ := strings.Cut(strings.TrimPrefix(d.text, "Y"), "S")
	mantissa, exponent, _ := strings.Cut(body, "E")
	year = atoi(mantissa)
	for range atoi(exponent) {
		year *= 10
	}
	return year, true
}

// Clock gives the hours and minutes of a date-time, "09:00", and its zone as
// written, "-04:00", "Z" or ""; both are "" for any other date.
func (d Date) Clock() (clock, zone string) {
	if d.prec != PrecisionTime {
		return "", ""
	}
	return d.text[11:16], d.text[19:]
}

// Members gives the dates of a set or list in the order written. A range in
// it comes as an interval: [2026-01-12..2026-01-14] has the one member
// 2026-01-12/2026-01-14. Other dates have no members.
func (d Date) Members() []Date {
	if d.marks&(oneOf|allOf) == 0 {
		return nil
	}
	items := strings.Split(d.text[1:len(d.text)-1], ",")
	out := make([]Date, 0, len(items))
	for _, item := range items {
		left, right, isRange := strings.Cut(item, "..")
		if isRange {
			item = orOpen(left) + "/" + orOpen(right)
		}
		out = append(out, MustParse(item))
	}
	return out
}

func orOpen(text string) string {
	if text == "" {
		return ".."
	}
	return text
}

func (d Date) parts() parts {
	if d.IsZero() || d.marks&(interval|oneOf|allOf|longYear) != 0 {
		return parts{}
	}
	text := d.text
	if d.prec == PrecisionTime {
		text = text[:10]
	}
	p, _ := takeApart(text)
	return p
}
