package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/store"
)

// Exists answers with fault.NotFound for a subject that is not in the
// casebook, so that nobody fills in a form about nothing.
func (d *Desk) Exists(ctx context.Context, by access.Actor, on casebook.Subject) error {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return err
	}
	if on.Kind == casebook.OnSource { // it is there, but rests on nothing and nothing is claimed about it
		return isThere[casebook.Source](ctx, v, on.ID)
	}
	return exists(ctx, v, on)
}

// exists gives fault.NotFound for a subject that is not in the casebook, and
// for one that nothing can be said about.
func exists(ctx context.Context, r store.Reader, on casebook.Subject) error {
	if on.Kind == casebook.OnCountry {
		if !locale.ValidCountry(string(on.ID)) {
			return fault.New(fault.NotFound, "There is no such country.")
		}
		return nil
	}
	find, ok := rows[on.Kind]
	if !ok {
		return fault.New(fault.NotFound, "This cannot carry citations or claims.")
	}
	return find(ctx, r, on.ID)
}

// rows says for each kind of subject in which table its row would be.
var rows = map[casebook.SubjectKind]func(context.Context, store.Reader, casebook.ID) error{
	casebook.OnCase:         isThere[casebook.Case],
	casebook.OnPerson:       isThere[casebook.Person],
	casebook.OnName:         isThere[casebook.Name],
	casebook.OnGroup:        isThere[casebook.Group],
	casebook.OnOverlap:      isThere[casebook.Overlap],
	casebook.OnCharge:       isThere[casebook.Charge],
	casebook.OnEvent:        isThere[casebook.Event],
	casebook.OnReleaseEvent: isThere[casebook.ReleaseEvent],
	casebook.OnMechanism:    isThere[casebook.MechanismClaim],
	casebook.OnRelease:      isThere[casebook.Release],
	casebook.OnConfirmation: isThere[casebook.Confirmation],
	casebook.OnCondition:    isThere[casebook.Condition],
	casebook.OnFacility:     isThere[casebook.Facility],
	casebook.OnClaim:        isThere[casebook.Claim],
	casebook.OnCount:        isThere[casebook.Count],
	casebook.OnPosition:     isThere[casebook.Position],
	casebook.OnAdvisory:     isThere[casebook.Advisory],
	casebook.OnContext:      isThere[casebook.ContextEvent],
	casebook.OnList:         isThere[casebook.List],
	casebook.OnUnnamed:      isThere[casebook.Unnamed],
	casebook.OnAssessment:   isThere[casebook.Assessment],
	casebook.OnFinding:      isThere[casebook.Finding],
	casebook.OnProceeding:   isThere[casebook.Proceeding],
}

func isThere[T any](ctx context.Context, r store.Reader, id casebook.ID) error {
	_, err := store.Get[T](ctx, r, id)
	return err
}
