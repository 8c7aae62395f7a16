package visitor

import (
	"slices"

	"habeas/internal/public"
	"habeas/internal/when"
)

// entry is one line of a timeline: exactly one of the pointers is set.
type entry struct {
	date    when.Date
	event   *public.Event
	step    *public.Step
	release *public.Release // of the step
	context *public.ContextEvent
}

// entries puts what happened in a case, the steps of its releases and the
// events of its country into the order of [when.Chronological].
func (p CaseProps) entries() []entry { return entriesOf(p.Case, p.Context) }

func entriesOf(of *public.Case, context []public.ContextEvent) []entry {
	var all []entry
	for i := range of.Timeline {
		e := &of.Timeline[i]
		all = append(all, entry{date: e.Date, event: e})
	}
	for i := range of.Releases {
		r := &of.Releases[i]
		for j := range r.Steps {
			s := &r.Steps[j]
			date := s.Date
			if date.IsZero() {
				date = r.Date
			}
			all = append(all, entry{date: date, step: s, release: r})
		}
	}
	for i := range context {
		c := &context[i]
		all = append(all, entry{date: c.Date, context: c})
	}
	slices.SortStableFunc(all, func(a, b entry) int { return when.Chronological(a.date, b.date) })
	return all
}
