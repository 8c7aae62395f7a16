package store_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
)

// shuttings say, for each thing of the sample that can be restricted, which of
// its rows are then not there for others.
var shuttings = map[string]struct {
	restrict func(x *sample)
	gone     string
}{
	"the case": {func(x *sample) { x.Case.Restricted = true },
		"Person Name Nationality Case Overlap Consent Charge Event Release Confirmation Condition Citation Claim Position"},
	"the group":         {func(x *sample) { x.Crowd.Restricted = true }, "Crowd Group Slot Overlap"},
	"the source":        {func(x *sample) { x.Source.Visibility = casebook.Restricted }, "Source Derivation Citation"},
	"a repeated source": {func(x *sample) { x.Middle.Visibility = casebook.Restricted }, "Middle Derivation Further"},
	"the event":         {func(x *sample) { x.Event.Visibility = casebook.Restricted }, "Event Citation Claim"},
	"the name":          {func(x *sample) { x.Name.Visibility = casebook.Restricted }, "Name"},
	"the claim":         {func(x *sample) { x.Claim.Visibility = casebook.Restricted }, "Claim"},
	"nothing":           {func(*sample) {}, ""},
}

func TestWhatIsRestrictedIsNotThereWithAllThatHangsOnIt(t *testing.T) {
	t.Parallel()
	for what, shut := range shuttings {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			s, rows := storetest.New(t), newSample()
			shut.restrict(rows)
			nameWanda(t, s, rows)
			v := reflect.ValueOf(rows).Elem()
			for i := range v.NumField() {
				name, id := v.Type().Field(i).Name, casebook.ID(v.Field(i).Elem().FieldByName("ID").String())
				for who, r := range map[string]store.Reader{"nobody": s, "zoe": s.As("zoe"), "wanda": s.As("wanda"), "the program": s.Whole()} {
					err := getAny(t.Context(), r, v.Field(i).Interface(), id)
					want := who == "wanda" || who == "the program" || !slices.Contains(strings.Fields(shut.gone), name)
					if want != (err == nil) || err != nil && !fault.Is(err, fault.NotFound) {
						t.Errorf("%s, for %s: got %v, want it there %t", name, who, err, want)
					}
				}
			}
		})
	}
}

// nameWanda stores the sample with one person named on everything in it that
// can be restricted, and another on nothing.
func nameWanda(t *testing.T, s *store.Store, rows *sample) {
	t.Helper()
	mustChange(t, s, func(tx *store.Tx) error {
		for _, name := range []casebook.ID{"wanda", "zoe"} {
			if err := tx.InsertUser(&store.User{ID: name, Name: string(name), Role: "caseworker", Version: 1, CreatedAt: instant, UpdatedAt: instant}); err != nil {
				return err
			}
		}
		if err := rows.insert(tx); err != nil {
			return err
		}
		for _, id := range []casebook.ID{"case", "crowd"} {
			if err := store.Insert(tx, &casebook.Assignment{ID: "a" + id, CaseID: id, UserID: "wanda", Part: casebook.PartNamed, Since: instant, By: "system"}); err != nil {
				return err
			}
		}
		for _, id := range []casebook.ID{"source", "middle"} {
			if err := store.Insert(tx, &casebook.Naming{ID: "n" + id, SubjectKind: casebook.OnSource, SubjectID: id, UserID: "wanda", Since: instant, By: "system"}); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestAnIdCannotBreakOutOfAQuestion(t *testing.T) {
	t.Parallel()
	s, rows := storetest.New(t), newSample()
	rows.Case.Restricted = true
	nameWanda(t, s, rows)
	if _, err := store.Get[casebook.Case](t.Context(), s.As("x' OR '1'='1"), "case"); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want not_found", err)
	}
}

// getAny reads a row of the type of a sample row.
func getAny(ctx context.Context, r store.Reader, row any, id casebook.ID) (err error) {
	switch row.(type) {
	case *casebook.Person:
		_, err = store.Get[casebook.Person](ctx, r, id)
	case *casebook.Name:
		_, err = store.Get[casebook.Name](ctx, r, id)
	case *casebook.Nationality:
		_, err = store.Get[casebook.Nationality](ctx, r, id)
	case *casebook.Case:
		_, err = store.Get[casebook.Case](ctx, r, id)
	case *casebook.Group:
		_, err = store.Get[casebook.Group](ctx, r, id)
	case *casebook.Slot:
		_, err = store.Get[casebook.Slot](ctx, r, id)
	case *casebook.Overlap:
		_, err = store.Get[casebook.Overlap](ctx, r, id)
	case *casebook.Consent:
		_, err = store.Get[casebook.Consent](ctx, r, id)
	case *casebook.Charge:
		_, err = store.Get[casebook.Charge](ctx, r, id)
	case *casebook.Facility:
		_, err = store.Get[casebook.Facility](ctx, r, id)
	case *casebook.Event:
		_, err = store.Get[casebook.Event](ctx, r, id)
	case *casebook.ReleaseEvent:
		_, err = store.Get[casebook.ReleaseEvent](ctx, r, id)
	case *casebook.MechanismClaim:
		_, err = store.Get[casebook.MechanismClaim](ctx, r, id)
	case *casebook.Release:
		_, err = store.Get[casebook.Release](ctx, r, id)
	case *casebook.Confirmation:
		_, err = store.Get[casebook.Confirmation](ctx, r, id)
	case *casebook.Condition:
		_, err = store.Get[casebook.Condition](ctx, r, id)
	case *casebook.Source:
		_, err = store.Get[casebook.Source](ctx, r, id)
	case *casebook.Derivation:
		_, err = store.Get[casebook.Derivation](ctx, r, id)
	case *casebook.Citation:
		_, err = store.Get[casebook.Citation](ctx, r, id)
	case *casebook.Claim:
		_, err = store.Get[casebook.Claim](ctx, r, id)
	case *casebook.Count:
		_, err = store.Get[casebook.Count](ctx, r, id)
	case *casebook.Position:
		_, err = store.Get[casebook.Position](ctx, r, id)
	case *casebook.Advisory:
		_, err = store.Get[casebook.Advisory](ctx, r, id)
	case *casebook.ContextEvent:
		_, err = store.Get[casebook.ContextEvent](ctx, r, id)
	}
	return err
}
