package visitor_test

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/layout"
	"habeas/views/problem"
	"habeas/views/visitor"
)

// gallery is every public page with a sample in it, by name.
func gallery(l locale.Lang) map[string]templ.Component {
	on := func(path string) visitorPage { return visitorPage{l, path} }
	event := releaseEvent()
	return map[string]templ.Component{
		"home":       visitor.Home(visitor.HomeProps{Page: page(l, "/"), Home: home()}),
		"home-empty": visitor.Home(visitor.HomeProps{Page: page(l, "/"), Home: &reading.Home{Today: today}}),
		"cases":      on("/cases").list(foundSome(), "q=luckey&state=in_custody&state=whereabouts_unknown&detained_from=2025-01-01"),
		"cases-none": on("/cases").list(public.Page{}, "q=nobody"),
		"cases-near": on("/cases").list(public.Page{Near: rows()[:1], Places: []public.Place{
			{Kind: public.DocCountry, Key: "VE"}, {Kind: public.DocFacility, Key: "el-helicoide", Name: "El <b>Helicoide</b>"}}}, "q=helicoide"),
		"cases-said": on("/cases").list(public.Page{Rows: rows()[:1], Total: public.Total{N: 1}, Near: rows()[2:3],
			Said: map[string]public.Text{rows()[0].Ref: text("… said the <b>night</b> & day …", "")}}, "q=night"),
		"case":        visitor.Case(visitor.NewCase(page(l, "/cases/VE-2026-0001"), held())),
		"case-freed":  visitor.Case(visitor.NewCase(page(l, "/cases/VE-2026-0007"), freed())),
		"case-told":   visitor.Case(visitor.NewCase(page(l, "/cases/VE-2026-0008"), announcedOnly())),
		"case-hidden": visitor.Case(visitor.NewCase(page(l, "/cases/VE-2026-0009"), withheld())),
		"group":       visitor.Case(visitor.NewCase(page(l, "/cases/VE-2026-0002"), five())),
		"releases":    visitor.Releases(visitor.ReleasesProps{Page: titled(l, "/releases", "releases.title"), Lines: []reading.ReleaseLine{{Event: event, Cases: 2, Confirmed: 1}, {Event: public.ReleaseEvent{ID: "r0", Country: "VE", Date: date("2026-01-01?"), Title: text("Release of 1 January", "Excarcelación del 1 de enero")}}}}),
		"release": visitor.Release(visitor.NewRelease(page(l, "/releases/r1"), &reading.ReleasePage{
			Event: &event, Today: today, Total: 2, Cases: []reading.ReleasedCase{
				{Row: rows()[2], Release: release(), Outcome: reading.Out, Sources: []public.CitedSource{post, cnn}},
				{Row: rows()[0], Release: release(), Outcome: reading.Again, Sources: []public.CitedSource{post, cnn}},
			},
			Parts:  []reading.ReleasePart{{Outcome: reading.Out, Cases: 1, People: people(1)}, {Outcome: reading.Again, Cases: 1, People: people(1)}},
			Counts: counts()[:1], Positions: []public.Position{denial},
		})),
		"counts":    visitor.Counts(visitor.NewCounts(titled(l, "/counts", "counts.title"), "", counts())),
		"countries": visitor.Countries(visitor.CountriesProps{Page: titled(l, "/countries", "countries.title"), Countries: []reading.CountryFigures{figures()}}),
		"country":   visitor.Country(visitor.NewCountry(page(l, "/countries/VE"), country())),
		"facility": visitor.Facility(visitor.NewFacility(page(l, "/facilities/el-helicoide"), &reading.FacilityPage{
			Facility: &public.FacilityPage{Slug: "el-helicoide", Name: "El Helicoide", OtherNames: []string{"Helicoide"}, Country: "VE", Place: text("Caracas", ""), Kind: "prison", Operator: text("intelligence service", "servicio de inteligencia"), Description: text("A prison in Caracas; relatives keep vigil outside.", "Prisión de Caracas; familiares velan fuera."), Cites: []int{1}, Sources: []public.CitedSource{post}},
			Cases:    rows()[:1], Total: 1, Context: background[1:2],
		})),
		"source": visitor.Source(visitor.NewSource(page(l, "/sources/s4"), &reading.SourcePage{
			Source:     &public.Source{ID: "s4", Title: post.Title, Publisher: post.Publisher, Kind: post.Kind, URL: post.URL, Published: post.Published, Language: "en", ReadOn: post.ReadOn, Reliability: "F", DerivedFrom: []public.SourceLink{{ID: "wp", Title: "An aunt speaks", Publisher: "The Washington Post"}}},
			Taken:      []public.Taken{{SourceID: "s4", OnKind: public.DocCase, OnKey: "VE-2026-0001", OnTitle: text("James Luckey-Lange", ""), What: text("Said by his aunt to be still imprisoned.", ""), Date: date("2026-01-14~"), Place: "paragraph 9", Quote: "He had no political ties."}, {SourceID: "s4", OnKind: public.DocCount, OnKey: "n1", OnTitle: text("Released: people released since 8 January", ""), What: text("more than 100", ""), AsOrigin: true}},
			RepeatedBy: []public.SourceLink{{ID: "s9", Title: "A later article"}},
		})),
		"moves":            visitor.Moves(visitor.NewMoves(visitor.MovesProps{Page: page(l, "/changes"), From: moved().From, To: moved().To, Country: "VE", Countries: []reading.CountryFigures{figures()}, Moves: moved()})),
		"moves-ask":        visitor.Moves(visitor.NewMoves(visitor.MovesProps{Page: page(l, "/changes"), From: moved().From, To: moved().To})),
		"cases-then":       on("/cases").then(),
		"methodology":      visitor.Essay(visitor.Methodology(page(l, "/methodology"))),
		"corrections":      visitor.Corrections(visitor.NewCorrections(page(l, "/corrections"), reading.CorrectionQuery{Country: "VE"}, corrected(), "next", []reading.CountryFigures{figures()})),
		"corrections-none": visitor.Corrections(visitor.NewCorrections(page(l, "/corrections"), reading.CorrectionQuery{}, nil, "", nil)),
		"case-corrected":   visitor.Case(visitor.NewCase(page(l, "/cases/VE-2026-0001"), correctedCase())),
		"pictures":         visitor.Pictures(visitor.NewPictures(drawn(l))),
		"facilities":       visitor.Facilities(visitor.FacilitiesProps{Page: titled(l, "/facilities", "facilities.title"), Places: places()}),
		"api":              visitor.Guide(visitor.NewGuide(page(l, "/api"))),
		"snapshot": visitor.Snapshot(visitor.NewSnapshot(titled(l, "/snapshots/2026-01-10", "snapshots.title"), &reading.SnapshotPage{Cut: reading.Cut{Snapshot: public.Snapshot{
			Day: when.NewDay(2026, 1, 10), Cases: 3, Held: public.Number{Least: 2}, Bytes: 2048, SHA256: strings.Repeat("ab", 32), Format: 1,
			Countries: []public.SnapshotCountry{{Country: "VE", Cases: 3}}}}}, 1)),
		"data":        visitor.Data(visitor.NewData(page(l, "/data"), []string{"ref", "name", "url", "captor_type_label", "roles_labels"})),
		"problem-404": problem.Page(problem.Props{Page: page(l, "/"), Status: 404, Code: "not_found"}),
		"problem-410": problem.Page(problem.Props{Page: page(l, "/cases/VE-2026-0004"), Status: 410, Code: "gone", Message: fault.Say("This was withdrawn on %s. Its reference is kept so that it is not used again.", today)}),
		"problem-off": problem.Page(problem.Props{Page: page(l, "/cases/VE-2026-0004"), Status: 410, Code: "gone", TakenOff: true, Message: fault.Say("This was taken off on %s. It may come back here.", today)}),
		"problem-400": problem.Page(problem.Props{Page: page(l, "/"), Status: 400, Code: "invalid", Message: fault.Say("This address asks for something the list cannot do."), Fields: fault.Fields{"colour": fault.Say("There is no such filter."), "detained_from": fault.Say("“%s” is not a day like 2026-01-13.", "soon")}, Fixes: []fault.Text{fault.Say("Filters: q, country.")}}),
		"problem-500": problem.Page(problem.Props{Page: page(l, "/"), Status: 500, Code: "internal", Incident: "a1b2c3d4e5f6"}),
	}
}

// places are two places of detention, one of them on the map.
func places() *reading.PlacesPage {
	return &reading.PlacesPage{Places: []reading.Place{
		{FacilityPage: &public.FacilityPage{Slug: "el-helicoide", Name: "El Helicoide", Country: "VE", Place: text("Caracas", ""), Kind: "prison", Spot: &public.Spot{Lat: 10.5, Lon: -66.9, Exactness: "settlement"}}, Held: 3},
		{FacilityPage: &public.FacilityPage{Slug: "a-house", Name: "A house", Country: "VE", Kind: "unofficial_site"}},
	}}
}

// drawn is the page of the pictures.
func drawn(l locale.Lang) visitor.PicturesProps {
	days := []when.Day{today.AddDays(-14), today.AddDays(-7), today}
	return visitor.PicturesProps{
		Page: page(l, "/pictures"), Held: parsed("country=VE"), Counts: counts(), Places: places(), Countries: []reading.CountryFigures{figures()},
		States:  &reading.StateSeries{By: "week", Days: days, Counts: []map[string]int{{"in_custody": 2}, {"in_custody": 3, "at_liberty": 1}, {"in_custody": 3, "at_liberty": 2}}},
		Lengths: &reading.HeldLengths{Today: today, Cases: 4, Undated: 1, Classes: []reading.LengthClass{{From: 0, To: 30, Sure: 1}, {From: 30, To: 183, Perhaps: 2}}},
	}
}

func people(n int) reading.People { return reading.People{Least: n, Most: n, MostKnown: true} }

type visitorPage struct {
	l    locale.Lang
	path string
}

func (v visitorPage) list(found public.Page, query string) templ.Component {
	p := titled(v.l, v.path, "cases.title")
	return visitor.Cases(visitor.CasesProps{Page: p, Query: parsed(query), Found: found, Today: today})
}

// then is the list as of a day.
func (v visitorPage) then() templ.Component {
	p := titled(v.l, "/cases?as_of=2026-01-10", "cases.title")
	p.Past, p.NoIndex = layout.Past{AsOf: when.NewDay(2026, 1, 10)}, true
	return visitor.Cases(visitor.CasesProps{Page: p, Query: parsed("as_of=2026-01-10"), Found: public.Page{Rows: rows()[:1], Total: public.Total{N: 1}}, Today: today})
}

// moved is a number that moved for every reason.
func moved() *reading.Moves {
	m := &reading.Moves{
		From: when.NewDay(2026, 1, 8), To: when.NewDay(2026, 1, 13), Country: "VE",
		Was: reading.People{Least: 12}, Now: people(9), Once: -1, Off: []reading.TakenOff{{Ref: "VE-2026-0004", On: when.NewDay(2026, 1, 10)}},
	}
	for i, why := range public.Moves {
		line := public.Move{Ref: fmt.Sprintf("VE-2026-%04d", 10+i), Label: text("US citizen, unnamed", "Ciudadano estadounidense, sin nombre"), Why: why, Now: "in_custody", Since: date("2026-01-09"), People: 1}
		switch why {
		case public.Released, public.FreedEarlier:
			line.Name, line.Now, line.People = public.Name{Text: "Ana Ejemplo", Script: "Latn", Language: "es"}, "at_liberty", -1
		case public.Died:
			line.Now, line.People = "deceased", -1
		case public.Merged:
			line.Into, line.Now, line.People = "VE-2026-0003", "", -1
		}
		m.Lines = append(m.Lines, line)
	}
	return m
}

func foundSome() public.Page {
	return public.Page{
		Rows: rows(), Total: public.Total{N: 104}, Next: "c-next", Prev: "c-prev", FellBack: true,
		Facets: []public.Facet{
			{Filter: "country", Values: []public.FacetValue{{Value: "VE", N: 104}}},
			{Filter: "state", Values: []public.FacetValue{{Value: "in_custody", N: 60, Chosen: true}, {Value: "whereabouts_unknown", N: 20, Chosen: true}, {Value: "at_liberty", N: 10}, {Value: "restricted_liberty", N: 9}, {Value: "deceased", N: 4}, {Value: "unknown", N: 1}}},
			{Filter: "release_event", Values: []public.FacetValue{{Value: "r1", Label: text("Continuing releases", "Excarcelaciones sucesivas"), N: 10}}, Capped: true},
		},
	}
}

func home() *reading.Home {
	return &reading.Home{
		Today: today, Cases: 5, Held: reading.People{Least: 7}, Free: reading.People{Least: 8}, Unknown: reading.People{Least: 1, Most: 1, MostKnown: true},
		Countries: []reading.CountryFigures{figures()}, Counts: counts(),
		Changes: []public.Change{
			{At: updated, Kind: public.DocCase, Key: "VE-2026-0001", What: "updated", Title: text("James Luckey-Lange", "")},
			{At: updated.AddDate(0, 0, -1), Kind: public.DocReleaseEvent, Key: "r1", What: "published", Title: text("Continuing releases", "Excarcelaciones sucesivas")},
			{At: updated.AddDate(0, 0, -2), Kind: public.DocCase, Key: "VE-2026-0004", What: "withdrawn"},
			{At: updated.AddDate(0, 0, -3), Kind: public.DocCase, Key: "VE-2026-0005", What: "unpublished"},
		},
	}
}

func country() *reading.CountryPage {
	event, row := releaseEvent(), rows()[0]
	return &reading.CountryPage{
		Code: "VE", Today: today, Figures: figures(), Claims: treatment, Advisory: advisory,
		Older:     []public.Advisory{{ID: "a0", Issuer: text("US Department of State", ""), Country: "VE", Level: 3, IssuedOn: date("2024")}},
		Positions: []public.Position{denial}, Context: background, Cases: rows(), Counts: counts()[:1],
		Facilities: []public.FacilityPage{{Slug: "el-helicoide", Name: "El Helicoide", Country: "VE", Kind: "prison", Place: text("Caracas", "")}},
		Timeline: []reading.Moment{
			{Date: background[0].Date, Context: &background[0]},
			{Date: row.StateSince, Case: &row},
			{Date: event.Date, Release: &event},
			{Date: advisory.IssuedOn, Advisory: advisory},
			{Date: denial.Date, Position: &denial},
			{Date: date("2019/.."), Context: &public.ContextEvent{What: text("Relations are cut.", "Se rompen las relaciones.")}},
			{Date: date("2024/"), Context: &public.ContextEvent{What: text("Many are detained after the election.", "Muchas detenciones tras las elecciones.")}},
		},
	}
}
