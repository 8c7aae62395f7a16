package picture

import (
	"strings"
	"unicode"
)

// width gives how wide a text is at a size, in pixels, by what letters of the
// fonts of systems measure at most: a picture cannot ask its reader's.
func width(text string, size float64) float64 {
	var em float64
	for _, r := range text {
		em += wide(r)
	}
	return em * size
}

// wide gives the width of one sign in parts of its size.
func wide(r rune) float64 {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case strings.ContainsRune("iljtfrI.,:;'’|! ()[]·-", r):
		return .36
	case strings.ContainsRune("mwMW@%—…", r):
		return .95
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		return 1
	case unicode.IsUpper(r):
		return .7
	}
	return .56
}

// wrapped breaks a text into lines of a width, at most so many; what does not
// fit ends in an ellipsis. A word that is wider than a line is broken.
func wrapped(text string, size, room float64, most int) []string {
	var lines []string
	line := ""
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }) // what no line may break at stays
	for len(words) > 0 {
		word := words[0]
		try := word
		if line != "" {
			try = line + " " + word
		}
		switch {
		case width(try, size) <= room:
			line, words = try, words[1:]
			continue
		case line == "":
			head := cutTo(word, size, room)
			line, words[0] = head, word[len(head):]
		}
		if len(lines)+1 == most {
			return append(lines, ended(line, size, room))
		}
		lines, line = append(lines, line), ""
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// cutTo gives as much of the beginning of a word as fits, one sign at least.
func cutTo(word string, size, room float64) string {
	end := 0
	for i, r := range word {
		next := i + len(string(r))
		if end > 0 && width(word[:next], size) > room {
			break
		}
		end = next
	}
	return word[:end]
}

// ended puts an ellipsis behind what fits of a text beside it.
func ended(text string, size, room float64) string {
	runes := []rune(text)
	for len(runes) > 1 && width(string(runes)+"…", size) > room {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ,;:") + "…"
}

// one gives a text on one line of a width.
func one(text string, size, room float64) string {
	if lines := wrapped(text, size, room, 1); len(lines) > 0 {
		return lines[0]
	}
	return ""
}
