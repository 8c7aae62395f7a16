package intake_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/intake"
	"habeas/internal/when"
)

// Published is the Wednesday on which the texts of these tests came out.
var published = when.MustParse("2026-01-14")

func read(text string) intake.Reading {
	return intake.Read(text, intake.About{Published: published})
}

func TestDatesAreReadAgainstTheDayOfPublication(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, words, want string }{
		{"They were freed on Tuesday.", "Tuesday", "2026-01-13"},
		{"They were freed on Wednesday.", "Wednesday", "2026-01-14"},
		{"They were freed last Wednesday.", "last Wednesday", "2026-01-07"},
		{"He will appear in court on Friday.", "Friday", "2026-01-16"},
		{"A hearing is due next Wednesday.", "next Wednesday", "2026-01-21"},
		{"It happened last week in the city.", "last week", "[2026-01-05..2026-01-11]"},
		{"It happened over the weekend in the city.", "over the weekend", "[2026-01-10..2026-01-11]"},
		{"They left two weeks ago by air.", "two weeks ago", "2025-12-31~"},
		{"They left three days ago by air.", "three days ago", "2026-01-11"},
		{"He was seen yesterday in the city.", "yesterday", "2026-01-13"},
		{"He vanished last month near home.", "last month", "2025-12"},
		{"He was taken on January 3 at home.", "January 3", "2026-01-03"},
		{"He was taken on 3 January 2025 at home.", "3 January 2025", "2025-01-03"},
		{"He was taken on Sept. 11 at home.", "Sept. 11", "2025-09-11"},
		{"He was taken on Friday (January 9) at home.", "Friday (January 9)", "2026-01-09"},
		{"It began in September in the south.", "September", "2025-09"},
		{"It began in March 2019 in the south.", "March 2019", "2019-03"},
		{"They may march in the streets.", "", ""},
		{"He was taken on 13/01/2026 at home.", "13/01/2026", "2026-01-13"},
		{"He was taken on 3/4/2025 at home.", "3/4/2025", "[2025-03-04,2025-04-03]"},
		{"He was born on 31 February somewhere.", "", ""},
		{"Fue excarcelado el pasado jueves en Caracas.", "pasado jueves", "2026-01-08"},
		{"Fue excarcelado el jueves pasado en Caracas.", "jueves pasado", "2026-01-08"},
		{"Fue excarcelado el martes en Caracas.", "martes", "2026-01-13"},
		{"Fue detenida el 12 de diciembre por la policía.", "12 de diciembre", "2025-12-12"},
		{"Fue detenida el jueves 8 de enero por la policía.", "jueves 8 de enero", "2026-01-08"},
		{"Fue detenida hace tres semanas por la policía.", "hace tres semanas", "2025-12-24~"},
		{"Ayer la policía detuvo a los dos.", "Ayer", "2026-01-13"},
		{"La semana pasada hubo una protesta de las familias.", "La semana pasada", "[2026-01-05..2026-01-11]"},
		{"Desde 2014 la policía los busca.", "2014", "2014"},
		{"Comparecerá el próximo viernes ante el juez.", "próximo viernes", "2026-01-16"},
	} {
		r := read(tt.text)
		words, got := "", ""
		if len(r.Dates) > 0 {
			words, got = r.Dates[0].In(tt.text), r.Dates[0].When.String()
		}
		if words != tt.words || got != tt.want {
			t.Errorf("%q: read %q as %q, want %q as %q", tt.text, words, got, tt.words, tt.want)
		}
	}
}

func TestAWeekdayStaysOpenWithoutADayOfPublication(t *testing.T) {
	t.Parallel()
	r := intake.Read("They were freed on Tuesday.", intake.About{Published: when.MustParse("2026-01")})
	if len(r.Dates) != 1 || !r.Dates[0].When.IsZero() || r.Dates[0].Why.Rule != "date_weekday_open" {
		t.Errorf("got %+v, want one date that is open and says why", r.Dates)
	}
}

func TestADoubtfulPublicationMakesDaysDoubtful(t *testing.T) {
	t.Parallel()
	r := intake.Read("They were freed on Tuesday.", intake.About{Published: when.MustParse("2026-01-14~")})
	if len(r.Dates) != 1 || r.Dates[0].When.String() != "2026-01-13?" {
		t.Errorf("got %+v, want 2026-01-13?", r.Dates)
	}
}

// brief is a count in one line.
func brief(c intake.Count) string {
	n := func(p *int) string {
		if p == nil {
			return ""
		}
		return string(rune('0'+*p/1000%10)) + string(rune('0'+*p/100%10)) + string(rune('0'+*p/10%10)) + string(rune('0'+*p%10))
	}
	return strings.Join([]string{c.Phrase, string(c.Qualifier), n(c.Min), n(c.Max), string(c.Measure), c.Population, c.Nationality, c.Claimant}, "|")
}

func TestNumbersOfPeopleKeepHowTheyWereMeant(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"Police arrested 23 journalists in dawn raids, the association said.", []string{"23|exactly|0023|0023|arrested|journalists||the association"}},
		{"Between 12 and 15 protesters remain in custody, their lawyers told Reuters.", []string{"Between 12 and 15|exactly|0012|0015|held|protesters||their lawyers told Reuters"}},
		{"More than 100 such prisoners had already been released, the government said.", []string{"More than 100|more_than|0100||released|prisoners||the government"}},
		{"An estimated 1,200 people have been detained, Amnesty International said.", []string{"An estimated 1,200|about|1200|1200|held|people||Amnesty International"}},
		{"The UN says the state released about 50 people out of what campaigners say is a tally of more than 800 political prisoners.",
			[]string{"about 50|about|0050|0050|released|people||The UN", "more than 800|more_than|0800||held|political prisoners||campaigners"}},
		{"Fewer than 10 of the 70 hostages have been released.", []string{"Fewer than 10|fewer_than||0010|released|hostages||", "70|exactly|0070|0070|held|hostages||"}},
		{"Dozens of inmates were freed, according to a lawyer.", []string{"Dozens||||released|inmates||a lawyer"}},
		{"A handful of detainees died.", []string{"A handful||||died|detainees||"}},
		{"As many as thirty-five aid workers are being held.", []string{"As many as thirty-five|at_most||0035|held|aid workers||"}},
		{"The government announced it would start releasing a significant number of people.", []string{"a significant number||||announced|people||The government"}},
		{"The court ordered the release of three activists.", []string{"three|exactly|0003|0003|ordered|activists||"}},
		{"He bought 20 apples, paid $300 and won 40% of the votes.", nil},
		{"The fleet carried out dozens of strikes.", nil},
		{"Al menos 18 presos políticos fueron excarcelados, según Foro Penal.", []string{"Al menos 18|at_least|0018||released|presos políticos||Foro Penal"}},
		{"Romero dijo que más de 800 personas siguen detenidas.", []string{"más de 800|more_than|0800||held|personas||Romero"}},
		{"Una veintena de manifestantes fueron arrestados.", []string{"Una veintena|about|0020|0020|arrested|manifestantes||"}},
		{"El ministerio informó que liberó a 14 ciudadanos colombianos.", []string{"14|exactly|0014|0014|released|ciudadanos colombianos|CO|El ministerio"}},
		{"Unas 1.200 personas permanecen detenidas.", []string{"Unas 1.200|about|1200|1200|held|personas||"}},
		{"Decenas de detenidos murieron.", []string{"Decenas||||died|detenidos||"}},
		{"Entre 20 y 30 estudiantes desaparecieron.", []string{"Entre 20 y 30|exactly|0020|0030|disappeared|estudiantes||"}},
	} {
		var got []string
		for _, c := range read(tt.text).Counts {
			got = append(got, brief(c))
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, d)
		}
	}
}

func TestWhatHappenedHangsOnItsDate(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want string }{
		{"She was arrested on Tuesday at the airport.", "case taken 2026-01-13"},
		{"Two men were deported on January 3 to Spain.", "case deported 2026-01-03"},
		{"He was sentenced last month to five years.", "case sentenced 2025-12"},
		{"Fifty people were freed on Monday, the government said.", "release  2026-01-12"},
		{"That included Thursday's move to release a small portion of prisoners.", "release  2026-01-08"},
		{"The embassy withdrew all staff in March 2019 amid threats.", "country  2019-03"},
		{"The minister said on Friday that nobody is held.", "said  2026-01-09"},
		{"Many were detained after the 2024 presidential election.", "case taken [2024..]"},
		{"Fue detenida el 12 de diciembre y sigue presa.", "case taken 2025-12-12"},
		{"Los excarcelaron el lunes en la noche.", "release  2026-01-12"},
		{"Fue trasladado ayer a otra prisión.", "case moved 2026-01-13"},
	} {
		got := ""
		if r := read(tt.text); len(r.Events) > 0 {
			e := r.Events[0]
			got = string(e.What) + " " + string(e.Kind) + " " + e.Date.When.String()
		}
		if got != tt.want {
			t.Errorf("%q: read as %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestPeoplePlacesAndCountriesAreFound(t *testing.T) {
	t.Parallel()
	const text = "Relatives of Ana María Pérez, a Spanish citizen, waited outside the El Helicoide prison in Caracas. " +
		"President Nicolás Maduro spoke. Ana Maria Perez was moved to Ramo Verde. The United States protested."
	r := intake.Read(text, intake.About{
		People:     []intake.Known{{Key: "VE-2026-0001", Names: []string{"Ana Maria Perez"}}},
		Facilities: []intake.Known{{Key: "ramo-verde", Names: []string{"Ramo Verde"}}},
	})
	list := func(all []intake.Named) (out []string) {
		for _, n := range all {
			out = append(out, n.Name+"="+n.Key)
		}
		return out
	}
	for _, tt := range []struct {
		kind      string
		got, want []string
	}{
		{"people", list(r.People), []string{"Ana María Pérez=VE-2026-0001", "Nicolás Maduro="}},
		{"facilities", list(r.Facilities), []string{"El Helicoide=", "Ramo Verde=ramo-verde"}},
		{"countries", list(r.Countries), []string{"Spanish=ES", "United States=US"}},
	} {
		if d := cmp.Diff(tt.want, tt.got); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.kind, d)
		}
	}
}

func TestANationalityIsNoPlace(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Five American sailors were detained.":                                                       "",
		"Cinco marineros estadounidenses fueron detenidos en el puerto.":                             "",
		"Five US sailors were detained by the Venezuelan navy.":                                      "",
		"Five US sailors were detained in Venezuela.":                                                "VE",
		"Sailors from the US were detained at sea.":                                                  "",
		"He was detained in the US and moved.":                                                       "US",
		"The Americans arrived in Venezuela. Venezuela held the Americans, and Americans protested.": "VE 2",
	} {
		var got []string
		for _, c := range read(text).Countries {
			switch {
			case c.Placed == 1:
				got = append(got, c.Key)
			case c.Placed > 1:
				got = append(got, fmt.Sprint(c.Key, " ", c.Placed))
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q names as places %q, want %q", text, got, want)
		}
	}
}

func TestALongTextTakesATimeInProportion(t *testing.T) {
	t.Parallel()
	for name, unit := range map[string]string{
		"prose":      "At least five Americans were freed on Tuesday, the government said. ",
		"no stop":    "at least five Americans on Tuesday ",
		"one word":   "aaaaaaaaaa",
		"initials":   "U.S.",
		"commas":     ",,,,",
		"numbers":    "twenty one hundred ",
		"line ends":  "a\n",
		"capitals":   "Ana ",
		"not a text": "\xff\xfe\x00",
	} {
		size := intake.Longest / 8
		if name == "prose" {
			size = intake.Longest
		}
		text := strings.Repeat(unit, size/len(unit))
		start := time.Now()
		read(text)
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("a megabyte of %s took %s", name, took)
		}
	}
}

func FuzzReadNeverFailsAndPointsIntoTheText(f *testing.F) {
	for _, seed := range []string{
		"At least five Americans were freed on Tuesday, the government said.", "Más de 100 presos fueron excarcelados el pasado jueves, según Foro Penal.",
		"U.S. “officials” said (January 9, 2026) — 5 to 10.", "hace un mes", "\xff’s 3/4/2025", "Between 1 and", "the same day 2024 election", "EE.UU. detuvo a 3",
	} {
		f.Add(seed, "2026-01-14")
	}
	f.Fuzz(func(t *testing.T, text, day string) {
		d, _ := when.Parse(day)
		r := intake.Read(text, intake.About{Published: d, People: []intake.Known{{Key: "x", Names: []string{"Ana Pérez"}}}})
		var spans []intake.Span
		for _, s := range r.Sentences {
			spans = append(spans, s.Span)
		}
		for _, x := range r.Dates {
			spans = append(spans, x.Span)
		}
		for _, x := range r.Counts {
			spans = append(spans, x.Span)
		}
		for _, x := range r.Events {
			spans = append(spans, x.Span, x.Date.Span)
		}
		for _, list := range [][]intake.Named{r.Claimants, r.Countries, r.Facilities, r.People} {
			for _, x := range list {
				spans = append(spans, x.Span)
			}
		}
		for _, s := range spans {
			if s.From < 0 || s.From >= s.To || s.To > len(text) {
				t.Fatalf("%v is no place in a text of %d bytes", s, len(text))
			}
			if utf8.ValidString(text) && !utf8.ValidString(s.In(text)) {
				t.Fatalf("%q is cut within a character", s.In(text))
			}
		}
	})
}
