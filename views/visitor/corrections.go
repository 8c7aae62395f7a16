package visitor

import (
	"cmp"
	"slices"
	"strconv"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/internal/wording"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/ui"
)

// CorrectionsProps is how mistakes are put right, and which were.
type CorrectionsProps struct {
	EssayProps
	Query     reading.CorrectionQuery
	List      []reading.Correction
	Next      string                   // cursor of the next page
	Countries []reading.CountryFigures // to choose from
}

// NewCorrections puts the page together.
func NewCorrections(page layout.Page, q reading.CorrectionQuery, list []reading.Correction, next string, countries []reading.CountryFigures) CorrectionsProps {
	page.Title, page.Description = page.T("corrections.title"), page.T("corrections.lead")
	return CorrectionsProps{EssayProps{page, "corrections", []string{"how", "what", "removal", "record"}}, q, list, next, countries}
}

func (p CorrectionsProps) narrowed() bool { return p.Query != reading.CorrectionQuery{} }

func (p CorrectionsProps) field(name string, day when.Day) ui.Field {
	return ui.Field{Words: p.Words, Name: name, Label: p.T("corrections." + name), Value: day.String(), Type: "date", Class: "short"}
}

func (p CorrectionsProps) countries() []ui.Option {
	return countryOptions(p.Words, p.Countries)
}

// countryOptions are the countries of the record to choose from, and all.
func countryOptions(w *locale.Words, countries []reading.CountryFigures) []ui.Option {
	all := []ui.Option{{Value: "", Label: w.T("moves.all_countries")}}
	for _, c := range countries {
		all = append(all, ui.Option{Value: c.Country, Label: w.Country(c.Country)})
	}
	slices.SortFunc(all[1:], func(a, b ui.Option) int { return cmp.Compare(a.Label, b.Label) })
	return all
}

// correctedLink leads to the page that was put right; empty for one that is
// gone.
func correctedLink(l locale.Lang, c reading.Correction) string {
	if c.Off && c.Title.IsZero() {
		return ""
	}
	return takenLink(l, public.Taken{OnKind: c.Kind, OnKey: c.Key})
}

// correctedTitle says what was put right: a case by its reference and what it
// is called, anything else by its kind and its title.
func correctedTitle(w *locale.Words, c reading.Correction) string {
	title := takenTitle(w, public.Taken{OnKind: c.Kind, OnKey: c.Key, OnTitle: c.Title})
	if c.Kind == public.DocCase {
		if c.Title.IsZero() {
			return c.Key
		}
		return c.Key + " · " + title
	}
	return w.T("taken."+c.Kind) + " · " + title
}

// correctionID is the place of a correction on a page.
func correctionID(c reading.Correction) string {
	return "corrected-" + strconv.FormatInt(c.At.UnixMicro(), 36)
}

// told gives what a statement tells, for a line of its own.
func told(w *locale.Words, s *public.Statement) []wording.Piece {
	if s == nil {
		return []wording.Piece{{Text: w.T("corrections.no_more"), In: w.Lang()}}
	}
	if said := wording.Said(w, *s); len(said) > 0 {
		return said
	}
	return []wording.Piece{{Text: wording.About(w, *s), In: w.Lang()}}
}

// otherLang gives the language of a piece when it is not that of the page.
func otherLang(w *locale.Words, p wording.Piece) string {
	if p.In == w.Lang() {
		return ""
	}
	return string(p.In)
}

func (p CorrectionsProps) nextPage() string {
	return links.CorrectionsWhere(p.Lang(), p.Query.Country, p.Query.From, p.Query.To, p.Next)
}
