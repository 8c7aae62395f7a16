package web

import (
	"strconv"

	"habeas/internal/casebook"
	"habeas/internal/store"
	"habeas/internal/when"
	"habeas/views/staff"
)

// deskCases lists cases: all of them, those a search finds, those of one state
// of publication.
func (s *Server) deskCases(w work) error {
	f := store.CaseFilter{Text: w.QueryParam("q"), Limit: maxListed + 1}
	switch p := casebook.Publication(w.QueryParam("publication")); p {
	case casebook.Draft, casebook.Published:
		f.Publication = p
	}
	if w.QueryParam("whose") == "mine" {
		f.AssignedTo = w.by.ID
	}
	f.Tag = w.QueryParam("tag")
	f.Verified = w.verifiedBefore()
	lines, err := w.caseLines(f)
	if err != nil {
		return err
	}
	_, tags, err := s.o.Desk.Tags(w.ctx(), w.by, "")
	if err != nil {
		return err
	}
	people, err := s.o.Desk.Colleagues(w.ctx(), w.by)
	if err != nil {
		return err
	}
	page := staff.CasesPage{Tag: f.Tag, Tags: tags, Filter: queryOf(w.QueryParams()), Mine: f.AssignedTo != "", Query: f.Text, Publication: string(f.Publication), Lines: lines, Cut: len(lines) > maxListed}
	if page.Cut {
		page.Lines = lines[:maxListed]
	}
	for _, one := range people {
		page.People = append(page.People, staff.Choice{Value: string(one.ID), Label: one.Name})
	}
	return w.show(staff.Cases(w.withKeys(w.titled("cases")), page))
}

// verifiedBefore gives the day by which the address asks that a held case was
// last verified; none for no such question.
func (w work) verifiedBefore() when.Day {
	if w.QueryParam("verified") == "never" {
		return when.NewDay(1, 1, 1)
	}
	n, err := strconv.Atoi(w.QueryParam("verified"))
	if err != nil || n < 1 || n > 3650 {
		return when.Day{}
	}
	return when.DayOf(w.s.o.Now()).AddDays(-n)
}

func (w work) caseLines(f store.CaseFilter) ([]staff.CaseLine, error) {
	rows, err := w.s.o.Desk.Cases(w.ctx(), w.by, f)
	if err != nil {
		return nil, err
	}
	p := staff.Page{W: w.words}
	lines := make([]staff.CaseLine, len(rows))
	for i, r := range rows {
		lines[i] = staff.CaseLine{
			Ref: string(r.Case.Ref), Name: w.text(r.Called), Country: r.Case.Country, Kind: string(r.Case.Kind),
			Publication: string(r.Case.Publication), Behind: r.Changed, Updated: p.Day(when.DayOf(r.Case.UpdatedAt)),
		}
	}
	return lines, nil
}
