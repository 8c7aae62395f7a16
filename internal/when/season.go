package when

// isSeason reports whether two digits in the place of the month name a part
// of a year: 21 to 41.
func isSeason(digits string) bool { return isDigits(digits) && digits >= "21" && digits <= "41" }

// firstSeason is the lowest code of a sub-year grouping.
const firstSeason = 21

// seasonStart gives the first month and the length in months of the EDTF
// sub-year groupings 21 to 41. Seasons are the meteorological ones; 21 to 24,
// which name no hemisphere, are taken as northern, and the south has its own
// codes (29 to 32). A season that spans New Year belongs to the year it
// starts in, so that it stays one stretch.
var seasonStart = [...]struct{ month, length int }{
	0: {3, 3}, {6, 3}, {9, 3}, {12, 3}, // spring, summer, autumn, winter
	25 - firstSeason: {3, 3}, {6, 3}, {9, 3}, {12, 3}, // the same, north
	29 - firstSeason: {9, 3}, {12, 3}, {3, 3}, {6, 3}, // the same, south
	33 - firstSeason: {1, 3}, {4, 3}, {7, 3}, {10, 3}, // quarters
	37 - firstSeason: {1, 4}, {5, 4}, {9, 4}, // thirds
	40 - firstSeason: {1, 6}, {7, 6}, // halves
}

// season gives the first day of the season in the first year and its last day
// in the last.
func season(code int, first, last int32) (lo, hi Day) {
	s := seasonStart[code-firstSeason]
	lo = Day{first, int8(s.month), 1}
	end := s.month + s.length - 1
	y := int(last)
	if end > 12 {
		end -= 12
		y++
	}
	return lo, Day{int32(y), int8(end), int8(monthDays(y, end))}
}
