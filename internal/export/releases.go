package export

import (
	"iter"

	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
)

// Releases are the rows of the release events: one for each case's part in
// one, and one for an event in which no case has a part.
func Releases(rows iter.Seq2[*reading.EventPart, error]) Table {
	return tableOf("releases", rows, columns.eventPart)
}

// eventPart writes the columns of a part in a release event. The order is a
// promise: new ones go last.
func (c columns) eventPart(p *reading.EventPart) {
	e, part := p.Event, p.Part
	none := ""
	if e == nil {
		e = new(public.ReleaseEvent)
	}
	if part == nil {
		part, none = new(reading.ReleasedCase), notApplicable
	}
	c.code("event_id", e.ID)
	c.country("country", e.Country)
	c.date("date", e.Date)
	c.prose("title", e.Title)
	c.prose("announced", e.Announced)
	c.prose("announced_by", e.AnnouncedBy)
	c.labels("mechanism", "mechanism", mechanismCodes(e.Mechanisms))
	c.list("unnamed", unnamed(e.Unnamed), "")
	c.code("case_ref", part.Row.Ref)
	c.text("case_name", or(hidden(&part.Row, part.Row.Name, true), none))
	c.label("state", "state", part.Row.State)
	c.label("outcome", "outcome", string(part.Outcome))
	c.label("exit", "exit", part.Release.Exit)
	c.label("confirmation", "confirmation", part.Release.Confirmation())
	c.date("left", leftOn(&part.Release))
	c.labels("conditions", "condition", conditionCodes(part.Release.Conditions))
	c.list("source_ids", append(cited(e.Sources, nil), beside(cited(e.Sources, nil), partSources(part))...), "")
	c.instant("updated_at", e.UpdatedAt)
	c.code("url", c.address("/releases/", e.ID))
	c.code("case_url", c.address("/cases/", part.Row.Ref))
}

func or(value, none string) string {
	if none != "" {
		return none
	}
	return value
}

func leftOn(r *public.Release) when.Date {
	if r.Left() {
		return r.LeftOn()
	}
	return when.Date{}
}

// partSources gives the sources of all that is said of a release of one case.
func partSources(p *reading.ReleasedCase) []string {
	cites := append([]int{0}, p.Release.Cites...) // no source has the number 0: an empty list would mean all
	for _, s := range p.Release.Steps {
		cites = append(cites, s.Cites...)
	}
	for _, s := range p.Release.Conditions {
		cites = append(cites, s.Cites...)
	}
	return cited(p.Sources, cites)
}

// beside gives what of a list is not in another.
func beside(have, more []string) []string {
	var out []string
	for _, v := range more {
		if !has(have, v) {
			out = append(out, v)
		}
	}
	return out
}

func mechanismCodes(all []public.Mechanism) (codes []string) {
	for _, m := range all {
		if !has(codes, m.Code) {
			codes = append(codes, m.Code)
		}
	}
	return codes
}

func conditionCodes(all []public.Condition) (codes []string) {
	for _, m := range all {
		if !has(codes, m.Kind) {
			codes = append(codes, m.Kind)
		}
	}
	return codes
}

// unnamed says how the sources put the numbers of people whom nobody has named.
func unnamed(groups []public.Group) (phrases []string) {
	for _, g := range groups {
		if g.Phrase != "" && !has(phrases, g.Phrase) {
			phrases = append(phrases, g.Phrase)
		}
	}
	return phrases
}
