// Package wording says in words what a published document states, as its page
// does: for the lists of what was put right, on pages and in exports alike. It
// knows public types and the words of the site, and no codes leave it.
//
// Start reading at [Of].
package wording

import (
	"strings"

	"habeas/internal/locale"
	"habeas/internal/public"
)

// Piece is a stretch of text and the language it is really in: that of the
// reader, unless nobody has written it in theirs.
type Piece struct {
	Text string
	In   locale.Lang
}

// About says what a statement is about.
func About(w *locale.Words, s public.Statement) string {
	part, _, _ := strings.Cut(s.Part, ".")
	name := w.T("statement." + part)
	if s.About.Code == "" {
		return name
	}
	return w.T("statement.one", "of", name, "about", Of(w, s.About).Text)
}

// Said says what a statement tells, piece by piece.
func Said(w *locale.Words, s public.Statement) []Piece {
	var out []Piece
	for _, v := range s.Values {
		out = append(out, Of(w, v))
	}
	return out
}

// Line joins the pieces of a statement for a cell of a table; nothing for a
// statement that is not made.
func Line(w *locale.Words, s *public.Statement) string {
	if s == nil {
		return ""
	}
	var all []string
	for _, p := range Said(w, *s) {
		all = append(all, p.Text)
	}
	if len(all) == 0 {
		return About(w, *s)
	}
	return strings.Join(all, " · ")
}

// Of says one value.
func Of(w *locale.Words, v public.Value) Piece {
	p := Piece{In: w.Lang()}
	switch {
	case v.Number != nil:
		p.Text = People(w, v.Number.Qualifier, v.Number.Min, v.Number.Max, v.Number.Words)
	case v.Vocabulary == "country":
		p.Text = w.Country(v.Code)
	case v.Vocabulary == "language":
		p.Text = w.Language(v.Code)
	case v.Vocabulary != "":
		p.Text = w.Label(v.Vocabulary, v.Code)
	case !v.Date.IsZero():
		p.Text = locale.Date(w.Lang(), v.Date)
	case v.Text.En == v.Text.Es:
		p.Text = v.Text.En
	default:
		p.Text, p.In = v.Text.In(w.Lang())
	}
	return p
}

// People says a number of people as its claimant meant it; words are what was
// said where no number was.
func People(w *locale.Words, qualifier string, low, high *int, words string) string {
	switch {
	case low == nil && high == nil && words != "":
		return w.T("num.words", "words", words)
	case low == nil && high == nil:
		return w.T("num.none")
	case low == nil:
		return w.T("num.at_most", "n", *high)
	case high != nil && *high != *low:
		return w.T("num.range", "low", *low, "high", *high)
	case qualifier == "" || qualifier == "exactly":
		return w.Number(*low)
	}
	return w.T("num."+qualifier, "n", *low)
}
