// Package synth makes a synthetic casebook for measuring: plainly invented
// people in several scripts, with as many events, sources and states as a real
// casebook of that size would hold. The same seed gives the same casebook.
// Nothing here is about anybody, and every summary says so.
package synth

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2" // not for secrets: the same seed must give the same casebook
	"time"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/store"
	"habeas/internal/when"
)

// Options say how much to make.
type Options struct {
	Cases int
	Seed  uint64
}

// batch is how many cases are written at a time: enough to be fast, few enough
// to be held in memory.
const batch = 2000

// Fill writes a synthetic casebook, all of it published, into an empty store.
// It gives fault.Conflict when the store holds anything.
func Fill(ctx context.Context, st *store.Store, o Options) error {
	empty, err := st.IsEmpty(ctx)
	if err != nil {
		return err
	}
	if !empty {
		return fault.New(fault.Conflict, "The casebook in this data folder is not empty. Choose another folder with --data.")
	}
	m := newMaker(o)
	return st.Load(ctx, func(b *store.Bulk) error {
		if err := m.sources(b); err != nil {
			return err
		}
		if err := m.facilities(b); err != nil {
			return err
		}
		for n := 0; n < o.Cases; n += batch {
			if err := m.cases(b, n, min(n+batch, o.Cases)); err != nil {
				return err
			}
		}
		return nil
	})
}

// maker makes rows from one stream of numbers.
type maker struct {
	o          Options
	r          *rand.Rand
	at         time.Time
	serial     map[string]int
	pool       []casebook.Source
	places     []casebook.Facility
	ids        uint64
	seq        int
	mentions   []store.Mention
	countries  []string
	cumulative []float64
}

func newMaker(o Options) *maker {
	m := &maker{
		o: o, r: rand.New(rand.NewPCG(o.Seed, o.Seed^0x9e3779b97f4a7c15)),
		at: time.Date(2026, 1, 20, 12, 0, 0, 0, time.UTC), serial: map[string]int{}, countries: someCountries,
	}
	total := 0.0
	for i := range m.countries { // Zipf shares: a few countries hold most cases
		total += 1 / math.Pow(float64(i+1), 0.9)
		m.cumulative = append(m.cumulative, total)
	}
	return m
}

func (m *maker) id(kind string) casebook.ID {
	m.ids++
	return casebook.ID(fmt.Sprintf("%s%09x", kind, m.ids))
}

func (m *maker) country() string {
	x := m.r.Float64() * m.cumulative[len(m.cumulative)-1]
	for i, c := range m.cumulative {
		if x < c {
			return m.countries[i]
		}
	}
	return m.countries[0]
}

func pick[T any](m *maker, list []T) T { return list[m.r.IntN(len(list))] }

// sources makes as many sources as cases; each is cited by about three.
func (m *maker) sources(b *store.Bulk) error {
	for n := range max(1, m.o.Cases) {
		kind := pick(m, casebook.Vocabulary("source_kind"))
		m.pool = append(m.pool, casebook.Source{
			ID: m.id("s"), Title: fmt.Sprintf("Synthetic report %d", n+1), Publisher: "Invented " + pick(m, outlets),
			Kind: casebook.SourceKind(kind), URL: fmt.Sprintf("https://example.org/report/%d", n+1), Language: "en",
			Published: when.OfDay(m.day(0, 1500)), ReadOn: when.DayOf(m.at), Reliability: "F",
			Visibility: casebook.Public, Version: 1, CreatedAt: m.at, UpdatedAt: m.at,
		})
	}
	if err := b.Insert(m.pool); err != nil {
		return err
	}
	var docs []store.Publication
	for _, s := range m.pool {
		doc, err := m.document(public.DocSource, string(s.ID), public.ProjectSource(s, casebook.Evidence{}))
		if err != nil {
			return err
		}
		docs = append(docs, doc)
	}
	return b.Insert(docs)
}

func (m *maker) facilities(b *store.Bulk) error {
	var docs []store.Publication
	for i, c := range m.countries {
		place := casebook.Facility{
			ID: m.id("f"), Slug: fmt.Sprintf("invented-prison-%d", i+1), Name: fmt.Sprintf("Invented Prison %d", i+1),
			Country: c, Kind: "prison", Visibility: casebook.Public, Version: 1, CreatedAt: m.at, UpdatedAt: m.at,
		}
		m.places = append(m.places, place)
		doc, err := m.document(public.DocFacility, place.Slug, public.ProjectFacility(place, casebook.Evidence{}))
		if err != nil {
			return err
		}
		docs = append(docs, doc)
	}
	if err := b.Insert(m.places); err != nil {
		return err
	}
	return b.Insert(docs)
}

// document gives the publication of a document, and notes what it names.
func (m *maker) document(kind, key string, doc any) (store.Publication, error) {
	body, err := json.Marshal(doc)
	if err != nil {
		return store.Publication{}, err
	}
	mentions, err := public.MentionsIn(body)
	for _, on := range mentions {
		m.mentions = append(m.mentions, store.Mention{OnKind: on.Kind, OnKey: on.Key, Kind: kind, Key: key})
	}
	m.seq++
	return store.Publication{Seq: int64(m.seq), Kind: kind, Key: key, Version: 1, At: m.at, Document: body, Change: "published", First: m.at}, err
}

// mentioned writes what the documents made so far name.
func (m *maker) mentioned(b *store.Bulk) error {
	all := m.mentions
	m.mentions = m.mentions[:0]
	return b.Insert(all)
}

// day gives a day so many days before the casebook's own.
func (m *maker) day(least, most int) when.Day {
	return when.DayOf(m.at).AddDays(-least - m.r.IntN(most-least+1))
}

// rows gathers what one batch writes, table by table.
type rows struct {
	persons       []casebook.Person
	names         []casebook.Name
	nationalities []casebook.Nationality
	cases         []casebook.Case
	consents      []casebook.Consent
	events        []casebook.Event
	citations     []casebook.Citation
	documents     []store.Publication
}

func (m *maker) cases(b *store.Bulk, from, to int) error {
	var all rows
	for n := from; n < to; n++ {
		f := m.file(n)
		all.take(f)
		if err := b.Watch(f); err != nil {
			return err
		}
		doc, err := public.ProjectCase(f, public.Stamp{PublishedAt: m.at, UpdatedAt: f.Case.UpdatedAt, Version: 1})
		if err != nil {
			return err
		}
		p, err := m.document(public.DocCase, string(f.Case.Ref), doc)
		if err != nil {
			return err
		}
		all.documents = append(all.documents, p)
	}
	for _, list := range []any{all.persons, all.names, all.nationalities, all.cases, all.consents, all.events, all.citations, all.documents} {
		if err := b.Insert(list); err != nil {
			return err
		}
	}
	return m.mentioned(b)
}

func (a *rows) take(f *casebook.File) {
	a.persons = append(a.persons, *f.Person)
	a.names = append(a.names, f.Names...)
	a.nationalities = append(a.nationalities, f.Nationalities...)
	a.cases = append(a.cases, f.Case)
	a.consents = append(a.consents, f.Consents...)
	a.events = append(a.events, f.Events...)
	a.citations = append(a.citations, f.Citations...)
}

// file makes one case with everything that hangs on it.
func (m *maker) file(n int) *casebook.File {
	country := m.country()
	m.serial[country]++
	updated := m.at.Add(-time.Duration(m.r.IntN(86400*900)) * time.Second)
	person := casebook.Person{
		ID: m.id("p"), Gender: pick(m, casebook.Vocabulary("gender")), Roles: casebook.Codes{pick(m, casebook.Vocabulary("role"))},
		Version: 1, CreatedAt: m.at, UpdatedAt: m.at,
	}
	age := 18 + m.r.IntN(60)
	person.Age = &age
	at := m.at
	f := &casebook.File{
		Case: casebook.Case{
			ID: m.id("c"), Ref: casebook.Ref(fmt.Sprintf("%s-2026-%04d", country, m.serial[country])), Kind: casebook.KindPerson,
			PersonID: person.ID, Country: country, Captor: casebook.Captor(pick(m, casebook.Vocabulary("captor"))),
			Deprivation: "detention", Publication: casebook.Published, LastVerified: m.day(1, 400),
			Version: 1, CreatedAt: m.at, UpdatedAt: updated, PublishedAt: &at, PublishedVer: 1,
			Summary: locale.Text{En: fmt.Sprintf("Synthetic case %d, made for measuring; nobody real. %s %s %s", n+1, pick(m, sentences), pick(m, sentences), pick(m, sentences))},
		},
		Person: &person,
		Names:  m.names(person.ID),
		Consents: []casebook.Consent{{
			ID: m.id("k"), Basis: "public_record", Reason: "Synthetic.", Scopes: casebook.Codes{"publish_name"}, CreatedAt: m.at,
		}},
		Nationalities: []casebook.Nationality{{ID: m.id("n"), PersonID: person.ID, Country: m.country(), Basis: "unknown"}},
		Evidence:      casebook.Evidence{Sources: map[casebook.ID]casebook.Source{}, Facilities: map[casebook.ID]casebook.Facility{}},
	}
	f.Consents[0].CaseID = f.Case.ID
	m.cite(f, casebook.OnCase, f.Case.ID)
	m.events(f)
	return f
}

func (m *maker) names(person casebook.ID) []casebook.Name {
	given, family := m.r.IntN(len(givens)), m.r.IntN(len(syllables)*len(syllables)*len(syllables))
	latin := casebook.Name{
		ID: m.id("a"), PersonID: person, Text: givens[given] + " " + familyName(family), Script: "Latn", Kind: "primary",
		Display: true, Visibility: casebook.Public, CreatedAt: m.at,
	}
	native := casebook.Name{ID: m.id("a"), PersonID: person, Kind: "native", Visibility: casebook.Public, CreatedAt: m.at}
	native.Text, native.Script = nativeName(m.r.IntN(len(natives)), given, family)
	return []casebook.Name{latin, native}
}

// events makes a history that begins with being taken: four to eleven events,
// seven and a half on average, a third of them ending in liberty.
func (m *maker) events(f *casebook.File) {
	start := m.day(30, 3000)
	count := 4 + m.r.IntN(8)
	span := max(count, when.DayOf(m.at).Sub(start)-1)
	for i := range count {
		kind := casebook.Taken
		switch {
		case i == count-1 && m.r.IntN(3) == 0:
			kind = casebook.LeftFacility
		case i > 0:
			kind = pick(m, middleEvents)
		}
		e := casebook.Event{
			ID: m.id("e"), CaseID: f.Case.ID, Kind: kind, Date: m.date(start.AddDays(i * span / count)),
			Place: locale.Text{En: "Invented Town"}, What: locale.Text{En: pick(m, sentences) + " " + pick(m, sentences)},
			Certainty: pick(m, certainties), Visibility: casebook.Public, Version: 1, CreatedAt: m.at, UpdatedAt: m.at,
		}
		if kind == casebook.Taken || kind == casebook.Moved {
			place := pick(m, m.places)
			e.FacilityID, f.Facilities[place.ID] = place.ID, place
		}
		f.Events = append(f.Events, e)
		m.cite(f, casebook.OnEvent, e.ID)
	}
}

// date tells a day as sources tell it: mostly exact, sometimes not.
func (m *maker) date(d when.Day) when.Date {
	text := d.String()
	switch m.r.IntN(10) {
	case 0:
		text = text[:7]
	case 1:
		text += "?"
	case 2:
		text = "[" + text + ".." + d.AddDays(4).String() + "]"
	}
	return when.MustParse(text)
}

// cite rests a statement on one of the three sources of its case.
func (m *maker) cite(f *casebook.File, kind casebook.SubjectKind, id casebook.ID) {
	src := m.pool[(int(m.ids)*7+m.r.IntN(3))%len(m.pool)]
	if len(f.Sources) >= 3 {
		for _, c := range f.Citations[m.r.IntN(len(f.Citations)):] {
			src = f.Sources[c.SourceID]
			break
		}
	}
	f.Sources[src.ID] = src
	f.Citations = append(f.Citations, casebook.Citation{
		ID: m.id("t"), SubjectKind: kind, SubjectID: id, SourceID: src.ID, Place: "paragraph 2", CreatedAt: m.at,
	})
}
