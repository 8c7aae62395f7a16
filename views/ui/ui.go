// Package ui holds the small parts that pages are made of: how a name, a date,
// a state and a certainty are drawn, how sources are cited, and the fields of
// a form. Each part brings what a screen reader needs, so that no page can
// forget it.
package ui

import (
	"strconv"
	"strings"

	"habeas/internal/locale"
	"habeas/internal/names"
	"habeas/internal/public"
	"habeas/internal/when"
)

// inOther gives the language of a text when it is not that of the page, and
// nothing otherwise: a lang attribute only where it tells something.
func inOther(w *locale.Words, in locale.Lang) string {
	if in == w.Lang() {
		return ""
	}
	return string(in)
}

// Plain gives a text without markup, for titles and labels.
func Plain(w *locale.Words, t public.Text) string {
	text, _ := t.In(w.Lang())
	return text
}

// openings begin a name that stands by itself with a capital letter, and
// inside a sentence without, by the language of the name.
var openings = map[locale.Lang][]string{
	locale.English: {"The ", "A ", "An ", "His ", "Her ", "Their ", "Police", "Rights groups", "Campaigners", "Former ", "Human rights ", "Relatives ", "Reports ", "Not attributed", "People ", "Independent ", "That "},
	locale.Spanish: {"El ", "La ", "Los ", "Las ", "Un ", "Una ", "Su ", "Sus ", "Policía", "Grupos ", "Activistas", "Antiguos ", "Exdetenidos", "Familiares ", "Organizaciones ", "Informes ", "Sin atribuir", "Que "},
}

// Who gives whoever said something, as it stands inside a sentence.
func Who(w *locale.Words, t public.Text) string {
	text, in := t.In(w.Lang())
	for _, opening := range openings[in] {
		if rest, ok := strings.CutPrefix(text, opening); ok {
			return strings.ToLower(opening) + rest
		}
	}
	return text
}

// exactDay gives the day of a date that is one day and nothing vaguer, as
// browsers understand it.
func exactDay(d when.Date) string {
	if d.Precision() != when.PrecisionDay || d.Earliest() != d.Latest() || d.Uncertain() || d.Approximate() {
		return ""
	}
	return d.Earliest().String()
}

// Spread says how a date is drawn: "point", "bar" when it is a range, "open"
// when it still goes on, "lost" when its end is unknown, "early" when it may
// lie any time before, "none" without one.
func Spread(d when.Date) string {
	switch {
	case d.IsZero() || d.Earliest().IsZero() && d.Latest().IsZero():
		return "none"
	case d.OpenEnd():
		return "open"
	case d.UnknownEnd():
		return "lost"
	case d.Earliest().IsZero():
		return "early"
	case d.Earliest() != d.Latest():
		return "bar"
	}
	return "point"
}

// dirOf gives the direction of a name by its script; "auto" lets the browser
// look at the letters where no script was recorded.
func dirOf(script string) string {
	switch script {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm":
		return "rtl"
	case "":
		return "auto"
	}
	return "ltr"
}

// sureness gives the words for how sure something is; origins of 0 are left
// out of them.
func sureness(w *locale.Words, s public.Sureness, origins int) string {
	switch {
	case s == public.Outlined && origins > 1, s == public.Solid && origins > 1:
		return w.N("sure.origins", origins)
	case s == "":
		return w.T("sure.dotted")
	}
	return w.T("sure." + string(s))
}

// ID gives the id of the field with a name: what an error summary links to.
func ID(name string) string { return "f-" + strings.ReplaceAll(name, ".", "-") }

func number(n int) string { return strconv.Itoa(n) }

// NameByHand adds a personal name as it is written, kept from mixing with the
// text around it, as [Name] does; some of its words may be marked.
func NameByHand(m *Markup, text, script, language string, marked []names.Span) {
	m.Raw(`<bdi`)
	if language != "" {
		m.Raw(` lang="`)
		m.Text(language)
		m.Raw(`"`)
	}
	m.Raw(` dir="`, dirOf(script), `">`)
	m.Marked(text, marked)
	m.Raw(`</bdi>`)
}
