package casebook

import (
	"slices"
	"strings"

	"habeas/internal/fault"
	"habeas/internal/names"
	"habeas/internal/when"
)

// Problem is something about a case that a person should look at. A problem
// that Blocks must be mended before the case can be shown to the public; the
// others are warnings, since reality breaks rules too.
type Problem struct {
	Code    string
	Subject Subject
	Blocks  bool
	Text    fault.Text // what it is and what to do
}

// Problems looks a case over: impossible orders, statements without a source,
// what is missing before it can be published.
func (f *File) Problems() []Problem {
	var found []Problem
	add := func(blocks bool, code string, on Subject, format fault.Format, args ...any) {
		found = append(found, Problem{Code: code, Subject: on, Blocks: blocks, Text: fault.Say(format, args...)})
	}
	if f.Case.Restricted {
		add(true, "restricted", Subject{OnCase, f.Case.ID}, "This case is restricted. Open it to the whole desk before it is shown to the public.")
	}
	f.checkOrder(add)
	f.checkSources(add)
	f.checkConsent(add)
	f.checkWithheldName(add)
	return found
}

type adder func(blocks bool, code string, on Subject, format fault.Format, args ...any)

// checkOrder warns of orders that cannot be, without refusing them: sources do
// contradict each other, and a person must see it to settle it.
func (f *File) checkOrder(add adder) {
	taken := f.Held().From
	for _, e := range f.Events {
		switch e.Kind {
		case LeftFacility, Home, ReleaseAnnounced, ReleaseOrdered:
			if e.Date.Compare(taken) == when.Before {
				add(false, "release_before_detention", Subject{OnEvent, e.ID}, "This release (%s) comes before the person was taken (%s). One of the two dates is wrong, or this belongs to an earlier case.", e.Date, taken)
			}
		case Taken:
			if e.Date.Compare(taken) == when.After {
				add(false, "taken_twice", Subject{OnEvent, e.ID}, "The case says twice that the person was taken. A new arrest is a case of its own; a re-arrest in the same matter is “re-detained”.")
			}
		}
		if e.Kind == Died && f.hasEventAfter(e) {
			add(false, "event_after_death", Subject{OnEvent, e.ID}, "Something is recorded after the death. Check the dates.")
		}
	}
	for _, r := range f.Releases {
		if r.Event.Date.Compare(taken) == when.Before {
			add(false, "release_before_detention", Subject{OnRelease, r.Release.ID}, "The release event (%s) comes before the person was taken (%s). One of the two dates is wrong, or this belongs to an earlier case.", r.Event.Date, taken)
		}
	}
	for _, r := range f.Releases {
		for _, c := range r.Confirmations {
			if c.Date.Compare(taken) == when.Before {
				add(false, "release_before_detention", Subject{OnConfirmation, c.ID}, "This step of the release (%s) comes before the person was taken (%s). One of the two dates is wrong, or this belongs to an earlier case.", c.Date, taken)
			}
		}
	}
	f.checkSourceDates(add)
}

func (f *File) hasEventAfter(death Event) bool {
	for _, e := range f.Events {
		if e.Kind != RemainsReturned && e.Kind != StatementMade && e.Date.Compare(death.Date) == when.After {
			return true
		}
	}
	return false
}

// checkSourceDates warns of a source older than the event it is cited for.
func (f *File) checkSourceDates(add adder) {
	for _, e := range f.Events {
		for _, c := range f.Of(OnEvent, e.ID) {
			if src, ok := f.Sources[c.SourceID]; ok && src.Published.Compare(e.Date) == when.Before {
				add(false, "source_before_event", Subject{OnEvent, e.ID}, "“%s” was published (%s) before this happened (%s). Check both dates.", src.Name(), src.Published, e.Date)
			}
		}
	}
}

// checkSources blocks what would be said in public without a source.
func (f *File) checkSources(add adder) {
	for _, e := range f.Events {
		if e.Visibility == Public && len(f.Of(OnEvent, e.ID)) == 0 {
			add(true, "no_source", Subject{OnEvent, e.ID}, "This event would be shown to the public without a source. Cite one, or keep it for staff.")
		}
	}
	if !f.Case.Summary.IsZero() && len(f.Of(OnCase, f.Case.ID)) == 0 {
		add(true, "no_source", Subject{OnCase, f.Case.ID}, "The summary has no source. Cite at least one for the case itself.")
	}
	if f.Group != nil && len(f.Of(OnGroup, f.Group.ID)) == 0 {
		add(true, "no_source", Subject{OnGroup, f.Group.ID}, "The number of people has no source. Cite who counted them.")
	}
	for _, r := range f.Releases {
		for _, c := range r.Confirmations {
			if len(f.Of(OnConfirmation, c.ID)) == 0 && len(f.Of(OnRelease, r.Release.ID)) == 0 {
				add(true, "no_source", Subject{OnConfirmation, c.ID}, "A step of the release has no source. Cite one for the step or for the release.")
			}
		}
	}
	for _, c := range f.Claims {
		if c.Visibility == Public && len(f.Of(OnClaim, c.ID)) == 0 {
			add(true, "no_source", Subject{OnClaim, c.ID}, "A claim would be shown to the public without a source. Cite one, or keep it for staff.")
		}
	}
	for _, j := range f.Judgements {
		if j.Assessment.Visibility == Public && !f.judgementCited(j) {
			add(true, "no_source", Subject{OnAssessment, j.Assessment.ID}, "An assessment would be shown to the public without a source. Cite where it was made, or keep it for staff.")
		}
	}
}

// checkConsent blocks a case that nothing allows to be shown.
func (f *File) checkConsent(add adder) {
	if !f.Allows("publish_anonymously") && !f.Allows("publish_name") {
		add(true, "no_consent", Subject{OnCase, f.Case.ID}, "Nothing says that this case may be published. Record whose consent it rests on, or why the public record is ground enough.")
	}
	if f.Case.Kind == KindPerson && f.DisplayName() == nil {
		add(true, "no_name", Subject{OnCase, f.Case.ID}, "This is a case of a named person, but no name is marked as the one to show. Mark one, or make it an unnamed case.")
	}
}

// checkWithheldName blocks text that tells a name which may not be published.
func (f *File) checkWithheldName(add adder) {
	for where, text := range f.publicProse() {
		if f.TellsName(text) {
			add(true, "name_in_text", where, "This text tells a name, or a part of one, that may not be published. Say it without the name.")
		}
	}
}

// TellsName reports whether a text that the public would read tells a name of
// the case, or a part of one, though nothing covers publishing it.
func (f *File) TellsName(text string) bool {
	return !f.Allows("publish_name") && slices.ContainsFunc(f.Names, func(n Name) bool { return tellsName(text, n.Text) })
}

// publicProse gives the texts of the case that the public would read.
func (f *File) publicProse() map[Subject]string {
	texts := map[Subject]string{{OnCase, f.Case.ID}: f.Case.Summary.En + " " + f.Case.Summary.Es + " " + f.Case.ScopeNote.En + " " + f.Case.ScopeNote.Es}
	for _, e := range f.Events {
		if e.Visibility == Public {
			texts[Subject{OnEvent, e.ID}] = e.What.En + " " + e.What.Es + " " + e.Place.En + " " + e.Actor.En + " " + e.Actor.Es
		}
	}
	for _, c := range f.Claims {
		if c.Visibility == Public {
			texts[Subject{OnClaim, c.ID}] = c.Value.En + " " + c.Value.Es + " " + c.Attribution.En
		}
	}
	for _, j := range f.Judgements {
		if j.Assessment.Visibility == Public {
			texts[Subject{OnAssessment, j.Assessment.ID}] = j.prose()
		}
	}
	for _, c := range f.Citations {
		texts[Subject{OnCitation, c.ID}] = c.Quote + " " + c.Speaker.En + " " + c.Speaker.Es
	}
	return texts
}

// tellsName reports whether text holds any part of a name that is long enough
// to point at its bearer: four letters, or two in scripts that write syllables.
func tellsName(text, name string) bool {
	words := " " + names.Fold(text) + " "
	for _, part := range strings.Fields(names.Fold(name)) {
		long := len([]rune(part)) >= 4 || len(part) >= 6
		if long && strings.Contains(words, " "+part+" ") {
			return true
		}
	}
	return false
}

// Allows reports whether a ground for publishing is on record that covers the
// scope and has not been withdrawn.
func (f *File) Allows(scope string) bool {
	for _, c := range f.Consents {
		if c.WithdrawnOn.IsZero() && c.Scopes.Has(scope) {
			return true
		}
	}
	return false
}

// DisplayName gives the name chosen to stand on the page, and nil without one.
func (f *File) DisplayName() *Name {
	for i := range f.Names {
		if f.Names[i].Display {
			return &f.Names[i]
		}
	}
	return nil
}

// Blocking gives the problems that must be mended before publication.
func Blocking(problems []Problem) []Problem {
	var found []Problem
	for _, p := range problems {
		if p.Blocks {
			found = append(found, p)
		}
	}
	return found
}
