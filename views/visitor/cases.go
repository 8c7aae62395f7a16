package visitor

import (
	"maps"
	"slices"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
	"habeas/internal/wording"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/ui"
)

// CasesProps is what the list of cases shows.
type CasesProps struct {
	layout.Page
	Query public.Query
	Found public.Page
	Today when.Day
}

// countSentence says how many cases were found.
func (p CasesProps) countSentence() string {
	switch {
	case p.Found.Total.Capped:
		return p.T("cases.found_many", "count", p.Found.Total.N)
	case p.Query.Narrowed():
		return p.Words.N("cases.found", p.Found.Total.N)
	}
	return p.Words.N("cases.all", p.Found.Total.N)
}

// chip is one thing that narrows the list, with the address without it.
type chip struct{ filter, value, href string }

// chips lists what narrows the list, in the order of the filters.
func (p CasesProps) chips() []chip {
	var all []chip
	q := p.Query
	drop := func(filter, value string, without func(*public.Query)) {
		rest := copyOf(q)
		without(&rest)
		all = append(all, chip{p.T("filter." + filter), value, links.CasesWhere(p.Lang(), settled(rest))})
	}
	if q.Text != "" {
		drop("q", "“"+q.Text+"”", func(q *public.Query) { q.Text = "" })
	}
	for _, filter := range public.FacetFilters() {
		for _, v := range q.Filters[filter] {
			drop(filter, p.valueName(filter, v), func(q *public.Query) { q.Filters = toggled(q.Filters, filter, v) })
		}
	}
	days := []struct {
		filter string
		day    when.Day
		clear  func(*public.Query)
	}{
		{"detained_from", q.DetainedFrom, func(q *public.Query) { q.DetainedFrom = when.Day{} }},
		{"detained_to", q.DetainedTo, func(q *public.Query) { q.DetainedTo = when.Day{} }},
		{"released_from", q.ReleasedFrom, func(q *public.Query) { q.ReleasedFrom = when.Day{} }},
		{"released_to", q.ReleasedTo, func(q *public.Query) { q.ReleasedTo = when.Day{} }},
		{"updated_since", q.UpdatedSince, func(q *public.Query) { q.UpdatedSince = when.Day{} }},
	}
	for _, d := range days {
		if !d.day.IsZero() {
			drop(d.filter, locale.DayShort(p.Lang(), d.day), d.clear)
		}
	}
	return all
}

// settled leaves out an order that makes no sense without a search text.
func settled(q public.Query) public.Query {
	if q.Text == "" && q.Sort == "relevance" {
		q.Sort = public.Sorts[0]
	}
	return q
}

func copyOf(q public.Query) public.Query {
	q.Filters = maps.Clone(q.Filters)
	return q
}

// toggled gives filters with one value added, or taken out when it was in.
func toggled(filters map[string][]string, filter, value string) map[string][]string {
	out := maps.Clone(filters)
	if out == nil {
		out = map[string][]string{}
	}
	values := slices.Clone(out[filter])
	if at := slices.Index(values, value); at >= 0 {
		values = slices.Delete(values, at, at+1)
	} else {
		values = append(values, value)
		slices.Sort(values)
	}
	if len(values) == 0 {
		delete(out, filter)
	} else {
		out[filter] = values
	}
	return out
}

// valueName says a value of a filter in words: a place and an event have names
// of their own, which the counts beside the list bring.
func (p CasesProps) valueName(filter, value string) string {
	switch filter {
	case "country", "nationality":
		return p.Words.Country(value)
	case "facility", "release_event":
		for _, f := range p.Found.Facets {
			for _, v := range f.Values {
				if f.Filter == filter && v.Value == value && !v.Label.IsZero() {
					return ui.Plain(p.Words, v.Label)
				}
			}
		}
		return value
	}
	return p.Words.Label(filter, value)
}

// hidden lists the filters that the form for the rest must carry along.
func (p CasesProps) hidden() []chip {
	var all []chip
	for _, filter := range public.FacetFilters() {
		for _, v := range p.Query.Filters[filter] {
			all = append(all, chip{filter: filter, value: v})
		}
	}
	return all
}

// sorts lists the orders on offer: by relevance only where there is a text to
// be relevant to.
func (p CasesProps) sorts() []ui.Option {
	var all []ui.Option
	for _, s := range public.Sorts {
		if s != "relevance" || p.Query.Text != "" {
			all = append(all, ui.Option{Value: s, Label: p.T("sort." + s)})
		}
	}
	return all
}

// dayField is a field for one end of a range of days.
func (p CasesProps) dayField(name string, d when.Day) ui.Field {
	return ui.Field{Words: p.Words, Name: name, Label: p.T("filter." + name), Value: d.String(), Type: "date", Class: "short"}
}

// rowTitle is what a line of a list is called.
func rowTitle(w *locale.Words, r public.Row) string {
	switch {
	case r.Name != "":
		return r.Name
	case !r.Label.IsZero():
		return ui.Plain(w, r.Label)
	case r.NameWithheld:
		return w.T("case.withheld_title", "ref", r.Ref)
	}
	return w.T("case.unnamed_title", "ref", r.Ref)
}

// rowSince says since when a state holds.
func rowSince(w *locale.Words, r public.Row) string {
	if r.StateSince.IsZero() {
		return w.T("cases.since_unknown")
	}
	return locale.Since(w.Lang(), r.StateSince)
}

// rowDays says how long, or nothing when nothing can be said.
func rowDays(w *locale.Words, r public.Row, today when.Day) string {
	if d := r.Held.Days(today); lengthKnown(r.Held, d) {
		return locale.Days(w.Lang(), d)
	}
	return ""
}

// rowCaution says what the state of a line does not mean.
func rowCaution(w *locale.Words, r public.Row) string {
	switch {
	case r.Perhaps != "":
		return w.T("case.perhaps", "state", w.Label("state", r.Perhaps))
	case r.Announced:
		return w.T("cases.announced")
	case r.State == "at_liberty" || r.State == "restricted_liberty":
		if r.Confirmation != "" {
			return w.T("timeline.step." + r.Confirmation)
		}
	}
	return ""
}

// rowPeople says how many people a line is about, when it is not one.
func rowPeople(w *locale.Words, r public.Row) string {
	if r.Kind != "group" || r.GroupMin == nil {
		return ""
	}
	if r.GroupMax == nil {
		return w.T("cases.people_at_least", "n", *r.GroupMin)
	}
	return w.T("cases.people", "number", wording.People(w, "exactly", r.GroupMin, r.GroupMax, ""))
}
