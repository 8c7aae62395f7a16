package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
)

// RecordConsent records on what the publication of a case rests.
func (d *Desk) RecordConsent(ctx context.Context, by access.Actor, ref casebook.Ref, in casebook.ConsentDraft) error {
	row, err := in.Consent()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "RecordConsent", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		row.CaseID = f.Case.ID
		return insert(a, casebook.OnConsent, &row)
	})
}

// WithdrawConsent ends a ground for publishing from today on. A case that
// nothing covers any more is taken back from the public in the same step.
func (d *Desk) WithdrawConsent(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID, reason string) error {
	defer d.forgetText(ctx)
	return d.edit(ctx, by, "WithdrawConsent", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		a.because(reason)
		for i, c := range f.Consents {
			if c.ID != id {
				continue
			}
			now := c
			now.WithdrawnOn = dayOf(a.Now)
			if err := update(a, casebook.OnConsent, id, &c, &now); err != nil {
				return err
			}
			f.Consents[i] = now
			return a.followConsent(f)
		}
		return fault.New(fault.NotFound, "This case has no such consent.")
	})
}

// followConsent takes a case back that is public without what it shows being
// covered any more: nothing allows it, or its name stands there unallowed.
func (a *act) followConsent(f *casebook.File) error {
	nameShown := f.Case.Kind == casebook.KindPerson
	if f.Case.Publication != casebook.Published || f.Allows("publish_name") || !nameShown && f.Allows("publish_anonymously") {
		return nil
	}
	return a.takeBack(casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID})
}
