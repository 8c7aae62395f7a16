package shelf_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/shelf/shelftest"
)

func TestEveryListIsWalkedAlongAnIndex(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	fill(t, s, rand.New(rand.NewPCG(5, 6)), 300)
	filters := []map[string][]string{
		nil, {"country": {"VE"}}, {"state": {"in_custody"}}, {"country": {"VE"}, "state": {"in_custody"}},
		{"nationality": {"US"}}, {"facility": {"evin"}}, {"role": {"journalist"}, "country": {"VE"}},
		{"captor": {"state"}, "mechanism": {"pardon"}}, {"country": {"VE"}, "captor": {"state"}, "nationality": {"US"}},
	}
	for _, sort := range []string{"newest", "oldest", "updated", "longest_held"} {
		for _, f := range filters {
			for _, way := range []string{"first", "after", "before"} {
				q := public.Query{Filters: f, Sort: sort, Limit: 2}
				page, err := s.List(t.Context(), q, shelftest.Today)
				if err != nil || page.Next == "" {
					t.Fatalf("%s %v: %v, next %q", sort, f, err, page.Next)
				}
				switch way {
				case "after":
					q.After = page.Next
				case "before":
					q.Before = page.Next
				}
				wantIndex(t, s, q)
			}
		}
	}
}

func TestTheLatestChangesAreFoundWithoutSortingTheRest(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	for _, line := range lines(t, shelf.ReaderOf(s), "EXPLAIN QUERY PLAN "+shelf.LatestChanges, 12) {
		if strings.Contains(line[3], "TEMP B-TREE") {
			t.Errorf("%s in\n%s", line[3], shelf.LatestChanges)
		}
	}
}

func wantIndex(t *testing.T, s *shelf.Shelf, q public.Query) {
	t.Helper()
	query, args, err := shelf.QueryOf(t.Context(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines(t, shelf.ReaderOf(s), "EXPLAIN QUERY PLAN "+query, args...) {
		if step := line[3]; strings.Contains(step, "TEMP B-TREE") || strings.HasPrefix(step, "SCAN") {
			t.Errorf("%v sorted by %s: %s\n%s", q.Values(), q.Sort, step, query)
		}
	}
}

func TestASearchWalksTheIndexWithoutSortingItsHits(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	fill(t, s, rand.New(rand.NewPCG(5, 6)), 50)
	for _, q := range []public.Query{{Text: "airport"}, {Text: "airport mar", Filters: map[string][]string{"country": {"VE"}, "role": {"journalist"}}}} {
		streams, err := shelf.HitsOf(t.Context(), s, q)
		if err != nil {
			t.Fatal(err)
		}
		for query, args := range streams {
			for _, line := range lines(t, shelf.ReaderOf(s), "EXPLAIN QUERY PLAN "+query, args...) {
				if strings.Contains(line[3], "TEMP B-TREE") {
					t.Errorf("%s in\n%s", line[3], query)
				}
			}
		}
	}
}

func TestWalkingALongListMeetsEveryCaseOnceWhileOthersAreAdded(t *testing.T) {
	t.Parallel()
	for _, sort := range []string{"newest", "oldest", "updated", "longest_held"} {
		t.Run(sort, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(7, 8))
			s := shelftest.Open(t)
			w := fill(t, s, r, 60)
			q := public.Query{Sort: sort, Limit: 10}
			met := map[string]int{}
			for n := 100; ; n++ {
				page, err := s.List(t.Context(), q, shelftest.Today)
				if err != nil {
					t.Fatal(err)
				}
				for _, row := range page.Rows {
					met[row.Ref]++
				}
				if page.Next == "" {
					break
				}
				q.After = page.Next
				apply(t, s, shelftest.PublishCase(t, int64(n), shelftest.Random(r, n)))
			}
			for ref := range w {
				if met[ref] != 1 {
					t.Errorf("%s was met %d times", ref, met[ref])
				}
			}
		})
	}
}

func TestACursorThatNoPageGaveIsRefusedByName(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	fill(t, s, rand.New(rand.NewPCG(5, 6)), 30)
	page, err := s.List(t.Context(), public.Query{Limit: 5}, shelftest.Today)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		field string
		q     public.Query
	}{
		{"after", public.Query{After: "x"}}, {"after", public.Query{After: "bg"}}, {"before", public.Query{Before: "ünicode"}},
		{"after", public.Query{After: page.Next + "AA"}}, {"after", public.Query{After: page.Next, Sort: "oldest"}},
		{"after", public.Query{After: page.Next, Sort: "updated"}}, {"before", public.Query{After: page.Next, Before: page.Next}},
	} {
		_, err := s.List(t.Context(), test.q, shelftest.Today)
		if !fault.Is(err, fault.Invalid) || fault.FieldsOf(err)[test.field].IsZero() {
			t.Errorf("%+v gives %v, want invalid [%s]", test.q, err, test.field)
		}
	}
}

func TestASearchFindsPeopleAsTheyAreTyped(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	stored := []string{"Łukasz Kowalski", "محمّد الخطيب", "王伟明", "Ольга Иванова", "Seán O'Connor", "Nguyễn Văn An", "Jörg Müller"}
	for i, name := range stored {
		apply(t, s, shelftest.PublishCase(t, int64(i+1), shelftest.Case(fmt.Sprintf("VE-2026-%04d", i+1), name, "2026-01")))
	}
	for _, test := range []struct{ q, want string }{
		{"lukasz", "0001"}, {"KOWALSKI łukasz", "0001"}, {"kowal", "0001"}, {"محمد", "0002"}, {"mhmd", "0002"}, {"伟明", "0003"}, {"王", "0003"},
		{"olga ivanova", "0004"}, {"иванова", "0004"}, {"o'connor", "0005"}, {"OCONNOR sean", "0005"}, {"nguyen an", "0006"},
		{"mueller", "0007"}, {"muller jorg", "0007"}, {"VE-2026-0003", "0003"},
		{"AND", ""}, {`"`, ""}, {"a-b*", ""}, {"NEAR(x y)", ""}, {"names:lukasz", ""}, {"C++ ^foo", ""}, {"  ", "all"}, {"taken home", "all"}, {"home tak", ""},
	} {
		page, err := s.List(t.Context(), public.Query{Text: test.q}, shelftest.Today)
		if err != nil {
			t.Errorf("%q: %v", test.q, err)
			continue
		}
		got := ""
		for _, row := range page.Rows {
			got += strings.TrimPrefix(row.Ref, "VE-2026-")
		}
		if len(page.Rows) == len(stored) {
			got = "all"
		}
		if got != test.want {
			t.Errorf("%q finds %q, want %q", test.q, got, test.want)
		}
	}
}

func TestRelevancePutsNamesFirst(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	for i := range 20 {
		c := shelftest.Case(fmt.Sprintf("VE-2026-%04d", i+1), "Somebody Else", "2026-01-05")
		c.Summary.En = "Seen at the Rosa bakery."
		if i == 3 {
			c.Name.Text = "Rosa Blanco"
		}
		apply(t, s, shelftest.PublishCase(t, int64(i+1), c))
	}
	q := public.Query{Text: "rosa", Sort: "relevance"}
	if refs := pages(t, s, q, 6); len(refs) != 20 || refs[0] != "VE-2026-0004" {
		t.Errorf("relevance gives %v", refs)
	}
}

func TestAQueryFromAnAddressIsAnswered(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	fill(t, s, rand.New(rand.NewPCG(5, 6)), 40)
	values, err := url.ParseQuery("country=VE&country=NI&state=in_custody&q=a&detained_from=2024-01-01&facility=nowhere")
	if err != nil {
		t.Fatal(err)
	}
	q, err := public.ParseQuery(values)
	if err != nil {
		t.Fatal(err)
	}
	page, err := s.List(t.Context(), q, shelftest.Today)
	if err != nil || len(page.Rows) != 0 || page.Total.N != 0 {
		t.Fatalf("a place where nobody is gives %d rows, %v", len(page.Rows), err)
	}
	for _, f := range page.Facets {
		if f.Filter == "facility" && !slices.ContainsFunc(f.Values, func(v public.FacetValue) bool { return v.Value == "nowhere" && v.Chosen && v.N == 0 }) {
			t.Errorf("what was chosen is not among the values: %+v", f)
		}
	}
}

func TestNothingOfARemovedCaseStaysInTheFile(t *testing.T) {
	t.Parallel()
	s, path := shelftest.OpenAt(t)
	c := shelftest.Case("VE-2026-0001", "Xanthippe Quellwasser", "2026-01-05")
	c.OtherNames = []public.Name{{Text: "Zyzzyva Quellwasser", Kind: "alias"}}
	c.Summary.En = "The zymurgist was taken."
	c.Facility = &public.Facility{Slug: "yggdrasil-house", Name: "Yggdrasil House"}
	apply(t, s, shelftest.PublishCase(t, 1, c), shelftest.Publish(t, 2, "source", "s1", public.Source{ID: "s1", Title: "Jabberwock"}))
	fill2 := []public.Publication{}
	for i := range 50 {
		fill2 = append(fill2, shelftest.PublishCase(t, int64(10+i), shelftest.Random(rand.New(rand.NewPCG(1, uint64(i))), 100+i)))
	}
	apply(t, s, fill2...)
	secrets := []string{"Xanthippe", "xanthippe", "Quellwasser", "quellwasser", "Zyzzyva", "zyzzyva", "zymurgist", "yggdrasil", "Yggdrasil", "Jabberwock"}
	if found := inFiles(t, path, secrets); len(found) < 8 {
		t.Fatalf("before the removal only %v is in the files: the test sees nothing", found)
	}
	apply(t, s, shelftest.Remove(100, "case", c.Ref), shelftest.Remove(101, "source", "s1"))
	if found := inFiles(t, path, secrets); len(found) > 0 {
		t.Errorf("after the removal the files still hold %v", found)
	}
	changes, err := s.Changes(t.Context(), 1)
	want := []public.Change{{At: shelftest.Now.Add(100 * time.Second), Kind: "case", Key: "VE-2026-0001", What: "withdrawn"}}
	if diff := cmp.Diff(want, changes); diff != "" || err != nil {
		t.Errorf("latest change (-want +got): %v\n%s", err, diff)
	}
}

// inFiles gives which of the words stand in the database or its log.
func inFiles(t *testing.T, path string, words []string) (found []string) {
	t.Helper()
	var all []byte
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(path + suffix)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		all = append(all, b...)
	}
	for _, w := range words {
		if bytes.Contains(all, []byte(w)) {
			found = append(found, w)
		}
	}
	return found
}
