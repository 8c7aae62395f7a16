// Package shelftest builds published cases for tests: plain ones by hand, and
// any number of random ones that differ in all that lists look at.
package shelftest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/when"
)

// Now is the instant at which tests take place.
var Now = time.Date(2026, 1, 20, 12, 0, 0, 0, time.UTC)

// Today is the day of Now.
var Today = when.DayOf(Now)

// Open gives an empty shelf in a folder of its own.
func Open(t testing.TB) *shelf.Shelf {
	t.Helper()
	s, _ := OpenAt(t)
	return s
}

// OpenAt gives an empty shelf and the path of its file.
func OpenAt(t testing.TB) (*shelf.Shelf, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shelf.db")
	s, err := shelf.Open(t.Context(), path, shelf.Options{Now: func() time.Time { return Now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, path
}

// Publish is the publication of any document.
func Publish(t testing.TB, seq int64, kind, key string, document any) public.Publication {
	t.Helper()
	b, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	return public.Publication{Seq: seq, Kind: kind, Key: key, Version: 1, At: Now.Add(time.Duration(seq) * time.Second), Document: b, Change: "published"}
}

// PublishCase is the publication of a case.
func PublishCase(t testing.TB, seq int64, c *public.Case) public.Publication {
	t.Helper()
	return Publish(t, seq, public.DocCase, c.Ref, c)
}

// Remove takes a document away.
func Remove(seq int64, kind, key string) public.Publication {
	return public.Publication{Seq: seq, Kind: kind, Key: key, At: Now.Add(time.Duration(seq) * time.Second), Change: "withdrawn"}
}

// Merge makes the address of a case lead to another one.
func Merge(seq int64, from, to string) public.Publication {
	return public.Publication{Seq: seq, Kind: public.DocCase, Key: from, At: Now.Add(time.Duration(seq) * time.Second), Change: "merged", MovedTo: to}
}

// Case gives a person in custody; change what matters to the test.
func Case(ref, name, taken string) *public.Case {
	return &public.Case{
		Ref: ref, Kind: "person", Name: public.Name{Text: name, Script: "Latn", Kind: "primary"},
		Country: ref[:2], Captor: "state", Deprivation: "detention", Gender: "unknown",
		State:   public.State{Code: "in_custody", Since: when.MustParse(taken), Sureness: public.Outlined, Origins: 1, From: "taken"},
		Held:    public.Held{Taken: when.MustParse(taken), End: when.EndOpen, SeenUntil: Today},
		Sources: []public.CitedSource{{N: 1, ID: "source0001", Title: "A report", Publisher: "The Daily"}},
		Timeline: []public.Event{{Kind: "taken", Date: when.MustParse(taken), What: public.Text{En: "Taken from home."},
			Sureness: public.Outlined, Origins: 1, Cites: []int{1}}},
		Origins: 1, PublishedAt: Now, UpdatedAt: Now, Version: 1,
	}
}

var (
	given   = []string{"Ana", "José", "Łukasz", "Ольга", "محمد", "王伟", "Nguyễn", "Marta", "Anabel", "Søren"}
	family  = []string{"García", "Kowalski", "Иванова", "الخطيب", "O'Neill", "Trần", "Martínez", "Al-Khatib", "李", "Maro"}
	word    = []string{"airport", "checkpoint", "night", "uniformed", "lawyer", "market", "family", "unknown", "van", "border"}
	country = []string{"VE", "NI", "CU", "IR", "BY"}
	states  = []string{"in_custody", "at_liberty", "restricted_liberty", "whereabouts_unknown", "unknown", "deceased"}
	captors = []string{"state", "armed_group", "unknown"}
	nations = []string{"US", "ES", "CO", "DE"}
	roles   = []string{"journalist", "activist", "lawyer", "traveller"}
	prisons = []string{"el-helicoide", "rodeo-1", "evin"}
	events  = []string{"swap000001", "gesture001"}
	mechs   = []string{"prisoner_exchange", "unilateral_gesture", "pardon"}
	datings = []string{"2025-%02d-%02d", "2025-%02d", "2024", "2025-%02d-%02d?", "", "[2025-%02d-%02d..2026-01-02]", "2025-%02d-%02d/"}
)

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

func some(r *rand.Rand, list []string) []string {
	var out []string
	for _, v := range list {
		if r.IntN(3) == 0 {
			out = append(out, v)
		}
	}
	return out
}

// Random gives a case of the number n, different with every draw of r.
func Random(r *rand.Rand, n int) *public.Case {
	cc := pick(r, country)
	c := Case(fmt.Sprintf("%s-%d-%04d", country[n%len(country)], 2024+n%3, n), pick(r, given)+" "+pick(r, family), "2025-01-01")
	c.Country, c.Captor, c.State.Code = cc, pick(r, captors), pick(r, states)
	c.Held.Taken, c.Held.End = randomDate(r), when.EndOpen
	c.UpdatedAt = Now.Add(-time.Duration(r.IntN(50)) * time.Hour)
	for _, iso := range some(r, nations) {
		c.Nationalities = append(c.Nationalities, public.Nationality{Country: iso, Basis: "citizen"})
	}
	c.Roles = some(r, roles)
	if r.IntN(3) == 0 {
		slug := pick(r, prisons)
		c.Facility = &public.Facility{Slug: slug, Name: strings.ToUpper(slug)}
	}
	words := make([]string, 6)
	for i := range words {
		words[i] = pick(r, word)
	}
	c.Summary = public.Text{En: strings.Join(words, " ")}
	switch r.IntN(6) {
	case 0:
		c.Kind, c.Name, c.Label = "group", public.Name{}, public.Text{En: "Several people", Es: "Varias personas"}
		c.Group = &public.Group{Min: 1 + r.IntN(5), Qualifier: "at_least", Phrase: "at least some"}
		if r.IntN(2) == 0 {
			most := c.Group.Min + r.IntN(5)
			c.Group.Max = &most
		}
	case 1:
		c.NameWithheld, c.Name = true, public.Name{}
		c.Nationalities, c.Roles, c.Facility = nil, nil, nil
	}
	if r.IntN(3) == 0 {
		randomRelease(r, c)
	}
	return c
}

func randomDate(r *rand.Rand) when.Date {
	text := pick(r, datings)
	switch strings.Count(text, "%02d") {
	case 2:
		text = fmt.Sprintf(text, 1+r.IntN(12), 1+r.IntN(28))
	case 1:
		text = fmt.Sprintf(text, 1+r.IntN(12))
	}
	if text == "" {
		return when.Date{}
	}
	return when.MustParse(text)
}

func randomRelease(r *rand.Rand, c *public.Case) {
	rel := public.Release{EventID: pick(r, events), Date: randomDate(r), Exit: "released"}
	for _, code := range some(r, mechs) {
		rel.Mechanisms = append(rel.Mechanisms, public.Mechanism{Code: code})
	}
	for _, code := range some(r, []string{"announced", "left_facility", "home"}) {
		rel.Steps = append(rel.Steps, public.Step{Code: code, Date: randomDate(r)})
	}
	c.Releases = append(c.Releases, rel)
	if c.State.Code == "at_liberty" {
		c.Held.End, c.Held.Ended = when.EndKnown, rel.Date
	}
}

// Rich gives a random case as long as real ones are: some events with places,
// actors and marks, three sources, a summary in two languages.
func Rich(r *rand.Rand, n int) *public.Case {
	c := Random(r, n)
	c.Sources = nil
	for i := range 3 {
		c.Sources = append(c.Sources, public.CitedSource{
			N: i + 1, ID: fmt.Sprintf("source%06d", r.IntN(n/3+1)), Title: "Relatives ask for news of the detained", Publisher: "The Daily Synthetic",
			Kind: "news_article", URL: "https://example.org/news/2025/relatives-ask", Published: randomDate(r), ReadOn: Today, Language: "en",
			Quotes: []public.Quote{{Place: "paragraph 3", Text: "He was taken by men in uniform and has not been seen since."}},
		})
	}
	c.Summary.Es = "Fue detenido por hombres de uniforme y no se le ha visto desde entonces."
	c.Timeline = c.Timeline[:0]
	for i, kind := range []string{"last_contact", "taken", "acknowledged", "moved", "lawyer_visit", "charged", "hearing"} {
		words := make([]string, 12)
		for j := range words {
			words[j] = pick(r, word)
		}
		c.Timeline = append(c.Timeline, public.Event{
			Kind: kind, Date: randomDate(r), Place: public.Text{En: "At the border crossing", Es: "En el paso fronterizo"},
			Actor: public.Text{En: "Men in uniform"}, What: public.Text{En: "The person detained " + strings.Join(words, " ") + "."},
			Sureness: public.Outlined, Origins: 1 + i%2, Cites: []int{1 + i%3},
		})
	}
	for _, key := range []string{"taken", "captor", "facility"} {
		c.Known = append(c.Known, public.Fact{Key: key, Text: public.Text{En: "At the border crossing"}, Cites: []int{1}, Sureness: public.Outlined})
	}
	for _, code := range []string{"acknowledged", "place_disclosed", "contact_family", "contact_lawyer", "contact_consular"} {
		c.Whereabouts = append(c.Whereabouts, public.Rung{Code: code, Answer: "unknown"})
	}
	c.NotKnown = []string{"lawyer", "consular", "health", "charge"}
	return c
}
