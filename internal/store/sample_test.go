package store_test

import (
	"context"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/store"
	"habeas/internal/when"
)

var instant = time.Date(2026, 1, 13, 9, 30, 0, 123456000, time.UTC)

// filled gives a row with something in every field but the ids that point at
// other rows, so that a column nobody thought of is missed.
func filled[T any](id casebook.ID, point func(row *T)) *T {
	return filled1(func(row *T) {
		reflect.ValueOf(row).Elem().FieldByName("ID").SetString(string(id))
		if point != nil {
			point(row)
		}
	})
}

// filled1 is filled for a row without an id of its own.
func filled1[T any](point func(row *T)) *T {
	row := new(T)
	v := reflect.ValueOf(row).Elem()
	for i := range v.NumField() {
		fill(v.Type().Field(i).Name, v.Field(i))
	}
	point(row)
	return row
}

func fill(name string, f reflect.Value) {
	five := 5
	switch f.Interface().(type) {
	case casebook.ID:
	case time.Time:
		f.Set(reflect.ValueOf(instant))
	case []byte:
		f.SetBytes([]byte("the " + name))
	case *casebook.Correction:
		f.Set(reflect.ValueOf(&casebook.Correction{Why: locale.Text{En: "why", Es: "por qué"}, SourceID: "source", Parts: []string{"state"}}))
	case *time.Time:
		at := instant.Add(time.Hour)
		f.Set(reflect.ValueOf(&at))
	case *int:
		f.Set(reflect.ValueOf(&five))
	case when.Date:
		f.Set(reflect.ValueOf(when.MustParse("[2026-01-12..2026-01-14]")))
	case when.Day:
		f.Set(reflect.ValueOf(when.DayOf(instant)))
	case locale.Text:
		f.Set(reflect.ValueOf(locale.Text{En: name + " “en” 伟", Es: name + " «es»"}))
	case casebook.Codes:
		f.Set(reflect.ValueOf(casebook.Codes{"one", "two"}))
	case casebook.CaseKind:
		f.SetString("person")
	case casebook.Visibility:
		f.SetString("staff")
	case casebook.Publication:
		f.SetString("draft")
	default:
		fillKind(name, f)
	}
}

func fillKind(name string, f reflect.Value) {
	switch f.Kind() {
	case reflect.String:
		f.SetString("the " + name)
		if name == "Country" || name == "Nationality" {
			f.SetString("VE")
		}
	case reflect.Bool:
		f.SetBool(name != "Restricted") // or nobody would see the sample
	case reflect.Int, reflect.Int64:
		f.SetInt(3)
	default:
		panic(fmt.Sprintf("the sample has no value for %s %s", name, f.Type()))
	}
}

// sample is one row of every type of the casebook.
type sample struct {
	Person       *casebook.Person
	Name         *casebook.Name
	Nationality  *casebook.Nationality
	Case         *casebook.Case
	Crowd        *casebook.Case // of the group
	Group        *casebook.Group
	Slot         *casebook.Slot
	Overlap      *casebook.Overlap
	Consent      *casebook.Consent
	Charge       *casebook.Charge
	Facility     *casebook.Facility
	Event        *casebook.Event
	ReleaseEvent *casebook.ReleaseEvent
	Mechanism    *casebook.MechanismClaim
	Release      *casebook.Release
	Confirmation *casebook.Confirmation
	Condition    *casebook.Condition
	Source       *casebook.Source
	Root         *casebook.Source // that Middle repeats, which Source repeats
	Middle       *casebook.Source
	Derivation   *casebook.Derivation
	Further      *casebook.Derivation
	Citation     *casebook.Citation
	Claim        *casebook.Claim
	Count        *casebook.Count
	Position     *casebook.Position
	Advisory     *casebook.Advisory
	Context      *casebook.ContextEvent
}

func newSample() *sample {
	return &sample{
		Person:      filled[casebook.Person]("person", nil),
		Name:        filled("name", func(r *casebook.Name) { r.PersonID = "person" }),
		Nationality: filled("nationality", func(r *casebook.Nationality) { r.PersonID = "person" }),
		Case:        filled("case", func(r *casebook.Case) { r.PersonID, r.Ref = "person", "VE-2026-0041" }),
		Crowd:       filled("crowd", func(r *casebook.Case) { r.Kind, r.Ref = casebook.KindGroup, "VE-2026-0042" }),
		Group:       filled("group", func(r *casebook.Group) { r.CaseID = "crowd" }),
		Slot:        filled("slot", func(r *casebook.Slot) { r.GroupID, r.ResolvesTo = "group", "case" }),
		Overlap:     filled("overlap", func(r *casebook.Overlap) { r.CaseID, r.OtherID = "crowd", "case" }),
		Consent:     filled("consent", func(r *casebook.Consent) { r.CaseID = "case" }),
		Charge:      filled("charge", func(r *casebook.Charge) { r.CaseID = "case" }),
		Facility:    filled[casebook.Facility]("facility", nil),
		Event:       filled("event", func(r *casebook.Event) { r.CaseID, r.FacilityID, r.CopiedFrom = "case", "facility", "older" }),

		ReleaseEvent: filled[casebook.ReleaseEvent]("swap", nil),
		Mechanism:    filled("mechanism", func(r *casebook.MechanismClaim) { r.ReleaseEventID = "swap" }),
		Release:      filled("release", func(r *casebook.Release) { r.ReleaseEventID, r.CaseID = "swap", "case" }),
		Confirmation: filled("rung", func(r *casebook.Confirmation) { r.ReleaseID, r.Step = "release", casebook.StepHome }),
		Condition:    filled("condition", func(r *casebook.Condition) { r.ReleaseID = "release" }),

		Source:     filled[casebook.Source]("source", nil),
		Middle:     filled[casebook.Source]("middle", nil),
		Root:       filled[casebook.Source]("root", nil),
		Derivation: filled("derivation", func(r *casebook.Derivation) { r.SourceID, r.FromID = "source", "middle" }),
		Further:    filled("further", func(r *casebook.Derivation) { r.SourceID, r.FromID = "middle", "root" }),
		Citation: filled("citation", func(r *casebook.Citation) {
			r.SubjectKind, r.SubjectID, r.SourceID, r.OriginID = casebook.OnEvent, "event", "source", "middle"
		}),
		Claim:    filled("claim", func(r *casebook.Claim) { r.SubjectKind, r.SubjectID = casebook.OnEvent, "event" }),
		Count:    filled("count", func(r *casebook.Count) { r.ReleaseEventID = "swap" }),
		Position: filled("position", func(r *casebook.Position) { r.SubjectKind, r.SubjectID = casebook.OnCase, "case" }),
		Advisory: filled[casebook.Advisory]("advisory", nil),
		Context:  filled("context", func(r *casebook.ContextEvent) { r.FacilityID = "facility" }),
	}
}

// insert writes the sample with a revision.
func (x *sample) insert(tx *store.Tx) error {
	steps := []func() error{
		put(tx, x.Person), put(tx, x.Name), put(tx, x.Nationality), put(tx, x.Case), put(tx, x.Crowd), put(tx, x.Group),
		put(tx, x.Slot), put(tx, x.Overlap), put(tx, x.Consent), put(tx, x.Charge), put(tx, x.Facility), put(tx, x.Event),
		put(tx, x.ReleaseEvent), put(tx, x.Mechanism), put(tx, x.Release), put(tx, x.Confirmation), put(tx, x.Condition),
		put(tx, x.Source), put(tx, x.Middle), put(tx, x.Root), put(tx, x.Derivation), put(tx, x.Further), put(tx, x.Citation),
		put(tx, x.Claim), put(tx, x.Count), put(tx, x.Position), put(tx, x.Advisory), put(tx, x.Context),
		func() error { return tx.Append(revision("case", "case")) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func put[T any](tx *store.Tx, row *T) func() error {
	return func() error {
		if err := store.Insert(tx, row); err != nil {
			return fmt.Errorf("%T: %w", *row, err)
		}
		return nil
	}
}

// revision is a change to the subject, in the history of the case.
func revision(kind casebook.SubjectKind, id casebook.ID) casebook.Revision {
	return casebook.Revision{At: instant, By: "ana", ByName: "Ana", Operation: "Test", SubjectKind: kind, SubjectID: id, CaseID: "case"}
}

// change runs fn in a transaction that leaves a revision.
func change(ctx context.Context, s *store.Store, fn func(tx *store.Tx) error) error {
	return s.Write(ctx, func(tx *store.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Append(revision("case", "case"))
	})
}

func mustChange(t testing.TB, s *store.Store, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := change(t.Context(), s, fn); err != nil {
		t.Fatalf("change: %v", err)
	}
}

// withSample gives a store that holds the sample.
func withSample(t testing.TB, s *store.Store) *sample {
	t.Helper()
	x := newSample()
	mustChange(t, s, x.insert)
	return x
}

func get[T any](t testing.TB, r store.Reader, id casebook.ID) *T {
	t.Helper()
	row, err := store.Get[T](t.Context(), r, id)
	if err != nil {
		t.Fatalf("Get[%T](%s): %v", *new(T), id, err)
	}
	return row
}

// diff compares rows; an empty list and none are the same to a column.
func diff(want, got any) string { return cmp.Diff(want, got, cmpopts.EquateEmpty()) }
