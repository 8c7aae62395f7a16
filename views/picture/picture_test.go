package picture_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/google/go-cmp/cmp"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/layout"
	"habeas/views/picture"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

var today = when.NewDay(2026, 1, 19)

func text(en, es string) public.Text { return public.Text{En: en, Es: es} }

func date(edtf string) when.Date { return when.MustParse(edtf) }

func number(n int) *int { return &n }

// about is a picture at an address of a site in a language.
func about(l locale.Lang, narrow bool) picture.About {
	return picture.About{
		Page:   layout.Page{Words: locale.For(l), BaseURL: "https://habeas.example"},
		Narrow: narrow, On: today, Table: "/pictures",
	}
}

// gallery is every picture with a sample in it, by name.
func gallery(l locale.Lang, narrow bool) map[string]templ.Component {
	a := about(l, narrow)
	return map[string]templ.Component{
		"states":       picture.States(a, series()),
		"states-none":  picture.States(a, &reading.StateSeries{Days: []when.Day{today.AddDays(-1), today}, Counts: []map[string]int{nil, nil}, By: "day"}),
		"held":         picture.Held(a, lengths(), a.T("picture.held.title")),
		"counts":       picture.Counts(a, counts("The government")),
		"case":         picture.Case(a, someCase("أحمد الخطيب"), "أحمد الخطيب (Ahmad)"),
		"case-undated": picture.Case(a, &reading.CasePage{Today: today, Case: &public.Case{Ref: "VE-2026-0002", Country: "VE", State: public.State{Code: "unknown"}, Timeline: []public.Event{{Kind: "taken", Sureness: public.Outlined}}}}, "Somebody"),
		"country":      picture.Country(a, country()),
		"places":       picture.Places(a, places("VE")),
		"places-world": picture.Places(a, places("VE", "IR")),
		"places-none":  picture.Places(a, &reading.PlacesPage{}),
	}
}

func series() *reading.StateSeries {
	s := &reading.StateSeries{By: "week", Undated: 2}
	for i := range 12 {
		s.Days = append(s.Days, today.AddDays(7*(i-11)))
		s.Counts = append(s.Counts, map[string]int{"in_custody": 10 + i, "house_arrest": i / 4, "whereabouts_unknown": 3, "restricted_liberty": i / 2, "at_liberty": i * 2, "deceased": i / 6, "unknown": 1})
	}
	return s
}

func lengths() *reading.HeldLengths {
	return &reading.HeldLengths{Today: today, Cases: 30, Undated: 1, MayBe: 3, Classes: []reading.LengthClass{
		{From: 0, To: 30, Sure: 4, Perhaps: 2}, {From: 30, To: 183, Sure: 12}, {From: 183, To: 365, Perhaps: 2}, {From: 365, To: 731, Sure: 1, Perhaps: 1}, {From: 731, To: 1826}, {From: 1826, Sure: 9},
	}}
}

func counts(first string) reading.CountGroup {
	count := func(claimant string, low, high *int, qualifier, asOf, basis string) public.Count {
		return public.Count{Claimant: text(claimant, ""), Measure: "released", Min: low, Max: high, Qualifier: qualifier, AsOf: date(asOf), Basis: basis, Words: "dozens", WordsLang: "en"}
	}
	return reading.CountGroup{Measure: "released", Population: text("people released since 8 January", "personas excarceladas desde el 8 de enero"), Country: "VE", Counts: []public.Count{
		count(first, number(100), nil, "more_than", "2026-01-12", "announced"), count("The United Nations", number(50), number(70), "about", "2026-01-12/2026-01-14", "verified"),
		count("Rights groups", number(41), number(41), "exactly", "2026-01-13", "not_stated"), count("Relatives", nil, nil, "", "2026-01-13", "not_stated"), count("A newspaper", nil, number(45), "fewer_than", "2026-01-13", "estimated"),
	}}
}

func someCase(actor string) *reading.CasePage {
	taken, free := date("2025-12-08/2025-12-12"), date("2026-01-08")
	return &reading.CasePage{Today: today, Case: &public.Case{
		Ref: "VE-2026-0001", Country: "VE", State: public.State{Code: "restricted_liberty", Since: free},
		States: []public.Stand{{At: taken, State: public.State{Code: "in_custody"}}, {At: free, State: public.State{Code: "restricted_liberty"}}},
		Held:   public.Held{Taken: taken, Ended: free, End: when.EndKnown},
		Timeline: []public.Event{
			{Kind: "taken", Date: taken, What: text("Taken at the border by men in uniform, says "+actor+", who was there and saw them drive away to the north.", ""), Sureness: public.Outlined},
			{Kind: "hunger_strike", Date: date("2025-12-20/.."), Sureness: public.Dashed}, {Kind: "hospitalised", Date: date("2025-12-28/"), Sureness: public.Solid}, {Kind: "statement", Sureness: public.Dotted},
		},
		Releases: []public.Release{{Exit: "released", Date: free, Steps: []public.Step{{Code: "announced", Date: date("2026-01-05"), By: text("The government", "")}, {Code: "left_facility"}}}},
	}}
}

func country() *reading.CountryPage {
	c := &reading.CountryPage{Code: "VE", Today: today}
	for _, d := range []string{"2025-12-08/2025-12-12", "2026-01-02", "2026-01"} {
		c.Timeline = append(c.Timeline, reading.Moment{Date: date(d), Case: &public.Row{Sureness: public.Outlined}})
	}
	c.Timeline = append(c.Timeline,
		reading.Moment{Date: date("2019"), Context: &public.ContextEvent{What: text("Relations are cut.", "Se rompen las relaciones.")}},
		reading.Moment{Date: date("2026-01-08/2026-01-12"), Release: &public.ReleaseEvent{Title: text("Continuing releases", "Excarcelaciones sucesivas")}},
		reading.Moment{Date: date("2026-01-10"), Advisory: &public.Advisory{Level: 4, Issuer: text("US Department of State", "")}},
		reading.Moment{Date: date("2026-01-10~"), Position: &public.Position{Authority: text("The ministry", ""), What: text("Calls it fabricated.", "")}},
	)
	return c
}

func places(codes ...string) *reading.PlacesPage {
	p := &reading.PlacesPage{}
	at := map[string]*public.Spot{"VE": {Lat: 10.5, Lon: -66.9, Exactness: "settlement"}, "IR": {Lat: 35.8, Lon: 51.4, Exactness: "site"}}
	for _, code := range codes {
		p.Places = append(p.Places, reading.Place{FacilityPage: &public.FacilityPage{Name: "A prison of " + code, Country: code, Spot: at[code]}})
	}
	p.Places = append(p.Places, reading.Place{FacilityPage: &public.FacilityPage{Name: "Somewhere", Country: codes[0]}})
	return p
}

// each runs fn over every picture in every language and width.
func each(t *testing.T, fn func(t *testing.T, name, svg string)) {
	for _, l := range locale.Langs {
		for _, width := range []string{"wide", "narrow"} {
			for name, view := range gallery(l, width == "narrow") {
				name = string(l) + "-" + name + "-" + width
				t.Run(name, func(t *testing.T) {
					t.Parallel()
					fn(t, name, render(t, view))
				})
			}
		}
	}
}

func render(t *testing.T, view templ.Component) string {
	t.Helper()
	var buf bytes.Buffer
	if err := view.Render(t.Context(), &buf); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

// The goldens leave the outlines of countries out: a hundred lines of numbers
// that nobody reads.
func TestPicturesAreAsTheyWereLookedAt(t *testing.T) {
	t.Parallel()
	long := regexp.MustCompile(` d="[^"]{900}[^"]*"`)
	land := regexp.MustCompile(`<path class="g"[^>]*>`)
	each(t, func(t *testing.T, name, svg string) {
		got := strings.ReplaceAll(long.ReplaceAllString(land.ReplaceAllString(svg, ""), ` d="…"`), "><", ">\n<")
		golden := filepath.Join("testdata", name+".svg")
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("the picture changed; look at it, then run with -update (-want +got):\n%s", diff)
		}
	})
}

func TestEveryPictureIsSound(t *testing.T) {
	t.Parallel()
	small := regexp.MustCompile(`font-size="(?:[0-9]|1[01])(?:\.[0-9]+)?"`)
	each(t, func(t *testing.T, name, svg string) {
		wellFormed(t, svg)
		for _, no := range []string{"NaN", "Inf", "[picture", "[label", "href", "style=", "<script"} {
			if strings.Contains(svg, no) {
				t.Errorf("it holds %s", no)
			}
		}
		if found := small.FindString(svg); found != "" {
			t.Errorf("a text is too small to be read: %s", found)
		}
		for _, yes := range []string{`role="img" aria-labelledby="title desc"`, "CC\u00a0BY\u00a04.0", "https://habeas.example/pictures", `class="p" fill="#fbfaf6"`} {
			if !strings.Contains(svg, yes) {
				t.Errorf("it lacks %s", yes)
			}
		}
	})
}

func wellFormed(t *testing.T, svg string) {
	t.Helper()
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("it is no XML: %v", err)
		}
	}
}

func TestMarkupInALabelStaysText(t *testing.T) {
	t.Parallel()
	evil := "</text><script>alert(1)</script>\"'&\x08\x00\ufffe]]>"
	g := counts(evil)
	g.Population, g.Counts[1].Words = text(evil, ""), evil
	c := someCase(evil)
	c.Case.Timeline[0].What = text(evil, "")
	l := places("VE")
	l.Places[0].Name = evil
	for name, view := range map[string]templ.Component{
		"counts": picture.Counts(about(locale.English, true), g), "case": picture.Case(about(locale.English, false), c, evil), "places": picture.Places(about(locale.English, false), l),
	} {
		svg := render(t, view)
		wellFormed(t, svg)
		if strings.Contains(svg, "<script") || !strings.Contains(svg, "&lt;script&gt;") {
			t.Errorf("the label of %s is not its text", name)
		}
	}
}

func TestANameFromRightToLeftKeepsToItself(t *testing.T) {
	t.Parallel()
	svg := render(t, picture.Case(about(locale.English, false), someCase("a neighbour"), "أحمد الخطيب"))
	if !strings.Contains(svg, "\u2068Timeline: أحمد الخطيب\u2069</text>") {
		t.Error("the line with the name is not isolated")
	}
}

func TestAPlaceWithoutAPositionIsOnNoMap(t *testing.T) {
	t.Parallel()
	svg := render(t, picture.Places(about(locale.English, false), places("VE")))
	if strings.Contains(svg, "Somewhere") || !strings.Contains(svg, "One place is not on the map") {
		t.Error("a place of which the country alone is known is drawn, or not told of")
	}
}
