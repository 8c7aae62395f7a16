package shelf_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/shelf/shelftest"
)

// people puts one case a name on a shelf.
func people(t *testing.T, s *shelf.Shelf, names ...string) {
	t.Helper()
	var pubs []public.Publication
	for i, name := range names {
		c := shelftest.Case(fmt.Sprintf("VE-2026-%04d", i+1), name, fmt.Sprintf("2025-01-%02d", 1+i%28))
		pubs = append(pubs, shelftest.PublishCase(t, int64(i+1), c))
	}
	if err := s.Apply(t.Context(), pubs...); err != nil {
		t.Fatal(err)
	}
}

func near(t *testing.T, s *shelf.Shelf, q public.Query) []string {
	t.Helper()
	page, err := s.List(t.Context(), q, shelftest.Today)
	if err != nil {
		t.Fatal(err)
	}
	found := []string{}
	for _, r := range page.Near {
		found = append(found, r.Name)
	}
	return found
}

func TestASearchThatFoundLittleOffersNearNames(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	people(t, s, "Sergei Lavrov", "Alisher Usmanov", "Nikolai Patrushev", "José García", "محمد الخطيب", "Владимир Путин", "刘晓波", "Ana María Gómez Ríos", "Recep Tayyip Erdoğan")
	for _, tt := range []struct{ search, want string }{
		{"Serei Lavrov", "Sergei Lavrov"},           // a letter is missing
		{"Sergie Lavrov", "Sergei Lavrov"},          // two changed places
		{"Sergei Lavroff", "Sergei Lavrov"},         // two letters
		{"AlisherUsmanov", "Alisher Usmanov"},       // written together
		{"Nikolai Patr ushev", "Nikolai Patrushev"}, // and apart
		{"Jose Garzia", "José García"},
		{"Mohamed al-Khatieb", "محمد الخطيب"},
		{"Vladmir Putin", "Владимир Путин"},
		{"Mr. Sergei Lavrov", "Sergei Lavrov"}, // with a word that is no name
		{"Ana Maria Gomes", "Ana María Gómez Ríos"},
		{"President Erdogan", "Recep Tayyip Erdoğan"},
		{"刘小波", "刘晓波"}, // another sign, the same sound
	} {
		if got := near(t, s, public.Query{Text: tt.search}); len(got) == 0 || got[0] != tt.want {
			t.Errorf("%q offers %q; want %q first", tt.search, got, tt.want)
		}
	}
	for _, search := range []string{"Wolfgang Amadeus", "!!", "zz", ""} {
		if got := near(t, s, public.Query{Text: search}); len(got) > 0 {
			t.Errorf("%q offers %q; want nobody", search, got)
		}
	}
}

func TestNearNamesAreThoseThatTheListLeavesOut(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	people(t, s, "Ana García", "Ana Garcia", "Anna García", "Ana Garsía")
	page, err := s.List(t.Context(), public.Query{Text: "ana garcia"}, shelftest.Today)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range page.Near {
		if slices.ContainsFunc(page.Rows, func(r public.Row) bool { return r.Ref == n.Ref }) {
			t.Errorf("%s is in the list and is offered, too", n.Ref)
		}
	}
	if len(page.Rows) != 2 || len(page.Near) != 2 {
		t.Errorf("%d are found and %d offered; want 2 and 2", len(page.Rows), len(page.Near))
	}
	if got := near(t, s, public.Query{Text: "ana garzia", Filters: map[string][]string{"country": {"NI"}}}); len(got) > 0 {
		t.Errorf("a list of another country offers %q", got)
	}
	if got := near(t, s, public.Query{Text: "ana garzia", Filters: map[string][]string{"facility": {"none"}}}); len(got) > 0 {
		t.Errorf("a list of a place that is not there offers %q", got)
	}
}

// A name that is not public, or not any more, is neither offered nor anywhere
// in what the offers are made from.
func TestWithheldAndWithdrawnNamesAreNotOffered(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	people(t, s, "Plantagia Zwetkowska", "Plantagia Nowak")
	changed := shelftest.Case("VE-2026-0002", "Ana Nowak", "2025-01-02")
	withheld := shelftest.Case("VE-2026-0003", "", "2025-01-03")
	withheld.NameWithheld, withheld.Name = true, public.Name{}
	withheld.Summary.En = "Plantagiana was taken."
	if err := s.Apply(t.Context(), shelftest.PublishCase(t, 10, withheld)); err != nil {
		t.Fatal(err)
	}
	if got := near(t, s, public.Query{Text: "Plantagai Zwetkowski"}); len(got) == 0 {
		t.Fatal("a near name is not offered while it is public")
	}
	if err := s.Apply(t.Context(), shelftest.Remove(11, public.DocCase, "VE-2026-0001"), shelftest.PublishCase(t, 12, changed)); err != nil {
		t.Fatal(err)
	}
	for _, search := range []string{"Plantagai Zwetkowski", "Plantagie", "Plantagian"} {
		if got := near(t, s, public.Query{Text: search}); len(got) > 0 {
			t.Errorf("%q offers %q", search, got)
		}
	}
	for _, line := range lines(t, shelf.ReaderOf(s), "SELECT form, word FROM spellings") {
		if strings.Contains(line[1], "plantag") || strings.Contains(line[1], "zwet") || strings.Contains(line[0], "plantag") {
			t.Errorf("%q is still kept", line)
		}
	}
}

func TestTheTextOfACaseIsQuotedWhereItsNameDoesNotTell(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	c := shelftest.Case("VE-2026-0001", "José García", "2025-01-01")
	long := strings.Repeat("Nothing is said here of anything. ", 12)
	c.Summary = public.Text{En: long + "He was seen at the <b>Airport</b> of Cúcuta on Monday. " + long, Es: "Fue visto en Cúcuta."}
	if err := s.Apply(t.Context(), shelftest.PublishCase(t, 1, c)); err != nil {
		t.Fatal(err)
	}
	row := []public.Row{{Ref: c.Ref, Name: c.Name.Text}}
	for _, tt := range []struct{ search, en, es string }{
		{"airport cucuta", "<b>Airport</b> of Cúcuta", "Fue visto en Cúcuta."},
		{"monday", "on Monday.", ""},
		{"jose", "", ""}, // the name says it
		{"taken home", "Taken from home.", ""},
	} {
		said, err := s.Said(t.Context(), tt.search, row)
		if err != nil {
			t.Fatal(err)
		}
		got := said[c.Ref]
		if (tt.en == "") != (got.En == "") || !strings.Contains(got.En, tt.en) || got.Es != tt.es || len(got.En) > 260 {
			t.Errorf("%q is quoted as %+v; want about %q, %q", tt.search, got, tt.en, tt.es)
		}
	}
}
