package pdftext

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of a page as it is printed. Lengths are in the unit of the
// page, mostly 1/72 inch; bottoms are measured from its lower edge.
type line struct {
	text        strings.Builder
	high        rune // the first half of a letter in two halves of UTF-16
	placed      bool
	left, right float64
	bottom      float64
	size        float64 // of the largest letter
}

// fontSize reads a size as a function of PDFium answers it.
func fontSize(answer uint64) float64 { return math.Float64frombits(answer) }

// write adds a letter. What stands for nothing that can be read is left out.
func (l *line) write(r rune) {
	switch {
	case r >= 0xd800 && r < 0xdc00:
		l.high = r
		return
	case r >= 0xdc00 && r < 0xe000:
		if l.high == 0 {
			return
		}
		r, l.high = (l.high-0xd800)<<10|(r-0xdc00)+0x10000, 0
	}
	if r == lineHyphen || unicode.IsGraphic(r) || r == '\u200c' || r == '\u200d' {
		l.text.WriteRune(r)
	}
}

// lineHyphen is how PDFium hands over a hyphen at the end of a line.
const lineHyphen = '\ufffe'

func (l *line) widen(left, right, bottom, size float64) {
	if !l.placed {
		l.placed, l.left, l.right, l.bottom, l.size = true, left, right, bottom, size
		return
	}
	l.left, l.right = min(l.left, left), max(l.right, right)
	l.bottom, l.size = min(l.bottom, bottom), max(l.size, size)
}

func (l *line) width() float64 { return l.right - l.left }

// paragraphs joins the lines of a page into the paragraphs they were set from.
// A PDF does not say where one ends: it is told from the space between lines,
// from the size of letters, and from a last line that is short.
func paragraphs(lines []line) []string {
	lines = slices.DeleteFunc(lines, func(l line) bool { return strings.TrimSpace(l.text.String()) == "" })
	if len(lines) == 0 {
		return nil
	}
	usual, widest := pitch(lines), 0.0
	for i := range lines {
		widest = max(widest, lines[i].width())
	}
	var all []string
	now := strings.TrimSpace(lines[0].text.String())
	for i := 1; i < len(lines); i++ {
		text := strings.TrimSpace(lines[i].text.String())
		if parts(&lines[i-1], &lines[i], usual, widest) {
			all, now = append(all, now), text
			continue
		}
		if !strings.HasSuffix(now, string(lineHyphen)) {
			now += " "
		}
		now += text
	}
	return append(all, now)
}

// pitch is the usual distance from one line to the next, in sizes of letters.
func pitch(lines []line) float64 {
	var all []float64
	for i := 1; i < len(lines); i++ {
		if d := distance(&lines[i-1], &lines[i]); d > 0 {
			all = append(all, d)
		}
	}
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/4] // most lines follow one in their own paragraph
}

// distance is how far a line stands below the one before it, in sizes of the
// larger letters; 0 or less where it does not stand below.
func distance(before, l *line) float64 {
	return (before.bottom - l.bottom) / max(before.size, l.size, 1)
}

// parts reports that a paragraph ends between two lines that follow each other.
func parts(before, l *line, usual, widest float64) bool {
	if !before.placed || !l.placed {
		return true
	}
	ended := ends(before.text.String())
	switch d := distance(before, l); {
	case math.Abs(before.size-l.size) > 0.1*max(before.size, l.size):
		return true
	case d <= 0: // the next column, or beside: a sentence goes on, or it does not
		return ended
	case usual > 0 && d > 1.3*usual:
		return true
	}
	return ended && before.width() < 0.8*widest
}

// ends reports that a line ends as sentences do.
func ends(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`"'”’»)]`, r)
	})
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?:;…。！？؟۔", cmp.Or(last, ' '))
}

// settleHyphens decides, for every hyphen at the end of a line, whether it
// belongs to the word: it goes where the rest of the text has the word without
// it, and stays otherwise, since that is what is printed.
func (d *Document) settleHyphens() {
	words := map[string]bool{}
	for _, page := range d.Pages {
		for _, p := range page {
			for _, w := range strings.FieldsFunc(p, func(r rune) bool { return !unicode.IsLetter(r) && r != lineHyphen }) {
				words[strings.ToLower(w)] = true
			}
		}
	}
	for _, page := range d.Pages {
		for i, p := range page {
			page[i] = settled(p, words)
		}
	}
}

// settled is one paragraph without a hyphen of PDFium's.
func settled(p string, words map[string]bool) string {
	for {
		before, after, found := strings.Cut(p, string(lineHyphen))
		if !found {
			return p
		}
		word := lastLetters(before) + firstLetters(after)
		if words[strings.ToLower(word)] {
			p = before + after
		} else {
			p = before + "-" + after
		}
	}
}

func firstLetters(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		return s[:i]
	}
	return s
}

func lastLetters(s string) string {
	i := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if i < 0 {
		return s
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:]
}
