package desk

import (
	"encoding/json"
	"slices"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/store"
)

// asCorrection marks what is published as putting right what stood before.
func (a *act) asCorrection(p *store.Publication, wrong *store.Publication) error {
	c := a.correction
	body, err := json.Marshal(public.Correction{Why: c.Why, Source: string(c.SourceID), Parts: c.Parts})
	if err != nil {
		return err
	}
	p.Change, p.Corrects, p.Correction = corrected, wrong.Seq, body
	a.correction = nil // of the subject itself, not of the sources that come along
	return nil
}

// corrected is the change of a publication that puts something right.
const corrected = "corrected"

// answered reads whether a publication corrects something, by what it would
// show. It answers with fault.Invalid that names a field below correction when
// nothing was said of it and something public would be told otherwise, or when
// what was said does not fit.
func (a *act) answered(said *casebook.CorrectionDraft, shown []public.Publication) (*casebook.Correction, error) {
	if said == nil || len(shown) == 0 {
		return nil, nil
	}
	main := shown[0]
	latest, err := a.LatestPublication(a.ctx, main.Kind, main.Key)
	if err != nil || latest == nil || latest.Document == nil {
		return nil, err
	}
	restated, err := public.Restatements(main.Kind, latest.Document, main.Document)
	if err != nil || len(restated) == 0 {
		return nil, err
	}
	c, err := said.Correction()
	if err != nil || c == nil {
		return nil, underPrefix(err, "correction.")
	}
	for _, part := range c.Parts {
		if !slices.ContainsFunc(restated, func(r public.Restated) bool { return r.Part == part }) {
			return nil, changedMeanwhile()
		}
	}
	sources, err := public.SourcesOf(main.Kind, main.Document)
	if err != nil {
		return nil, err
	}
	if len(sources) > 0 && !slices.ContainsFunc(sources, func(s public.CitedSource) bool { return s.ID == string(c.SourceID) }) {
		return nil, fault.Field("correction.source", "Choose the source that says what is right. It must be one that the page names.")
	}
	return c, a.whyBetrays(main, c)
}

// whyBetrays answers with fault.Invalid when the reason of a correction tells
// the name that a case is public without: it stands beside the page, for
// everybody.
func (a *act) whyBetrays(p public.Publication, c *casebook.Correction) error {
	if p.Kind != public.DocCase {
		return nil
	}
	defer a.LookWhole()()
	f, err := a.File(a.ctx, casebook.Ref(p.Key))
	if err == nil && f.TellsName(c.Why.En+" "+c.Why.Es) {
		err = fault.Field("correction.why", "This text tells a name, or a part of one, that may not be published. Say it without the name.")
	}
	return err
}
