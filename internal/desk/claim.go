package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// AddClaim records one source's statement of a value beside what we go by. One
// that is said to be what we go by must say what the row says: [Desk.AcceptClaim]
// changes the row.
func (d *Desk) AddClaim(ctx context.Context, by access.Actor, on casebook.Subject, in casebook.ClaimDraft) (id casebook.ID, err error) {
	row, err := in.Claim(on.Kind)
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "AddClaim", func(a *act) error {
		if err := a.exists(on); err != nil {
			return err
		}
		if err := a.inHistoryOf(on); err != nil {
			return err
		}
		row.SubjectID = on.ID
		if err := a.placed(&row); err != nil {
			return err
		}
		if err := a.goesBy(row); err != nil {
			return err
		}
		if err := insert(a, casebook.OnClaim, &row); err != nil {
			return err
		}
		id = row.ID
		return a.cite(casebook.Subject{Kind: casebook.OnClaim, ID: id}, in.Cites)
	})
	return id, err
}

// EditClaim changes a claim; new citations are added to those it has. Whether
// it is what we go by stays: [Desk.AcceptClaim] changes that.
func (d *Desk) EditClaim(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.ClaimDraft, reason string) error {
	return d.edit(ctx, by, "EditClaim", func(a *act) error {
		was, err := store.Get[casebook.Claim](a.ctx, a.Tx, id)
		if err != nil {
			return err
		}
		row, err := in.Claim(was.SubjectKind)
		if err != nil {
			return err
		}
		row.SubjectID = was.SubjectID
		if err := a.placed(&row); err != nil {
			return err
		}
		if said, ok := row.Means(); ok && (row.Standing == casebook.Accepted) != (was.Standing == casebook.Accepted) {
			if err := a.goesBy(row); err != nil || was.Standing == casebook.Accepted && !said.IsZero() {
				return fault.Field("standing", "What we go by is not changed here, since the record itself would go on saying otherwise. Use “Go by this” beside the other value.")
			}
		} else if err := a.goesBy(row); err != nil {
			return err
		}
		return editPart(a, casebook.OnClaim, id, version, reason, in.Cites, &row, "SubjectKind", "SubjectID", "RetractedAt", "SettledFor")
	})
}

// RemoveClaim takes a claim away that was recorded by mistake; the history
// keeps it. What a source took back itself is not removed: [Desk.RetractClaim].
func (d *Desk) RemoveClaim(ctx context.Context, by access.Actor, id casebook.ID, version int, reason string) error {
	return d.edit(ctx, by, "RemoveClaim", func(a *act) error {
		return removePart[casebook.Claim](a, casebook.OnClaim, id, version, reason)
	})
}

// Claims gives the claims on one subject, for staff.
func (d *Desk) Claims(ctx context.Context, by access.Actor, on casebook.Subject) ([]casebook.Claim, casebook.Evidence, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, casebook.Evidence{}, err
	}
	if _, err := d.lookedAt(ctx, v, by, on); err != nil {
		return nil, casebook.Evidence{}, err
	}
	claims, err := v.ClaimsOn(ctx, on.Kind, on.ID)
	if err != nil {
		return nil, casebook.Evidence{}, err
	}
	e, err := v.Evidence(ctx, append(claimSubjects(claims), on)...)
	return claims, e, err
}

func claimSubjects(claims []casebook.Claim) []casebook.Subject {
	subjects := make([]casebook.Subject, len(claims))
	for i, c := range claims {
		subjects[i] = casebook.Subject{Kind: casebook.OnClaim, ID: c.ID}
	}
	return subjects
}

// placed turns the slug of a place of detention, which a form gave, into the
// id that the row would keep, and says the place by its name.
func (a *act) placed(row *casebook.Claim) error {
	f, ok := row.Of()
	if !ok || f.Form != casebook.AsFacility || row.Exact == "" {
		return nil
	}
	id, err := a.facility(row.Exact)
	if err != nil {
		return underField(err, "facility", "exact")
	}
	row.Exact = string(id)
	return nil
}

// underField moves what is wrong with one field under another name.
func underField(err error, from, to string) error {
	fields := fault.FieldsOf(err)
	if text, ok := fields[from]; ok {
		return fault.InvalidFields(fault.Fields{to: text})
	}
	return err
}

// goesBy refuses a claim that is said to be what we go by while the row says
// something else.
func (a *act) goesBy(c casebook.Claim) error {
	said, ok := c.Means()
	if c.Standing != casebook.Accepted || !ok {
		return nil
	}
	f, _ := c.Of()
	now, err := holderOf(a.ctx, a.Tx, c.Subject())
	if err != nil {
		return err
	}
	if f.Same(said, f.Read(now)) {
		return nil
	}
	return fault.Field("standing", "We go by another value. Save this as “also reported” first; then “Go by this” changes the record, with a reason.")
}
