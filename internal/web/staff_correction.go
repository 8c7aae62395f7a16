package web

import (
	"cmp"

	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/public"
	"habeas/internal/wording"
	"habeas/views/staff"
)

// restated fills in what the public reads already and would read otherwise,
// and the sources that a correction can follow.
func (w work) restated(p *desk.Prospect, r *staff.ReviewPage) error {
	main := p.Would[0]
	all, err := public.Restatements(main.Kind, p.Was[0].Document, main.Document)
	if err != nil {
		return err
	}
	for _, s := range all {
		r.Restated = append(r.Restated, staff.Restated{
			Part: s.Part, About: wording.About(w.words, s.Was), Was: wording.Line(w.words, &s.Was), Now: wording.Line(w.words, s.Now),
		})
	}
	sources, err := public.SourcesOf(main.Kind, main.Document)
	for _, s := range sources {
		r.Sources = append(r.Sources, staff.Choice{Value: s.ID, Label: cmp.Or(s.Title, w.text(s.Label), s.Publisher)})
	}
	return err
}

// correctionOf says in words what was asked to be told as a correction.
func (w work) correctionOf(c *casebook.Correction, r staff.ReviewPage) *staff.Correction {
	shown := &staff.Correction{Why: c.Why}
	for _, part := range c.Parts {
		for _, s := range r.Restated {
			if s.Part == part {
				shown.Parts = append(shown.Parts, s)
			}
		}
	}
	for _, s := range r.Sources {
		if s.Value == string(c.SourceID) {
			shown.Source = s.Label
		}
	}
	return shown
}
