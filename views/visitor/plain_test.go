package visitor_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/static"
	"habeas/views/layout"
	"habeas/views/problem"
	"habeas/views/visitor"
)

func family(l locale.Lang, path string) layout.Family {
	return layout.Family{Words: locale.For(l), Path: path, BaseURL: "https://habeas.example"}
}

// reach are the contacts a site may have: a telephone number, an address, a
// page, and none.
var reach = []layout.Contact{{Text: "+58 212 555 0100", Link: "tel:+582125550100"}, {Text: "help@habeas.example", Link: "mailto:help@habeas.example"}, {Text: "https://habeas.example/contact", Link: "https://habeas.example/contact"}, {}}

func plain(l locale.Lang, c *reading.CasePage, contact layout.Contact) templ.Component {
	page := family(l, "/cases/"+c.Case.Ref+"/plain")
	page.Contact = contact
	return visitor.Plain(visitor.NewPlain(page, c))
}

// whom are the people that sentences differ for.
var whom = []func(c *public.Case){
	func(c *public.Case) { c.Gender = "female" },
	func(c *public.Case) { c.Gender = "male" },
	func(c *public.Case) { c.Gender = "" },
	func(c *public.Case) { c.Kind, c.Name = "group", public.Name{} },
}

// stood are cases in every state and on every rung, by what they are.
func stood() map[string]*reading.CasePage {
	all := map[string]*reading.CasePage{}
	add := func(name string, set func(p *reading.CasePage)) {
		c := &public.Case{Ref: "IR-2026-0007", Kind: "person", Name: public.Name{Text: "Ana Ejemplo"}, Country: "IR", UpdatedAt: updated, State: public.State{Since: date("2026-01-08"), Sureness: public.Outlined, Origins: 1}}
		p := &reading.CasePage{Case: c, Today: today}
		set(p)
		all[name] = p
	}
	for _, state := range casebook.Vocabulary("state") {
		add(state, func(p *reading.CasePage) { p.Case.State.Code = state })
		for _, step := range casebook.Vocabulary("confirmation") {
			add(state+" "+step, func(p *reading.CasePage) {
				p.Case.State.Code = state
				p.Case.Releases = []public.Release{{Exit: "released", Steps: []public.Step{{Code: step, Date: date("2026-01-12")}}}}
			})
		}
	}
	add("told only", func(p *reading.CasePage) { p.Case.State.Code, p.Case.State.Announced = "in_custody", true })
	add("ordered only", func(p *reading.CasePage) {
		p.Case.State.Code, p.Case.State.Announced = "in_custody", true
		p.Case.Releases = []public.Release{{Exit: "released", Steps: []public.Step{{Code: "ordered"}}}}
	})
	add("again", func(p *reading.CasePage) {
		p.Case.State.Code, p.Case.Held.End = "in_custody", when.EndOpen
		p.Case.Held.Spells = []public.Spell{{Taken: date("2025-01-01"), Ended: date("2025-02-01")}, {Taken: date("2026-01-01")}}
	})
	add("fully free", func(p *reading.CasePage) { p.Case.State.Code, p.Case.State.FullyFree = "at_liberty", true })
	add("stale", func(p *reading.CasePage) {
		p.Case.State.Code, p.Case.Held.End, p.Case.Held.SeenUntil, p.Case.LastVerified = "in_custody", when.EndOpen, when.NewDay(2025, 9, 1), when.NewDay(2025, 9, 1)
	})
	add("stale undated", func(p *reading.CasePage) { p.Case.State.Code, p.Case.Held.End = "in_custody", when.EndOpen })
	add("perhaps", func(p *reading.CasePage) { p.Case.State.Code, p.Case.State.Perhaps = "in_custody", "at_liberty" })
	add("sure of nothing", func(p *reading.CasePage) { p.Case.State = public.State{Code: "unknown"} })
	for _, s := range []public.Sureness{public.Solid, public.Dashed, public.Dotted} {
		add(string(s), func(p *reading.CasePage) {
			p.Case.State.Code, p.Case.State.Sureness, p.Case.State.Origins = "in_custody", s, 2
		})
	}
	add("verified today", func(p *reading.CasePage) { p.Case.State.Code, p.Case.LastVerified = "in_custody", today })
	return all
}

// told adds what a case may tell beside its state.
func told() map[string]*reading.CasePage {
	all := map[string]*reading.CasePage{"withheld": withheld(), "group": five(), "freed": freed(), "held": held(), "corrected": correctedCase()}
	in := func(name string, set func(p *reading.CasePage)) {
		p := &reading.CasePage{Today: today, Case: &public.Case{Ref: "IR-2026-0007", Kind: "person", Country: "IR", UpdatedAt: updated, State: public.State{Code: "in_custody", Sureness: public.Solid}}}
		set(p)
		all[name] = p
	}
	in("unnamed", func(p *reading.CasePage) { p.Case.Kind = "unnamed" })
	for _, kind := range append(casebook.Vocabulary("event"), "verified", "order_not_carried_out") {
		in("event "+kind, func(p *reading.CasePage) {
			p.Case.Timeline = []public.Event{{Kind: kind, Date: date("2026-01-09"), Sureness: public.Solid}}
		})
	}
	for _, captor := range casebook.Vocabulary("captor") {
		in("captor "+captor, func(p *reading.CasePage) { p.Case.Known = []public.Fact{{Key: "captor", Code: captor}} })
	}
	for _, kind := range casebook.Vocabulary("condition") {
		in("condition "+kind, func(p *reading.CasePage) {
			p.Case.State.Code = "at_liberty"
			p.Case.Releases = []public.Release{{Exit: "released", Steps: []public.Step{{Code: "home"}}, Conditions: []public.Condition{{Kind: kind}}}}
		})
	}
	for _, exit := range casebook.Vocabulary("exit") {
		in("exit "+exit, func(p *reading.CasePage) {
			p.Case.State.Code = "at_liberty"
			p.Case.Releases = []public.Release{{Exit: exit, Steps: []public.Step{{Code: "left_facility"}}}}
		})
	}
	for _, qualifier := range casebook.Vocabulary("qualifier") {
		in("group "+qualifier, func(p *reading.CasePage) {
			p.Case.Kind, p.Case.Group = "group", &public.Group{Min: 5, Qualifier: qualifier}
		})
	}
	in("group of a range", func(p *reading.CasePage) {
		p.Case.Kind, p.Case.Group = "group", &public.Group{Min: 5, Max: number(7), Qualifier: "about"}
	})
	for i, d := range []when.Days{{Least: 3}, {Least: 1, Most: 1, MostKnown: true}, {Most: 1, MostKnown: true}, {Least: 4, Most: 11, MostKnown: true}, {Most: 0, MostKnown: true}, {}} {
		in(fmt.Sprintf("days %d", i), func(p *reading.CasePage) {
			p.Case.Held.Taken, p.Days, p.Case.LastVerified = date("2026-01-08"), d, today.AddDays(-1)
			p.Case.Known = []public.Fact{{Key: "taken", Date: date("2026-01-08/..")}}
			p.Case.Facility = &public.Facility{Slug: "evin", Name: "Evin"}
			p.Case.Charges = []public.Charge{{Outcome: "pending"}}
			if i == 0 {
				p.Case.NotKnown = strings.Fields("captor charge conditions consular facility health identity lawyer taken taken_place")
			}
			p.Case.Whereabouts = []public.Rung{{Code: "acknowledged", Answer: []string{"yes", "no"}[i%2]}, {Code: "contact_family", Answer: "yes"}, {Code: "contact_lawyer", Answer: "yes"}, {Code: "contact_consular", Answer: []string{"yes", "no"}[i%2]}, {Code: "place_disclosed", Answer: "unknown"}}
		})
	}
	return all
}

// everyPlain calls fn with the plain page of every case in every tongue.
func everyPlain(t *testing.T, fn func(l locale.Lang, name, body string)) {
	t.Helper()
	for _, l := range locale.Tongues {
		for name, p := range stood() {
			for i, set := range whom {
				c := *p.Case
				set(&c)
				one := *p
				one.Case = &c
				fn(l, fmt.Sprintf("%s, %d", name, i), render(t, plain(l, &one, reach[i])))
			}
		}
		for name, p := range told() {
			fn(l, name, render(t, plain(l, p, reach[0])))
		}
		past := family(l, "/cases/IR-2026-0007/plain?as_of=2026-01-01")
		for _, then := range []layout.Past{{AsOf: today}, {KnownAt: today}, {AsOf: today, KnownAt: today}} {
			past.Past = then
			for i, set := range whom {
				p := stood()["unknown"]
				set(p.Case)
				fn(l, fmt.Sprintf("unknown then, %d", i), render(t, visitor.Plain(visitor.NewPlain(past, p))))
			}
		}
		for _, code := range []string{"not_found", "gone", "invalid", "internal"} {
			fn(l, code, render(t, problem.Family(problem.FamilyProps{Family: family(l, "/"), Code: code})))
		}
		fn(l, "taken off", render(t, problem.Family(problem.FamilyProps{Family: family(l, "/"), Code: "gone", TakenOff: true})))
		fn(l, "help", render(t, helpPage(t, l, nil)))
	}
}

func helpPage(t *testing.T, l locale.Lang, own *public.Help) templ.Component {
	t.Helper()
	p, err := visitor.NewHelp(family(l, "/help"), own)
	if err != nil {
		t.Fatal(err)
	}
	return visitor.Help(p)
}

func TestNoPlainPageHasAHole(t *testing.T) {
	t.Parallel()
	hole := regexp.MustCompile(`\[[a-z_]+(\.[a-z0-9_]+)*\]|\{\{|\}\}|%!`)
	everyPlain(t, func(l locale.Lang, name, body string) {
		if found := hole.FindAllString(body, 5); len(found) > 0 {
			t.Errorf("%s, %s: %s", l, name, strings.Join(found, " "))
		}
	})
}

// Each sentence of the catalogue is on some page: what nobody reads is not kept,
// and what is not there was seen by the test above.
func TestEverySentenceForFamiliesIsReadSomewhere(t *testing.T) {
	t.Parallel()
	read := map[locale.Lang]*strings.Builder{}
	everyPlain(t, func(l locale.Lang, name, body string) {
		if read[l] == nil {
			read[l] = new(strings.Builder)
		}
		read[l].WriteString(html.UnescapeString(body))
	})
	for _, l := range locale.Tongues {
		file, err := os.ReadFile("../../internal/locale/words/" + string(l) + "/family.json")
		if err != nil {
			t.Fatal(err)
		}
		var catalogue map[string]any
		if err := json.Unmarshal(file, &catalogue); err != nil {
			t.Fatal(err)
		}
		for _, key := range slices.Sorted(maps.Keys(catalogue)) {
			text, plain := catalogue[key].(string)
			if !plain || strings.HasPrefix(key, "date.") || elsewhere[key] != nil && slices.Contains(elsewhere[key], l) {
				continue
			}
			longest := ""
			for _, part := range regexp.MustCompile(`\{\{[^}]*\}\}`).Split(text, -1) {
				if len(part) > len(longest) {
					longest = part
				}
			}
			if !strings.Contains(read[l].String(), longest) {
				t.Errorf("%s: nobody reads %s, %q", l, key, text)
			}
		}
	}
}

// elsewhere are sentences that a language has for the others: the way to the
// pages in the language somebody reads already.
var elsewhere = map[string][]locale.Lang{
	"family.full_en": {locale.Spanish}, "family.full_es": {locale.English},
	"family.home_en": {locale.Spanish}, "family.home_es": {locale.English},
}

// The sentence of state is that of the state, whatever rung a release has
// reached, until somebody is out; then it is that of the rung.
func TestAPlainPageNeverSaysReleasedTooSoon(t *testing.T) {
	t.Parallel()
	for name, p := range stood() {
		code := p.Case.State.Code
		switch step, out := highest(p.Case), code == "at_liberty" || code == "restricted_liberty"; {
		case name == "again":
			code = "again"
		case out && step != "":
			code = "out." + step
		}
		since := p.Case.State.Since
		if name == "again" {
			since = date("2026-01-01")
		}
		for _, l := range locale.Tongues {
			w := locale.For(l)
			want := w.Of(locale.OfPerson, "plain.state."+code, "date", w.PlainDate(since))
			if body := words(t, plain(l, p, reach[0])); !strings.Contains(body, want) {
				t.Errorf("%s, %s: does not say %q", l, name, want)
			}
		}
	}
}

// highest gives the only rung of a case of this test.
func highest(c *public.Case) string {
	if len(c.Releases) == 0 {
		return ""
	}
	return c.Releases[0].Steps[0].Code
}

func TestAnAnnouncementIsToldAsOneInEveryTongue(t *testing.T) {
	t.Parallel()
	for _, l := range locale.Tongues {
		w := locale.For(l)
		body := words(t, plain(l, stood()["told only"], reach[0]))
		for _, key := range []string{"plain.caution.announced", "plain.level.announced"} {
			if !strings.Contains(body, w.T(key)) {
				t.Errorf("%s: does not say %q", l, w.T(key))
			}
		}
		held := w.Of(locale.OfPerson, "plain.state.in_custody", "date", w.PlainDate(date("2026-01-08")))
		if !strings.Contains(body, held) {
			t.Errorf("%s: does not say %q", l, held)
		}
	}
}

func TestAPlainPageTellsNothingOfAWithheldName(t *testing.T) {
	t.Parallel()
	for _, l := range locale.Tongues {
		body := words(t, plain(l, withheld(), reach[0]))
		for _, want := range []string{"plain.name.withheld", "plain.withheld"} {
			if !strings.Contains(body, locale.For(l).T(want)) {
				t.Errorf("%s: does not say %q", l, locale.For(l).T(want))
			}
		}
	}
}

func TestTheTitleOfAPlainPageNamesNobody(t *testing.T) {
	t.Parallel()
	for _, l := range locale.Tongues {
		body := render(t, plain(l, stood()["in_custody"], reach[0]))
		title := regexp.MustCompile(`<title>(.*?)</title>`).FindStringSubmatch(body)[1]
		if strings.Contains(title, "Ana") || !strings.Contains(title, "IR-2026-0007") {
			t.Errorf("%s: the title is %q, want the reference and no name", l, title)
		}
	}
}

func TestPagesForFamiliesAreSoundHTML(t *testing.T) {
	t.Parallel()
	for _, l := range locale.Tongues {
		for name, body := range map[string]string{"held": render(t, plain(l, held(), reach[0])), "group": render(t, plain(l, five(), reach[1])), "help": render(t, helpPage(t, l, nil))} {
			for _, complaint := range complaints(parse(t, body)) {
				t.Errorf("%s, %s: %s", l, name, complaint)
			}
			want := "ltr"
			if l == locale.Arabic || l == locale.Persian {
				want = "rtl"
			}
			if begins := fmt.Sprintf(`<html lang="%s" dir="%s">`, l, want); !strings.Contains(body, begins) {
				t.Errorf("%s, %s: does not begin with %s", l, name, begins)
			}
		}
	}
}

// The whole of a plain page goes through one round trip of a weak line: page
// and style, as they are and as a browser gets them.
func TestAPlainPageWithItsStyleIsUnderFifteenKilobytes(t *testing.T) {
	t.Parallel()
	css, _ := static.Get("css/plain.css")
	style := [2]int{len(css.Body), len(zipped(t, css.Body))}
	most := map[locale.Lang][2]int{}
	where := map[locale.Lang]string{}
	everyPlain(t, func(l locale.Lang, name, body string) {
		n := [2]int{len(body) + style[0], len(zipped(t, []byte(body))) + style[1]}
		if n[0] > most[l][0] {
			most[l], where[l] = n, name
		}
	})
	for _, l := range locale.Tongues {
		t.Logf("%s: at most %d bytes, %d compressed (%s)", l, most[l][0], most[l][1], where[l])
		if most[l][0] >= 15<<10 {
			t.Errorf("%s: %s with its style is %d bytes, want fewer than %d", l, where[l], most[l][0], 15<<10)
		}
	}
}

func zipped(t *testing.T, body []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTheHelpOfTheOrganisationStandsInPlaceOfOurs(t *testing.T) {
	t.Parallel()
	own := &public.Help{Language: "ar", Text: "# عنوان\n\nنص <script>alert(1)</script> ![](https://example.org/x.png) [رابط](javascript:alert(1)) [ok](https://example.org)\n"}
	body := render(t, helpPage(t, locale.Arabic, own))
	for _, no := range []string{"<script", "<img", "javascript:", "48 ساعة</h1>"} {
		if strings.Contains(body, no) {
			t.Errorf("the page holds %q", no)
		}
	}
	for _, want := range []string{"<h1>عنوان</h1>", `href="https://example.org" rel="nofollow noreferrer"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
}
