package store_test

import (
	"reflect"
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
	"habeas/internal/when"
)

func same[T any](t *testing.T, r store.Reader, want *T) {
	t.Helper()
	id := casebook.ID(reflect.ValueOf(want).Elem().FieldByName("ID").String())
	if d := diff(want, get[T](t, r, id)); d != "" {
		t.Errorf("%T reads back differently (-want +got):\n%s", *want, d)
	}
}

func TestWhatIsNotKnownReadsBackAsNotKnown(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	person := &casebook.Person{ID: "p", Version: 1, CreatedAt: instant, UpdatedAt: instant}
	crowd := &casebook.Case{ID: "c", Ref: "VE-2026-0001", Kind: casebook.KindGroup, Country: "VE", Publication: casebook.Draft, Version: 1, CreatedAt: instant, UpdatedAt: instant}
	group := &casebook.Group{ID: "g", CaseID: "c", Min: 1, Version: 1}
	slot := &casebook.Slot{ID: "s", GroupID: "g", Number: 1}
	event := &casebook.Event{ID: "e", CaseID: "c", Visibility: casebook.Staff, Version: 1, CreatedAt: instant, UpdatedAt: instant}
	mustChange(t, s, func(tx *store.Tx) error {
		for _, step := range []func() error{put(tx, person), put(tx, crowd), put(tx, group), put(tx, slot), put(tx, event)} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	same(t, s, person)
	same(t, s, crowd)
	same(t, s, group)
	same(t, s, slot)
	same(t, s, event)
}

func TestUpdateWritesNamedFieldsOnlyAndEmptyOnesToo(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	x := withSample(t, s)
	row := *x.Event
	row.Date, row.FacilityID, row.Certainty = when.Date{}, "", "confirmed"
	var now = instant
	mustChange(t, s, func(tx *store.Tx) error { now = tx.Now; return store.Update(tx, &row, "Date", "FacilityID") })
	want := *x.Event
	want.Date, want.FacilityID, want.Version, want.UpdatedAt = when.Date{}, "", 4, now
	if d := diff(&want, get[casebook.Event](t, s, "event")); d != "" {
		t.Errorf("event after update (-want +got):\n%s", d)
	}
	if row.Version != 4 || !row.UpdatedAt.Equal(now) {
		t.Errorf("got version %d and time %s on the row saved, want 4 and %s", row.Version, row.UpdatedAt, now)
	}
}

func TestUpdateRefusesAFieldThatIsNotThere(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	x := withSample(t, s)
	for _, fields := range [][]string{{"Nonsense"}, {"date; DROP TABLE events"}, {"ID"}, {"Version"}, {}} {
		if err := change(t.Context(), s, func(tx *store.Tx) error { return store.Update(tx, x.Event, fields...) }); err == nil {
			t.Errorf("Update(%q) was accepted", fields)
		}
	}
}

func TestAStaleSaveIsAConflictAndChangesNothing(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	x := withSample(t, s)
	first, second := *x.Event, *x.Event
	first.Certainty, second.Certainty = "confirmed", "disputed"
	mustChange(t, s, func(tx *store.Tx) error { return store.Update(tx, &first, "Certainty") })
	err := change(t.Context(), s, func(tx *store.Tx) error { return store.Update(tx, &second, "Certainty") })
	if !fault.Is(err, fault.Conflict) {
		t.Errorf("stale save: got %v, want a conflict", err)
	}
	if second.Version != x.Event.Version {
		t.Errorf("stale row has version %d, want it unchanged at %d", second.Version, x.Event.Version)
	}
	if got := get[casebook.Event](t, s, "event").Certainty; got != "confirmed" {
		t.Errorf("certainty is %q, want the first save's", got)
	}
}

func TestWhatIsGoneIsNotFound(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	x := withSample(t, s)
	drop := func(tx *store.Tx) error { return store.Delete[casebook.Charge](tx, "charge") }
	mustChange(t, s, drop)
	cases := map[string]func(tx *store.Tx) error{
		"delete again":            drop,
		"update":                  func(tx *store.Tx) error { return store.Update(tx, x.Charge, "Statute") },
		"update with a version":   func(tx *store.Tx) error { return store.Update(tx, &casebook.Event{ID: "gone", Version: 1}, "Date") },
		"delete what never was":   func(tx *store.Tx) error { return store.Delete[casebook.Event](tx, "gone") },
		"get":                     func(tx *store.Tx) error { _, err := store.Get[casebook.Charge](t.Context(), tx, "charge"); return err },
		"a file":                  func(tx *store.Tx) error { _, err := tx.File(t.Context(), "VE-2026-0999"); return err },
		"a file by a strange ref": func(tx *store.Tx) error { _, err := tx.File(t.Context(), "' OR 1=1 --"); return err },
		"a release file":          func(tx *store.Tx) error { _, err := tx.ReleaseFile(t.Context(), "gone"); return err },
	}
	for name, fn := range cases {
		if err := change(t.Context(), s, fn); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: got %v, want not found", name, err)
		}
	}
}

func TestWhatOthersPointAtCannotBeDeleted(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	withSample(t, s)
	cases := map[string]func(tx *store.Tx) error{
		"a person with a case":         func(tx *store.Tx) error { return store.Delete[casebook.Person](tx, "person") },
		"a case with events":           func(tx *store.Tx) error { return store.Delete[casebook.Case](tx, "case") },
		"a source that is repeated":    func(tx *store.Tx) error { return store.Delete[casebook.Source](tx, "root") },
		"an event that is cited":       func(tx *store.Tx) error { return store.Delete[casebook.Event](tx, "event") },
		"a facility that is mentioned": func(tx *store.Tx) error { return store.Delete[casebook.Facility](tx, "facility") },
	}
	for name, fn := range cases {
		if err := change(t.Context(), s, fn); !fault.Is(err, fault.Conflict) {
			t.Errorf("deleting %s: got %v, want a conflict", name, err)
		}
	}
}

func TestAChildNeedsItsParent(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	err := change(t.Context(), s, func(tx *store.Tx) error {
		return store.Insert(tx, &casebook.Event{ID: "e", CaseID: "nowhere", Visibility: casebook.Staff, Version: 1, CreatedAt: instant, UpdatedAt: instant})
	})
	if !fault.Is(err, fault.Conflict) {
		t.Errorf("event without its case: got %v, want a conflict", err)
	}
}

func TestATakenNameIsSaidAtItsField(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	x := withSample(t, s)
	again := *x.Facility
	again.ID = "other"
	err := change(t.Context(), s, func(tx *store.Tx) error { return store.Insert(tx, &again) })
	if !fault.Is(err, fault.Invalid) || len(fault.FieldsOf(err)) != 1 {
		t.Errorf("second facility with one address: got %v, want an invalid field", err)
	}
	slot := *x.Slot
	slot.ID = "other"
	if err := change(t.Context(), s, func(tx *store.Tx) error { return store.Insert(tx, &slot) }); !fault.Is(err, fault.Invalid) {
		t.Errorf("second place with one number: got %v, want an invalid field", err)
	}
	same := *x.Case
	if err := change(t.Context(), s, func(tx *store.Tx) error { return store.Insert(tx, &same) }); err == nil {
		t.Error("the same row was added twice")
	}
}

func TestListTakesColumnsOnly(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	withSample(t, s)
	ctx := t.Context()
	good, err := store.List[casebook.Event](ctx, s, map[string]any{"facility_id": casebook.ID("facility"), "visibility": casebook.Staff}, "created_at desc", "id")
	if err != nil || len(good) != 1 {
		t.Errorf("got %d events, %v; want 1", len(good), err)
	}
	none, err := store.List[casebook.Case](ctx, s, map[string]any{"person_id": casebook.ID("")})
	if err != nil || len(none) != 1 || none[0].ID != "crowd" {
		t.Errorf("cases without a person: got %v, %v; want the crowd", none, err)
	}
	for _, where := range []map[string]any{{"nonsense": 1}, {"1=1 --": 1}, {`id" = "id" OR "id`: 1}} {
		if _, err := store.List[casebook.Event](ctx, s, where); err == nil {
			t.Errorf("condition on %v was accepted", where)
		}
	}
	for _, order := range []string{"nonsense", "id; DROP TABLE events", "id desc, (SELECT 1)", "id down"} {
		if _, err := store.List[casebook.Event](ctx, s, nil, order); err == nil {
			t.Errorf("order by %q was accepted", order)
		}
	}
}
