package export

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"
	"time"

	"habeas/internal/public"
	"habeas/internal/reading"
)

// casesFirst writes the cases as they are read, and puts aside all that
// belongs to them.
func (k *packer) casesFirst(ctx context.Context) (err error) {
	if k.record, err = k.newSpool(recordFile); err != nil {
		return err
	}
	var s *sheet
	return k.now(casesTable+".csv", func() int { return s.rows }, func(w io.Writer) error {
		s = k.newSheet(tableNamed(casesTable), w)
		for c, err := range k.p.Room.EachStanding(ctx, k.p.Query) {
			if err != nil {
				return err
			}
			if err := s.add(func(cols columns) { cols.row(c.Row) }); err != nil {
				return err
			}
			if err := k.parts(ctx, c.Case); err != nil {
				return err
			}
			if err := k.keep(c.Publication); err != nil {
				return err
			}
		}
		return s.out.flush()
	})
}

// parts puts aside what belongs to one case.
func (k *packer) parts(ctx context.Context, c *public.Case) error {
	k.met.countries[c.Country] = true
	k.meet(c.Facility)
	k.cite(c.Sources)
	for _, step := range []func(*public.Case) error{k.names, k.links, k.events, k.charges, k.statements} {
		if err := step(c); err != nil {
			return err
		}
	}
	return k.releases(ctx, c)
}

// meet notes a place that is named.
func (k *packer) meet(f *public.Facility) {
	if f != nil && f.Slug != "" {
		k.met.places[f.Slug] = f.Name
	}
}

// cite notes the sources that something rests on.
func (k *packer) cite(sources []public.CitedSource) {
	for _, s := range sources {
		if s.ID != "" {
			k.met.sources[s.ID] = true
		}
		for _, q := range s.Quotes {
			if q.OriginID != "" {
				k.met.sources[q.OriginID] = true
			}
		}
	}
}

func (k *packer) names(c *public.Case) error {
	all := c.OtherNames
	if c.Name.Text != "" {
		all = append([]public.Name{c.Name}, all...)
	}
	for i, name := range all {
		if err := k.put("names", func(cols columns) { cols.name(nameRow{c.Ref, i + 1, i == 0 && c.Name.Text != "", name}) }); err != nil {
			return err
		}
	}
	return nil
}

func (k *packer) links(c *public.Case) error {
	var all []linkRow
	if c.Group != nil {
		for _, s := range c.Group.Slots {
			all = append(all, linkRow{ref: c.Ref, kind: "place", n: s.Number, other: s.Ref, label: s.Label})
		}
	}
	for _, m := range c.MemberOf {
		all = append(all, linkRow{ref: c.Ref, kind: "member_of", n: m.Number, other: m.Ref})
	}
	for _, o := range c.Overlaps {
		all = append(all, linkRow{ref: c.Ref, kind: "overlaps", other: o.Ref, note: o.Note, sources: marked(c.Sources, o.Cites)})
	}
	for _, l := range all {
		if err := k.put("links", func(cols columns) { cols.link(l) }); err != nil {
			return err
		}
	}
	return nil
}

func (k *packer) events(c *public.Case) error {
	for i, e := range c.Timeline {
		k.meet(e.Facility)
		if err := k.put("events", func(cols columns) { cols.event(eventRow{c.Ref, i + 1, e, c.Sources}) }); err != nil {
			return err
		}
		if err := k.claims(c.Ref, "event", part(c.Ref, "event", i+1), e.Also, c.Sources); err != nil {
			return err
		}
	}
	return nil
}

func (k *packer) charges(c *public.Case) error {
	for i, ch := range c.Charges {
		if err := k.put("charges", func(cols columns) { cols.charge(chargeRow{c.Ref, i + 1, ch, c.Sources}) }); err != nil {
			return err
		}
	}
	return nil
}

// statements puts aside what is said of a case as a whole.
func (k *packer) statements(c *public.Case) error {
	for _, said := range [][]public.Claim{c.Claims, c.Treatment} {
		if err := k.claims(c.Ref, public.DocCase, c.Ref, said, c.Sources); err != nil {
			return err
		}
	}
	for _, p := range c.Positions {
		k.met.positions[p.ID] = true
	}
	return k.citations(c.Ref, public.DocCase, c.Ref, c.Sources)
}

func (k *packer) claims(ref, kind, on string, said []public.Claim, sources []public.CitedSource) error {
	for _, claim := range said {
		if err := k.put("claims", func(cols columns) { cols.claim(claimRow{ref, kind, on, claim, sources}) }); err != nil {
			return err
		}
	}
	return nil
}

// citations puts aside every place in a source that a document rests on; a
// source that may not be named is there without more than that.
func (k *packer) citations(ref, kind, on string, sources []public.CitedSource) error {
	for _, s := range sources {
		quotes := s.Quotes
		if len(quotes) == 0 {
			quotes = []public.Quote{{}}
		}
		for _, q := range quotes {
			if err := k.put("citations", func(cols columns) { cols.citation(citationRow{ref, kind, on, s, q}) }); err != nil {
				return err
			}
		}
	}
	return nil
}

func (k *packer) releases(ctx context.Context, c *public.Case) error {
	for i, r := range c.Releases {
		id := part(c.Ref, "release", i+1)
		var err error
		if r.EventID, err = k.event(ctx, r.EventID); err != nil {
			return err
		}
		if err := k.put("releases", func(cols columns) { cols.released(releaseRow{c.Ref, i + 1, r, c.Sources}) }); err != nil {
			return err
		}
		for j, step := range r.Steps {
			if err := k.put("release_steps", func(cols columns) { cols.step(stepRow{id, c.Ref, j + 1, step, c.Sources}) }); err != nil {
				return err
			}
		}
		for j, condition := range r.Conditions {
			if err := k.put("conditions", func(cols columns) { cols.condition(conditionRow{id, c.Ref, j + 1, condition, c.Sources}) }); err != nil {
				return err
			}
		}
		if err := k.claims(c.Ref, "release", id, r.Also, c.Sources); err != nil {
			return err
		}
	}
	return nil
}

// event gives the id of a release event that is published, and notes it; what
// was taken off since is not named.
func (k *packer) event(ctx context.Context, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	stands, asked := k.met.events[id]
	if !asked {
		var err error
		if stands, err = k.p.Room.Stands(ctx, public.DocReleaseEvent, id); err != nil {
			return "", err
		}
		k.met.events[id] = stands
	}
	if !stands {
		return "", nil
	}
	return id, nil
}

// keep puts a document aside as it was published.
func (k *packer) keep(p public.Publication) error {
	line := append(make([]byte, 0, len(p.Document)+200), `{"kind":`...)
	line = appendString(line, p.Kind)
	line = appendString(append(line, `,"key":`...), p.Key)
	line = strconv.AppendInt(append(line, `,"version":`...), int64(p.Version), 10)
	line = appendString(append(line, `,"at":`...), p.At.UTC().Format(time.RFC3339Nano))
	line = appendString(append(line, `,"change":`...), p.Change)
	if p.MovedTo != "" {
		line = appendString(append(line, `,"moved_to":`...), p.MovedTo)
	}
	if p.Document != nil {
		line = appendString(append(line, `,"first":`...), p.First.UTC().Format(time.RFC3339Nano))
		line = append(append(line, `,"document":`...), p.Document...)
	}
	_, err := k.record.Write(append(line, '}', '\n'))
	return err
}

// others puts aside what stands beside the cases: everything, or with filters
// what belongs to the cases that they find.
func (k *packer) others(ctx context.Context) error {
	for _, step := range []func(context.Context) error{k.releaseEvents, k.counts, k.positions, k.advisories, k.context, k.countries, k.places} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// eachOf walks the documents of a kind that belong into the package.
func eachOf[T any](ctx context.Context, k *packer, kind string, belongs func(*T) bool, fn func(*T) error) error {
	for d, err := range reading.Each[T](ctx, k.p.Room, kind) {
		if err != nil {
			return err
		}
		if k.p.narrowed() && !belongs(d.Doc) {
			continue
		}
		if err := fn(d.Doc); err != nil {
			return err
		}
		if err := k.keep(d.Publication); err != nil {
			return err
		}
	}
	return nil
}

func (k *packer) releaseEvents(ctx context.Context) error {
	return eachOf(ctx, k, public.DocReleaseEvent, func(e *public.ReleaseEvent) bool { return k.met.events[e.ID] }, func(e *public.ReleaseEvent) error {
		k.met.events[e.ID] = true
		k.cite(e.Sources)
		if err := k.put("release_events", func(c columns) { c.releaseEvent(e) }); err != nil {
			return err
		}
		if err := k.claims("", public.DocReleaseEvent, e.ID, e.Also, e.Sources); err != nil {
			return err
		}
		return k.citations("", public.DocReleaseEvent, e.ID, e.Sources)
	})
}

func (k *packer) counts(ctx context.Context) error {
	return eachOf(ctx, k, public.DocCount, func(n *public.Count) bool { return k.met.countries[n.Country] }, func(n *public.Count) error {
		k.cite(n.Sources)
		if !k.met.events[n.ReleaseEventID] {
			n.ReleaseEventID = "" // taken off since, or not among these cases
		}
		if err := k.put("counts", func(c columns) { c.count(n) }); err != nil {
			return err
		}
		return k.citations("", public.DocCount, n.ID, n.Sources)
	})
}

func (k *packer) positions(ctx context.Context) error {
	belongs := func(p *public.Position) bool {
		return k.met.positions[p.ID] || p.OnKind != public.DocCase && k.met.countries[p.Country]
	}
	return eachOf(ctx, k, public.DocPosition, belongs, func(p *public.Position) error {
		k.cite(p.Sources)
		ref := ""
		if p.OnKind == public.DocCase {
			if stands, err := k.p.Room.Stands(ctx, public.DocCase, p.OnKey); err != nil {
				return err
			} else if stands {
				ref = p.OnKey
			}
		}
		if err := k.put("positions", func(c columns) { c.position(positionRow{*p, ref, p.Sources}) }); err != nil {
			return err
		}
		return k.citations(ref, public.DocPosition, p.ID, p.Sources)
	})
}

func (k *packer) advisories(ctx context.Context) error {
	return eachOf(ctx, k, public.DocAdvisory, func(a *public.Advisory) bool { return k.met.countries[a.Country] }, func(a *public.Advisory) error {
		k.cite(a.Sources)
		if err := k.put("advisories", func(c columns) { c.advisory(a) }); err != nil {
			return err
		}
		if err := k.claims("", public.DocAdvisory, a.ID, a.Also, a.Sources); err != nil {
			return err
		}
		return k.citations("", public.DocAdvisory, a.ID, a.Sources)
	})
}

func (k *packer) context(ctx context.Context) error {
	return eachOf(ctx, k, public.DocContext, func(e *public.ContextEvent) bool { return k.met.countries[e.Country] }, func(e *public.ContextEvent) error {
		k.cite(e.Sources)
		k.meet(e.Facility)
		if err := k.put("context", func(c columns) { c.context(e) }); err != nil {
			return err
		}
		if err := k.claims("", public.DocContext, e.ID, e.Also, e.Sources); err != nil {
			return err
		}
		return k.citations("", public.DocContext, e.ID, e.Sources)
	})
}

func (k *packer) countries(ctx context.Context) error {
	return eachOf(ctx, k, public.DocCountry, func(c *public.CountryClaims) bool { return k.met.countries[c.Country] }, func(c *public.CountryClaims) error {
		k.cite(c.Sources)
		if err := k.claims("", public.DocCountry, c.Country, c.Claims, c.Sources); err != nil {
			return err
		}
		return k.citations("", public.DocCountry, c.Country, c.Sources)
	})
}

// places are those with a page, and after them those that are named only.
func (k *packer) places(ctx context.Context) error {
	named := maps.Clone(k.met.places)
	err := eachOf(ctx, k, public.DocFacility, func(f *public.FacilityPage) bool { _, met := k.met.places[f.Slug]; return met }, func(f *public.FacilityPage) error {
		delete(named, f.Slug)
		k.cite(f.Sources)
		if err := k.put("facilities", func(c columns) { c.place(f, true) }); err != nil {
			return err
		}
		return k.citations("", public.DocFacility, f.Slug, f.Sources)
	})
	if err != nil {
		return err
	}
	for _, slug := range slices.Sorted(maps.Keys(named)) {
		if err := k.put("facilities", func(c columns) { c.place(&public.FacilityPage{Slug: slug, Name: named[slug]}, false) }); err != nil {
			return err
		}
	}
	return nil
}

// sources puts aside the sources that something in the package rests on, then
// what was taken off, and the snapshots that were made.
func (k *packer) sources(ctx context.Context) error {
	err := eachOf(ctx, k, public.DocSource, func(s *public.Source) bool { return k.met.sources[s.ID] }, func(s *public.Source) error {
		delete(k.met.sources, s.ID)
		return k.put("sources", func(c columns) { c.source(s) })
	})
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(k.met.sources)) { // cited, and without a page now
		if err := k.put("sources", func(c columns) { c.source(&public.Source{ID: id}) }); err != nil {
			return err
		}
	}
	if k.p.narrowed() {
		return nil
	}
	if err := eachOf(ctx, k, public.DocSnapshot, func(*json.RawMessage) bool { return true }, func(*json.RawMessage) error { return nil }); err != nil {
		return err
	}
	return k.withdrawn(ctx)
}

// withdrawn puts aside which cases and release events were taken off, and when:
// nothing else is kept of them. A case that was found to be another one says
// which.
func (k *packer) withdrawn(ctx context.Context) error {
	gone, err := k.p.Room.Gone(ctx)
	if err != nil {
		return err
	}
	for _, p := range gone {
		if err := k.put("withdrawn", func(c columns) { c.gone(p) }); err != nil {
			return err
		}
		if err := k.keep(p); err != nil {
			return err
		}
	}
	return nil
}
