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
// Nobody is counted twice. Whoever has several cases counts in the newest, the
// one that stands first in the list, among those of the country or release that
// is counted: a person who was freed and taken anew is not free as well. A case
// in which the name is withheld is tied to no other, or the number would tell
// whose it is.
//
// Whoever has a case of their own counts there and
// nowhere else: a group counts for the places that have no case, so that a
// person who came free is no longer among those the group says are held. Among
// cases that may be about the same people, only as many count in Least as are
// surely different; Most counts those twice.
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
	most           *int     // nil: no upper bound
	may            []string // refs: may be about the same people
	are            []string // of a group: the cases that places of it are
	in             []string // of a person: the groups with a place that is this case
}

// links are all of them, by ref.
type links struct {
	cases  map[string]link
	shared [][]string // the cases of each person with several, the newest first
}

// set is which cases are added up; an empty field allows all.
type set struct {
	country, nationality, event string
	states                      []string
	refs                        map[string]bool // nil: all
	others                      map[string]bool // refs that are known to belong elsewhere
}

// shutsOut reports whether a case is known not to belong to the set: it says
// in which state its person is, and it is another one.
func (s set) shutsOut(l link) bool {
	return s.others[l.ref] || len(s.states) > 0 && l.state != "unknown" && l.state != "" && !slices.Contains(s.states, l.state)
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

// covers is has for a set of every state.
func (s set) covers(l link) bool {
	s.states = nil
	return s.has(l) || s.others[l.ref]
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
	if s.nationality != "" { // those whose names are withheld do not tell theirs, and may have it
		others, err := r.shelf.Withheld(ctx, s.filters())
		if err != nil {
			return 0, p, err
		}
		p.Most += others
	}
	if !p.MostKnown {
		p.Most = 0
	}
	return sum.Cases, p, nil
}

// twice gives how many people of a set a plain sum counts twice for sure, in
// the least and in the most, or counts where they surely are not.
func (l *links) twice(s set) (least, most int) {
	l, again := l.once(s)
	least, most = again, again
	seen := map[string]bool{}
	for ref, c := range l.cases {
		if seen[ref] || !s.has(c) {
			continue
		}
		sum, persons, largest := 0, 0, 0
		together := l.component(ref, s)
		for _, other := range together {
			seen[other] = true
			c := l.cases[other]
			sum += c.least
			if !c.group {
				persons += c.least
				continue
			}
			largest = max(largest, max(0, c.least-len(c.are))+count(together, c.are))
			most += l.notHere(c, s)
		}
		least += sum - max(persons, largest)
	}
	return least, most
}

// notHere gives how many of the people of a group its most must not count: they
// count in their own cases, or these say that they are in no case of the set.
func (l *links) notHere(group link, s set) int {
	n := 0
	for _, ref := range group.are {
		if c := l.cases[ref]; s.has(c) || s.shutsOut(c) {
			n++
		}
	}
	if group.most != nil {
		n = min(n, *group.most)
	}
	return n
}

func count(among, refs []string) int {
	n := 0
	for _, ref := range refs {
		if slices.Contains(among, ref) {
			n++
		}
	}
	return n
}

// component gives the cases of a set that may be about the same people as ref,
// over any number of steps. The persons of a group come along when the group
// may be about people of another: they may be among those.
func (l *links) component(ref string, s set) []string {
	found := []string{ref}
	for i := 0; i < len(found); i++ {
		for _, other := range l.near(found[i]) {
			if s.has(l.cases[other]) && !slices.Contains(found, other) {
				found = append(found, other)
			}
		}
	}
	return found
}

func (l *links) near(ref string) []string {
	c := l.cases[ref]
	near := slices.Clone(c.may)
	if len(c.may) > 0 {
		near = append(near, c.are...)
	}
	for _, group := range c.in {
		if len(l.cases[group].may) > 0 {
			near = append(near, group)
		}
	}
	return near
}

// linked reads the links once for each generation of the shelf.
func (r *Room) linked(ctx context.Context) (*links, error) {
	return r.links.get(r.Generation(), "", func() (*links, error) {
		refs, err := r.shelf.Linked(ctx)
		if err != nil {
			return nil, err
		}
		l := &links{cases: map[string]link{}}
		if l.shared, err = r.shelf.Shared(ctx); err != nil {
			return nil, err
		}
		for _, ref := range slices.Concat(append([][]string{refs}, l.shared...)...) {
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
	for _, other := range slices.Concat(own.may, own.are, own.in) {
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
	for _, m := range c.MemberOf {
		l.in = append(l.in, m.Ref)
	}
	if c.Group != nil {
		l.group, l.least, l.most = true, c.Group.Min, c.Group.Max
		for _, slot := range c.Group.Slots {
			if slot.Ref != "" && !slices.Contains(l.are, slot.Ref) {
				l.are = append(l.are, slot.Ref)
			}
		}
	}
	return l
}

// back makes every link go both ways, and drops those to what is not public:
// each side is published by itself, and the other may not have been since.
func (l *links) back() {
	for ref, c := range l.cases {
		for _, other := range c.may {
			l.tie(other, ref, func(o *link) *[]string { return &o.may })
		}
		for _, other := range c.are {
			l.tie(other, ref, func(o *link) *[]string { return &o.in })
		}
		for _, other := range c.in {
			if l.cases[other].group {
				l.tie(other, ref, func(o *link) *[]string { return &o.are })
			}
		}
	}
	for ref, c := range l.cases {
		for _, list := range []*[]string{&c.may, &c.are, &c.in} {
			*list = slices.DeleteFunc(*list, func(other string) bool { _, there := l.cases[other]; return !there })
		}
		l.cases[ref] = c
	}
}

func (l *links) tie(from, to string, list func(*link) *[]string) {
	c, there := l.cases[from]
	if there && !slices.Contains(*list(&c), to) {
		*list(&c) = append(*list(&c), to)
		l.cases[from] = c
	}
}
