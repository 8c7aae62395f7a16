package casebook

import (
	"strconv"
	"strings"
)

// Coordinates reads a place in degrees, north before east, separated by a comma
// or a space: "10.4896, -66.8878". It is false for what is none.
func Coordinates(text string) (lat, lon float64, ok bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == ';' })
	if len(parts) != 2 {
		return 0, 0, false
	}
	lat, err := strconv.ParseFloat(parts[0], 64)
	if err != nil {
		return 0, 0, false
	}
	lon, err = strconv.ParseFloat(parts[1], 64)
	if err != nil || !(lat >= -90 && lat <= 90) || !(lon >= -180 && lon <= 180) {
		return 0, 0, false
	}
	return lat, lon, true
}

// coordinates checks a place in degrees, and writes it to four digits behind
// the point: ten metres, and no source of ours knows more.
func (c *checker) coordinates(field, text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	lat, lon, ok := Coordinates(text)
	if !ok {
		c.say(field, "Write the degrees north and the degrees east with a point and a comma between the two, such as 10.4896, -66.8878. South and west have a minus sign.")
		return ""
	}
	return degrees(lat) + ", " + degrees(lon)
}

func degrees(d float64) string {
	text := strings.TrimRight(strings.TrimRight(strconv.FormatFloat(d, 'f', 4, 64), "0"), ".")
	if text == "-0" {
		return "0"
	}
	return text
}
