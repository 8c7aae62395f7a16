package desk

import (
	"context"
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// RecordCount records a number of people as one claimant gave it.
func (d *Desk) RecordCount(ctx context.Context, by access.Actor, in casebook.CountDraft) (id casebook.ID, err error) {
	row, err := in.Count()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "RecordCount", func(a *act) error {
		if err := a.checkCountEvent(row); err != nil {
			return err
		}
		row.Publication = casebook.Draft
		return insertCited(a, casebook.OnCount, &row, &id, in.Cites)
	})
	return id, err
}

func (a *act) checkCountEvent(row casebook.Count) error {
	if row.ReleaseEventID == "" {
		return nil
	}
	_, err := store.Get[casebook.ReleaseEvent](a.ctx, a.Tx, row.ReleaseEventID)
	if fault.Is(err, fault.NotFound) {
		return fault.Field("release_event", "There is no such release event. Choose one from the list, or leave this empty.")
	}
	return err
}

// EditCount changes a count; citations in the draft are added.
func (d *Desk) EditCount(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.CountDraft, reason string) error {
	row, err := in.Count()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditCount", func(a *act) error {
		if err := a.checkCountEvent(row); err != nil {
			return err
		}
		return editCited(a, casebook.OnCount, id, version, reason, in.Cites, &row)
	})
}

// insertCited writes a row with its citations and tells its id.
func insertCited[T any](a *act, kind casebook.SubjectKind, row *T, id *casebook.ID, cites []casebook.CitationDraft) error {
	if err := insert(a, kind, row); err != nil {
		return err
	}
	*id = idOf(row)
	return a.cite(casebook.Subject{Kind: kind, ID: *id}, cites)
}

// RecordPosition records a dated stance of an authority.
func (d *Desk) RecordPosition(ctx context.Context, by access.Actor, in casebook.PositionDraft) (id casebook.ID, err error) {
	row, err := in.Position()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "RecordPosition", func(a *act) error {
		if err := a.aim(&row); err != nil {
			return err
		}
		row.Publication = casebook.Draft
		return insertCited(a, casebook.OnPosition, &row, &id, in.Cites)
	})
	return id, err
}

// aim turns the ref that a form gave into the id of the case it is on, and
// checks that the count or release event exists.
func (a *act) aim(row *casebook.Position) error {
	var err error
	switch row.SubjectKind {
	case casebook.OnCase:
		var f *casebook.File
		if f, err = a.inCase(casebook.Ref(strings.ToUpper(string(row.SubjectID)))); err == nil {
			row.SubjectID = f.Case.ID
		}
	case casebook.OnCount, casebook.OnReleaseEvent:
		err = a.exists(casebook.Subject{Kind: row.SubjectKind, ID: row.SubjectID})
	}
	if fault.Is(err, fault.NotFound) {
		return fault.Field("on_key", "There is nothing with this reference. Copy it from the page of the case, count or release event.")
	}
	return err
}

// EditPosition changes a position; citations in the draft are added.
func (d *Desk) EditPosition(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.PositionDraft, reason string) error {
	row, err := in.Position()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditPosition", func(a *act) error {
		if err := a.aim(&row); err != nil {
			return err
		}
		return editCited(a, casebook.OnPosition, id, version, reason, in.Cites, &row)
	})
}

// RecordAdvisory records a government's advice to its travellers.
func (d *Desk) RecordAdvisory(ctx context.Context, by access.Actor, in casebook.AdvisoryDraft) (id casebook.ID, err error) {
	row, err := in.Advisory()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "RecordAdvisory", func(a *act) error {
		row.Publication = casebook.Draft
		return insertCited(a, casebook.OnAdvisory, &row, &id, in.Cites)
	})
	return id, err
}

// EditAdvisory changes an advisory; citations in the draft are added.
func (d *Desk) EditAdvisory(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.AdvisoryDraft, reason string) error {
	row, err := in.Advisory()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditAdvisory", func(a *act) error {
		return editCited(a, casebook.OnAdvisory, id, version, reason, in.Cites, &row)
	})
}

// RecordContext records an event of a country.
func (d *Desk) RecordContext(ctx context.Context, by access.Actor, in casebook.ContextDraft) (id casebook.ID, err error) {
	row, err := in.ContextEvent()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "RecordContext", func(a *act) error {
		var err error
		if row.FacilityID, err = a.facility(in.Facility); err != nil {
			return err
		}
		row.Publication = casebook.Draft
		return insertCited(a, casebook.OnContext, &row, &id, in.Cites)
	})
	return id, err
}

// EditContext changes an event of a country; citations in the draft are added.
func (d *Desk) EditContext(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.ContextDraft, reason string) error {
	row, err := in.ContextEvent()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditContext", func(a *act) error {
		var err error
		if row.FacilityID, err = a.facility(in.Facility); err != nil {
			return err
		}
		return editCited(a, casebook.OnContext, id, version, reason, in.Cites, &row)
	})
}

// AddFacility adds a place of detention and gives the slug of its address.
func (d *Desk) AddFacility(ctx context.Context, by access.Actor, in casebook.FacilityDraft) (slug string, err error) {
	row, err := in.Facility()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "AddFacility", func(a *act) error {
		if row.Slug, err = a.freeSlug(row.Slug, row.Country); err != nil {
			return err
		}
		slug = row.Slug
		var id casebook.ID
		return insertCited(a, casebook.OnFacility, &row, &id, in.Cites)
	})
	return slug, err
}

// freeSlug gives the slug, with the country and then a number behind it when
// another place has it already.
func (a *act) freeSlug(slug, country string) (string, error) {
	for n := 1; ; n++ {
		try := slug
		switch {
		case n == 2:
			try = slug + "-" + strings.ToLower(country)
		case n > 2:
			try = slug + "-" + strings.ToLower(country) + "-" + itoa(n-1)
		}
		same, err := store.List[casebook.Facility](a.ctx, a.Tx, map[string]any{"slug": try})
		if err != nil || len(same) == 0 {
			return try, err
		}
	}
}

// EditFacility changes a facility; its address stays. Its public page keeps
// what it says until two people agree to the change; a facility that is no
// longer public is taken off at once.
func (d *Desk) EditFacility(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.FacilityDraft, reason string) error {
	row, err := in.Facility()
	if err != nil {
		return err
	}
	defer d.catchUp(ctx)
	return d.edit(ctx, by, "EditFacility", func(a *act) error {
		was, err := store.Get[casebook.Facility](a.ctx, a.Tx, id)
		if err != nil {
			return err
		}
		if err := editCited(a, casebook.OnFacility, id, version, reason, in.Cites, &row, "Slug"); err != nil {
			return err
		}
		if was.Visibility != casebook.Public || row.Visibility == casebook.Public {
			return nil
		}
		return a.unnameFacility(row)
	})
}

// Counts gives a page of the counts, what was added last first.
func (d *Desk) Counts(ctx context.Context, by access.Actor, f store.ListFilter) ([]casebook.Count, error) {
	return list[casebook.Count](ctx, d, by, f)
}

// Positions gives a page of the positions, what was added last first.
func (d *Desk) Positions(ctx context.Context, by access.Actor, f store.ListFilter) ([]casebook.Position, error) {
	return list[casebook.Position](ctx, d, by, f)
}

// Advisories gives a page of the advisories, what was added last first.
func (d *Desk) Advisories(ctx context.Context, by access.Actor, f store.ListFilter) ([]casebook.Advisory, error) {
	return list[casebook.Advisory](ctx, d, by, f)
}

// ContextEvents gives a page of the events of countries, what was added last first.
func (d *Desk) ContextEvents(ctx context.Context, by access.Actor, f store.ListFilter) ([]casebook.ContextEvent, error) {
	return list[casebook.ContextEvent](ctx, d, by, f)
}

// Facilities gives a page of the facilities, what was added last first.
func (d *Desk) Facilities(ctx context.Context, by access.Actor, f store.ListFilter) ([]casebook.Facility, error) {
	return list[casebook.Facility](ctx, d, by, f)
}

// Count gives one count.
func (d *Desk) Count(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.Count, error) {
	return get[casebook.Count](ctx, d, by, id)
}

// Position gives one position.
func (d *Desk) Position(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.Position, error) {
	return get[casebook.Position](ctx, d, by, id)
}

// Advisory gives one advisory.
func (d *Desk) Advisory(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.Advisory, error) {
	return get[casebook.Advisory](ctx, d, by, id)
}

// ContextEvent gives one event of a country.
func (d *Desk) ContextEvent(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.ContextEvent, error) {
	return get[casebook.ContextEvent](ctx, d, by, id)
}

// Facility gives one facility.
func (d *Desk) Facility(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.Facility, error) {
	return get[casebook.Facility](ctx, d, by, id)
}

// Claim gives one claim.
func (d *Desk) Claim(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.Claim, error) {
	row, _, err := part[casebook.Claim](ctx, d, by, casebook.OnClaim, id)
	return row, err
}

// Evidence gives the citations of some subjects with their sources, for staff.
func (d *Desk) Evidence(ctx context.Context, by access.Actor, on ...casebook.Subject) (casebook.Evidence, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return casebook.Evidence{}, err
	}
	for _, one := range on {
		if _, err := d.lookedAt(ctx, v, by, one); err != nil {
			return casebook.Evidence{}, err
		}
	}
	return v.Evidence(ctx, on...)
}
