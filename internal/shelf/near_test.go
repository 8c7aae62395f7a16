package shelf_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
	people(t, s, "Ana García", "Anna Garcia")
	told := shelftest.Case("VE-2026-0009", "Luis Pérez", "2025-01-09")
	told.Summary.En = "His lawyer is called Anne Garcia."
	if err := s.Apply(t.Context(), shelftest.PublishCase(t, 9, told)); err != nil {
		t.Fatal(err)
	}
	page, err := s.List(t.Context(), public.Query{Text: "anne garcia"}, shelftest.Today)
	if err != nil || len(page.Rows) != 1 || page.Rows[0].Ref != told.Ref {
		t.Fatalf("found %+v (%v); want what a text says", page.Rows, err)
	}
	if got := near(t, s, public.Query{Text: "anne garcia"}); !slices.Contains(got, "Anna Garcia") || slices.Contains(got, "Luis Pérez") {
		t.Errorf("beside a text that was found, %q is offered", got)
	}
	if got := near(t, s, public.Query{Text: "ana garcia"}); len(got) > 0 {
		t.Errorf("beside a name that was found, %q is offered", got)
	}
	for filter, value := range map[string]string{"country": "NI", "facility": "none"} {
		if got := near(t, s, public.Query{Text: "ana garzia", Filters: map[string][]string{filter: {value}}}); len(got) > 0 {
			t.Errorf("a list of %s %s offers %q", filter, value, got)
		}
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

func TestWhatIsSearchedIsWhatIsQuoted(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 7))
	for n := range 30 {
		c := shelftest.Rich(r, n+1)
		said := public.Text{En: "said", Es: "dicho"}
		c.Label, c.ScopeNote, c.Occupation, c.Treatment, c.Claims = said, said, said, []public.Claim{{Value: said}}, []public.Claim{{Value: said}}
		c.Group, c.Facility = &public.Group{Phrase: "some", Population: said, Resolve: said}, &public.Facility{Slug: "a", Name: "A place"}
		c.Charges = []public.Charge{{Text: said, Statute: "Art. 1"}}
		c.Releases = append(c.Releases, public.Release{Title: said, Note: said})
		c.Timeline[0].Place, c.Timeline[0].Actor, c.Timeline[0].Facility, c.Timeline[0].Also = said, said, c.Facility, c.Claims
		document, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		searched, quoted, err := shelf.Passages(c, document)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(searched, quoted); diff != "" {
			t.Fatalf("what is searched and what is quoted differ (-searched +quoted):\n%s", diff)
		}
	}
}
