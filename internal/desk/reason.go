package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/store"
)

// unsaid are the fields that the public never reads: whether something is
// shown at all, which review and publication decide with reasons of their own,
// who works on it, and notes of the desk.
var unsaid = map[string]bool{
	"Publication": true, "PublishedAt": true, "PublishedVer": true, "AssignedTo": true, "Note": true, "EmbargoUntil": true, "LastVerified": true,
}

// needsNoReason are the operations that change what is published without
// being a correction of it: each says why in its own way.
//   - Publish, TakeBack: the review, or the form of taking back, holds the reason.
//   - ShowName: which of the public names stands first changes no name.
var needsNoReason = map[string]bool{"Publish": true, "TakeBack": true, "ShowName": true}

// sayWhy refuses to change or remove a published fact without a reason, with
// fault.Invalid at the field “reason”. What the program does by itself needs
// none.
func (a *act) sayWhy(on casebook.Subject, changes []casebook.Change) error {
	if a.reason != "" || a.by.Role == access.System || needsNoReason[a.name] {
		return nil
	}
	said := false
	for _, c := range changes {
		said = said || !unsaid[c.Field]
	}
	if !said {
		return nil
	}
	shown, err := a.readByPublic(on)
	if err != nil || !shown {
		return err
	}
	return fault.Field("reason", "This is public. Say why it changes: the reason stands in the history beside what it said before.")
}

// sayWhyNew refuses to add to what is published without a reason, with
// fault.Invalid at the field “reason”: a new name or a new release changes what
// the public reads as much as an edit does. It is asked after the row is
// written, since what it hangs on is found through it.
func (a *act) sayWhyNew(on casebook.Subject, row any) error {
	if a.reason != "" || a.by.Role == access.System || needsNoReason[a.name] {
		return nil
	}
	switch row := row.(type) {
	case *casebook.Citation:
		on = casebook.Subject{Kind: row.SubjectKind, ID: row.SubjectID}
	case *casebook.Name:
		if row.Visibility != casebook.Public {
			return nil
		}
	}
	shown, err := a.readByPublic(on)
	if err != nil || !shown {
		return err
	}
	return whyNew()
}

// sayWhyAsked is sayWhyNew for what waits for a second person: who asks gives
// the reason, since who agrees has none of their own.
func (a *act) sayWhyAsked(f *casebook.File) error {
	if a.reason != "" || a.by.Role == access.System || f.Case.Publication != casebook.Published {
		return nil
	}
	return whyNew()
}

func whyNew() error {
	return fault.Field("reason", "This is public. Say why it is added: the reason stands in the history beside what is new.")
}

// AsksWhy reports whether what is added to a subject may be read by the public
// at once, so that its form asks for a reason. It answers with fault.NotFound
// for what a person may not know of.
func (d *Desk) AsksWhy(ctx context.Context, by access.Actor, on casebook.Subject) (bool, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return false, err
	}
	ref, ok, err := v.FileRef(ctx, on)
	if err != nil {
		return false, err
	}
	if ok {
		c, err := v.CaseByRef(ctx, ref)
		return err == nil && c.Publication == casebook.Published, err
	}
	state, err := publicationOf(ctx, v, on)
	return state == casebook.Published, err
}

// publicationOf gives how a subject of no case stands towards the public; none
// for what is not published by itself.
func publicationOf(ctx context.Context, r store.Reader, on casebook.Subject) (casebook.Publication, error) {
	switch on.Kind {
	case casebook.OnReleaseEvent:
		return stateOf(ctx, r, on.ID, func(row *casebook.ReleaseEvent) casebook.Publication { return row.Publication })
	case casebook.OnCount:
		return stateOf(ctx, r, on.ID, func(row *casebook.Count) casebook.Publication { return row.Publication })
	case casebook.OnPosition:
		return stateOf(ctx, r, on.ID, func(row *casebook.Position) casebook.Publication { return row.Publication })
	case casebook.OnAdvisory:
		return stateOf(ctx, r, on.ID, func(row *casebook.Advisory) casebook.Publication { return row.Publication })
	case casebook.OnContext:
		return stateOf(ctx, r, on.ID, func(row *casebook.ContextEvent) casebook.Publication { return row.Publication })
	}
	return "", nil
}

func stateOf[T any](ctx context.Context, r store.Reader, id casebook.ID, state func(*T) casebook.Publication) (casebook.Publication, error) {
	row, err := store.Get[T](ctx, r, id)
	if err != nil {
		return "", err
	}
	return state(row), nil
}

// readByPublic reports whether the public reads what a row says.
func (a *act) readByPublic(on casebook.Subject) (bool, error) {
	switch on.Kind {
	case casebook.OnSource:
		latest, err := a.LatestPublication(a.ctx, public.DocSource, string(on.ID))
		return latest != nil && latest.Document != nil, err
	case casebook.OnConsent, casebook.OnUser, casebook.OnAwaiting:
		return false, nil // never published
	case casebook.OnHelp:
		return true, nil // the public reads it as soon as it is saved
	case casebook.OnPerson, casebook.OnName, casebook.OnGroup, casebook.OnSlot:
		if a.caseID != "" {
			return a.isPublic(casebook.Subject{Kind: casebook.OnCase, ID: a.caseID})
		}
	}
	shown, err := a.isPublic(on)
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	return shown, err
}
