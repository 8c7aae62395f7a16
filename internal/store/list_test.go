package store_test

import (
	"fmt"
	"testing"
	"time"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
)

func fixed(at time.Time) func() time.Time { return func() time.Time { return at } }

// manySources fills a store with n sources, of which one in a hundred is of a
// publisher with an accent.
func manySources(t *testing.T, n int) *store.Store {
	t.Helper()
	s := storetest.New(t)
	err := s.Load(t.Context(), func(b *store.Bulk) error {
		rows := make([]casebook.Source, n)
		for i := range rows {
			rows[i] = casebook.Source{ID: casebook.ID(fmt.Sprintf("s%04d", i)), Title: fmt.Sprintf("Report %d", i), Publisher: "A paper",
				Kind: "news_article", Visibility: casebook.Staff, Version: 1, CreatedAt: instant, UpdatedAt: instant}
			if i%100 == 7 {
				rows[i].Publisher = "Crónica Única"
			}
		}
		return b.Insert(rows)
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPagesOfAListHoldEveryRowOnceTheNewestFirst(t *testing.T) {
	t.Parallel()
	const n = 2000
	s := manySources(t, n)
	f := store.ListFilter{Limit: 300}
	var got []casebook.Source
	for {
		rows := page[casebook.Source](t, s, f)
		if len(rows) == 0 {
			break
		}
		got = append(got, rows...)
		f.After = rows[len(rows)-1].ID
	}
	if len(got) != n {
		t.Fatalf("pages hold %d rows, want %d", len(got), n)
	}
	for i, row := range got {
		if want := fmt.Sprintf("s%04d", n-1-i); string(row.ID) != want {
			t.Fatalf("row %d is %s, want %s", i, row.ID, want)
		}
	}
}

func TestAListIsSearchedByTheBeginningOfWordsWithoutAccents(t *testing.T) {
	t.Parallel()
	s := manySources(t, 2000)
	for text, want := range map[string]int{
		"cronica": 20, "UNICA cron": 20, "report 1999": 1, "paper": 50, "nowhere": 0, "ronica": 0, "%": 0, "": 50, "report 107 unica": 1,
	} {
		if got := page[casebook.Source](t, s, store.ListFilter{Text: text}); len(got) != want {
			t.Errorf("%q finds %d sources on its first page, want %d", text, len(got), want)
		}
	}
	first := page[casebook.Source](t, s, store.ListFilter{Text: "cronica", Limit: 15})
	rest := page[casebook.Source](t, s, store.ListFilter{Text: "cronica", Limit: 15, After: first[14].ID})
	if len(rest) != 5 {
		t.Errorf("the second page of a search holds %d, want 5", len(rest))
	}
}

func TestAListFollowsWhatChanges(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	src := casebook.Source{ID: "s", Title: "Before", Kind: "other", Visibility: casebook.Staff, Version: 1, CreatedAt: instant, UpdatedAt: instant}
	mustChange(t, s, func(tx *store.Tx) error { return store.Insert(tx, &src) })
	src.Title = "Afterwards"
	mustChange(t, s, func(tx *store.Tx) error { return store.Update(tx, &src, "Title") })
	if got := page[casebook.Source](t, s, store.ListFilter{Text: "before"}); len(got) != 0 {
		t.Error("a source is found by a title it has no more")
	}
	if got := page[casebook.Source](t, s, store.ListFilter{Text: "afterw"}); len(got) != 1 {
		t.Error("a source is not found by its new title")
	}
	mustChange(t, s, func(tx *store.Tx) error { return store.Delete[casebook.Source](tx, "s") })
	mustChange(t, s, func(tx *store.Tx) error {
		return store.Insert(tx, &casebook.Source{ID: "s", Title: "Other", Kind: "other", Visibility: casebook.Staff, Version: 1, CreatedAt: instant, UpdatedAt: instant})
	})
	if got := page[casebook.Source](t, s, store.ListFilter{Text: "afterw"}); len(got) != 0 {
		t.Error("a removed source is still found by its title")
	}
}

func TestAPageAfterNothingIsRefused(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	_, err := store.Page[casebook.Facility](t.Context(), s, store.ListFilter{After: "nowhere"})
	if _, named := fault.FieldsOf(err)["after"]; !named {
		t.Errorf("got %v, want a fault at the field after", err)
	}
}

func TestWhatIsNoListCannotBePaged(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	if _, err := store.Page[casebook.Consent](t.Context(), s, store.ListFilter{}); err == nil {
		t.Error("consents were paged as a list of the desk")
	}
	if _, err := store.Chosen[casebook.Source](t.Context(), s, "id; --", []string{"a"}); err == nil {
		t.Error("a condition on no column was accepted")
	}
}

func TestChosenRowsAreGiven(t *testing.T) {
	t.Parallel()
	s := manySources(t, 20)
	rows, err := store.Chosen[casebook.Source](t.Context(), s, "id", []string{"s0003", "s0019", "nowhere"})
	if err != nil || len(rows) != 2 {
		t.Errorf("got %d rows, %v; want the 2 that are there", len(rows), err)
	}
}
