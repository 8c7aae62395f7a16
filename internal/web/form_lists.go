package web

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/store"
	"habeas/views/staff"
)

// offered is how many things a form offers to choose from at a time: the
// newest, or the newest that a search in the form found.
const offered = 50

// fill reads what a form lets a person choose from: what was searched for, or
// what was added last, and always what is chosen already.
func (w work) fill(f *staff.Form, l lists) (err error) {
	if l&withSources != 0 {
		f.Lists.Sources, err = choices(w, f, "sources", w.s.o.Desk.Sources, w.s.o.Desk.ChosenSources, func(src casebook.Source) staff.Choice {
			return staff.Choice{Value: string(src.ID), Label: w.sourceLabel(src)}
		})
	}
	if err == nil && l&withFacilities != 0 {
		f.Lists.Facilities, err = choices(w, f, "facilities", w.s.o.Desk.Facilities, w.s.o.Desk.ChosenFacilities, func(place casebook.Facility) staff.Choice {
			return staff.Choice{Value: place.Slug, Label: place.Name + " (" + w.words.Country(place.Country) + ")"}
		})
	}
	if err == nil && l&withReleaseEvents != 0 {
		f.Lists.ReleaseEvents, err = choices(w, f, "release_events", w.s.o.Desk.ReleaseEvents, w.s.o.Desk.ChosenReleaseEvents, func(e casebook.ReleaseEvent) staff.Choice {
			return staff.Choice{Value: string(e.ID), Label: w.text(e.Title) + ", " + locale.DateShort(w.words.Lang(), e.Date)}
		})
	}
	return err
}

// choices reads what can be chosen of one kind. Every value that stands in a
// field of that kind is among them, so that it is shown by its name.
func choices[T any](w work, f *staff.Form, kind string, read func(context.Context, access.Actor, store.ListFilter) ([]T, error),
	name func(context.Context, access.Actor, []string) ([]T, error), choice func(T) staff.Choice) ([]staff.Choice, error) {
	text := f.Searched(kind)
	found, err := read(w.ctx(), w.by, store.ListFilter{Text: text, Limit: offered + 1})
	if err != nil {
		return nil, err
	}
	f.Lists.Found[kind], f.Lists.Cut[kind] = min(len(found), offered), len(found) > offered
	kept, err := name(w.ctx(), w.by, f.Chosen(kind))
	if err != nil {
		return nil, err
	}
	var all []staff.Choice
	seen := map[string]bool{}
	for _, row := range append(kept, found[:min(len(found), offered)]...) {
		if c := choice(row); !seen[c.Value] {
			all, seen[c.Value] = append(all, c), true
		}
	}
	return all, nil
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
