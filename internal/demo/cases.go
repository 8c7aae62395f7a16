package demo

import (
	"slices"

	"habeas/internal/casebook"
)

func (l *loader) releaseEvents() error {
	return each(l, "release_events", func(e releaseEventEntry) string { return e.Key }, func(e releaseEventEntry) error {
		var err error
		for i := range e.Mechanisms {
			if e.Mechanisms[i].Cites, err = l.cites(e.Mechanisms[i].Cites); err != nil {
				return err
			}
		}
		if e.Cites, err = l.cites(e.Cites); err != nil {
			return err
		}
		id, err := l.desk.RecordReleaseEvent(l.ctx, l.by, e.ReleaseEventDraft)
		if err != nil {
			return err
		}
		l.give("release_event", e.Key, string(id))
		on := casebook.Subject{Kind: casebook.OnReleaseEvent, ID: id}
		l.plan.first = append(l.plan.first, on)
		return l.claims(on, e.Claims)
	})
}

// cases opens every case first and states overlaps afterwards, since a case
// may overlap with one that stands further down in the file.
func (l *loader) cases() error {
	key := func(e caseEntry) string { return e.Key }
	if err := each(l, "cases", key, l.openCase); err != nil {
		return err
	}
	return each(l, "cases", key, l.overlaps)
}

func (l *loader) openCase(e caseEntry) error {
	cites, err := l.cites(e.Cites)
	if err != nil {
		return err
	}
	opening := cites
	if len(e.GroupCites) > 0 { // who counted them is said apart
		opening = nil
	}
	ref, err := l.desk.OpenCase(l.ctx, l.by, e.CaseDraft, opening)
	if err != nil {
		return err
	}
	l.give("case", e.Key, string(ref))
	if err := l.citeWho(ref, e, cites[len(opening):]); err != nil {
		return err
	}
	for _, consent := range e.Consents {
		if err := l.desk.RecordConsent(l.ctx, l.by, ref, consent); err != nil {
			return err
		}
	}
	for _, event := range e.Events {
		if event.Cites, err = l.cites(event.Cites); err != nil {
			return err
		}
		if event.Facility, err = l.id("facility", event.Facility); err != nil {
			return err
		}
		if _, err := l.desk.RecordEvent(l.ctx, l.by, ref, event.EventDraft); err != nil {
			return err
		}
	}
	return nil
}

// citeWho cites what is left to cite on the case, and what is said of the
// person or the group, which have no form of their own when a case is opened,
// and puts the case on the plan.
func (l *loader) citeWho(ref casebook.Ref, e caseEntry, left []casebook.CitationDraft) error {
	f, err := l.desk.File(l.ctx, l.by, ref)
	if err != nil {
		return err
	}
	on := casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}
	if len(e.Overlaps) > 0 {
		l.plan.linked = append(l.plan.linked, on)
	} else {
		l.plan.cases = append(l.plan.cases, on)
	}
	who, drafts := casebook.Subject{Kind: casebook.OnPerson}, e.PersonCites
	if f.Group != nil {
		who, drafts = casebook.Subject{Kind: casebook.OnGroup, ID: f.Group.ID}, e.GroupCites
	} else {
		who.ID = f.Person.ID
	}
	cites, err := l.cites(drafts)
	if err != nil {
		return err
	}
	for _, c := range left {
		if err := l.desk.CiteSource(l.ctx, l.by, on, c); err != nil {
			return err
		}
	}
	for _, c := range cites {
		if err := l.desk.CiteSource(l.ctx, l.by, who, c); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) overlaps(e caseEntry) error {
	ref, err := l.id("case", e.Key)
	if err != nil {
		return err
	}
	for _, o := range e.Overlaps {
		cites, err := l.cites(o.Cites)
		if err != nil {
			return err
		}
		if o.Other, err = l.id("case", o.Other); err != nil {
			return err
		}
		if err := l.desk.StateOverlap(l.ctx, l.by, casebook.Ref(ref), o.OverlapDraft, cites); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) releases() error {
	return each(l, "releases", func(e releaseEntry) string { return e.Key }, func(e releaseEntry) error {
		var err error
		if e.Event, err = l.id("release_event", e.Event); err != nil {
			return err
		}
		if e.Case, err = l.id("case", e.Case); err != nil {
			return err
		}
		if e.Cites, err = l.cites(e.Cites); err != nil {
			return err
		}
		e.Steps = slices.Clone(e.Steps)
		for i := range e.Steps {
			if e.Steps[i].Cites, err = l.cites(e.Steps[i].Cites); err != nil {
				return err
			}
		}
		_, err = l.desk.RecordRelease(l.ctx, l.by, e.ReleaseDraft)
		return err
	})
}
