package web

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"habeas/internal/export"
	"habeas/internal/fault"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/visitor"
)

// corrections says how mistakes are put right, and lists those that were.
func (s *Server) corrections(v visit) (templ.Component, error) {
	q, err := readCorrections(v, "country", "from", "to", "after")
	if err != nil {
		return nil, err
	}
	all, next, err := v.room.Corrections(v.ctx(), q)
	if err != nil {
		return nil, err
	}
	countries, err := v.room.Countries(v.ctx())
	if err != nil {
		return nil, err
	}
	page := s.layoutOf(v, links.CorrectionsWhere(en, q.Country, q.From, q.To, q.After), "", layout.None)
	page.NoIndex = q != reading.CorrectionQuery{}
	return visitor.Corrections(visitor.NewCorrections(page, q, all, next, countries)), nil
}

// readCorrections reads what an address asks of the list of corrections.
func readCorrections(v visit, names ...string) (q reading.CorrectionQuery, err error) {
	asked, err := only(v, names...)
	if err != nil {
		return q, err
	}
	if !v.past.IsZero() {
		return q, fault.InvalidFields(fault.Fields{"as_of": fault.Say("Corrections have days of their own, from and to. Leave this out.")})
	}
	q.Country, q.After = asked["country"], asked["after"]
	wrong := fault.Fields{}
	for name, day := range map[string]*when.Day{"from": &q.From, "to": &q.To} {
		if asked[name] == "" {
			continue
		}
		if *day, err = when.ParseDay(asked[name]); err != nil {
			wrong[name] = fault.Say("“%s” is not a day like 2026-01-13.", asked[name])
		}
	}
	if len(wrong) == 0 && !q.From.IsZero() && !q.To.IsZero() && q.To.Before(q.From) {
		wrong["to"] = fault.Say("Give a day that is not before the other one.")
	}
	return q, queryFields(wrong)
}

// queryFields is fault.Invalid for what an address asks wrongly, nil for
// nothing.
func queryFields(wrong fault.Fields) error {
	if len(wrong) == 0 {
		return nil
	}
	e := fault.New(fault.Invalid, "This address asks for something that does not exist.")
	e.Fields = wrong
	return e
}

// readCorrectionsFile reads the filters of the list as a file.
func readCorrectionsFile(asked url.Values) (reading.Past, rowsOf, error) {
	past, err := readPast(asked)
	if err != nil {
		return past, nil, err
	}
	q, err := readCorrections(visit{asked: asked, past: past}, "country", "from", "to")
	return past, func(ctx context.Context, room *reading.Room) (export.Table, error) {
		return export.Corrections(room.EachCorrection(ctx, q)), nil
	}, err
}
