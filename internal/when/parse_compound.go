package when

import (
	"strings"
	"time"

	"habeas/internal/fault"
)

// readTime reads a date-time: a whole day, T, a clock to the second, and a
// zone as Z, +hh or +hh:mm, or none.
func readTime(text string) (Date, *problem) {
	day, ok := Day{}, false
	if len(text) >= 10 {
		day, ok = plainDay(text[:10])
	}
	if !ok {
		if len(text) >= 11 && text[10] == 'T' {
			if _, p := readSingle(text[:10]); p != nil && !p.why.IsZero() {
				return Date{}, p
			}
		}
		return Date{}, notADate
	}
	if len(text) < 19 || text[10] != 'T' {
		return Date{}, notADate
	}
	if _, err := time.Parse("15:04:05", text[11:19]); err != nil || text[13] != ':' {
		if text[11:19] == "24:00:00" {
			return Date{}, because(fault.Say("Midnight at the end of a day is 00:00:00 of the next."), day.AddDays(1).String()+"T00:00:00"+text[19:])
		}
		return Date{}, notADate
	}
	if !isZone(text[19:]) {
		return Date{}, notADate
	}
	return Date{text: text, earliest: day, latest: day, prec: PrecisionTime}, nil
}

func isZone(z string) bool {
	if z == "" || z == "Z" {
		return true
	}
	if z[0] != '+' && z[0] != '-' {
		return false
	}
	hours, minutes, colon := strings.Cut(z[1:], ":")
	if colon && (len(minutes) != 2 || !isDigits(minutes) || minutes > "59") {
		return false
	}
	return len(hours) == 2 && isDigits(hours) && hours <= "23" && z != "-00:00" && z != "-00"
}

// readInterval reads start/end, where ".." is open and nothing is unknown.
func readInterval(text string) (Date, *problem) {
	left, right, _ := strings.Cut(text, "/")
	if strings.Contains(right, "/") {
		return Date{}, notADate
	}
	if left == "" && right == "" {
		return Date{}, because(fault.Say("An interval needs at least one end. A date that is not known at all stays empty."))
	}
	d := Date{text: text, prec: PrecisionRange, marks: interval}
	start, p := readEnd(left, &d.marks, openStart, unknownStart)
	if p != nil {
		return Date{}, p.within("", "/"+right)
	}
	end, p := readEnd(right, &d.marks, openEnd, unknownEnd)
	if p != nil {
		return Date{}, p.within(left+"/", "")
	}
	d.earliest, d.latest = start.earliest, end.latest
	if !start.IsZero() && !end.IsZero() && d.latest.Before(d.earliest) {
		return Date{}, because(fault.Say("The end (%s) comes before the start (%s).", right, left), right+"/"+left)
	}
	return d, nil
}

func readEnd(text string, m *marks, open, unknown marks) (Date, *problem) {
	switch text {
	case "":
		*m |= unknown
		return Date{}, nil
	case "..":
		*m |= open
		return Date{}, nil
	}
	d, p := readMember(text)
	*m |= d.marks & (anyUncertain | anyApproximate)
	return d, p
}

// readMember reads what may stand in an interval or a set.
func readMember(text string) (Date, *problem) {
	if text == "" || strings.ContainsAny(text, "[{") {
		return Date{}, notADate
	}
	if day, _, found := strings.Cut(text, "T"); found {
		if _, p := readTime(text); p == nil {
			return Date{}, because(fault.Say("A clock stands only in a date of its own, not in an interval or a set: write the day alone, %s.", day))
		}
		return Date{}, notADate
	}
	return readSingle(text)
}

// readSet reads [one of] and {all of}. A space after a comma is let pass and
// not kept, since older texts about EDTF write one.
func readSet(text string) (Date, *problem) {
	closing, mark := byte(']'), oneOf
	if text[0] == '{' {
		closing, mark = '}', allOf
	}
	if text[len(text)-1] != closing || len(text) < 3 {
		return Date{}, notADate
	}
	text = strings.ReplaceAll(text, ", ", ",")
	d := Date{text: text, prec: PrecisionSet, marks: mark}
	items := strings.Split(text[1:len(text)-1], ",")
	at := 1 // where the item starts
	for i, item := range items {
		from, to, p := readItem(item, i == 0, i == len(items)-1)
		if p != nil {
			return Date{}, p.within(text[:at], text[at+len(item):])
		}
		d.marks |= (from.marks | to.marks) & (anyUncertain | anyApproximate)
		d.widen(from, to)
		at += len(item) + len(",")
	}
	return d, nil
}

// widen takes one item into the bounds of a set; a zero from or to is open.
func (d *Date) widen(from, to Date) {
	if from.IsZero() {
		d.marks |= openStart
		d.earliest = Day{}
	} else if d.marks&openStart == 0 && (d.earliest.IsZero() || from.earliest.Before(d.earliest)) {
		d.earliest = from.earliest
	}
	if to.IsZero() {
		d.marks |= openEnd
		d.latest = Day{}
	} else if d.latest.IsZero() || to.latest.After(d.latest) {
		d.latest = to.latest
	}
}

// readItem reads a date, a..b, ..b (first only) or a.. (last only); the open
// side comes back as the zero Date.
func readItem(item string, first, last bool) (from, to Date, p *problem) {
	left, right, isRange := strings.Cut(item, "..")
	switch {
	case !isRange:
		from, p = readMember(item)
		return from, from, p
	case left == "" && right == "":
		return Date{}, Date{}, because(fault.Say("A set with no date in it says nothing. A date that is not known at all stays empty."))
	case left == "" && !first, right == "" && !last:
		return Date{}, Date{}, because(fault.Say("In a set, “..” without a date stands only at the very start or the very end."))
	}
	if left != "" {
		if from, p = readMember(left); p != nil {
			return Date{}, Date{}, p
		}
	}
	if right != "" {
		if to, p = readMember(right); p != nil {
			return Date{}, Date{}, p
		}
	}
	if left != "" && right != "" && to.latest.Before(from.earliest) {
		return Date{}, Date{}, because(fault.Say("The end of the range (%s) comes before its start (%s).", right, left), right+".."+left)
	}
	return from, to, nil
}

// within puts the repairs of a part back between what stood around it, and
// drops those that leave the whole no date.
func (p *problem) within(before, after string) *problem {
	out := because(p.why)
	for _, fix := range p.fixes {
		if d, bad := read(before + fix + after); bad == nil {
			out.fixes = append(out.fixes, d.text)
		}
	}
	return out
}
