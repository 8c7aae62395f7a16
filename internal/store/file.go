package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"habeas/internal/casebook"
	"habeas/internal/fault"
)

// File gives a case by its reference with everything that hangs on it, or
// fault.NotFound.
func (r reads) File(ctx context.Context, ref casebook.Ref) (*casebook.File, error) {
	c, err := gorm.G[casebook.Case](r.db).Where("ref = ?", ref).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fault.New(fault.NotFound, "There is no case with this reference.")
	} else if err != nil {
		return nil, asFault(err)
	}
	return r.fill(ctx, c)
}

// FileByID is File for those who hold the id of the row.
func (r reads) FileByID(ctx context.Context, id casebook.ID) (*casebook.File, error) {
	c, err := Get[casebook.Case](ctx, r, id)
	if err != nil {
		return nil, err
	}
	return r.fill(ctx, *c)
}

// fill reads what hangs on a case, part by part.
func (r reads) fill(ctx context.Context, c casebook.Case) (*casebook.File, error) {
	f := &casebook.File{Case: c, Others: map[casebook.ID]casebook.Case{}}
	for _, part := range []func(context.Context, *casebook.File) error{
		r.fillPerson, r.fillGroup, r.fillHistory, r.fillReleases, r.fillClaims, r.fillOthers, r.fillEvidence,
	} {
		if err := part(ctx, f); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func (r reads) fillPerson(ctx context.Context, f *casebook.File) (err error) {
	if f.Case.PersonID == "" {
		return nil
	}
	of := map[string]any{"person_id": f.Case.PersonID}
	if f.Person, err = Get[casebook.Person](ctx, r, f.Case.PersonID); err != nil {
		return err
	}
	if f.Names, err = List[casebook.Name](ctx, r, of, "rowid"); err != nil {
		return err
	}
	f.Nationalities, err = List[casebook.Nationality](ctx, r, of, "country", "id")
	return err
}

func (r reads) fillGroup(ctx context.Context, f *casebook.File) error {
	groups, err := List[casebook.Group](ctx, r, map[string]any{"case_id": f.Case.ID})
	if err != nil || len(groups) == 0 {
		return err
	}
	f.Group = &groups[0]
	f.Slots, err = List[casebook.Slot](ctx, r, map[string]any{"group_id": f.Group.ID}, "number")
	return err
}

func (r reads) fillHistory(ctx context.Context, f *casebook.File) (err error) {
	of := map[string]any{"case_id": f.Case.ID}
	if f.Consents, err = List[casebook.Consent](ctx, r, of, "rowid"); err != nil {
		return err
	}
	if f.Charges, err = List[casebook.Charge](ctx, r, of, "rowid"); err != nil {
		return err
	}
	if f.Events, err = List[casebook.Event](ctx, r, of, "rowid"); err != nil {
		return err
	}
	casebook.SortEvents(f.Events)
	rows, err := gorm.G[casebook.Overlap](r.db).Where("case_id = ? OR other_id = ?", f.Case.ID, f.Case.ID).Order("rowid").Find(ctx)
	f.Overlaps = rows
	return asFault(err)
}

func (r reads) fillReleases(ctx context.Context, f *casebook.File) error {
	rows, err := List[casebook.Release](ctx, r, map[string]any{"case_id": f.Case.ID}, "rowid")
	if err != nil {
		return err
	}
	for _, row := range rows {
		part := casebook.ReleasePart{Release: row}
		event, err := Get[casebook.ReleaseEvent](ctx, r, row.ReleaseEventID)
		if err != nil {
			return err
		}
		part.Event = *event
		if part.Mechanisms, err = List[casebook.MechanismClaim](ctx, r, map[string]any{"release_event_id": event.ID}, "rowid"); err != nil {
			return err
		}
		if part.Confirmations, part.Conditions, err = r.ladder(ctx, row.ID); err != nil {
			return err
		}
		f.Releases = append(f.Releases, part)
	}
	return nil
}

// ladder gives the rungs that a release reached and what binds the person.
func (r reads) ladder(ctx context.Context, release casebook.ID) ([]casebook.Confirmation, []casebook.Condition, error) {
	of := map[string]any{"release_id": release}
	steps, err := List[casebook.Confirmation](ctx, r, of, "rowid")
	if err != nil {
		return nil, nil, err
	}
	casebook.SortConfirmations(steps)
	conditions, err := List[casebook.Condition](ctx, r, of, "rowid")
	return steps, conditions, err
}

func (r reads) fillClaims(ctx context.Context, f *casebook.File) (err error) {
	if f.Claims, err = r.claimsOn(ctx, subjectsOf(f)...); err != nil {
		return err
	}
	f.Positions, err = List[casebook.Position](ctx, r, map[string]any{"subject_kind": casebook.OnCase, "subject_id": f.Case.ID}, "date", "id")
	return err
}

func (r reads) claimsOn(ctx context.Context, subjects ...casebook.Subject) ([]casebook.Claim, error) {
	var all []casebook.Claim
	for _, s := range subjects {
		claims, err := r.ClaimsOn(ctx, s.Kind, s.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, claims...)
	}
	return all, nil
}

// fillOthers reads the cases that overlaps and slots point at.
func (r reads) fillOthers(ctx context.Context, f *casebook.File) error {
	var ids []casebook.ID
	for _, o := range f.Overlaps {
		ids = append(ids, o.CaseID, o.OtherID)
	}
	for _, s := range f.Slots {
		if s.ResolvesTo != "" {
			ids = append(ids, s.ResolvesTo)
		}
	}
	cases, err := in[casebook.Case](ctx, r, "id", ids, "id")
	for _, c := range cases {
		if c.ID != f.Case.ID {
			f.Others[c.ID] = c
		}
	}
	return err
}

func (r reads) fillEvidence(ctx context.Context, f *casebook.File) (err error) {
	subjects := subjectsOf(f)
	for _, c := range f.Claims {
		subjects = append(subjects, casebook.Subject{Kind: casebook.OnClaim, ID: c.ID})
	}
	for _, p := range f.Positions {
		subjects = append(subjects, casebook.Subject{Kind: casebook.OnPosition, ID: p.ID})
	}
	if f.Evidence, err = r.Evidence(ctx, subjects...); err != nil {
		return err
	}
	var ids []casebook.ID
	for _, e := range f.Events {
		if e.FacilityID != "" {
			ids = append(ids, e.FacilityID)
		}
	}
	places, err := in[casebook.Facility](ctx, r, "id", ids, "id")
	for _, p := range places {
		f.Facilities[p.ID] = p
	}
	return err
}

// subjectsOf lists what in a case can carry citations and claims.
func subjectsOf(f *casebook.File) []casebook.Subject {
	all := []casebook.Subject{{Kind: casebook.OnCase, ID: f.Case.ID}}
	add := func(kind casebook.SubjectKind, id casebook.ID) {
		all = append(all, casebook.Subject{Kind: kind, ID: id})
	}
	if f.Person != nil {
		add(casebook.OnPerson, f.Person.ID)
	}
	for _, n := range f.Names {
		add(casebook.OnName, n.ID)
	}
	if f.Group != nil {
		add(casebook.OnGroup, f.Group.ID)
	}
	for _, o := range f.Overlaps {
		add(casebook.OnOverlap, o.ID)
	}
	for _, c := range f.Charges {
		add(casebook.OnCharge, c.ID)
	}
	for _, e := range f.Events {
		add(casebook.OnEvent, e.ID)
	}
	for _, r := range f.Releases {
		add(casebook.OnRelease, r.Release.ID)
		for _, m := range r.Mechanisms {
			add(casebook.OnMechanism, m.ID)
		}
		for _, c := range r.Confirmations {
			add(casebook.OnConfirmation, c.ID)
		}
		for _, c := range r.Conditions {
			add(casebook.OnCondition, c.ID)
		}
	}
	return all
}

// ReleaseFile gives a release event with all its parts, or fault.NotFound.
func (r reads) ReleaseFile(ctx context.Context, id casebook.ID) (*casebook.ReleaseFile, error) {
	event, err := Get[casebook.ReleaseEvent](ctx, r, id)
	if err != nil {
		return nil, err
	}
	f := &casebook.ReleaseFile{Event: *event}
	of := map[string]any{"release_event_id": id}
	if f.Mechanisms, err = List[casebook.MechanismClaim](ctx, r, of, "rowid"); err != nil {
		return nil, err
	}
	if f.Counts, err = List[casebook.Count](ctx, r, of, "as_of", "id"); err != nil {
		return nil, err
	}
	on := casebook.Subject{Kind: casebook.OnReleaseEvent, ID: id}
	if f.Claims, err = r.ClaimsOn(ctx, on.Kind, on.ID); err != nil {
		return nil, err
	}
	if f.Positions, err = List[casebook.Position](ctx, r, map[string]any{"subject_kind": on.Kind, "subject_id": id}, "date", "id"); err != nil {
		return nil, err
	}
	if err := r.fillFreed(ctx, f); err != nil {
		return nil, err
	}
	subjects := []casebook.Subject{on}
	for _, m := range f.Mechanisms {
		subjects = append(subjects, casebook.Subject{Kind: casebook.OnMechanism, ID: m.ID})
	}
	for _, c := range f.Claims {
		subjects = append(subjects, casebook.Subject{Kind: casebook.OnClaim, ID: c.ID})
	}
	f.Evidence, err = r.Evidence(ctx, subjects...)
	return f, err
}

func (r reads) fillFreed(ctx context.Context, f *casebook.ReleaseFile) error {
	rows, err := List[casebook.Release](ctx, r, map[string]any{"release_event_id": f.Event.ID}, "rowid")
	if err != nil {
		return err
	}
	for _, row := range rows {
		c, err := Get[casebook.Case](ctx, r, row.CaseID)
		if err != nil {
			return err
		}
		part := casebook.ReleaseOf{Release: row, Case: *c}
		if part.Name, err = r.nameOf(ctx, c.ID); err != nil {
			return err
		}
		if part.Confirmations, part.Conditions, err = r.ladder(ctx, row.ID); err != nil {
			return err
		}
		f.Releases = append(f.Releases, part)
	}
	return nil
}
