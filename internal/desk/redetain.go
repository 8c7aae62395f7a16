package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
)

// DetainAgain records that somebody who had come out was detained again. In
// the same matter it is an event of the same case: the release keeps its
// record, and the days held are those of both spells. It answers with
// fault.Conflict for somebody who is not known to be out. A new matter is a
// case of its own: see [Desk.OpenAgain].
func (d *Desk) DetainAgain(ctx context.Context, by access.Actor, ref casebook.Ref, in casebook.EventDraft) (casebook.ID, error) {
	in.Kind = string(casebook.ReDetained)
	row, err := in.Event()
	if err != nil {
		return "", err
	}
	if row.Date.IsZero() {
		return "", fault.Field("date", "Say when, as far as is known: 2026-01, or [..2026-01-20] for some day until then. Without a date it cannot be told from the time before the release.")
	}
	f, err := d.file(ctx, by, access.EditCasebook, ref)
	if err != nil {
		return "", err
	}
	if s := f.State().Code; s != casebook.AtLiberty && s != casebook.RestrictedLiberty {
		return "", fault.New(fault.Conflict, "This case does not say that the person had come out. Record the release first, or the new event by itself.")
	}
	return d.RecordEvent(ctx, by, ref, in)
}

// OpenAgain opens a new case of the person of another one, for a detention in
// a new matter. The person, with names and nationalities, is the same; no
// ground for publishing is carried over.
func (d *Desk) OpenAgain(ctx context.Context, by access.Actor, ref casebook.Ref, in casebook.EventDraft, cites []casebook.CitationDraft) (again casebook.Ref, err error) {
	in.Kind = string(casebook.Taken)
	if _, err := in.Event(); err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "OpenAgain", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		if f.Person == nil {
			return fault.New(fault.Conflict, "This is a case of a group. Open a new case for whoever was detained.")
		}
		row := casebook.Case{Kind: f.Case.Kind, PersonID: f.Case.PersonID, Country: f.Case.Country, Captor: f.Case.Captor, Deprivation: f.Case.Deprivation,
			Publication: casebook.Draft, Restricted: f.Case.Restricted}
		if row.Ref, err = a.NextRef(row.Country, a.Now.Year()); err != nil {
			return err
		}
		if err := a.insertCase(&row); err != nil {
			return err
		}
		again = row.Ref
		if err := a.cite(casebook.Subject{Kind: casebook.OnCase, ID: row.ID}, cites); err != nil {
			return err
		}
		_, err = a.recordEvent(again, in)
		return err
	})
	return again, err
}

// CasesOfPerson gives the other cases of the person of a case.
func (d *Desk) CasesOfPerson(ctx context.Context, by access.Actor, f *casebook.File) ([]casebook.Case, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	all, err := v.CasesOfPerson(ctx, f.Case.PersonID)
	if err != nil {
		return nil, err
	}
	var others []casebook.Case
	for _, c := range all {
		if c.ID != f.Case.ID {
			others = append(others, c)
		}
	}
	return others, nil
}
