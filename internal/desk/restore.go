package desk

import (
	"context"
	"database/sql"
	"reflect"
	"strconv"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// Revision gives one entry of the history, for the page that asks whether to
// restore what it changed.
func (d *Desk) Revision(ctx context.Context, by access.Actor, id int64) (r casebook.Revision, err error) {
	err = d.do(ctx, by, access.ReadCasebook, "Revision", func(a *act) error {
		r, err = a.revision(id)
		return err
	})
	if err != nil {
		return casebook.Revision{}, err
	}
	return r, d.lookedThrough(ctx, by, r)
}

// RefOf gives the reference of a case by the id of its row, empty when there
// is none or it may not be seen.
func (d *Desk) RefOf(ctx context.Context, by access.Actor, id casebook.ID) (ref casebook.Ref, err error) {
	err = d.do(ctx, by, access.ReadCasebook, "RefOf", func(a *act) error {
		found, ok, err := a.FileRef(a.ctx, casebook.Subject{Kind: casebook.OnCase, ID: id})
		if ok {
			ref = found
		}
		return err
	})
	return ref, err
}

// Restore gives one field of one thing the value back that it had before a
// revision, as a revision of its own with its reason. It answers with
// fault.Invalid, or fault.Conflict, when that value does not fit any more.
func (d *Desk) Restore(ctx context.Context, by access.Actor, id int64, reason string) error {
	return d.edit(ctx, by, "Restore", func(a *act) error {
		r, err := a.revision(id)
		if err != nil {
			return err
		}
		if a.because(reason); a.reason == "" {
			return fault.Field("reason", "Say why the earlier value comes back. The reason stands in the history.")
		}
		if err := Restorable(r); err != nil {
			return err
		}
		if r.Operation == mergePersons {
			return a.unmergePersons(r)
		}
		return a.restore(r)
	})
}

// Restorable gives why a revision cannot be restored by itself, nil when it
// can: what ties rows together and what is published are decided elsewhere.
// One of two person records that became one undoes the whole of that.
func Restorable(r casebook.Revision) error {
	_, known := restores()[r.SubjectKind]
	switch {
	case r.Operation == mergePersons: // as a whole
		return nil
	case r.Erased:
		return fault.New(fault.Conflict, "What it said before was erased and cannot come back.")
	case r.Field == "" || !known || tied[r.Field] || r.Erases != 0:
		return fault.New(fault.Conflict, "This cannot be restored by itself. Open the page of what it is about and change it there.")
	}
	return nil
}

// tied are the fields that are decided together with something else.
var tied = map[string]bool{
	"Publication": true, "PublishedAt": true, "PublishedVer": true, "AssignedTo": true, "Restricted": true, "Review": true, "Ref": true, "Kind": true, "Country": true, "Slug": true,
	"PersonID": true, "CaseID": true, "GroupID": true, "ReleaseID": true, "ReleaseEventID": true, "SubjectKind": true, "SubjectID": true,
	"SourceID": true, "OriginID": true, "FromID": true, "OtherID": true, "MergedInto": true, "Display": true, "Number": true, "ResolvesTo": true, "ResolvedAt": true,
	"RetractedAt": true, "WithdrawnOn": true, "Visibility": true,
}

// restores are the kinds of thing of which a field can be restored by itself.
func restores() map[casebook.SubjectKind]func(a *act, r casebook.Revision) error {
	return map[casebook.SubjectKind]func(a *act, r casebook.Revision) error{
		casebook.OnCase: restoreIn[casebook.Case], casebook.OnPerson: restoreIn[casebook.Person], casebook.OnName: restoreIn[casebook.Name],
		casebook.OnGroup: restoreIn[casebook.Group], casebook.OnOverlap: restoreIn[casebook.Overlap], casebook.OnCharge: restoreIn[casebook.Charge],
		casebook.OnEvent: restoreIn[casebook.Event], casebook.OnReleaseEvent: restoreIn[casebook.ReleaseEvent],
		casebook.OnCondition: restoreIn[casebook.Condition], casebook.OnFacility: restoreIn[casebook.Facility],
		casebook.OnSource: restoreIn[casebook.Source], casebook.OnClaim: restoreIn[casebook.Claim], casebook.OnCount: restoreIn[casebook.Count],
		casebook.OnPosition: restoreIn[casebook.Position], casebook.OnAdvisory: restoreIn[casebook.Advisory], casebook.OnContext: restoreIn[casebook.ContextEvent],
	}
}

func (a *act) restore(r casebook.Revision) error { return restores()[r.SubjectKind](a, r) }

func restoreIn[T any](a *act, r casebook.Revision) error {
	was, err := store.Get[T](a.ctx, a.Tx, r.SubjectID)
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.Conflict, "This is not in the casebook any more. Record it anew; the history shows what it said.")
	} else if err != nil {
		return err
	}
	now := *was
	if err := setText(reflect.ValueOf(&now).Elem().FieldByName(r.Field), r.Was); err != nil {
		return fault.New(fault.Conflict, "The earlier value “%s” does not fit into this field any more. Open the page and change it there.", r.Was).Because(err)
	}
	if err := fits(a, &now); err != nil {
		return err
	}
	changes := casebook.Changes(was, &now)
	if len(changes) == 0 {
		return fault.New(fault.Conflict, "It says that already. There is nothing to restore.")
	}
	return update(a, r.SubjectKind, r.SubjectID, was, &now)
}

// fits gives fault.Conflict when a value that comes back contradicts what the
// row says beside it today.
func fits(a *act, row any) error {
	var low, high *int
	switch r := row.(type) {
	case *casebook.Group:
		low, high = &r.Min, r.Max
	case *casebook.Count:
		low, high = r.Min, r.Max
	case *casebook.Case:
		if r.Publication == casebook.Published && r.EmbargoUntil.After(dayOf(a.Now)) {
			return fault.New(fault.Conflict, "This case is public now and cannot be under embargo. Take it back first.")
		}
	case *casebook.Event:
		if _, err := a.placeOf(r.FacilityID); err != nil {
			return err
		}
	}
	if low != nil && high != nil && *low > *high {
		return fault.New(fault.Conflict, "With this value the least number would be larger than the most. Change both on the page itself.")
	}
	return nil
}

// placeOf gives a facility, or fault.Conflict when it is gone.
func (a *act) placeOf(id casebook.ID) (*casebook.Facility, error) {
	place, err := a.place(id)
	if fault.Is(err, fault.NotFound) {
		return nil, fault.New(fault.Conflict, "The place that stood here is not in the casebook any more.")
	}
	return place, err
}

// setText sets a field to a value as the history keeps it: the reverse of what
// casebook.Changes writes.
func setText(field reflect.Value, text string) error {
	if !field.IsValid() {
		return sql.ErrNoRows
	}
	if field.Kind() == reflect.Pointer {
		if text == "" {
			field.SetZero()
			return nil
		}
		field.Set(reflect.New(field.Type().Elem()))
		return setText(field.Elem(), text)
	}
	if at, ok := field.Addr().Interface().(*time.Time); ok {
		if text == "" {
			*at = time.Time{}
			return nil
		}
		var err error
		*at, err = time.Parse(time.RFC3339, text)
		return err
	}
	if text == "" {
		field.SetZero()
		return nil
	}
	if s, ok := field.Addr().Interface().(sql.Scanner); ok {
		return s.Scan(text)
	}
	switch field.Kind() {
	case reflect.String:
		field.SetString(text)
		return nil
	case reflect.Bool:
		yes, err := strconv.ParseBool(text)
		field.SetBool(yes)
		return err
	case reflect.Int, reflect.Int64:
		n, err := strconv.ParseInt(text, 10, 64)
		field.SetInt(n)
		return err
	}
	return sql.ErrNoRows
}
