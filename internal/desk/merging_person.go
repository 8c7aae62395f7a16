package desk

import (
	"slices"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// mergePersons is what the operation is called in the history.
const mergePersons = "MergePersons"

// joinPersons makes one record of two: what the one that goes says comes along
// or is kept as also reported, its cases are of the other, and its row goes.
func (a *act) joinPersons(p *casebook.MergePlan, in casebook.MergeDraft) error {
	from, to := casebook.Subject{Kind: casebook.OnPerson, ID: p.Goes.Person.ID}, casebook.Subject{Kind: casebook.OnPerson, ID: p.Stays.Person.ID}
	if err := a.keepLeftOut(p, in, from, to); err != nil {
		return err
	}
	for _, step := range []func() error{
		func() error { return a.moveNames(p) },
		func() error { return a.moveNationalities(from.ID, to.ID) },
		func() error { return a.moveSaid(from, to) },
		func() error { return a.writePerson(p, in) },
		func() error { return a.settleStandings(to) },
		func() error { return a.moveCases(from.ID, to.ID) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return remove[casebook.Person](a, casebook.OnPerson, from.ID)
}

func (a *act) writePerson(p *casebook.MergePlan, in casebook.MergeDraft) error {
	was, err := store.Get[casebook.Person](a.ctx, a.Tx, p.Stays.Person.ID)
	if err != nil {
		return err
	}
	now, err := p.Person(in)
	if err != nil {
		return err
	}
	now.Version, now.UpdatedAt = was.Version, was.UpdatedAt
	return shift(a, casebook.OnPerson, was.ID, was, &now)
}

// moveNames brings the names of the person that goes to the other one. A name
// that both have is kept once, under the stricter visibility. Names that the
// grounds of their case do not let the public read are for staff from then on:
// the other case may have grounds that these names were never meant for.
func (a *act) moveNames(p *casebook.MergePlan) error {
	mine, err := store.List[casebook.Name](a.ctx, a.Tx, map[string]any{"person_id": p.Stays.Person.ID})
	if err != nil {
		return err
	}
	theirs, err := store.List[casebook.Name](a.ctx, a.Tx, map[string]any{"person_id": p.Goes.Person.ID})
	if err != nil {
		return err
	}
	shown := slices.IndexFunc(mine, func(n casebook.Name) bool { return n.Display })
	takes := shown < 0 || !p.Stays.Allows("publish_name") && p.Goes.Allows("publish_name")
	for i, was := range mine {
		now := was
		now.Display = was.Display && !takes
		now.Visibility = coveredAs(p.Stays, was.Visibility)
		if err := shift(a, casebook.OnName, was.ID, &was, &now); err != nil {
			return err
		}
		mine[i] = now
	}
	for _, was := range theirs {
		now := was
		now.PersonID, now.Display, now.Visibility = p.Stays.Person.ID, was.Display && takes, coveredAs(p.Goes, was.Visibility)
		if err := a.moveName(mine, &was, &now); err != nil {
			return err
		}
	}
	return nil
}

// coveredAs gives who may see a name, by the grounds of the case it comes from.
func coveredAs(f *casebook.File, v casebook.Visibility) casebook.Visibility {
	if f.Allows("publish_name") {
		return v
	}
	return casebook.Stricter(v, casebook.Staff)
}

// moveName brings one name, or what is said of it when it is there already.
func (a *act) moveName(mine []casebook.Name, was, now *casebook.Name) error {
	i := slices.IndexFunc(mine, func(n casebook.Name) bool { return casebook.SameName(n, *was) })
	if i < 0 {
		return shift(a, casebook.OnName, was.ID, was, now)
	}
	same := mine[i]
	same.Visibility = casebook.Stricter(mine[i].Visibility, now.Visibility)
	same.Display = mine[i].Display || now.Display
	if err := shift(a, casebook.OnName, same.ID, &mine[i], &same); err != nil {
		return err
	}
	mine[i] = same
	if err := a.moveSaid(casebook.Subject{Kind: casebook.OnName, ID: was.ID}, casebook.Subject{Kind: casebook.OnName, ID: same.ID}); err != nil {
		return err
	}
	return remove[casebook.Name](a, casebook.OnName, was.ID)
}

// moveNationalities puts the nationalities of two records together. One that
// both have rests on what is known, if one of them knows.
func (a *act) moveNationalities(from, to casebook.ID) error {
	mine, err := store.List[casebook.Nationality](a.ctx, a.Tx, map[string]any{"person_id": to})
	if err != nil {
		return err
	}
	theirs, err := store.List[casebook.Nationality](a.ctx, a.Tx, map[string]any{"person_id": from})
	if err != nil {
		return err
	}
	for _, was := range theirs {
		i := slices.IndexFunc(mine, func(n casebook.Nationality) bool { return n.Country == was.Country })
		if i < 0 {
			now := was
			now.PersonID = to
			if err := shift(a, casebook.OnPerson, was.ID, &was, &now); err != nil {
				return err
			}
			continue
		}
		if now := mine[i]; now.Basis == string(casebook.Unknown) && was.Basis != now.Basis {
			now.Basis = was.Basis
			if err := shift(a, casebook.OnPerson, now.ID, &mine[i], &now); err != nil {
				return err
			}
		}
		if err := remove[casebook.Nationality](a, casebook.OnPerson, was.ID); err != nil {
			return err
		}
	}
	return nil
}

// moveCases makes the cases of one person record those of another, each with a
// revision in its own history: what is public of it is to be looked at anew.
func (a *act) moveCases(from, to casebook.ID) error {
	rows, err := store.List[casebook.Case](a.ctx, a.Tx, map[string]any{"person_id": from})
	if err != nil {
		return err
	}
	named, err := store.List[casebook.Name](a.ctx, a.Tx, map[string]any{"person_id": to})
	if err != nil {
		return err
	}
	defer a.historyOf(a.caseID)()
	for _, was := range rows {
		if err := a.mayTouch(&was); err != nil {
			return err
		}
		now := was
		if now.PersonID = to; now.Kind == casebook.KindUnnamed && len(named) > 0 {
			now.Kind = casebook.KindPerson
		}
		a.caseID = was.ID
		if err := shift(a, casebook.OnCase, was.ID, &was, &now); err != nil {
			return err
		}
	}
	return nil
}

// mayTouch asks whether whoever acts may change one more case of a person. Of
// one that they may not know of they learn nothing: it follows its person, and
// whoever is named on it reads so in its history.
func (a *act) mayTouch(c *casebook.Case) error {
	if a.asked[c.ID] || c.MergedInto != "" {
		a.asked[c.ID] = true
		return nil
	}
	a.look()
	_, err := a.CaseByRef(a.ctx, c.Ref)
	a.LookWhole()
	switch {
	case fault.Is(err, fault.NotFound):
		err = nil
	case err == nil:
		err = related(a.ctx, a.Tx, a.by, a.needs, c.ID)
	}
	a.asked[c.ID] = err == nil
	return err
}

// keepLeftOut keeps what is not gone by as also reported, each with the
// citations that it rested on.
func (a *act) keepLeftOut(p *casebook.MergePlan, in casebook.MergeDraft, from, to casebook.Subject) error {
	goes, stays := p.LeftOut(from.Kind, in)
	for _, m := range goes {
		if err := a.keepAlso(m.Field, m.Goes, from, to, casebook.Staff); err != nil {
			return err
		}
	}
	for _, m := range stays {
		if err := a.keepAlso(m.Field, m.Stays, to, to, casebook.Staff); err != nil {
			return err
		}
	}
	return nil
}

// keepAlso records a value as also reported, unless a claim says it already.
// What has no claims, such as why something is a case here, stays in the
// history and on the row of the case that went.
func (a *act) keepAlso(f casebook.Field, v casebook.Value, from, to casebook.Subject, seen casebook.Visibility) error {
	if _, ok := casebook.FieldOf(f.Kind, f.Name); !ok || v.IsZero() {
		return nil
	}
	for _, on := range []casebook.Subject{from, to} {
		claims, err := a.ClaimsOn(a.ctx, on.Kind, on.ID)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(claims, func(c casebook.Claim) bool {
			said, known := c.Means()
			return c.Field == f.Name && known && c.RetractedAt == nil && f.Same(said, v)
		}) {
			return nil
		}
	}
	cites, err := a.citesOf(f, from)
	if err != nil {
		return err
	}
	return a.keepFormer(f, &casebook.Claim{SubjectKind: to.Kind, SubjectID: to.ID, Visibility: seen}, v, casebook.AlsoReported, cites)
}

// moveSaid brings citations and claims from one subject to another. A citation
// that is there already, word for word, is kept once.
func (a *act) moveSaid(from, to casebook.Subject) error {
	e, err := a.Evidence(a.ctx, from, to)
	if err != nil {
		return err
	}
	have := e.Of(to.Kind, to.ID)
	for _, was := range e.Of(from.Kind, from.ID) {
		if slices.ContainsFunc(have, func(c casebook.Citation) bool { return c.Draft() == was.Draft() }) {
			if err := remove[casebook.Citation](a, casebook.OnCitation, was.ID); err != nil {
				return err
			}
			continue
		}
		now := was
		now.SubjectKind, now.SubjectID = to.Kind, to.ID
		if err := shift(a, casebook.OnCitation, was.ID, &was, &now); err != nil {
			return err
		}
	}
	claims, err := a.ClaimsOn(a.ctx, from.Kind, from.ID)
	if err != nil {
		return err
	}
	for _, was := range claims {
		now := was
		now.SubjectKind, now.SubjectID = to.Kind, to.ID
		if err := shift(a, casebook.OnClaim, was.ID, &was, &now); err != nil {
			return err
		}
	}
	return nil
}

// settleStandings makes claims that were gone by, and say something else than
// the row now, also reported.
func (a *act) settleStandings(on casebook.Subject) error {
	h, err := holderOf(a.ctx, a.Tx, on)
	if err != nil {
		return err
	}
	claims, err := a.ClaimsOn(a.ctx, on.Kind, on.ID)
	if err != nil {
		return err
	}
	for _, was := range claims {
		f, ok := was.Of()
		said, known := was.Means()
		if !ok || !known || was.Standing != casebook.Accepted || f.Same(said, f.Read(h)) {
			continue
		}
		now := was
		now.Standing, now.SettledFor = casebook.AlsoReported, ""
		if err := shift(a, casebook.OnClaim, was.ID, &was, &now); err != nil {
			return err
		}
	}
	return nil
}

// shift saves what differs between a row as it was and as it is, like update,
// without what is decided row by row: the reason is that of the merge, a
// second person agreed to the whole, and what comes along is seen by whoever
// sees the case it comes to.
func shift[T any](a *act, kind casebook.SubjectKind, id casebook.ID, was, row *T) error {
	changes := casebook.Changes(was, row)
	if len(changes) == 0 {
		return nil
	}
	fields := make([]string, len(changes))
	for i, c := range changes {
		fields[i] = c.Field
	}
	if err := store.Update(a.Tx, row, fields...); err != nil {
		return err
	}
	return a.record(casebook.Subject{Kind: kind, ID: id}, changes)
}
