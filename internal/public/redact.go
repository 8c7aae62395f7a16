package public

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"habeas/internal/casebook"
	"habeas/internal/fault"
)

// WithoutSource gives a published document in which a source can no longer be
// told: it keeps its number and loses everything else, also where it was named
// as the origin of a quotation. Changed is false when the document never
// named it. The kind says how to read the document.
func WithoutSource(kind string, document []byte, source string) (out []byte, changed bool, err error) {
	switch kind {
	case DocCase:
		return redact(document, source, func(d *Case) *[]CitedSource { return &d.Sources })
	case DocReleaseEvent:
		return redact(document, source, func(d *ReleaseEvent) *[]CitedSource { return &d.Sources })
	case DocCount:
		return redact(document, source, func(d *Count) *[]CitedSource { return &d.Sources })
	case DocPosition:
		return redact(document, source, func(d *Position) *[]CitedSource { return &d.Sources })
	case DocAdvisory:
		return redact(document, source, func(d *Advisory) *[]CitedSource { return &d.Sources })
	case DocContext:
		return redact(document, source, func(d *ContextEvent) *[]CitedSource { return &d.Sources })
	case DocCountry:
		return redact(document, source, func(d *CountryClaims) *[]CitedSource { return &d.Sources })
	case DocFacility:
		return redact(document, source, func(d *FacilityPage) *[]CitedSource { return &d.Sources })
	case DocSource:
		return withoutOrigin(document, source)
	}
	return nil, false, fault.New(fault.Internal, "unknown kind of document %q", kind)
}

func redact[T any](document []byte, source string, sources func(*T) *[]CitedSource) ([]byte, bool, error) {
	doc := new(T)
	if err := json.Unmarshal(document, doc); err != nil {
		return nil, false, err
	}
	changed := false
	for i, s := range *sources(doc) {
		if s.ID == source {
			(*sources(doc))[i] = CitedSource{N: s.N, Withheld: true}
			changed = true
			continue
		}
		for j, q := range s.Quotes {
			if q.OriginID == source {
				(*sources(doc))[i].Quotes[j].OriginID, (*sources(doc))[i].Quotes[j].Origin = "", ""
				changed = true
			}
		}
	}
	if !changed {
		return nil, false, nil
	}
	out, err := json.Marshal(doc)
	return out, true, err
}

func withoutOrigin(document []byte, source string) ([]byte, bool, error) {
	var doc Source
	if err := json.Unmarshal(document, &doc); err != nil {
		return nil, false, err
	}
	var kept []SourceLink
	for _, from := range doc.DerivedFrom {
		if from.ID != source {
			kept = append(kept, from)
		}
	}
	if len(kept) == len(doc.DerivedFrom) {
		return nil, false, nil
	}
	doc.DerivedFrom = kept
	out, err := json.Marshal(doc)
	return out, true, err
}

// WithoutFacility gives a published case or event of a country in which a place
// of detention can no longer be told; what is known of the whereabouts is told
// anew from what is left. Changed is false when the document never named it,
// and for every other kind of document.
func WithoutFacility(kind string, document []byte, slug string) (out []byte, changed bool, err error) {
	switch kind {
	case DocCase:
		doc := new(Case)
		if err := json.Unmarshal(document, doc); err != nil {
			return nil, false, err
		}
		if !doc.loseFacility(slug) {
			return nil, false, nil
		}
		out, err = json.Marshal(doc)
		return out, true, err
	case DocContext:
		doc := new(ContextEvent)
		if err := json.Unmarshal(document, doc); err != nil || doc.Facility == nil || doc.Facility.Slug != slug {
			return nil, false, err
		}
		doc.Facility = nil
		out, err = json.Marshal(doc)
		return out, true, err
	}
	return nil, false, nil
}

// loseFacility takes a place out of a case and reports whether it was in it.
func (c *Case) loseFacility(slug string) bool {
	changed := false
	for i, e := range c.Timeline {
		if e.Facility != nil && e.Facility.Slug == slug {
			c.Timeline[i].Facility, changed = nil, true
		}
	}
	if c.Facility != nil && c.Facility.Slug == slug {
		c.Facility, changed = nil, true
		c.Known = slices.DeleteFunc(c.Known, func(f Fact) bool { return f.Key == "facility" })
		c.facilityNotKnown()
	}
	if changed {
		projection{out: c}.whereabouts()
	}
	return changed
}

// facilityNotKnown says of somebody who is held that nobody knows where, in
// the order in which it is always said.
func (c *Case) facilityNotKnown() {
	if s := casebook.StateCode(c.State.Code); s != casebook.InCustody && s != casebook.WhereaboutsUnknown {
		return
	}
	at := slices.IndexFunc(c.NotKnown, func(code string) bool { return code != "taken" && code != "taken_place" && code != "captor" })
	if at < 0 {
		at = len(c.NotKnown)
	}
	c.NotKnown = slices.Insert(c.NotKnown, at, "facility")
}

// WithoutCase gives a published case that no longer points at another one,
// which was taken back: not as a case that may be about the same people, nor
// as what a place of its group resolved to, nor as the group it is in.
func WithoutCase(document []byte, ref string) (out []byte, changed bool, err error) {
	var doc Case
	if err := json.Unmarshal(document, &doc); err != nil {
		return nil, false, err
	}
	var overlaps []Overlap
	for _, o := range doc.Overlaps {
		if o.Ref != ref {
			overlaps = append(overlaps, o)
		}
	}
	var groups []Membership
	for _, m := range doc.MemberOf {
		if m.Ref != ref {
			groups = append(groups, m)
		}
	}
	changed = len(overlaps) != len(doc.Overlaps) || len(groups) != len(doc.MemberOf)
	doc.Overlaps, doc.MemberOf = overlaps, groups
	if doc.Group != nil {
		for i, s := range doc.Group.Slots {
			if s.Ref == ref {
				doc.Group.Slots[i].Ref, doc.Group.Slots[i].Name = "", ""
				changed = true
			}
		}
	}
	if !changed {
		return nil, false, nil
	}
	out, err = json.Marshal(doc)
	return out, true, err
}

// MovedCase gives a published case that points at another one than before,
// which what it pointed at was found to be: each is named once, and none is the
// case itself.
func MovedCase(document []byte, from, to string) (out []byte, changed bool, err error) {
	var doc Case
	if err := json.Unmarshal(document, &doc); err != nil {
		return nil, false, err
	}
	move := func(ref *string) bool {
		if *ref == from {
			*ref, changed = to, true
		}
		return *ref != doc.Ref
	}
	var overlaps []Overlap
	for _, o := range doc.Overlaps {
		if move(&o.Ref) && !slices.ContainsFunc(overlaps, func(had Overlap) bool { return had.Ref == o.Ref }) {
			overlaps = append(overlaps, o)
		}
	}
	var groups []Membership
	for _, m := range doc.MemberOf {
		if move(&m.Ref) {
			groups = append(groups, m)
		}
	}
	doc.Overlaps, doc.MemberOf = overlaps, groups
	if doc.Group != nil {
		for i := range doc.Group.Slots {
			move(&doc.Group.Slots[i].Ref)
		}
	}
	if !changed {
		return nil, false, nil
	}
	out, err = json.Marshal(doc)
	return out, true, err
}

// WithoutReleaseEvent gives a published case that no longer tells what a
// release event is called or by whose account it came about, since the event
// was taken back. The person's own release stays.
func WithoutReleaseEvent(document []byte, event string) (out []byte, changed bool, err error) {
	var doc Case
	if err := json.Unmarshal(document, &doc); err != nil {
		return nil, false, err
	}
	for i, r := range doc.Releases {
		if r.EventID == event {
			doc.Releases[i].EventID, doc.Releases[i].Title, doc.Releases[i].Mechanisms = "", Text{}, nil
			changed = true
		}
	}
	if !changed {
		return nil, false, nil
	}
	out, err = json.Marshal(doc)
	return out, true, err
}

// WithoutPosition gives a published case that no longer tells a position, which
// was taken back and stood by itself as this other document: with what was
// quoted for it, and the sources that nothing else on the page rests on.
func WithoutPosition(document, position []byte) (out []byte, changed bool, err error) {
	var doc Case
	var gone Position
	if err := errors.Join(json.Unmarshal(document, &doc), json.Unmarshal(position, &gone)); err != nil {
		return nil, false, err
	}
	left := slices.DeleteFunc(slices.Clone(doc.Positions), func(p Position) bool { return p.ID == gone.ID })
	if len(left) == len(doc.Positions) {
		return nil, false, nil
	}
	doc.Positions = left
	for i, s := range doc.Sources {
		for _, own := range gone.Sources {
			if own.ID == s.ID && s.ID != "" {
				doc.Sources[i].Quotes = slices.DeleteFunc(slices.Clone(s.Quotes), func(q Quote) bool { return slices.Contains(own.Quotes, q) })
			}
		}
	}
	if out, err = json.Marshal(doc); err != nil {
		return nil, false, err
	}
	var anything any
	if err := json.Unmarshal(out, &anything); err != nil {
		return nil, false, err
	}
	cited := map[int]bool{}
	citedIn(anything, cited)
	doc.Sources = slices.DeleteFunc(doc.Sources, func(s CitedSource) bool { return !cited[s.N] })
	out, err = json.Marshal(doc)
	return out, true, err
}

// citedIn gathers the numbers of the sources that a document rests on, wherever
// they stand in it: in every list of numbers called “cites”.
func citedIn(v any, cited map[int]bool) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			citedIn(one, cited)
		}
	case map[string]any:
		for name, value := range v {
			numbers, list := value.([]any)
			if !list || !strings.HasSuffix(name, "cites") {
				citedIn(value, cited)
				continue
			}
			for _, n := range numbers {
				if n, ok := n.(float64); ok {
					cited[int(n)] = true
				}
			}
		}
	}
}
