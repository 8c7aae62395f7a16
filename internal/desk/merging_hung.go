package desk

import (
	"habeas/internal/casebook"
	"habeas/internal/store"
)

// moveHung brings all that hangs on the case that goes to the one that stays,
// whoever may see it: what is left behind would be lost. A table that comes to
// hang on cases has to be added here.
func (a *act) moveHung(p *casebook.MergePlan, in casebook.MergeDraft) error {
	from, to := p.Goes.Case.ID, p.Stays.Case.ID
	f, err := a.FileByID(a.ctx, from)
	if err != nil {
		return err
	}
	for _, step := range []func() error{
		func() error { return a.moveEvents(f, to, p.Told(casebook.OnEvent, in)) },
		func() error { return a.moveReleases(f, to, p.Told(casebook.OnRelease, in)) },
		func() error {
			return moveRows(a, casebook.OnCharge, from, p.Told(casebook.OnCharge, in), func(r *casebook.Charge) *casebook.ID { r.CaseID = to; return &r.ID })
		},
		func() error {
			return moveRows(a, casebook.OnProceeding, from, p.Told(casebook.OnProceeding, in), func(r *casebook.Proceeding) *casebook.ID { r.CaseID = to; return &r.ID })
		},
		func() error {
			return moveRows(a, casebook.OnAssessment, from, nil, func(r *casebook.Assessment) *casebook.ID { r.CaseID = to; return &r.ID })
		},
		func() error {
			return moveRows(a, casebook.OnFinding, from, nil, func(r *casebook.Finding) *casebook.ID { r.CaseID = to; return &r.ID })
		},
		func() error {
			return moveRows(a, casebook.OnEntry, from, nil, func(r *casebook.Entry) *casebook.ID { r.CaseID = to; return &r.ID })
		},
		func() error { return a.moveConsents(p, from, to) },
		func() error { return a.movePositions(f, to) },
		func() error { return a.moveOverlaps(f, to) },
		func() error { return a.movePlaces(f, to) },
		func() error { return a.MoveWalks(from, to) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// moveRows brings the rows of one table that lie in a case to another one, but
// for those that are told there already: what is said of them comes along.
func moveRows[T any](a *act, kind casebook.SubjectKind, from casebook.ID, told map[casebook.ID]casebook.ID, move func(*T) *casebook.ID) error {
	rows, err := store.List[T](a.ctx, a.Tx, map[string]any{"case_id": from})
	if err != nil {
		return err
	}
	for _, was := range rows {
		now := was
		id := *move(&now)
		if same := told[id]; same != "" {
			if err := a.moveSaid(casebook.Subject{Kind: kind, ID: id}, casebook.Subject{Kind: kind, ID: same}); err != nil {
				return err
			}
			if err := remove[T](a, kind, id); err != nil {
				return err
			}
			continue
		}
		if err := shift(a, kind, id, &was, &now); err != nil {
			return err
		}
	}
	return nil
}

// moveEvents brings events. Of one that both cases tell, what the two say
// differently is kept as also reported.
func (a *act) moveEvents(f *casebook.File, to casebook.ID, told map[casebook.ID]casebook.ID) error {
	for _, was := range f.Events {
		if same := told[was.ID]; same != "" {
			if err := a.joinEvent(was, same); err != nil {
				return err
			}
			continue
		}
		now := was
		now.CaseID = to
		if err := shift(a, casebook.OnEvent, was.ID, &was, &now); err != nil {
			return err
		}
	}
	return nil
}

// joinEvent puts an event that is told twice together. What only the second
// tells comes along when everybody who reads the first may read it.
func (a *act) joinEvent(goes casebook.Event, same casebook.ID) error {
	was, err := store.Get[casebook.Event](a.ctx, a.Tx, same)
	if err != nil {
		return err
	}
	from, to := casebook.Subject{Kind: casebook.OnEvent, ID: goes.ID}, casebook.Subject{Kind: casebook.OnEvent, ID: same}
	now := *was
	open := casebook.Stricter(was.Visibility, goes.Visibility) == was.Visibility
	for _, f := range casebook.FieldsOf(casebook.OnEvent) {
		mine, theirs := f.Read(casebook.Holder{Row: &now}), f.Read(casebook.Holder{Row: &goes})
		switch {
		case theirs.IsZero() || f.Same(mine, theirs):
		case mine.IsZero() && open:
			if err := f.Write(&now, theirs); err != nil {
				return err
			}
		default:
			if err := a.keepAlso(f, theirs, from, to, casebook.Stricter(goes.Visibility, casebook.Staff)); err != nil {
				return err
			}
		}
	}
	if err := shift(a, casebook.OnEvent, same, was, &now); err != nil {
		return err
	}
	if err := a.moveSaid(from, to); err != nil {
		return err
	}
	if err := a.settleStandings(to); err != nil {
		return err
	}
	return remove[casebook.Event](a, casebook.OnEvent, goes.ID)
}

// moveReleases brings the parts in release events. Of one event there is one
// part: steps and conditions of the second come to the first.
func (a *act) moveReleases(f *casebook.File, to casebook.ID, told map[casebook.ID]casebook.ID) error {
	for _, part := range f.Releases {
		was := part.Release
		same := told[was.ID]
		if same == "" {
			now := was
			now.CaseID = to
			if err := shift(a, casebook.OnRelease, was.ID, &was, &now); err != nil {
				return err
			}
			continue
		}
		if err := a.joinRelease(part, same); err != nil {
			return err
		}
	}
	return nil
}

func (a *act) joinRelease(goes casebook.ReleasePart, same casebook.ID) error {
	stays, err := store.Get[casebook.Release](a.ctx, a.Tx, same)
	if err != nil {
		return err
	}
	from, to := casebook.Subject{Kind: casebook.OnRelease, ID: goes.Release.ID}, casebook.Subject{Kind: casebook.OnRelease, ID: same}
	for _, f := range casebook.FieldsOf(casebook.OnRelease) {
		mine, theirs := f.Read(casebook.Holder{Row: stays}), f.Read(casebook.Holder{Row: &goes.Release})
		if theirs.IsZero() || f.Same(mine, theirs) {
			continue
		}
		if err := a.keepAlso(f, theirs, from, to, casebook.Staff); err != nil {
			return err
		}
	}
	if err := movePartsOf(a, casebook.OnConfirmation, goes.Confirmations, same, func(r *casebook.Confirmation) (*casebook.ID, *casebook.ID) { return &r.ID, &r.ReleaseID }); err != nil {
		return err
	}
	if err := movePartsOf(a, casebook.OnCondition, goes.Conditions, same, func(r *casebook.Condition) (*casebook.ID, *casebook.ID) { return &r.ID, &r.ReleaseID }); err != nil {
		return err
	}
	if err := a.moveSaid(from, to); err != nil {
		return err
	}
	if err := a.settleStandings(to); err != nil {
		return err
	}
	return remove[casebook.Release](a, casebook.OnRelease, goes.Release.ID)
}

// movePartsOf brings the steps or conditions of one release to another. One
// that says the same in every field is kept once, with the sources of both.
func movePartsOf[T any](a *act, kind casebook.SubjectKind, rows []T, release casebook.ID, at func(*T) (id, of *casebook.ID)) error {
	have, err := store.List[T](a.ctx, a.Tx, map[string]any{"release_id": release})
	if err != nil {
		return err
	}
	for _, was := range rows {
		now := was
		id, of := at(&now)
		*of = release
		same := casebook.ID("")
		for i := range have {
			if len(casebook.Changes(&have[i], &now)) == 0 {
				other, _ := at(&have[i])
				same = *other
			}
		}
		if same == "" {
			if err := shift(a, kind, *id, &was, &now); err != nil {
				return err
			}
			continue
		}
		if err := a.moveSaid(casebook.Subject{Kind: kind, ID: *id}, casebook.Subject{Kind: kind, ID: same}); err != nil {
			return err
		}
		if err := remove[T](a, kind, *id); err != nil {
			return err
		}
	}
	return nil
}

// moveConsents brings the grounds for publishing. Each holds from then on only
// as far as those of the other case allow the same.
func (a *act) moveConsents(p *casebook.MergePlan, from, to casebook.ID) error {
	for _, id := range []casebook.ID{from, to} {
		rows, err := store.List[casebook.Consent](a.ctx, a.Tx, map[string]any{"case_id": id})
		if err != nil {
			return err
		}
		for _, was := range rows {
			now := p.Narrowed(was)
			now.CaseID = to
			if err := shift(a, casebook.OnConsent, was.ID, &was, &now); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *act) movePositions(f *casebook.File, to casebook.ID) error {
	for _, was := range f.Positions {
		now := was
		now.SubjectID = to
		if err := shift(a, casebook.OnPosition, was.ID, &was, &now); err != nil {
			return err
		}
	}
	return nil
}

// moveOverlaps makes what may be about the same people as the case that goes
// point at the one that stays. That the two themselves may be the same people
// is settled; what both say of a third case is said once.
func (a *act) moveOverlaps(f *casebook.File, to casebook.ID) error {
	have, err := a.FileByID(a.ctx, to)
	if err != nil {
		return err
	}
	said := map[casebook.ID]casebook.ID{}
	for _, o := range have.Overlaps {
		said[otherOf(o, to)] = o.ID
	}
	for _, was := range f.Overlaps {
		other := otherOf(was, f.Case.ID)
		on := casebook.Subject{Kind: casebook.OnOverlap, ID: was.ID}
		switch same := said[other]; {
		case other == to:
			err = a.removeCited(casebook.OnOverlap, was.ID, func() error { return remove[casebook.Overlap](a, casebook.OnOverlap, was.ID) })
		case same != "":
			if err = a.moveSaid(on, casebook.Subject{Kind: casebook.OnOverlap, ID: same}); err == nil {
				err = remove[casebook.Overlap](a, casebook.OnOverlap, was.ID)
			}
		default:
			now := was
			if now.CaseID == f.Case.ID {
				now.CaseID = to
			} else {
				now.OtherID = to
			}
			err = shift(a, casebook.OnOverlap, was.ID, &was, &now)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func otherOf(o casebook.Overlap, than casebook.ID) casebook.ID {
	if o.CaseID == than {
		return o.OtherID
	}
	return o.CaseID
}

// movePlaces makes the places of groups that were found to be the person of
// the case that goes lead to the one that stays, so that nobody is counted
// twice.
func (a *act) movePlaces(f *casebook.File, to casebook.ID) error {
	for _, m := range f.MemberOf {
		a.letAsk(m.Case.ID)
		now := m.Slot
		now.ResolvesTo = to
		if err := shift(a, casebook.OnSlot, m.Slot.ID, &m.Slot, &now); err != nil {
			return err
		}
	}
	return nil
}

// letAsk lets a merge change, in a case beside the two, where it points: that
// one says the same as before, of the case that the other one is now.
func (a *act) letAsk(id casebook.ID) { a.asked[id] = true }

// moveParts brings tags, and who has a part. Of restricted cases only those who
// had a part in both keep one: nobody sees more than they saw of both.
func (a *act) moveParts(stays, goes casebook.ID) error {
	if err := a.moveTags(stays, goes); err != nil {
		return err
	}
	row, err := store.Get[casebook.Case](a.ctx, a.Tx, stays)
	if err != nil {
		return err
	}
	mine, err := a.AssignmentsOf(a.ctx, stays)
	if err != nil {
		return err
	}
	theirs, err := a.AssignmentsOf(a.ctx, goes)
	if err != nil {
		return err
	}
	for _, one := range theirs {
		if err := store.DeleteAssignment(a.Tx, one.ID); err != nil {
			return err
		}
		if row.Restricted && !has(mine, one.UserID) || hasPart(mine, one) {
			continue
		}
		if err := a.give(stays, one.UserID, one.Part); err != nil {
			return err
		}
	}
	for _, one := range mine {
		if !row.Restricted || has(theirs, one.UserID) {
			continue
		}
		if err := store.DeleteAssignment(a.Tx, one.ID); err != nil {
			return err
		}
		if err := a.recordPart(stays, one.UserID, string(one.Part), ""); err != nil {
			return err
		}
	}
	return nil
}

func hasPart(all []casebook.Assignment, part casebook.Assignment) bool {
	for _, one := range all {
		if one.UserID == part.UserID && one.Part == part.Part {
			return true
		}
	}
	return false
}

// wouldLose names those who have a part in one of two restricted cases alone.
func (a *act) wouldLose(p *casebook.MergePlan) ([]string, error) {
	if !p.Stays.Case.Restricted || !p.Goes.Case.Restricted {
		return nil, nil
	}
	mine, err := a.AssignmentsOf(a.ctx, p.Stays.Case.ID)
	if err != nil {
		return nil, err
	}
	theirs, err := a.AssignmentsOf(a.ctx, p.Goes.Case.ID)
	if err != nil {
		return nil, err
	}
	var lost []string
	seen := map[casebook.ID]bool{}
	for _, one := range append(mine, theirs...) {
		if has(mine, one.UserID) && has(theirs, one.UserID) || seen[one.UserID] {
			continue
		}
		seen[one.UserID] = true
		who, err := a.UserByID(a.ctx, one.UserID)
		if err != nil {
			return nil, err
		}
		lost = append(lost, who.DisplayName)
	}
	return lost, nil
}

func (a *act) moveTags(stays, goes casebook.ID) error {
	tags, err := a.TagsOf(a.ctx, goes)
	if err != nil {
		return err
	}
	var put []casebook.Change
	for _, tag := range tags[goes] {
		changed, err := a.PutTag(stays, tag)
		if err != nil {
			return err
		}
		if changed {
			put = append(put, casebook.Change{Field: "Tag", Now: tag})
		}
		if _, err := a.TakeTag(goes, tag); err != nil {
			return err
		}
	}
	if len(put) == 0 {
		return nil
	}
	return a.record(casebook.Subject{Kind: casebook.OnCase, ID: stays}, put)
}
