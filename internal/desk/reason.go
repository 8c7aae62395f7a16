package desk

import (
	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
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
// fault.Invalid at the field “reason”. What is added says for itself what is
// new and needs none; nor does what the program does by itself.
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

// readByPublic reports whether the public reads what a row says.
func (a *act) readByPublic(on casebook.Subject) (bool, error) {
	switch on.Kind {
	case casebook.OnSource:
		latest, err := a.LatestPublication(a.ctx, public.DocSource, string(on.ID))
		return latest != nil && latest.Document != nil, err
	case casebook.OnConsent, casebook.OnUser:
		return false, nil // never published
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
