package web

import (
	"habeas/internal/casebook"
	"habeas/internal/store"
	"habeas/internal/when"
	"habeas/views/staff"
)

// How many lines the first page shows of each list, and how many published
// cases it looks through for ones that changed.
const (
	homeLines = 10
	lookBack  = 100
)

// deskHome is where a day at the desk begins.
func (s *Server) deskHome(w work) error {
	recent, err := w.caseLines(store.CaseFilter{Limit: homeLines})
	if err != nil {
		return err
	}
	drafts, err := w.caseLines(store.CaseFilter{Publication: casebook.Draft, Limit: homeLines})
	if err != nil {
		return err
	}
	shown, err := w.caseLines(store.CaseFilter{Publication: casebook.Published, Limit: lookBack})
	if err != nil {
		return err
	}
	var behind []staff.CaseLine
	for _, line := range shown {
		if line.Behind {
			behind = append(behind, line)
		}
	}
	return w.show(staff.Home(w.titled("desk"), staff.HomePage{Recent: recent, Drafts: drafts, Behind: behind}))
}

// deskCases lists cases: all of them, those a search finds, those of one state
// of publication.
func (s *Server) deskCases(w work) error {
	f := store.CaseFilter{Text: w.QueryParam("q"), Limit: maxListed + 1}
	switch p := casebook.Publication(w.QueryParam("publication")); p {
	case casebook.Draft, casebook.Published:
		f.Publication = p
	}
	lines, err := w.caseLines(f)
	if err != nil {
		return err
	}
	page := staff.CasesPage{Query: f.Text, Publication: string(f.Publication), Lines: lines, Cut: len(lines) > maxListed}
	if page.Cut {
		page.Lines = lines[:maxListed]
	}
	return w.show(staff.Cases(w.titled("cases"), page))
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
			Ref: string(r.Case.Ref), Name: r.Name, Country: r.Case.Country, Kind: string(r.Case.Kind),
			Publication: string(r.Case.Publication), Behind: r.Changed, Updated: p.Day(when.DayOf(r.Case.UpdatedAt)),
		}
	}
	return lines, nil
}
