package visitor

import (
	"github.com/a-h/templ"

	"habeas/internal/locale"
	"habeas/internal/names"
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
	looked
}

// looked is what a list was searched for.
type looked struct {
	finder *names.Finder // marks the words; nil when there was no search
	said   map[string]public.Text
}

// lines are the rows of the list with what was looked for marked in them.
func (p CasesProps) lines() templ.Component {
	l := looked{said: p.Found.Said}
	if p.Query.Text != "" {
		l.finder = names.NewFinder(p.Query.Text)
	}
	return lines(p.Words, p.Found.Rows, p.Today, l)
}

type sureness struct {
	how     public.Sureness
	origins int
}

// lines are the rows of a table of cases.
func lines(w *locale.Words, rows []public.Row, today when.Day, l looked) templ.Component {
	return ui.ByHand(func(m *ui.Markup) {
		t := rowsWriter{
			w: w, today: today, held: w.T("cases.col.held"), last: w.T("cases.col.verified"),
			unknown: w.T("cases.days_unknown"), unverified: w.T("cases.not_verified"), cases: links.Cases(w.Lang()),
			states: map[string]string{}, sure: map[sureness]string{}, looked: l,
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
		ui.NameByHand(m, r.Name, r.NameScript, r.NameLang, t.inName(r.Name))
	} else {
		t.title(m, rowTitle(t.w, *r))
	}
	m.Raw(`</a> <span class="meta">`)
	if r.NameNative != "" {
		m.Raw(`<span><bdi dir="auto">`)
		m.Marked(r.NameNative, t.inName(r.NameNative))
		m.Raw(`</bdi></span> `)
	}
	t.meta(m, t.w.Country(r.Country))
	t.meta(m, rowPeople(t.w, *r))
	t.meta(m, r.FacilityName)
	m.Raw(`</span>`)
	t.quote(m, r.Ref)
	m.Raw(`</th><td>`, t.state(r.State), ` <span class="meta">`)
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

// inName gives the words of a name that were looked for.
func (t *rowsWriter) inName(name string) []names.Span {
	if t.finder == nil {
		return nil
	}
	return t.finder.InName(name)
}

// title adds what stands for a name, with the words that were looked for.
func (t *rowsWriter) title(m *ui.Markup, text string) {
	if t.finder == nil {
		m.Text(text)
		return
	}
	m.Marked(text, t.finder.InText(text))
}

// quote adds what the text of a case says around the words that were looked
// for, in the language of the page where it has them.
func (t *rowsWriter) quote(m *ui.Markup, ref string) {
	text, in := t.said[ref].In(t.w.Lang())
	if text == "" || t.finder == nil {
		return
	}
	m.Raw(`<q class="said" lang="`, string(in), `">`)
	m.Marked(text, t.finder.InText(text))
	m.Raw(`</q>`)
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
