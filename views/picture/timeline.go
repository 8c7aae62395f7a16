package picture

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/ui"
)

// maxRows is how many entries a timeline draws: the latest.
const maxRows = 50

// Case draws the timeline of one case: where the person stood, and what
// happened. It shows what the page of the case shows and nothing else.
func Case(a About, c *reading.CasePage, called string) templ.Component {
	f := frame{About: a, title: a.T("picture.timeline.title", "who", called), lead: a.Words.Country(c.Case.Country) + ", " + c.Case.Ref + ". " + a.T("picture.timeline.lead")}
	s := strip{}
	if rows := standing(a.Words, c); len(rows) > 0 {
		s.rows = append(append(s.rows, stripRow{heading: a.T("picture.timeline.stood")}), rows...)
	}
	events := happened(a.Words, c)
	if more := len(events) - maxRows; more > 0 {
		f.notes, events = append(f.notes, a.Words.N("picture.timeline.more", more)), events[more:]
	}
	if len(events) > 0 {
		s.rows = append(append(s.rows, stripRow{heading: a.T("picture.timeline.happened")}), events...)
	}
	return f.timeline(s, c.Today)
}

// timeline puts a strip of rows into a frame.
func (f frame) timeline(s strip, today when.Day) templ.Component {
	if s.reach() {
		f.notes = append(f.notes, f.T("picture.timeline.cut", "day", locale.Day(f.Lang(), s.axis.first)))
	}
	if s.axis.first.IsZero() {
		s.axis.reach(today.AddDays(-30), today)
	}
	var said []string
	for _, r := range s.rows {
		if r.heading == "" {
			said = append(said, strings.TrimSuffix(r.when, ".")+": "+strings.TrimSuffix(r.head, ".")+".", r.text)
		}
	}
	f.desc = f.lead + " " + strings.Join(said, " ")
	f.sheet = func(p *pen) {
		p.patterns(states)
		fades(p)
	}
	f.body = func(p *pen, y float64) float64 { return f.strips(p, y, s) }
	return f
}

// standing gives a row for each state in turn, with a bar for as long as it
// lasted.
func standing(w *locale.Words, c *reading.CasePage) []stripRow {
	stands := c.Case.States
	if len(stands) == 0 && !c.Case.State.Since.IsZero() {
		stands = []public.Stand{{At: c.Case.State.Since, State: c.Case.State}}
	}
	var rows []stripRow
	for i, s := range stands {
		r := stripRow{shape: s.State.Code, head: w.Label("state", s.State.Code), when: w.T("picture.timeline.no_date")}
		if !s.At.IsZero() {
			r.when = locale.Since(w.Lang(), s.At)
		}
		r.marks = stood(c, stands, i)
		rows = append(rows, r)
	}
	return rows
}

// stood gives the marks of one state: dashed while it may have begun, in the
// pattern of the state while it held, fading where nothing says that it ended.
func stood(c *reading.CasePage, stands []public.Stand, i int) []mark {
	s := stands[i]
	t := toneOf(s.State.Code)
	low, high := s.At.Earliest(), s.At.Latest()
	if s.At.IsInterval() {
		low, high = s.At.Start().Earliest(), s.At.Start().Latest()
	}
	if high.IsZero() {
		high = low
	}
	if low.IsZero() {
		low = high
	}
	if high.IsZero() {
		return []mark{undated()}
	}
	m := mark{from: high, to: high, tone: t, state: s.State.Code, fadeIn: s.At.OpenStart()}
	switch {
	case i+1 < len(stands):
		if end := stands[i+1].At.Earliest(); end.After(high) {
			m.to = end
		}
	case public.Custodial(s.State.Code) && c.Case.Held.End == when.EndUnknown:
		m.askOut = true
		if seen := c.Case.Held.SeenUntil; seen.After(high) {
			m.to = seen
		}
	default:
		m.fadeOut = true
		if last := lastKnown(c); last.After(high) {
			m.to = last
		}
	}
	if low == high {
		return []mark{m}
	}
	return []mark{{from: low, to: high, tone: t, sure: public.Dashed}, m}
}

// lastKnown is how far the last state is drawn: to today, or to the day on
// which it was last confirmed when that is long ago.
func lastKnown(c *reading.CasePage) when.Day {
	if !public.Custodial(c.Case.State.Code) || c.Case.Held.Fresh(c.Today) {
		return c.Today
	}
	if !c.Case.Held.SeenUntil.IsZero() {
		return c.Case.Held.SeenUntil
	}
	return c.Case.State.Since.Latest()
}

// dated is a row with the date by which it stands.
type dated struct {
	at  when.Date
	row stripRow
}

// inOrder gives the rows in the one order of all timelines.
func inOrder(all []dated) []stripRow {
	slices.SortStableFunc(all, func(a, b dated) int { return when.Chronological(a.at, b.at) })
	var rows []stripRow
	for _, d := range all {
		rows = append(rows, d.row)
	}
	return rows
}

// rowOf is a row with one mark.
func rowOf(w *locale.Words, d when.Date, head, text string, sure public.Sureness, t tone) dated {
	r := stripRow{head: head, text: text, when: w.T("picture.timeline.no_date"), marks: []mark{undated()}}
	if !d.IsZero() {
		r.when, r.marks = locale.DateShort(w.Lang(), d), []mark{markOf(d, sure, t)}
	}
	return dated{d, r}
}

// happened gives the events of a case and the steps of its releases.
func happened(w *locale.Words, c *reading.CasePage) []stripRow {
	var all []dated
	for _, e := range c.Case.Timeline {
		all = append(all, rowOf(w, e.Date, w.Label("event", e.Kind), ui.Plain(w, e.What), e.Sureness, ink))
	}
	for _, r := range c.Case.Releases {
		for _, s := range r.Steps {
			date := s.Date
			if date.IsZero() {
				date = r.Date
			}
			text := ""
			if !s.By.IsZero() {
				text = w.T("picture.timeline.by", "who", ui.Who(w, s.By))
			}
			all = append(all, rowOf(w, date, w.T("timeline.step."+s.Code), text, StepSureness(s.Code), free))
		}
	}
	return inOrder(all)
}

// StepSureness says how sure a rung of the ladder makes us: what is announced
// or ordered is not done, and only the last rung is confirmed.
func StepSureness(code string) public.Sureness {
	switch code {
	case "left_facility", "home", "re_detained":
		return public.Outlined
	case "verified":
		return public.Solid
	}
	return public.Dashed
}

// Country draws the timeline of a country: when people were taken, and what
// happened around it.
func Country(a About, c *reading.CountryPage) templ.Component {
	f := frame{About: a, title: a.T("picture.country.title", "country", a.Words.Country(c.Code)), lead: a.T("picture.country.lead")}
	var taken []mark
	var all []dated
	for _, m := range c.Timeline {
		if m.Case != nil {
			taken = append(taken, markOf(m.Date, m.Case.Sureness, held))
		} else {
			all = append(all, momentRow(a.Words, m))
		}
	}
	rows := inOrder(all)
	if more := len(rows) - maxRows; more > 0 {
		f.notes, rows = append(f.notes, a.Words.N("picture.timeline.more", more)), rows[more:]
	}
	s := strip{}
	if len(taken) > 0 {
		s.rows = append(s.rows, stripRow{head: a.T("picture.country.taken"), when: a.Words.N("picture.country.cases", len(taken)), marks: taken})
	}
	s.rows = append(s.rows, rows...)
	return f.timeline(s, c.Today)
}

// momentRow is one entry of the timeline of a country.
func momentRow(w *locale.Words, m reading.Moment) dated {
	switch {
	case m.Release != nil:
		return rowOf(w, m.Date, w.T("moment.release"), ui.Plain(w, m.Release.Title), public.Outlined, free)
	case m.Advisory != nil:
		text := w.T("advisory.level", "level", m.Advisory.Level, "advice", w.Label("advisory", px(float64(m.Advisory.Level))))
		return rowOf(w, m.Date, w.T("moment.advisory"), text+" "+w.T("claim.by", "who", ui.Who(w, m.Advisory.Issuer)), public.Outlined, bound)
	case m.Position != nil:
		return rowOf(w, m.Date, w.T("moment.position"), ui.Plain(w, m.Position.Authority)+": "+ui.Plain(w, m.Position.What), public.Outlined, lost)
	case m.Context != nil:
		d := rowOf(w, m.Date, w.T("moment.context"), ui.Plain(w, m.Context.What), public.Outlined, soft)
		d.row.faint = true
		return d
	}
	return dated{m.Date, stripRow{}}
}
