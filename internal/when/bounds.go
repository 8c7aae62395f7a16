package when

import (
	"fmt"
	"strings"

	"habeas/internal/fault"
)

// years gives the least and the greatest year that the digits can mean; X
// stands for any digit, and before year 0 the order turns round.
func (p parts) years() (lo, hi int32) {
	least := atoi(strings.ReplaceAll(p.year, "X", "0"))
	most := atoi(strings.ReplaceAll(p.year, "X", "9"))
	if p.negative {
		least, most = -most, -least
	}
	return int32(least), int32(most)
}

// fits reports whether a number of two digits matches digits with X.
func fits(pattern string, n int) bool {
	return (pattern[0] == 'X' || int(pattern[0]-'0') == n/10) && (pattern[1] == 'X' || int(pattern[1]-'0') == n%10)
}

// bounds gives the first and the last day that a year and month, or a year,
// month and day, can mean. Only 29 February depends on the year, so for
// everything else the first and last year decide.
func (p parts) bounds() (lo, hi Day, prob *problem) {
	first, last := p.years()
	lo, ok := p.firstIn(int(first))
	if ok {
		hi, ok = p.lastIn(int(last))
	}
	if ok {
		return lo, hi, nil
	}
	if _, never := p.firstIn(2000); !never {
		return Day{}, Day{}, p.impossible()
	}
	return p.leapBounds()
}

// leapBounds is for dates that hold a 29 February and no other day.
func (p parts) leapBounds() (lo, hi Day, prob *problem) {
	first, last := p.years()
	for y := int(first); y <= int(last) && lo.IsZero(); y++ {
		if leap(y) && p.yearFits(y) {
			lo, _ = p.firstIn(y)
		}
	}
	for y := int(last); y >= int(first) && hi.IsZero(); y-- {
		if leap(y) && p.yearFits(y) {
			hi, _ = p.lastIn(y)
		}
	}
	if lo.IsZero() || hi.IsZero() {
		return Day{}, Day{}, p.impossible()
	}
	return lo, hi, nil
}

func (p parts) yearFits(y int) bool {
	y = max(y, -y)
	return fits(p.year[:2], y/100) && fits(p.year[2:], y%100)
}

func (p parts) firstIn(y int) (Day, bool) {
	for m := 1; m <= 12; m++ {
		if !fits(p.month, m) {
			continue
		}
		for d := 1; d <= monthDays(y, m); d++ {
			if p.day == "" || fits(p.day, d) {
				return Day{int32(y), int8(m), int8(d)}, true
			}
		}
	}
	return Day{}, false
}

func (p parts) lastIn(y int) (Day, bool) {
	for m := 12; m >= 1; m-- {
		if !fits(p.month, m) {
			continue
		}
		for d := monthDays(y, m); d >= 1; d-- {
			if p.day == "" || fits(p.day, d) {
				return Day{int32(y), int8(m), int8(d)}, true
			}
		}
	}
	return Day{}, false
}

var monthNames = [...]fault.Format{
	"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December",
}

// impossible says why no calendar holds such a day, and what may be meant.
func (p parts) impossible() *problem {
	year := p.year
	if p.negative {
		year = "-" + year
	}
	month := 0
	for m := 1; m <= 12; m++ {
		if fits(p.month, m) {
			month = m
			break
		}
	}
	switch {
	case month == 0 && p.month == "00":
		return because(fault.Say("There is no month 00. An unknown month is written XX."), withDay(year+"-XX", p.day), year)
	case month == 0:
		why := fault.Say("There is no month %s: months are 01 to 12.", p.month)
		if p.day != "" && isDigits(p.day) && p.day >= "01" && p.day <= "12" {
			return because(why, year+"-"+p.day+"-"+p.month)
		}
		return because(why, year)
	case p.day == "00":
		return because(fault.Say("There is no day 00. An unknown day is written XX."), year+"-"+p.month+"-XX", year+"-"+p.month)
	case strings.Contains(p.month+p.year, "X"):
		return because(fault.Say("No month has such a day (%s).", p.day), year+"-"+p.month+"-XX")
	}
	y := atoi(p.year)
	if p.negative {
		y = -y
	}
	n := monthDays(y, month)
	return because(fault.Say("%s %s has %d days.", fault.Say(monthNames[month-1]), year, n),
		fmt.Sprintf("%s-%s-%02d", year, p.month, n), year+"-"+p.month+"-XX")
}

func withDay(text, day string) string {
	if day == "" {
		return text
	}
	return text + "-" + day
}
