package when

import (
	"strings"

	"habeas/internal/fault"
)

// Parse reads EDTF, trimmed; "" is the zero Date and no error. What is not a
// date is fault.Invalid, with a sentence and fixes that suggest the likely
// repair.
func Parse(edtf string) (Date, error) {
	text := strings.TrimSpace(edtf)
	if day, ok := plainDay(text); ok {
		return Date{text: text, earliest: day, latest: day, prec: PrecisionDay}, nil
	}
	if text == "" {
		return Date{}, nil
	}
	return Date{}, fault.New(fault.Invalid, "%s is not a date.", quoted(text))
}

// MustParse is Parse for dates written in the program; it panics on a bad one.
func MustParse(edtf string) Date {
	d, err := Parse(edtf)
	if err != nil {
		panic("when: not a date: " + edtf)
	}
	return d
}

func quoted(text string) string { return "“" + text + "”" }
