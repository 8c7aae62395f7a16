package demo_test

import (
	"cmp"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/demo"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/store"
	"habeas/internal/when"
)

// loadedAt is the instant at which the tests load the demonstration.
var loadedAt = time.Date(2026, 1, 20, 12, 0, 0, 0, time.UTC)

var system = access.Actor{ID: "system", Name: "Demonstration", Role: access.System}

// rooms is a desk over an empty store and an empty shelf.
type rooms struct {
	desk  *desk.Desk
	store *store.Store
	shelf *shelf.Shelf
}

func open(t testing.TB) rooms {
	t.Helper()
	ctx, folder := t.Context(), t.TempDir()
	now := func() time.Time { return loadedAt }
	log := slog.New(slog.DiscardHandler)
	st, err := store.Open(ctx, filepath.Join(folder, "casebook.db"), store.Options{Log: log, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	sh, err := shelf.Open(ctx, filepath.Join(folder, "shelf.db"), shelf.Options{Log: log, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cmp.Or(st.Close(), sh.Close()); err != nil {
			t.Error(err)
		}
	})
	return rooms{desk.New(desk.Options{Store: st, Shelf: sh, Rand: demo.Rand(), Log: log}), st, sh}
}

// load loads the demonstration and tells how long that took. From an empty
// store to the first answer the program has two seconds; of these, loading
// should take little more than half on a machine with nothing else to do.
func load(t testing.TB) rooms {
	t.Helper()
	r := open(t)
	start := time.Now()
	if err := demo.Load(t.Context(), r.desk, system); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	t.Logf("loaded and published in %s", took.Round(time.Millisecond))
	if took > time.Minute {
		t.Errorf("loading took %s: far too long, even on a busy machine", took)
	}
	return r
}

func documents[T any](t testing.TB, s *shelf.Shelf, kind string) []T {
	t.Helper()
	found, err := shelf.Documents[T](t.Context(), s, kind, shelf.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func cases(t testing.TB, s *shelf.Shelf) []*public.Case {
	t.Helper()
	page, err := s.List(t.Context(), public.Query{Sort: "newest", Limit: public.MaxLimit}, when.DayOf(loadedAt))
	if err != nil {
		t.Fatal(err)
	}
	var found []*public.Case
	for _, row := range page.Rows {
		c, err := s.Case(t.Context(), row.Ref)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, c)
	}
	slices.SortFunc(found, func(a, b *public.Case) int { return strings.Compare(a.Ref, b.Ref) })
	return found
}

// TestTheDemonstrationCasebook looks at one loading from several sides; none
// of them changes anything.
func TestTheDemonstrationCasebook(t *testing.T) {
	t.Parallel()
	r := load(t)
	for _, c := range []struct {
		name  string
		check func(*testing.T, rooms)
	}{
		{"every row of the facts is public", everyRowOfTheFactsIsPublic},
		{"nothing is said without a source", nothingIsSaidInPublicWithoutASource},
		{"Luckey-Lange is shown with what is known and not more", luckeyLangeIsShownWithWhatIsKnownAndNotMore},
		{"the five may overlap with others, in both directions", theFiveMayOverlapWithOthersInBothDirections},
		{"nobody is shown as verified", nobodyIsShownAsVerified},
		{"the bus passenger is not counted as held for days", theBusPassengerIsNotCountedAsHeldForDays},
		{"Maduro and Flores are context and no case", maduroAndFloresAreContextAndNoCase},
		{"every source says what it repeats", everySourceSaysWhatItRepeats},
		{"the desk has nothing left to do", theDeskHasNothingLeftToDo},
		{"a second loading is refused", aSecondLoadingIsRefused},
		{"the same loading elsewhere leads to the same shelf", theSameLoadingLeadsToTheSameShelf},
	} {
		t.Run(c.name, func(t *testing.T) { c.check(t, r) })
	}
}

// everyRowOfTheFactsIsPublic walks the list of what the five texts say. A row
// is told as one line; whatever is public of a kind must be in the list, and
// the other way round.
func everyRowOfTheFactsIsPublic(t *testing.T, r rooms) {
	s := r.shelf
	events := map[string]string{}
	for _, e := range documents[public.ReleaseEvent](t, s, public.DocReleaseEvent) {
		events[e.ID] = e.Date.String()
	}
	public := map[string][]string{
		"source":   lines(documents[public.Source](t, s, public.DocSource), sourceLine),
		"case":     lines(cases(t, s), caseLine),
		"release":  lines(documents[public.ReleaseEvent](t, s, public.DocReleaseEvent), releaseLine),
		"count":    lines(documents[public.Count](t, s, public.DocCount), func(c public.Count) string { return countLine(c, events) }),
		"position": lines(documents[public.Position](t, s, public.DocPosition), positionLine),
		"advisory": lines(documents[public.Advisory](t, s, public.DocAdvisory), advisoryLine),
		"context":  lines(documents[public.ContextEvent](t, s, public.DocContext), contextLine),
		"facility": lines(documents[public.FacilityPage](t, s, public.DocFacility), facilityLine),
		"claim":    claimLines(documents[public.CountryClaims](t, s, public.DocCountry)),
	}
	listed := map[string]int{}
	for _, row := range facts {
		listed[row.kind]++
		t.Run(row.kind+" "+row.name, func(t *testing.T) {
			if !slices.Contains(public[row.kind], row.line) {
				t.Errorf("want:\n%s\ngot none like it among:\n%s", row.line, strings.Join(public[row.kind], "\n"))
			}
		})
	}
	for kind, all := range public {
		if len(all) != listed[kind] {
			t.Errorf("%d of kind %s are public, the list has %d:\n%s", len(all), kind, listed[kind], strings.Join(all, "\n"))
		}
	}
}

func lines[T any](docs []T, line func(T) string) []string {
	out := make([]string, len(docs))
	for i, d := range docs {
		out[i] = line(d)
	}
	slices.Sort(out)
	return out
}

func sourceLine(s public.Source) string {
	who := cmp.Or(s.Publisher, "nobody")
	if n := len(s.DerivedFrom); n > 0 {
		return fmt.Sprintf("%s: %s; %s; %s; repeats %d", who, s.Title+s.Label.En, s.Kind, s.Published, n)
	}
	return fmt.Sprintf("%s: %s; %s; %s", who, s.Title+s.Label.En, s.Kind, s.Published)
}

func caseLine(c *public.Case) string {
	who := cmp.Or(c.Name.Text, c.Label.En)
	if c.Group != nil {
		who += fmt.Sprintf(" (%s %d, %d places, “%s”)", c.Group.Qualifier, c.Group.Min, len(c.Group.Slots), c.Group.Phrase)
	}
	return fmt.Sprintf("%s %s: %s; %s since %s, %s by %d; last seen %s, verified %s", c.Ref, c.Kind, who,
		c.State.Code, c.State.Since, c.State.Sureness, c.State.Origins, c.Held.SeenUntil, c.LastVerified)
}

func releaseLine(r public.ReleaseEvent) string {
	var how []string
	for _, m := range r.Mechanisms {
		how = append(how, m.Code+" by "+m.Claimant.En)
	}
	return fmt.Sprintf("%s: %s; %s", r.Date, r.Title.En, strings.Join(how, ", "))
}

func countLine(c public.Count, events map[string]string) string {
	bound := func(n *int) string {
		if n == nil {
			return "?"
		}
		return fmt.Sprint(*n)
	}
	return fmt.Sprintf("%s: %s %s, %s %s–%s “%s”; as of %s since %s; %s; names %s; of %s", c.Claimant.En, c.PopulationKey, c.Measure,
		c.Qualifier, bound(c.Min), bound(c.Max), c.Words, c.AsOf, cmp.Or(c.WindowStart.String(), "–"), c.Basis, c.NamesPublished, cmp.Or(events[c.ReleaseEventID], "–"))
}

func positionLine(p public.Position) string {
	return fmt.Sprintf("%s: %s %s on %s; %s", p.Date, p.Authority.En, p.Stance, p.OnKind, start(p.What.En))
}

func advisoryLine(a public.Advisory) string {
	var also []string
	for _, c := range a.Also {
		also = append(also, c.Field+" "+c.Standing+" by "+c.Attribution.En)
	}
	return fmt.Sprintf("%s: level %d, %s; %s", a.IssuedOn, a.Level, strings.Join(a.Indicators, " "), strings.Join(also, ", "))
}

func contextLine(c public.ContextEvent) string {
	var cited []string
	for _, s := range c.Sources {
		cited = append(cited, s.Published.String())
	}
	line := fmt.Sprintf("%s: %s; texts of %s", c.Date, start(c.What.En), strings.Join(cited, " "))
	if len(c.Also) == 0 {
		return line
	}
	var also []string
	for _, k := range c.Also {
		also = append(also, k.Field+" by "+k.Attribution.En)
	}
	return line + "; " + strings.Join(also, ", ")
}

// start gives so much of a text that it can be told from the others.
func start(text string) string {
	return string([]rune(text)[:min(60, len([]rune(text)))])
}

func facilityLine(f public.FacilityPage) string {
	return fmt.Sprintf("%s: %s, %s, %s", f.Slug, f.Name, f.Place.En, f.Kind)
}

func claimLines(countries []public.CountryClaims) []string {
	var out []string
	for _, c := range countries {
		out = append(out, lines(c.Claims, func(k public.Claim) string {
			return fmt.Sprintf("%s %s: %s (%s)", c.Country, k.Field, k.Value.En, k.Attribution.En)
		})...)
	}
	return out
}

func theSameLoadingLeadsToTheSameShelf(t *testing.T, r rooms) {
	have, err := r.shelf.Fingerprint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	again, err := load(t).shelf.Fingerprint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if have != again {
		t.Errorf("got shelves %s and %s, want the same", have, again)
	}
}

func TestLoadingNeedsSomebodyWhoMay(t *testing.T) {
	t.Parallel()
	r := open(t)
	if err := demo.Load(t.Context(), r.desk, access.Actor{}); !fault.Is(err, fault.SignedOut) {
		t.Errorf("got %v, want signed out", err)
	}
}

// theDeskHasNothingLeftToDo sees that nothing about a case is left for a person
// to look at, that no change waits, and that the shelf follows the store.
func theDeskHasNothingLeftToDo(t *testing.T, r rooms) {
	for _, c := range cases(t, r.shelf) {
		ref := casebook.Ref(c.Ref)
		_, problems, err := r.desk.PreviewCase(t.Context(), system, ref)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			t.Errorf("%s: %s: %s", c.Ref, p.Code, p.Text)
		}
		if waits, err := r.desk.Unpublished(t.Context(), system, ref); waits || err != nil {
			t.Errorf("%s: got waiting %t, error %v", c.Ref, waits, err)
		}
	}
	if err := r.desk.Verify(t.Context(), open(t).shelf); err != nil {
		t.Errorf("the shelf does not say what the store has published: %v", err)
	}
}

func aSecondLoadingIsRefused(t *testing.T, r rooms) {
	if err := demo.Load(t.Context(), r.desk, system); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want a conflict", err)
	}
}
