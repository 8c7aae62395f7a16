package when

import (
	"strings"
	"unicode"

	"habeas/internal/fault"
)

// maxText bounds what is read; a set of sixty days still fits.
const maxText = 1000

// Parse reads EDTF, trimmed; "" is the zero Date and no error. What is not a
// date is fault.Invalid: the message says why and names the likely repair,
// and the fixes hold the same repairs one by one.
func Parse(edtf string) (Date, error) {
	text := strings.TrimSpace(edtf)
	if day, ok := plainDay(text); ok {
		return Date{text: text, earliest: day, latest: day, prec: PrecisionDay}, nil
	}
	if text == "" {
		return Date{}, nil
	}
	d, p := read(text)
	if p != nil {
		return Date{}, refusal(text, p)
	}
	return d, nil
}

// MustParse is Parse for dates written in the program; it panics on a bad one.
func MustParse(edtf string) Date {
	d, err := Parse(edtf)
	if err != nil {
		panic("when: not a date: " + edtf)
	}
	return d
}

// problem is why a text is no date: a sentence, empty when all that can be
// said is that it is none, and dates that may have been meant.
type problem struct {
	why   fault.Text
	fixes []string
}

var notADate = &problem{}

func because(why fault.Text, fixes ...string) *problem { return &problem{why: why, fixes: fixes} }

// read parses trimmed text without looking for repairs, so that the search
// for repairs can ask it.
func read(text string) (Date, *problem) {
	switch {
	case len(text) > maxText:
		return Date{}, because(fault.Say("This is too long for a date."))
	case text == "":
		return Date{}, notADate
	case text[0] == '[' || text[0] == '{':
		return readSet(text)
	case strings.Contains(text, "/"):
		return readInterval(text)
	case strings.Contains(text, "T"):
		return readTime(text)
	}
	return readSingle(text)
}

// refusal turns a problem into a fault with at most three repairs.
func refusal(text string, p *problem) error {
	fixes := p.fixes
	if len(text) <= maxText {
		fixes = appendNew(fixes, Suggest(text)...)
	}
	if len(fixes) > 3 {
		fixes = fixes[:3]
	}
	why := p.why
	if why.IsZero() {
		hint := hintFor(text)
		if hint.IsZero() && len(fixes) == 0 {
			hint = fault.Say("Write year-month-day, such as 2026-01-13; 2026-01 for a month, 2026 for a year, 2026-01-10~ for about that day.")
		}
		why = fault.Join(fault.Say("“%s” is not a date in the form kept here.", clipped(text)), hint)
	}
	err := &fault.Error{Code: fault.Invalid, Message: fault.Join(why, offer(fixes))}
	for _, f := range fixes {
		err.Fix("Write “%s”.", f) // in quotes, since a date may end in two dots
	}
	return err
}

// offer says how the date may have been meant, in at most three ways.
func offer(fixes []string) fault.Text {
	switch len(fixes) {
	case 0:
		return fault.Text{}
	case 1:
		return fault.Say("Write %s if that is what it means.", fixes[0])
	case 2:
		return fault.Say("Write %s or %s if that is what it means.", fixes[0], fixes[1])
	}
	return fault.Say("Write %s or %s or %s if that is what it means.", fixes[0], fixes[1], fixes[2])
}

func appendNew(list []string, more ...string) []string {
	out := append([]string(nil), list...)
next:
	for _, m := range more {
		for _, have := range out {
			if have == m {
				continue next
			}
		}
		out = append(out, m)
	}
	return out
}

// clipped gives what was typed, shortened and without characters that do not
// print, since it goes into a sentence that somebody reads.
func clipped(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if !unicode.IsPrint(r) {
			continue
		}
		if n == 60 {
			b.WriteString("…")
			break
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}
