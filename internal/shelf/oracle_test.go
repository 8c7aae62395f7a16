package shelf_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/names"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/shelf/shelftest"
	"habeas/internal/when"
)

// world is what should be on a shelf, kept in the plainest way.
type world map[string]*public.Case

// matches says by brute force whether a case answers a query.
func matches(c *public.Case, q public.Query) bool {
	for filter, values := range q.Filters {
		if len(values) > 0 && !slices.ContainsFunc(valuesOf(c, filter), func(v string) bool { return slices.Contains(values, v) }) {
			return false
		}
	}
	overlaps := func(d when.Date, from, to when.Day) bool {
		if from.IsZero() && to.IsZero() {
			return true
		}
		return !d.IsZero() &&
			(from.IsZero() || d.Latest().IsZero() || !d.Latest().Before(from)) &&
			(to.IsZero() || d.Earliest().IsZero() || !d.Earliest().After(to))
	}
	return overlaps(c.Held.Taken, q.DetainedFrom, q.DetainedTo) &&
		(q.UpdatedSince.IsZero() || !c.UpdatedAt.Before(q.UpdatedSince.Time())) && says(c, q.Text)
}

// says: whole words anywhere, or all in names, the last as a beginning.
func says(c *public.Case, text string) bool {
	words := names.Query(text)
	if len(words) == 0 {
		return text == ""
	}
	nameText := names.SearchText(c.Name.Text)
	body := nameText + " " + strings.Join(names.Tokens(c.Summary.En+" "+c.Label.En+" "+c.Label.Es+" "+c.Timeline[0].What.En), " ")
	if c.Facility != nil {
		body += " " + strings.Join(names.Tokens(c.Facility.Name), " ")
	}
	return names.Match(body, append(slices.Clone(words), "")) || names.Match(nameText, words)
}

func valuesOf(c *public.Case, filter string) (out []string) {
	switch filter {
	case "country":
		return []string{c.Country}
	case "state":
		return []string{c.State.Code}
	case "captor":
		return []string{c.Captor}
	case "role":
		return c.Roles
	case "facility":
		if c.Facility != nil {
			return []string{c.Facility.Slug}
		}
	case "nationality":
		for _, n := range c.Nationalities {
			out = append(out, n.Country)
		}
	case "release_event", "mechanism":
		for _, r := range c.Releases {
			if filter == "release_event" {
				out = append(out, r.EventID)
			}
			for _, m := range r.Mechanisms {
				if filter == "mechanism" {
					out = append(out, m.Code)
				}
			}
		}
	}
	return out
}

// order gives the refs that match in the order asked for.
func (w world) order(q public.Query) []string {
	var found []*public.Case
	for _, c := range w {
		if matches(c, q) {
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b *public.Case) int { return strings.Compare(sortKey(a, q.Sort), sortKey(b, q.Sort)) })
	if q.Sort != "oldest" && q.Sort != "longest_held" {
		slices.Reverse(found)
	}
	refs := []string{}
	for _, c := range found {
		refs = append(refs, c.Ref)
	}
	return refs
}

// sortKey writes where a case stands as text.
func sortKey(c *public.Case, sort string) string {
	low, high := c.Held.Taken.Earliest(), c.Held.Taken.Latest()
	if low.IsZero() {
		low = high
	}
	if high.IsZero() {
		high = low
	}
	last := low.String()
	if last == "" {
		last = "9999"
	}
	newest := high.String() + " " + c.Ref
	switch sort {
	case "oldest":
		return last + " " + c.Ref
	case "longest_held":
		if slices.Contains([]string{"in_custody", "house_arrest", "whereabouts_unknown"}, c.State.Code) {
			return "0 " + last + " " + c.Ref
		}
		return "1 " + last + " " + c.Ref
	case "updated":
		return c.UpdatedAt.Format("2006-01-02T15:04:05.000000") + " " + newest
	}
	return newest
}

// fill puts n random cases on a shelf.
func fill(t testing.TB, s *shelf.Shelf, r *rand.Rand, n int) world {
	t.Helper()
	w, pubs := world{}, []public.Publication{}
	for i := range n {
		c := shelftest.Random(r, i+1)
		w[c.Ref] = c
		pubs = append(pubs, shelftest.PublishCase(t, int64(i+1), c))
	}
	if err := s.Apply(t.Context(), pubs...); err != nil {
		t.Fatal(err)
	}
	return w
}

// someQuery gives a query that random cases may answer.
func someQuery(r *rand.Rand, w world) public.Query {
	q := public.Query{Filters: map[string][]string{}, Sort: public.Sorts[r.IntN(4)]}
	refs := w.order(public.Query{})
	for _, filter := range public.FacetFilters() {
		for r.IntN(5) == 0 {
			values := valuesOf(w[refs[r.IntN(len(refs))]], filter)
			if len(values) > 0 && !slices.Contains(q.Filters[filter], values[0]) {
				q.Filters[filter] = append(q.Filters[filter], values[0])
			}
		}
		slices.Sort(q.Filters[filter])
	}
	switch r.IntN(6) {
	case 0:
		q.DetainedFrom = when.NewDay(2025, 1+r.IntN(12), 15)
	case 1:
		q.DetainedTo = when.NewDay(2025, 1+r.IntN(12), 15)
	case 2:
		q.DetainedFrom, q.DetainedTo = when.NewDay(2025, 3, 10), when.NewDay(2025, 6, 10)
	case 3:
		q.UpdatedSince = when.NewDay(2026, 1, 19)
	}
	if r.IntN(3) == 0 {
		q.Text = []string{"ana", "garcia", "an", "伟", "khatib ana", "airport", "night mar", "airport night", "مح", "oneill", "HELICOIDE", "zzz", "!!"}[r.IntN(13)]
	}
	return q
}

func TestAListGivesWhatABruteForceSearchGives(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	s := shelftest.Open(t)
	w := fill(t, s, r, 300)
	hits := 0
	for range 120 {
		q := someQuery(r, w)
		want := w.order(q)
		hits += len(want)
		if got := pages(t, s, q, 7); !slices.Equal(got, want) {
			t.Fatalf("list of %v %+v:\n got %v\nwant %v", q.Values(), q.Sort, got, want)
		}
		if q.Text != "" {
			q.Sort = "newest"
			want = w.order(q)
		}
		got := []string{}
		for row, err := range s.Each(t.Context(), q) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, row.Ref)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("export of %v:\n got %v\nwant %v", q.Values(), got, want)
		}
	}
	if hits < 500 {
		t.Errorf("only %d hits in all: the queries test little", hits)
	}
}

// pages walks a list forward and back and fails when the two ways differ.
func pages(t *testing.T, s *shelf.Shelf, q public.Query, limit int) []string {
	t.Helper()
	q.Limit = limit
	refs, steps := []string{}, []public.Page{}
	for {
		page, err := s.List(t.Context(), q, shelftest.Today)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range page.Rows {
			refs = append(refs, row.Ref)
		}
		steps = append(steps, page)
		if page.Next == "" {
			break
		}
		q.After = page.Next
	}
	q.After = ""
	for i := len(steps) - 2; i >= 0; i-- {
		q.Before = steps[i+1].Prev
		page, err := s.List(t.Context(), q, shelftest.Today)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(steps[i].Rows, page.Rows); diff != "" {
			t.Fatalf("going back to page %d of %v:\n%s", i, q.Values(), diff)
		}
		if (page.Prev == "") != (i == 0) || page.Next == "" {
			t.Fatalf("going back to page %d gives prev %q, next %q", i, page.Prev, page.Next)
		}
	}
	return refs
}

func TestFacetsCountWhatABruteForceSearchCounts(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	s := shelftest.Open(t)
	w := fill(t, s, r, 250)
	for range 80 {
		q := someQuery(r, w)
		page, err := s.List(t.Context(), q, shelftest.Today)
		if err != nil {
			t.Fatal(err)
		}
		if want := len(w.order(q)); page.Total.N != want || page.Total.Capped {
			t.Fatalf("total of %v is %+v, want %d", q.Values(), page.Total, want)
		}
		for _, facet := range page.Facets {
			if diff := cmp.Diff(w.facet(q, facet.Filter), countsOf(facet)); diff != "" {
				t.Fatalf("facet %s of %v (-want +got):\n%s", facet.Filter, q.Values(), diff)
			}
		}
	}
}

func (w world) facet(q public.Query, filter string) map[string]int {
	others := q
	others.Filters = map[string][]string{}
	for name, values := range q.Filters {
		if name != filter {
			others.Filters[name] = values
		}
	}
	want := map[string]int{}
	for _, v := range q.Filters[filter] {
		want[v] = 0
	}
	for _, ref := range w.order(others) {
		values := valuesOf(w[ref], filter)
		slices.Sort(values)
		for _, v := range slices.Compact(values) {
			want[v]++
		}
	}
	return want
}

func countsOf(f public.Facet) map[string]int {
	got := map[string]int{}
	for _, v := range f.Values {
		got[v.Value] = v.N
	}
	return got
}

func TestGrownAndRebuiltShelvesAreTheSame(t *testing.T) {
	t.Parallel()
	for seed := range uint64(5) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			grownEqualsRebuilt(t, rand.New(rand.NewPCG(seed, 9)))
		})
	}
}

func grownEqualsRebuilt(t *testing.T, r *rand.Rand) {
	grown := shelftest.Open(t)
	var all []public.Publication
	var late []public.Publication // arrive again, after newer ones
	for seq := int64(1); seq <= 80; {
		var batch []public.Publication
		for range 1 + r.IntN(8) {
			p := someChange(t, r, seq)
			p.Forget = p.Document != nil && r.IntN(8) == 0
			seq++
			batch = append(batch, p)
			all = append(all, p)
			if r.IntN(3) == 0 {
				late = append(late, p)
			}
		}
		if r.IntN(2) == 0 {
			batch = append(batch, late...)
		}
		apply(t, grown, batch...)
		if r.IntN(4) == 0 {
			checkCounters(t, grown)
		}
	}
	rebuilt := shelftest.Open(t)
	fill(t, rebuilt, r, 30)
	if err := rebuilt.Rebuild(t.Context(), func(put func(public.Publication) error) error {
		for _, p := range all {
			if err := put(p); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	checkCounters(t, rebuilt)
	a, err := grown.Fingerprint(t.Context())
	b, err2 := rebuilt.Fingerprint(t.Context())
	if err != nil || err2 != nil || a != b {
		t.Errorf("fingerprints are %.8s (%v) grown and %.8s (%v) rebuilt", a, err, b, err2)
	}
	x, _ := grown.Changes(t.Context(), 20)
	y, _ := rebuilt.Changes(t.Context(), 20)
	if diff := cmp.Diff(x, y); diff != "" {
		t.Errorf("latest changes differ (-grown +rebuilt):\n%s", diff)
	}
}

// someChange puts, updates or removes one of a few documents.
func someChange(t *testing.T, r *rand.Rand, seq int64) public.Publication {
	n := 1 + r.IntN(25)
	c := shelftest.Random(r, n)
	if r.IntN(2) == 0 {
		c.Person = fmt.Sprint("person", r.IntN(6))
	}
	switch r.IntN(5) {
	case 0:
		return shelftest.Remove(seq, "case", c.Ref)
	case 1:
		id := fmt.Sprintf("position%d", n%4)
		if r.IntN(3) == 0 {
			return shelftest.Remove(seq, "position", id)
		}
		return shelftest.Publish(t, seq, "position", id, public.Position{ID: id, Country: "VE", Stance: "denies", What: public.Text{En: fmt.Sprintf("%d, with %s and %s", seq, c.Name.Text, shelftest.Random(r, 1+r.IntN(25)).Ref)}})
	}
	return shelftest.PublishCase(t, seq, c)
}
