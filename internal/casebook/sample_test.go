package casebook_test

import (
	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/when"
)

// file makes a case of a named person with the given events in order; a test
// says only what it is about.
func file(events ...casebook.Event) *casebook.File {
	f := &casebook.File{
		Case:     casebook.Case{ID: "case", Ref: "VE-2026-0001", Kind: casebook.KindPerson, Deprivation: "detention", Country: "VE"},
		Person:   &casebook.Person{ID: "person"},
		Names:    []casebook.Name{{ID: "name", PersonID: "person", Text: "Ana Ejemplo", Display: true}},
		Consents: []casebook.Consent{{ID: "consent", Scopes: casebook.Codes{"publish_name"}}},
		Evidence: casebook.Evidence{Sources: map[casebook.ID]casebook.Source{}, Facilities: map[casebook.ID]casebook.Facility{}},
	}
	for i := range events {
		events[i].ID = casebook.ID(rune('a' + i))
		if events[i].Certainty == "" {
			events[i].Certainty = casebook.Reported
		}
	}
	f.Events = events
	return f
}

func event(kind casebook.EventKind, date string) casebook.Event {
	return casebook.Event{Kind: kind, Date: when.MustParse(date), What: locale.Text{En: "It happened."}}
}

// released adds a release whose ladder has the given steps, "step date" each.
func released(f *casebook.File, exit casebook.Exit, steps ...string) *casebook.ReleasePart {
	part := casebook.ReleasePart{
		Release: casebook.Release{ID: "release", CaseID: "case", Exit: exit},
		Event:   casebook.ReleaseEvent{ID: "event", Date: when.MustParse("2026-01-13")},
	}
	for i := 0; i+1 < len(steps); i += 2 {
		part.Confirmations = append(part.Confirmations, casebook.Confirmation{
			ID: casebook.ID("step" + steps[i]), ReleaseID: "release", Step: casebook.Step(steps[i]), Date: when.MustParse(steps[i+1]),
		})
	}
	f.Releases = append(f.Releases, part)
	return &f.Releases[len(f.Releases)-1]
}
