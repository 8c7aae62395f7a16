package when

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	yearFirst         = regexp.MustCompile(`^(\d{4})[./ -](\d{1,2})[./ -](\d{1,2})[.]?$`)
	yearLast          = regexp.MustCompile(`^(\d{1,2})[./ -] ?(\d{1,2})[./ -] ?(\d{4}|'?\d{2})[.]?$`)
	monthAndYear      = regexp.MustCompile(`^(\d{1,2})[./ -](\d{4}|\d{2})$`)
	daysOfMonth       = regexp.MustCompile(`^(\d{1,2}) ?- ?(\d{1,2})[./](\d{1,2})[./](\d{4})$`)
	shortYear         = regexp.MustCompile(`^\d{2,3}$`)
	yearAndMonth      = regexp.MustCompile(`^(\d{4})[./ ](\d{1,2})$`)
	eightDigits       = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	decadeWord        = regexp.MustCompile(`^(?:the |los años |años )?(\d{3})0['’]?s?$`)
	spreadsheetNumber = regexp.MustCompile(`^[2-5]\d{4}$`)
)

// fromNumbers reads dates written in figures only.
func fromNumbers(text string) []string {
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		if atoi(m[2]) > 12 {
			return []string{iso(m[1], m[3], m[2])}
		}
		return []string{iso(m[1], m[2], m[3])}
	}
	if m := yearLast.FindStringSubmatch(text); m != nil {
		y := fullYear(m[3])
		return []string{iso(y, m[2], m[1]), iso(y, m[1], m[2])}
	}
	if m := daysOfMonth.FindStringSubmatch(text); m != nil {
		return stretchOrAny(iso(m[4], m[3], m[1]), iso(m[4], m[3], m[2]))
	}
	if m := monthAndYear.FindStringSubmatch(text); m != nil {
		return []string{iso(fullYear(m[2]), m[1], "")}
	}
	if m := yearAndMonth.FindStringSubmatch(text); m != nil {
		return []string{iso(m[1], m[2], "")}
	}
	if m := eightDigits.FindStringSubmatch(text); m != nil {
		return []string{iso(m[1], m[2], m[3])}
	}
	if m := decadeWord.FindStringSubmatch(text); m != nil && len(text) > 4 {
		return []string{m[1] + "X"}
	}
	if shortYear.MatchString(text) { // decades and centuries as older drafts of EDTF wrote them
		return []string{text + strings.Repeat("X", 4-len(text))}
	}
	if spreadsheetNumber.MatchString(text) {
		return []string{Day{1899, 12, 30}.AddDays(atoi(text)).String()} // day 0 of the usual date system
	}
	return nil
}

// twoReadings reports whether day and month can change places.
func twoReadings(text string) bool {
	m := yearLast.FindStringSubmatch(text)
	return m != nil && m[1] != m[2] && atoi(m[1]) <= 12 && atoi(m[2]) <= 12
}

// iso puts year, month and day together, padded; day may be "".
func iso(year, month, day string) string {
	s := fmt.Sprintf("%s-%02d", year, atoi(month))
	if month == "XX" {
		s = year + "-XX"
	}
	if day == "" {
		return s
	}
	return fmt.Sprintf("%s-%02d", s, atoi(day))
}

// fullYear reads a year of two figures as one of the last seventy years or
// the next thirty, counted from 2000.
func fullYear(y string) string {
	y = strings.TrimPrefix(y, "'")
	if len(y) != 2 {
		return y
	}
	if y < "40" {
		return "20" + y
	}
	return "19" + y
}
