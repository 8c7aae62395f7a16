package demo

import (
	"habeas/internal/casebook"
)

func (l *loader) sources() error {
	return each(l, "sources", func(e sourceEntry) string { return e.Key }, func(e sourceEntry) error {
		var err error
		for i, key := range e.DerivedFrom {
			if e.DerivedFrom[i], err = l.id("source", key); err != nil {
				return err
			}
		}
		id, err := l.desk.AddSource(l.ctx, l.by, e.SourceDraft)
		l.give("source", e.Key, string(id))
		return err
	})
}

func (l *loader) facilities() error {
	return each(l, "facilities", func(e facilityEntry) string { return e.Key }, func(e facilityEntry) error {
		var err error
		if e.Cites, err = l.cites(e.Cites); err != nil {
			return err
		}
		slug, err := l.desk.AddFacility(l.ctx, l.by, e.FacilityDraft)
		l.give("facility", e.Key, slug)
		return err
	})
}

func (l *loader) context() error {
	return each(l, "context", func(e contextEntry) string { return e.Key }, func(e contextEntry) error {
		var err error
		if e.Cites, err = l.cites(e.Cites); err != nil {
			return err
		}
		if e.Facility, err = l.id("facility", e.Facility); err != nil {
			return err
		}
		id, err := l.desk.RecordContext(l.ctx, l.by, e.ContextDraft)
		if err != nil {
			return err
		}
		return l.claims(l.later(casebook.OnContext, id), e.Claims)
	})
}

func (l *loader) advisories() error {
	return each(l, "advisories", func(e advisoryEntry) string { return e.Key }, func(e advisoryEntry) error {
		var err error
		if e.Cites, err = l.cites(e.Cites); err != nil {
			return err
		}
		id, err := l.desk.RecordAdvisory(l.ctx, l.by, e.AdvisoryDraft)
		if err != nil {
			return err
		}
		on := l.later(casebook.OnAdvisory, id)
		return l.claims(on, e.Claims)
	})
}

func (l *loader) counts() error {
	return each(l, "counts", func(e countEntry) string { return e.Key }, func(e countEntry) error {
		var err error
		if e.Cites, err = l.cites(e.Cites); err != nil {
			return err
		}
		if e.ReleaseEvent, err = l.id("release_event", e.ReleaseEvent); err != nil {
			return err
		}
		id, err := l.desk.RecordCount(l.ctx, l.by, e.CountDraft)
		l.give("count", e.Key, string(id))
		l.later(casebook.OnCount, id)
		return err
	})
}

func (l *loader) positions() error {
	return each(l, "positions", func(e positionEntry) string { return e.Key }, func(e positionEntry) error {
		var err error
		if e.Cites, err = l.cites(e.Cites); err != nil {
			return err
		}
		if e.OnKey, err = l.id(e.OnKind, e.OnKey); err != nil {
			return err
		}
		id, err := l.desk.RecordPosition(l.ctx, l.by, e.PositionDraft)
		l.later(casebook.OnPosition, id)
		return err
	})
}

// countryClaims logs what sources say about a country rather than about one
// case. They are published together, as one document of the country.
func (l *loader) countryClaims() error {
	countries := map[string]bool{}
	return each(l, "country_claims", func(e claimEntry) string { return e.Key }, func(e claimEntry) error {
		on := casebook.Subject{Kind: casebook.OnCountry, ID: casebook.ID(e.Country)}
		if !countries[e.Country] {
			countries[e.Country] = true
			l.later(on.Kind, on.ID)
		}
		return l.claims(on, []claimEntry{e})
	})
}

// claims adds claims to a subject.
func (l *loader) claims(on casebook.Subject, entries []claimEntry) error {
	for _, e := range entries {
		var err error
		if e.Cites, err = l.cites(e.Cites); err != nil {
			return err
		}
		if _, err := l.desk.AddClaim(l.ctx, l.by, on, e.ClaimDraft); err != nil {
			return err
		}
	}
	return nil
}

// later puts a subject on the plan of what is published after the cases.
func (l *loader) later(kind casebook.SubjectKind, id casebook.ID) casebook.Subject {
	on := casebook.Subject{Kind: kind, ID: id}
	l.plan.rest = append(l.plan.rest, on)
	return on
}
