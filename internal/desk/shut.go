package desk

import (
	"reflect"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/store"
)

// visibilityOf reads the visibility of a row; empty for one that has none.
func visibilityOf(row any) casebook.Visibility {
	v := reflect.ValueOf(row).Elem().FieldByName("Visibility")
	if !v.IsValid() {
		return ""
	}
	return casebook.Visibility(v.String())
}

// mayShut refuses to restrict what stands on the public record still: a
// restricted thing is never there, and to take it off is a decision of its own.
// A source that is no longer public is taken off in the same step.
func (a *act) mayShut(on casebook.Subject, was, now any) error {
	if visibilityOf(now) != casebook.Restricted || visibilityOf(was) == casebook.Restricted || on.Kind == casebook.OnSource {
		return nil
	}
	shown, err := a.stillShown(on, visibilityOf(was))
	if err != nil || !shown {
		return err
	}
	return fault.Field("visibility", "The public reads this now. Mark it as for staff, publish again without it, and then restrict it.")
}

// stillShown reports whether the published document in which a thing would
// stand is from when the thing was public.
func (a *act) stillShown(on casebook.Subject, was casebook.Visibility) (bool, error) {
	latest, err := a.documentWith(on)
	if err != nil || latest == nil || latest.Document == nil {
		return false, err
	}
	if was == casebook.Public {
		return true, nil
	}
	defer a.LookWhole()()
	history, err := a.Revisions(a.ctx, store.RevisionFilter{SubjectKind: on.Kind, SubjectID: on.ID, Limit: 1000})
	if err != nil {
		return false, err
	}
	for _, r := range history {
		if r.Field == "Visibility" && r.Was == string(casebook.Public) && r.At.After(latest.At) {
			return true, nil
		}
	}
	return false, nil
}

// documentWith gives the publication in which a thing stands when it is public.
func (a *act) documentWith(on casebook.Subject) (*store.Publication, error) {
	ref, inCase, err := a.whereIs(on)
	if err != nil {
		return nil, err
	}
	if inCase {
		return a.LatestPublication(a.ctx, public.DocCase, string(ref))
	}
	if on.Kind != casebook.OnClaim {
		return nil, nil
	}
	claim, err := store.Get[casebook.Claim](a.ctx, a.Tx, on.ID)
	if err != nil {
		return nil, err
	}
	return a.LatestPublication(a.ctx, string(claim.SubjectKind), string(claim.SubjectID))
}
