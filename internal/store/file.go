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
	return r.file(ctx, "ref = ?", ref)
}

// FileByID is File for those who hold the id of the row.
func (r reads) FileByID(ctx context.Context, id casebook.ID) (*casebook.File, error) {
	return r.file(ctx, "id = ?", id)
}

func (r reads) file(ctx context.Context, where string, value any) (f *casebook.File, err error) {
	err = r.snapshot(ctx, func(r reads) error {
		q, err := from[casebook.Case](r)
		if err != nil {
			return err
		}
		c, err := q.Where(where, value).Take(ctx)
		if errors.Is(err, gorm.ErrRecordNotFound) || fault.Is(err, fault.NotFound) {
			return fault.New(fault.NotFound, "There is no case with this reference.")
		} else if err != nil {
			return err
		}
		f, err = r.fill(ctx, c)
		return err
	})
	return f, err
}

// fill reads what hangs on a case, part by part.
func (r reads) fill(ctx context.Context, c casebook.Case) (*casebook.File, error) {
	f := &casebook.File{Case: c, Others: map[casebook.ID]casebook.Case{}}
	for _, part := range []func(context.Context, *casebook.File) error{
		r.fillPerson, r.fillGroup, r.fillMemberships, r.fillHistory, r.fillReleases, r.fillLegal, r.fillClaims, r.fillOthers, r.fillEvidence,
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
	if f.Names, err = List[casebook.Name](ctx, r, of); err != nil {
		return err
	}
	f.Nationalities, err = List[casebook.Nationality](ctx, r, of)
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

// fillMemberships reads the places of groups in which the person of a case is.
func (r reads) fillMemberships(ctx context.Context, f *casebook.File) error {
	slots, err := List[casebook.Slot](ctx, r, map[string]any{"resolves_to": f.Case.ID})
	if err != nil {
		return err
	}
	for _, slot := range slots {
		group, err := Get[casebook.Group](ctx, r, slot.GroupID)
		if err != nil {
			return err
		}
		of, err := Get[casebook.Case](ctx, r, group.CaseID)
		if err != nil {
			return err
		}
		f.MemberOf = append(f.MemberOf, casebook.Membership{Slot: slot, Case: *of})
	}
	return nil
}

func (r reads) fillHistory(ctx context.Context, f *casebook.File) (err error) {
	of := map[string]any{"case_id": f.Case.ID}
	if f.Consents, err = List[casebook.Consent](ctx, r, of); err != nil {
		return err
	}
	if f.Charges, err = List[casebook.Charge](ctx, r, of); err != nil {
		return err
	}
	if f.Events, err = List[casebook.Event](ctx, r, of); err != nil {
		return err
	}
	casebook.SortEvents(f.Events)
	q, err := from[casebook.Overlap](r)
	if err != nil {
		return err
	}
	f.Overlaps, err = q.Where("case_id = ? OR other_id = ?", f.Case.ID, f.Case.ID).Order(made).Find(ctx)
	return asFault(err)
}

func (r reads) fillReleases(ctx context.Context, f *casebook.File) error {
	rows, err := List[casebook.Release](ctx, r, map[string]any{"case_id": f.Case.ID})
	if err != nil {
		return err
	}
	ladders, err := r.ladders(ctx, rows)
	if err != nil {
		return err
	}
	for _, row := range rows {
		event, err := Get[casebook.ReleaseEvent](ctx, r, row.ReleaseEventID)
		if err != nil {
			return err
		}
		l := ladders[row.ID]
		part := casebook.ReleasePart{Release: row, Event: *event, Confirmations: l.steps, Conditions: l.conditions}
		if part.Mechanisms, err = List[casebook.MechanismClaim](ctx, r, map[string]any{"release_event_id": event.ID}); err != nil {
			return err
		}
		f.Releases = append(f.Releases, part)
	}
	return nil
}

// ladder is how far a release is confirmed, and what binds the person.
type ladder struct {
	steps      []casebook.Confirmation
	conditions []casebook.Condition
}

func (r reads) ladders(ctx context.Context, releases []casebook.Release) (map[casebook.ID]ladder, error) {
	ids := make([]casebook.ID, len(releases))
	for i, row := range releases {
		ids[i] = row.ID
	}
	steps, err := in[casebook.Confirmation](ctx, r, "release_id", ids)
	if err != nil {
		return nil, err
	}
	casebook.SortConfirmations(steps)
	conditions, err := in[casebook.Condition](ctx, r, "release_id", ids)
	if err != nil {
		return nil, err
	}
	ladders := map[casebook.ID]ladder{}
	for _, s := range steps {
		l := ladders[s.ReleaseID]
		l.steps = append(l.steps, s)
		ladders[s.ReleaseID] = l
	}
	for _, c := range conditions {
		l := ladders[c.ReleaseID]
		l.conditions = append(l.conditions, c)
		ladders[c.ReleaseID] = l
	}
	return ladders, nil
}

func (r reads) fillClaims(ctx context.Context, f *casebook.File) (err error) {
	if f.Positions, err = List[casebook.Position](ctx, r, map[string]any{"subject_kind": casebook.OnCase, "subject_id": f.Case.ID}, "date"); err != nil {
		return err
	}
	f.Claims, err = about(ctx, r, subjectsOf(f), onClaim)
	return err
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
	for _, m := range f.MemberOf {
		ids = append(ids, m.Case.ID)
	}
	cases, err := in[casebook.Case](ctx, r, "id", ids)
	for _, c := range cases {
		if c.ID != f.Case.ID {
			f.Others[c.ID] = c
		}
	}
	return err
}

func (r reads) fillEvidence(ctx context.Context, f *casebook.File) (err error) {
	f.Evidence, err = r.Evidence(ctx, append(subjectsOf(f), claimed(f.Claims)...)...)
	return err
}

func claimed(claims []casebook.Claim) []casebook.Subject {
	var subjects list
	for _, c := range claims {
		subjects.add(casebook.OnClaim, c.ID)
	}
	return subjects
}

// list gathers subjects.
type list []casebook.Subject

func (l *list) add(kind casebook.SubjectKind, id casebook.ID) {
	*l = append(*l, casebook.Subject{Kind: kind, ID: id})
}

// subjectsOf lists what in a case can carry citations and claims.
func subjectsOf(f *casebook.File) []casebook.Subject {
	all := list{{Kind: casebook.OnCase, ID: f.Case.ID}}
	if f.Person != nil {
		all.add(casebook.OnPerson, f.Person.ID)
	}
	for _, n := range f.Names {
		all.add(casebook.OnName, n.ID)
	}
	if f.Group != nil {
		all.add(casebook.OnGroup, f.Group.ID)
	}
	for _, s := range f.Slots {
		all.add(casebook.OnSlot, s.ID)
	}
	for _, o := range f.Overlaps {
		all.add(casebook.OnOverlap, o.ID)
	}
	for _, c := range f.Charges {
		all.add(casebook.OnCharge, c.ID)
	}
	for _, e := range f.Events {
		all.add(casebook.OnEvent, e.ID)
	}
	for _, p := range f.Positions {
		all.add(casebook.OnPosition, p.ID)
	}
	all.addLegal(f)
	for _, r := range f.Releases {
		all.add(casebook.OnReleaseEvent, r.Event.ID)
		for _, m := range r.Mechanisms {
			all.add(casebook.OnMechanism, m.ID)
		}
		all.addRelease(r.Release.ID, r.Confirmations, r.Conditions)
	}
	return all
}

func (l *list) addRelease(id casebook.ID, steps []casebook.Confirmation, conditions []casebook.Condition) {
	l.add(casebook.OnRelease, id)
	for _, c := range steps {
		l.add(casebook.OnConfirmation, c.ID)
	}
	for _, c := range conditions {
		l.add(casebook.OnCondition, c.ID)
	}
}
