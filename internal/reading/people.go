package reading

import (
	"context"
	"errors"
	"slices"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
)

// People is a number of people, as sure as it is: MostKnown is false when at
// least one group has no upper bound, and Most then means nothing.
//
// Least never counts anybody twice. Among cases that are linked, because one
// says it may be about people of another or has a slot that is one, only as
// many count as are surely different people: the persons with a case of their
// own, or the largest group, whichever is more. Most counts a person who has
// both a slot and a case once, and people who only may be the same twice.
type People struct {
	Least, Most int
	MostKnown   bool
}

// link is a case that says it has to do with others, or that others say so of.
type link struct {
	ref            string
	country, state string
	nationalities  []string
	events         []string
	group          bool
	least          int
	may, are       []string // refs: may be about the same people; are slots of this group
}

// links are all of them, by ref.
type links struct{ cases map[string]link }

// set is which cases are added up; an empty field allows all.
type set struct {
	country, nationality, event string
	states                      []string
	refs                        map[string]bool // nil: all
}

func (s set) filters() shelf.Filters {
	f := shelf.Filters{}
	put := func(name, value string) {
		if value != "" {
			f[name] = []string{value}
		}
	}
	put("country", s.country)
	put("nationality", s.nationality)
	put("release_event", s.event)
	if len(s.states) > 0 {
		f["state"] = s.states
	}
	return f
}

func (s set) has(l link) bool {
	return (s.refs == nil || s.refs[l.ref]) && (s.country == "" || s.country == l.country) &&
		(s.nationality == "" || slices.Contains(l.nationalities, s.nationality)) &&
		(s.event == "" || slices.Contains(l.events, s.event)) &&
		(len(s.states) == 0 || slices.Contains(s.states, l.state))
}

// people adds up the cases of a set.
func (r *Room) people(ctx context.Context, s set) (cases int, p People, err error) {
	sum, err := r.shelf.Sum(ctx, s.filters())
	if err != nil {
		return 0, p, err
	}
	l, err := r.linked(ctx)
	if err != nil {
		return 0, p, err
	}
	least, most := l.twice(s)
	p = People{Least: sum.Least - least, Most: sum.Most - most, MostKnown: sum.Open == 0}
	if !p.MostKnown {
		p.Most = 0
	}
	return sum.Cases, p, nil
}

// twice gives how many people of a set a plain sum counts twice for sure, in
// the least and in the most.
func (l *links) twice(s set) (least, most int) {
	seen := map[string]bool{}
	for ref, c := range l.cases {
		if seen[ref] || !s.has(c) {
			continue
		}
		sum, persons, largest := 0, 0, 0
		for _, other := range l.component(ref, s) {
			seen[other] = true
			c := l.cases[other]
			sum += c.least
			if c.group {
				largest = max(largest, c.least)
			} else {
				persons += c.least
			}
			for _, slot := range c.are {
				if s.has(l.cases[slot]) {
					most++
				}
			}
		}
		least += sum - max(persons, largest)
	}
	return least, most
}

// component gives the cases of a set that are linked with ref, over any
// number of links.
func (l *links) component(ref string, s set) []string {
	found := []string{ref}
	for i := 0; i < len(found); i++ {
		c := l.cases[found[i]]
		for _, other := range slices.Concat(c.may, c.are) {
			if next, ok := l.cases[other]; ok && s.has(next) && !slices.Contains(found, other) {
				found = append(found, other)
			}
		}
	}
	return found
}

// linked reads the links once for each generation of the shelf.
func (r *Room) linked(ctx context.Context) (*links, error) {
	return r.links.get(r.Generation(), "", func() (*links, error) {
		refs, err := r.shelf.Linked(ctx)
		if err != nil {
			return nil, err
		}
		l := &links{cases: map[string]link{}}
		for _, ref := range refs {
			if err := r.addLinked(ctx, l, ref); err != nil {
				return nil, err
			}
		}
		l.back()
		return l, nil
	})
}

// addLinked reads a case and, for links that only one side tells, the others.
func (r *Room) addLinked(ctx context.Context, l *links, ref string) error {
	c, err := r.public(ctx, ref)
	if err != nil || c == nil {
		return err
	}
	own := linkOf(c)
	l.cases[ref] = own
	for _, other := range slices.Concat(own.may, own.are) {
		if _, ok := l.cases[other]; ok {
			continue
		}
		c, err := r.public(ctx, other)
		if err != nil {
			return err
		}
		if c != nil {
			l.cases[other] = linkOf(c)
		}
	}
	return nil
}

// public gives a case, nil when it is not public.
func (r *Room) public(ctx context.Context, ref string) (*public.Case, error) {
	c, err := r.shelf.Case(ctx, ref)
	var f *fault.Error
	if errors.As(err, &f) && (f.Code == fault.NotFound || f.Code == fault.Gone) {
		return nil, nil
	}
	return c, err
}

func linkOf(c *public.Case) link {
	l := link{ref: c.Ref, country: c.Country, state: c.State.Code, least: 1}
	for _, n := range c.Nationalities {
		l.nationalities = append(l.nationalities, n.Country)
	}
	for _, rel := range c.Releases {
		l.events = append(l.events, rel.EventID)
	}
	for _, o := range c.Overlaps {
		l.may = append(l.may, o.Ref)
	}
	if c.Group != nil {
		l.group, l.least = true, c.Group.Min
		for _, slot := range c.Group.Slots {
			if slot.Ref != "" && !slices.Contains(l.are, slot.Ref) {
				l.are = append(l.are, slot.Ref)
			}
		}
	}
	return l
}

// back makes every link go both ways, as one that may be.
func (l *links) back() {
	for ref, c := range l.cases {
		for _, other := range slices.Concat(c.may, c.are) {
			if o, ok := l.cases[other]; ok && !slices.Contains(o.may, ref) && !slices.Contains(o.are, ref) {
				o.may = append(o.may, ref)
				l.cases[other] = o
			}
		}
	}
}
