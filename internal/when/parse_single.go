package when

import (
	"strconv"
	"strings"

	"habeas/internal/fault"
)

// parts is a single date taken apart: digits and X of year, month and day,
// "" when absent, without sign and qualifiers.
type parts struct {
	negative         bool
	year, month, day string
	significant      int // 0 when not said
	marks            marks
}

var (
	uncertainParts   = [...]marks{uncertainYear, uncertainMonth, uncertainDay}
	approximateParts = [...]marks{approximateYear, approximateMonth, approximateDay}
)

// readSingle reads everything that is neither an interval, a set nor a
// date-time.
func readSingle(text string) (Date, *problem) {
	if text[0] == 'Y' {
		return readLongYear(text)
	}
	if rest, found := strings.CutPrefix(text, "-0000"); found {
		return Date{}, because(fault.Say("Year 0 has no sign."), "0000"+rest)
	}
	p, ok := takeApart(text)
	if !ok {
		return Date{}, notADate
	}
	d := Date{text: text, marks: p.marks}
	var prob *problem
	switch {
	case p.significant > 0:
		d.earliest, d.latest = significantYears(atoi(p.year), p.significant, p.negative)
		d.prec, d.marks = yearPrecision(p.significant-len(p.year)), d.marks|significant
	case p.month == "":
		lo, hi := p.years()
		d.earliest, d.latest = Day{lo, 1, 1}, Day{hi, 12, 31}
		d.prec = yearPrecision(len(strings.TrimRight(p.year, "X")) - len(p.year))
	case p.day == "" && isSeason(p.month):
		lo, hi := p.years()
		d.earliest, d.latest = season(atoi(p.month), lo, hi)
		d.prec = PrecisionSeason
	default:
		d.earliest, d.latest, prob = p.bounds()
		d.prec = PrecisionDay
		if p.day == "" {
			d.prec = PrecisionMonth
		}
	}
	if prob != nil {
		return Date{}, prob
	}
	return d, nil
}

// yearPrecision gives the precision of a year with so many digits missing,
// counted downward from 0.
func yearPrecision(missing int) Precision {
	switch missing {
	case 0:
		return PrecisionYear
	case -1:
		return PrecisionDecade
	case -2:
		return PrecisionCentury
	}
	return PrecisionMillennium
}

// takeApart splits a date into its parts and applies the qualifiers: one to
// the left of a part qualifies that part, one to the right qualifies it and
// every part before it.
func takeApart(text string) (parts, bool) {
	var p parts
	digits := [...]*string{&p.year, &p.month, &p.day}
	for i := range digits {
		if i > 0 {
			if text == "" {
				break
			}
			if text[0] != '-' {
				return p, false
			}
			text = text[1:]
		}
		if isQualifier(text) {
			p.marks |= qualify(text[0], i, i)
			text = text[1:]
		}
		width := 2
		if i == 0 {
			width = 4
			text, p.negative = strings.CutPrefix(text, "-")
		}
		if len(text) < width || !digitsOrX(text[:width]) {
			return p, false
		}
		*digits[i], text = text[:width], text[width:]
		if i == 0 && strings.HasPrefix(text, "S") {
			return p.withSignificant(text[1:])
		}
		if isQualifier(text) {
			p.marks |= qualify(text[0], 0, i)
			text = text[1:]
		}
	}
	return p, text == "" && !(p.negative && p.year == "0000")
}

func (p parts) withSignificant(count string) (parts, bool) {
	n, err := strconv.Atoi(count)
	p.significant = n
	return p, err == nil && count == strconv.Itoa(n) && n >= 1 && n <= 4 && !strings.Contains(p.year, "X") && p.year[0] != '0' && p.marks == 0
}

func isQualifier(text string) bool {
	return text != "" && (text[0] == '?' || text[0] == '~' || text[0] == '%')
}

func qualify(c byte, from, to int) marks {
	var m marks
	for i := from; i <= to; i++ {
		if c != '~' {
			m |= uncertainParts[i]
		}
		if c != '?' {
			m |= approximateParts[i]
		}
	}
	return m
}

func digitsOrX(s string) bool {
	for i := range len(s) {
		if s[i] != 'X' && s[i]-'0' > 9 {
			return false
		}
	}
	return true
}

func isDigits(s string) bool { return s != "" && digitsOrX(s) && !strings.Contains(s, "X") }

// atoi reads text that is known to be a few digits.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
