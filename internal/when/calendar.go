package when

// maxYear keeps every bound inside a Day and every difference inside an int.
const maxYear = 2_000_000_000

func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

// monthDays gives the length of a month; months are 1 to 12.
func monthDays(y, m int) int {
	switch m {
	case 2:
		if leap(y) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func (d Day) exists() bool {
	return d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && int(d.Day) <= monthDays(int(d.Year), int(d.Month))
}

// number counts days from 1 March of year 0, so that the leap day is the last
// of its counting year and needs no special case.
func (d Day) number() int {
	y, m := int(d.Year), int(d.Month)
	if m <= 2 {
		y--
		m += 12
	}
	return 365*y + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400) + (153*(m-3)+2)/5 + int(d.Day) - 1
}

// dayNumbered is the inverse of number.
func dayNumbered(n int) Day {
	const cycle = 146097 // days in 400 years
	era := floorDiv(n, cycle)
	n -= era * cycle
	y := (n - n/1460 + n/36524 - n/146096) / 365
	n -= 365*y + y/4 - y/100
	m := (5*n + 2) / 153
	day := n - (153*m+2)/5 + 1
	y += 400 * era
	m += 3
	if m > 12 {
		m -= 12
		y++
	}
	return Day{int32(y), int8(m), int8(day)}
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
