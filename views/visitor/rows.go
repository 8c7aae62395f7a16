package visitor

import (
	"github.com/a-h/templ"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
	"habeas/views/links"
	"habeas/views/ui"
)

// rowsWriter writes the lines of one list. States and certainties are few and
// the same on many lines: each is made once, by the template other pages use.
type rowsWriter struct {
	w          *locale.Words
	today      when.Day
	held, last string // what the columns are called, for a narrow screen
	unknown    string
	unverified string
	cases      string // the address that those of all cases begin with
	states     map[string]string
	sure       map[sureness]string
}

type sureness struct {
	how     public.Sureness
	origins int
}

// lines are the rows of a table of cases.
func lines(w *locale.Words, rows []public.Row, today when.Day) templ.Component {
	return ui.ByHand(func(m *ui.Markup) {
		t := rowsWriter{
			w: w, today: today, held: w.T("cases.col.held"), last: w.T("cases.col.verified"),
			unknown: w.T("cases.days_unknown"), unverified: w.T("cases.not_verified"), cases: links.Cases(w.Lang()),
			states: map[string]string{}, sure: map[sureness]string{},
		}
		for i := range rows {
			t.line(m, &rows[i])
		}
	})
}

func (t *rowsWriter) line(m *ui.Markup, r *public.Row) {
	m.Raw(`<tr><th scope="row"><a class="who" href="`)
	m.Text(links.Case(t.w.Lang(), r.Ref))
	m.Raw(`">`)
	if r.Name != "" {
		ui.NameByHand(m, r.Name, r.NameScript, r.NameLang)
	} else {
		m.Text(rowTitle(t.w, *r))
	}
	m.Raw(`</a> <span class="meta">`)
	if r.NameNative != "" {
		m.Raw(`<span><bdi dir="auto">`)
		m.Text(r.NameNative)
		m.Raw(`</bdi></span> `)
	}
	t.meta(m, t.w.Country(r.Country))
	t.meta(m, rowPeople(t.w, *r))
	t.meta(m, r.FacilityName)
	m.Raw(`</span></th><td>`, t.state(r.State), ` <span class="meta">`)
	t.meta(m, rowSince(t.w, *r))
	m.Raw(`</span> `, t.certainty(sureness{r.Sureness, r.StateOrigins}))
	if caution := rowCaution(t.w, *r); caution != "" {
		m.Raw(` <em class="caution">`)
		m.Text(caution)
		m.Raw(`</em>`)
	}
	m.Raw(`</td>`)
	t.cell(m, t.held, "", rowDays(t.w, *r, t.today), t.unknown)
	if r.LastVerified.IsZero() {
		t.cell(m, t.last, "", "", t.unverified)
	} else {
		t.cell(m, t.last, r.LastVerified.String(), locale.DayShort(t.w.Lang(), r.LastVerified), "")
	}
	m.Raw("</tr>\n")
}

// meta adds one of the small facts under a name, when there is one.
func (t *rowsWriter) meta(m *ui.Markup, text string) {
	if text != "" {
		m.Raw(`<span>`)
		m.Text(text)
		m.Raw(`</span> `)
	}
}

// cell adds a cell with a text, which is a day when it has a day for machines,
// or with what stands there when there is none.
func (t *rowsWriter) cell(m *ui.Markup, label, day, text, none string) {
	m.Raw(`<td data-label="`)
	m.Text(label)
	m.Raw(`">`)
	switch {
	case text == "":
		m.Raw(`<span class="dim">`)
		m.Text(none)
		m.Raw(`</span>`)
	case day != "":
		m.Raw(`<time datetime="`, day, `">`)
		m.Text(text)
		m.Raw(`</time>`)
	default:
		m.Text(text)
	}
	m.Raw(`</td>`)
}

func (t *rowsWriter) state(code string) string {
	have, ok := t.states[code]
	if !ok {
		var m ui.Markup
		m.Part(ui.State(t.w, code))
		have = m.String()
		t.states[code] = have
	}
	return have
}

func (t *rowsWriter) certainty(s sureness) string {
	have, ok := t.sure[s]
	if !ok {
		var m ui.Markup
		m.Part(ui.Sure(t.w, s.how, s.origins))
		have = m.String()
		t.sure[s] = have
	}
	return have
}
