package web

import (
	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/views/staff"
)

// maxSources is how many sources a form lists to choose from, the newest. An
// older one is cited from its own page, which opens forms with it chosen.
const maxSources = 200

// fill reads what a form lets a person choose from.
func (w work) fill(f *staff.Form, l lists) (err error) {
	if l&withSources != 0 {
		if f.Lists.Sources, f.Lists.SourcesCut, err = w.sourceChoices(); err != nil {
			return err
		}
	}
	if l&withFacilities != 0 {
		if f.Lists.Facilities, err = w.facilityChoices(); err != nil {
			return err
		}
	}
	if l&withReleaseEvents != 0 {
		f.Lists.ReleaseEvents, err = w.eventChoices()
	}
	return err
}

func (w work) sourceChoices() ([]staff.Choice, bool, error) {
	all, err := w.s.o.Desk.Sources(w.ctx(), w.by)
	if err != nil {
		return nil, false, err
	}
	cut := len(all) > maxSources
	if cut {
		all = all[:maxSources]
	}
	choices := make([]staff.Choice, len(all))
	for i, src := range all {
		choices[i] = staff.Choice{Value: string(src.ID), Label: w.sourceLabel(src)}
	}
	return choices, cut, nil
}

// sourceLabel names a source so that it can be told from others of the same
// publisher.
func (w work) sourceLabel(src casebook.Source) string {
	label := staff.SourceName(w.words, src)
	if !src.Published.IsZero() {
		label += ", " + locale.DateShort(w.words.Lang(), src.Published)
	}
	return label
}

func (w work) facilityChoices() ([]staff.Choice, error) {
	all, err := w.s.o.Desk.Facilities(w.ctx(), w.by)
	choices := make([]staff.Choice, len(all))
	for i, place := range all {
		choices[i] = staff.Choice{Value: place.Slug, Label: place.Name + " (" + w.words.Country(place.Country) + ")"}
	}
	return choices, err
}

func (w work) eventChoices() ([]staff.Choice, error) {
	all, err := w.s.o.Desk.ReleaseEvents(w.ctx(), w.by)
	choices := make([]staff.Choice, len(all))
	for i, e := range all {
		choices[i] = staff.Choice{Value: string(e.ID), Label: w.text(e.Title) + ", " + locale.DateShort(w.words.Lang(), e.Date)}
	}
	return choices, err
}

// text gives a text in the reader's language, or in the one it has.
func (w work) text(t locale.Text) string {
	text, _ := t.In(w.words.Lang())
	return text
}

// slug gives the slug of a facility for a form; none gives none.
func (w work) slug(id casebook.ID) (string, error) {
	if id == "" {
		return "", nil
	}
	place, err := w.s.o.Desk.Facility(w.ctx(), w.by, id)
	if err != nil {
		return "", err
	}
	return place.Slug, nil
}
