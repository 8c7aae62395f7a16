package desk

import (
	"context"
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// AcceptClaim makes the value of a claim the one we go by: the row says it from
// now on, on the claim's sources. What we went by until then stays beside it,
// as also reported or as superseded; when no claim held it, one is made of it.
// It takes a reason, always. It answers with fault.Invalid for a claim in words
// only, and fault.Conflict for one that was retracted or that we go by already.
func (d *Desk) AcceptClaim(ctx context.Context, by access.Actor, id casebook.ID, version int, former casebook.Standing, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return needReason()
	}
	if former != casebook.AlsoReported && former != casebook.Superseded {
		return fault.Field("former", "Say what becomes of what we went by until now: also reported, or superseded.")
	}
	return d.edit(ctx, by, "AcceptClaim", func(a *act) error {
		c, f, err := a.openClaim(id, version, reason)
		if err != nil {
			return err
		}
		said, ok := c.Means()
		switch {
		case !ok:
			return fault.New(fault.Invalid, "This claim is in words only. Edit it and give its value exactly, then go by it.")
		case c.RetractedAt != nil:
			return fault.New(fault.Conflict, "This claim was retracted. Record who says so now as a claim of its own.")
		}
		h, err := holderOf(a.ctx, a.Tx, c.Subject())
		if err != nil {
			return err
		}
		now := f.Read(h)
		if c.Standing == casebook.Accepted && f.Same(said, now) {
			return fault.New(fault.Conflict, "We go by this already.")
		}
		if err := a.stepDown(f, c, now, former); err != nil {
			return err
		}
		if err := a.setField(f, h, c.SubjectID, said); err != nil {
			return err
		}
		return a.stand(*c, casebook.Accepted)
	})
}

func needReason() error {
	return fault.Field("reason", "Say why. The reason stands in the history beside what it said before.")
}

// openClaim reads a claim that is to change, in the history of its case.
func (a *act) openClaim(id casebook.ID, version int, reason string) (*casebook.Claim, casebook.Field, error) {
	c, err := store.Get[casebook.Claim](a.ctx, a.Tx, id)
	if err != nil {
		return nil, casebook.Field{}, err
	}
	if err := a.inHistoryOf(c.Subject()); err != nil {
		return nil, casebook.Field{}, err
	}
	a.because(reason)
	if err := stale(c.Version, version); err != nil {
		return nil, casebook.Field{}, err
	}
	f, ok := c.Of()
	if !ok {
		return nil, f, fault.New(fault.Invalid, "No field of the record holds what this statement says. Change the record itself, and cite the source there.")
	}
	return c, f, nil
}

// stepDown takes what we went by out of its place: the claims that held it, or
// a claim made of the row's own value and of what it rests on. Citations of
// this one field on the row go with it, for they no longer support it.
func (a *act) stepDown(f casebook.Field, next *casebook.Claim, now casebook.Value, former casebook.Standing) error {
	claims, err := a.ClaimsOn(a.ctx, next.SubjectKind, next.SubjectID)
	if err != nil {
		return err
	}
	held := false
	for _, c := range claims {
		said, known := c.Means()
		if c.Field != f.Name || c.ID == next.ID {
			continue
		}
		if known && c.RetractedAt == nil && f.Same(said, now) {
			held = true
		}
		if c.Standing == casebook.Accepted {
			if err := a.stand(c, former); err != nil {
				return err
			}
		}
	}
	mine, err := a.citesOf(f, next.Subject())
	if err != nil {
		return err
	}
	if !held && !now.IsZero() {
		if err := a.keepFormer(f, next, now, former, mine); err != nil {
			return err
		}
	}
	for _, c := range mine {
		if c.Field == f.Name {
			if err := remove[casebook.Citation](a, casebook.OnCitation, c.ID); err != nil {
				return err
			}
		}
	}
	return a.citeAs(casebook.Subject{Kind: casebook.OnClaim, ID: next.ID}, next.Subject(), f.Name)
}

// citesOf gives the citations of a row that support a field: those of that
// field, or, when it has none, those of the whole.
func (a *act) citesOf(f casebook.Field, on casebook.Subject) ([]casebook.Citation, error) {
	e, err := a.Evidence(a.ctx, on)
	if err != nil {
		return nil, err
	}
	var own, whole []casebook.Citation
	for _, c := range e.Of(on.Kind, on.ID) {
		switch c.Field {
		case f.Name:
			own = append(own, c)
		case "":
			whole = append(whole, c)
		}
	}
	if len(own) > 0 {
		return own, nil
	}
	return whole, nil
}

// keepFormer makes a claim of a value that only the row held.
func (a *act) keepFormer(f casebook.Field, next *casebook.Claim, now casebook.Value, former casebook.Standing, cites []casebook.Citation) error {
	words := f.Words(now)
	if f.Form == casebook.AsFacility {
		place, err := a.place(casebook.ID(now.Exact))
		if err != nil {
			return err
		}
		words.En = place.Name
	}
	row := casebook.Claim{
		SubjectKind: next.SubjectKind, SubjectID: next.SubjectID, Field: f.Name, Value: words, Exact: now.Exact,
		Standing: former, Credibility: "6", Visibility: next.Visibility,
	}
	if err := insert(a, casebook.OnClaim, &row); err != nil {
		return err
	}
	for _, c := range cites {
		copied := c
		copied.SubjectKind, copied.SubjectID, copied.Field = casebook.OnClaim, row.ID, ""
		if err := insert(a, casebook.OnCitation, &copied); err != nil {
			return err
		}
	}
	return nil
}

// citeAs copies the citations of one subject to another, for one field.
func (a *act) citeAs(from, to casebook.Subject, field string) error {
	e, err := a.Evidence(a.ctx, from)
	if err != nil {
		return err
	}
	for _, c := range e.Of(from.Kind, from.ID) {
		copied := c
		copied.SubjectKind, copied.SubjectID, copied.Field = to.Kind, to.ID, field
		if err := insert(a, casebook.OnCitation, &copied); err != nil {
			return err
		}
	}
	return nil
}

// stand gives a claim another standing.
func (a *act) stand(was casebook.Claim, to casebook.Standing) error {
	now := was
	now.Standing, now.SettledFor = to, ""
	return update(a, casebook.OnClaim, was.ID, &was, &now)
}

// setField writes a value to the row that a claim is about.
func (a *act) setField(f casebook.Field, h casebook.Holder, id casebook.ID, v casebook.Value) error {
	if f.Form == casebook.AsCountries {
		var want []casebook.Nationality
		for _, code := range strings.Fields(v.Exact) {
			basis := "unknown"
			for _, n := range h.Nationalities {
				if n.Country == code {
					basis = n.Basis
				}
			}
			want = append(want, casebook.Nationality{Country: code, Basis: basis})
		}
		person, _ := h.Row.(*casebook.Person)
		return a.editNationalities(&casebook.File{Person: person, Nationalities: h.Nationalities}, want)
	}
	switch row := h.Row.(type) {
	case *casebook.Case:
		return setRow(a, f, id, row, v)
	case *casebook.Person:
		return setRow(a, f, id, row, v)
	case *casebook.Event:
		return setRow(a, f, id, row, v)
	case *casebook.ReleaseEvent:
		return setRow(a, f, id, row, v)
	case *casebook.Release:
		return setRow(a, f, id, row, v)
	case *casebook.Advisory:
		return setRow(a, f, id, row, v)
	case *casebook.ContextEvent:
		return setRow(a, f, id, row, v)
	}
	return fault.New(fault.NotFound, "This has no fields about which sources may differ.")
}

func setRow[T any](a *act, f casebook.Field, id casebook.ID, was *T, v casebook.Value) error {
	now := *was
	if err := f.Write(&now, v); err != nil {
		return err
	}
	return update(a, f.Kind, id, was, &now)
}

// RetractClaim says that the source took a claim back. It stays at the desk
// with the day, and leaves the public page with the next publication. When we
// go by it, the record goes on saying so until somebody goes by another value:
// it is among the conflicts until then.
func (d *Desk) RetractClaim(ctx context.Context, by access.Actor, id casebook.ID, version int, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return needReason()
	}
	return d.edit(ctx, by, "RetractClaim", func(a *act) error { return a.retract(id, version, reason) })
}

func (a *act) retract(id casebook.ID, version int, reason string) error {
	was, err := store.Get[casebook.Claim](a.ctx, a.Tx, id)
	if err != nil {
		return err
	}
	if err := a.inHistoryOf(was.Subject()); err != nil {
		return err
	}
	a.because(reason)
	if err := stale(was.Version, version); err != nil {
		return err
	}
	if was.RetractedAt != nil {
		return fault.New(fault.Conflict, "This claim was retracted already.")
	}
	now, at := *was, a.Now
	now.RetractedAt, now.SettledFor = &at, ""
	return update(a, casebook.OnClaim, id, was, &now)
}

// SettleClaim says that a person has looked at a claim that disagrees and goes
// on going by what the row says. It is asked again when the row says another
// value.
func (d *Desk) SettleClaim(ctx context.Context, by access.Actor, id casebook.ID, version int, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return needReason()
	}
	return d.edit(ctx, by, "SettleClaim", func(a *act) error {
		c, f, err := a.openClaim(id, version, reason)
		if err != nil {
			return err
		}
		h, err := holderOf(a.ctx, a.Tx, c.Subject())
		if err != nil {
			return err
		}
		now := *c
		now.SettledFor = f.Read(h).Key()
		return update(a, casebook.OnClaim, id, c, &now)
	})
}

// Conflict is a field of which it is asked whether we go by the right value.
type Conflict struct {
	Claim  casebook.Claim
	Reason string       // vocabulary rival
	Ref    casebook.Ref // of the case it lies in; empty: none
	Field  casebook.Field
	Now    casebook.Value
}

// Conflicts lists what asks whether we go by the right value, oldest first, of
// all that whoever asks may read.
func (d *Desk) Conflicts(ctx context.Context, by access.Actor) ([]Conflict, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	return conflicts(ctx, v)
}

// conflicts lists them for some kinds of subject; none named means all.
func conflicts(ctx context.Context, v store.View, kinds ...casebook.SubjectKind) ([]Conflict, error) {
	claims, err := v.Contested(ctx, kinds...)
	if err != nil {
		return nil, err
	}
	var found []Conflict
	for _, at := range casebook.ContestedFields(claims) {
		more, err := conflictsAt(ctx, v, at)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	return found, nil
}

func conflictsAt(ctx context.Context, v store.View, at casebook.ContestedField) ([]Conflict, error) {
	h, err := holderOf(ctx, v, at.On)
	if err != nil {
		return nil, err
	}
	now := at.Field.Read(h)
	rivals := at.Field.Rivals(now, at.Claims)
	if len(rivals) == 0 {
		return nil, nil
	}
	ref, _, err := v.FileRef(ctx, at.On)
	if err != nil {
		return nil, err
	}
	found := make([]Conflict, len(rivals))
	for i, r := range rivals {
		found[i] = Conflict{Claim: r.Claim, Reason: r.Reason, Ref: ref, Field: at.Field, Now: now}
	}
	return found, nil
}
