package reading

import (
	"context"
	"iter"
	"slices"
	"sync"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/when"
)

// Room gives readers what they ask for from the shelf. It is safe for
// concurrent use; what it gives is shared and not to be changed.
type Room struct {
	shelf *shelf.Shelf
	today func() when.Day

	materials memo[*material]
	figured   memo[[]CountryFigures]
	homes     memo[*Home]
	groups    memo[[]CountGroup]
	releases  memo[[]ReleaseLine]
	links     memo[*links]
	firsts    memo[map[string]string]
	cuts      memo[*Cut]
	places    memo[[]namedPlace]
	turns     turnsMemo
	mapped    memo[*PlacesPage]
	counting  sync.Mutex
	lengths   memo[*HeldLengths]

	pasts pasts

	over map[place]public.Publication // what reads as it would, in a room of [Room.Would]
}

// New gives a reading room over a shelf; today says which day it is.
func New(sh *shelf.Shelf, today func() when.Day) *Room {
	r := &Room{shelf: sh, today: today}
	r.materials.max, r.figured.max, r.homes.max, r.groups.max, r.releases.max, r.links.max, r.firsts.max, r.cuts.max, r.places.max, r.turns.memo.max, r.lengths.max, r.mapped.max = 300, 1, 2, 300, 1, 1, 1, 100, 1, 1, 100, 300
	return r
}

// Generation grows whenever anything on the shelf changes.
func (r *Room) Generation() uint64 { return r.shelf.Generation() }

// MovedTo gives the refs of a case that an error says to be another one, and of
// that one.
func MovedTo(err error) (from, to string, moved bool) { return shelf.MovedTo(err) }

// Today gives the day as of which pages count.
func (r *Room) Today() when.Day { return r.today() }

// Cases gives one page of the list of cases, with what else a search found.
// What the query asks wrongly is fault.Invalid with the parameter's name.
func (r *Room) Cases(ctx context.Context, q public.Query) (public.Page, error) {
	if err := r.Known(ctx, q); err != nil {
		return public.Page{}, err
	}
	page, err := r.shelf.List(ctx, q, r.today())
	if err != nil {
		return page, err
	}
	return page, r.found(ctx, q, &page)
}

// EachCase gives all cases of a query, for exports. The row is used again for
// the next one.
func (r *Room) EachCase(ctx context.Context, q public.Query) iter.Seq2[*public.Row, error] {
	return func(yield func(*public.Row, error) bool) {
		first, err := r.first(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		for row, err := range r.shelf.Each(ctx, q) {
			if row != nil {
				row.PersonRef = personRef(row, first)
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// material is what pages say about a country beside its cases.
type material struct {
	advisories []public.Advisory // newest first
	positions  []public.Position // on the country itself, newest first
	all        []public.Position // every position of the country, newest first
	claims     *public.CountryClaims
	context    []public.ContextEvent // oldest first
}

func (r *Room) material(ctx context.Context, cc string) (*material, error) {
	return r.materials.get(r.Generation(), cc, func() (*material, error) {
		m, of := new(material), shelf.Filter{Country: cc}
		late := shelf.Filter{Country: cc, Newest: true}
		var err error
		if m.advisories, err = documents[public.Advisory](ctx, r, public.DocAdvisory, late); err != nil {
			return nil, err
		}
		if m.all, err = documents[public.Position](ctx, r, public.DocPosition, late); err != nil {
			return nil, err
		}
		for _, p := range m.all {
			if p.OnKind == public.DocCountry {
				m.positions = append(m.positions, p)
			}
		}
		if m.context, err = documents[public.ContextEvent](ctx, r, public.DocContext, of); err != nil {
			return nil, err
		}
		m.inOrder()
		m.claims, err = document[public.CountryClaims](ctx, r, public.DocCountry, cc)
		if fault.Is(err, fault.NotFound) {
			err = nil
		}
		return m, err
	})
}

// inOrder puts everything into the one order of all timelines, or its reverse.
func (m *material) inOrder() {
	slices.SortStableFunc(m.context, func(a, b public.ContextEvent) int { return when.Chronological(a.Date, b.Date) })
	slices.SortStableFunc(m.advisories, func(a, b public.Advisory) int { return when.Chronological(b.IssuedOn, a.IssuedOn) })
	for _, list := range [][]public.Position{m.all, m.positions} {
		slices.SortStableFunc(list, func(a, b public.Position) int { return when.Chronological(b.Date, a.Date) })
	}
}

// Case gives what the page of a case shows: fault.NotFound, and fault.Gone
// with the day when it was withdrawn.
func (r *Room) Case(ctx context.Context, ref string) (*CasePage, error) {
	c, err := document[public.Case](ctx, r, public.DocCase, ref)
	if err != nil {
		return nil, err
	}
	if err := r.join(ctx, c); err != nil {
		return nil, err
	}
	m, err := r.material(ctx, c.Country)
	if err != nil {
		return nil, err
	}
	corrections, err := r.correctionsOf(ctx, public.DocCase, ref)
	if err != nil {
		return nil, err
	}
	today := r.today()
	then, known := inForceOn(m.advisories, c.Held.Taken)
	return &CasePage{
		Case: c, Today: today, Days: c.Held.Days(today),
		Advisory: then, AdvisoryThen: known, AdvisoryNow: inForce(m.advisories, today),
		CountryPositions: m.positions, CountryClaims: m.claims, Context: m.context, Corrections: corrections,
	}, nil
}

// join says of the cases that this one points at what they are called now,
// and leaves out those that are no longer public.
func (r *Room) join(ctx context.Context, c *public.Case) error {
	overlaps := c.Overlaps[:0]
	for _, o := range c.Overlaps {
		row, err := r.row(ctx, o.Ref)
		if err != nil {
			return err
		}
		if row != nil {
			o.Label = rowTitle(row)
			overlaps = append(overlaps, o)
		}
	}
	c.Overlaps = overlaps
	groups := c.MemberOf[:0]
	for _, m := range c.MemberOf {
		row, err := r.row(ctx, m.Ref)
		if err != nil {
			return err
		}
		if row != nil {
			m.Label = rowTitle(row)
			groups = append(groups, m)
		}
	}
	c.MemberOf = groups
	if c.Group == nil {
		return nil
	}
	for i := range c.Group.Slots {
		slot := &c.Group.Slots[i]
		if slot.Ref == "" {
			continue
		}
		row, err := r.row(ctx, slot.Ref)
		if err != nil {
			return err
		}
		if row == nil {
			slot.Ref, slot.Name = "", ""
		} else {
			slot.Name = row.Name
		}
	}
	return nil
}

// row gives the row of a case, nil when it is not public.
func (r *Room) row(ctx context.Context, ref string) (*public.Row, error) {
	row, err := r.shelf.Row(ctx, ref)
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	return row, err
}

// rowTitle is what a case is called: its name, or what stands for one.
func rowTitle(row *public.Row) locale.Text {
	if row.Name != "" {
		return locale.Text{En: row.Name}
	}
	return row.Label
}
