package reading

import (
	"context"
	"slices"

	"habeas/internal/public"
)

// once gives the links as if everybody had one case: of several, the newest
// that the set covers stands for all, and what is said of the others is said of
// it. again is how many cases of the set a plain sum counts for nobody new.
func (l *links) once(s set) (one *links, again int) {
	stands := map[string]string{} // ref → the case that stands for it
	for _, refs := range l.shared {
		i := slices.IndexFunc(refs, func(ref string) bool { return s.covers(l.cases[ref]) })
		if i < 0 {
			continue
		}
		for _, ref := range refs {
			if ref == refs[i] {
				continue
			}
			stands[ref] = refs[i]
			if s.has(l.cases[ref]) {
				again++
			}
		}
	}
	if len(stands) == 0 {
		return l, 0
	}
	one = &links{cases: make(map[string]link, len(l.cases))}
	for ref, c := range l.cases {
		if stands[ref] == "" {
			one.cases[ref] = c.renamed(stands)
		}
	}
	for ref, current := range stands {
		gone, c := l.cases[ref].renamed(stands), one.cases[current]
		c.may, c.in = joined(c.ref, c.may, gone.may), joined(c.ref, c.in, gone.in)
		one.cases[current] = c
	}
	return one, again
}

// renamed gives a link with each case that it names as the one that stands for
// it.
func (c link) renamed(stands map[string]string) link {
	for _, list := range []*[]string{&c.may, &c.are, &c.in} {
		if !slices.ContainsFunc(*list, func(ref string) bool { return stands[ref] != "" }) {
			continue
		}
		var named []string
		for _, ref := range *list {
			if current := stands[ref]; current != "" {
				ref = current
			}
			named = append(named, ref)
		}
		*list = joined(c.ref, named)
	}
	return c
}

// joined puts lists of refs together, each ref once and none of the case itself.
func joined(own string, lists ...[]string) []string {
	var out []string
	for _, ref := range slices.Concat(lists...) {
		if ref != own && !slices.Contains(out, ref) {
			out = append(out, ref)
		}
	}
	return out
}

// first gives, for each case of somebody with several, the ref that was given
// first among them.
func (r *Room) first(ctx context.Context) (map[string]string, error) {
	return r.firsts.get(r.Generation(), "", func() (map[string]string, error) {
		shared, err := r.shelf.Shared(ctx)
		first := map[string]string{}
		for _, refs := range shared {
			least := slices.MinFunc(refs, byYear)
			for _, ref := range refs {
				first[ref] = least
			}
		}
		return first, err
	})
}

// byYear puts refs in the order in which they were given: year, number, country.
func byYear(a, b string) int {
	key := func(ref string) string { return ref[min(3, len(ref)):] + ref[:min(2, len(ref))] }
	if key(a) < key(b) {
		return -1
	}
	return 1
}

// personRef says for an export whose case a row is.
func personRef(row *public.Row, first map[string]string) string {
	switch ref := first[row.Ref]; {
	case row.Kind == "group":
		return ""
	case ref != "":
		return ref
	}
	return row.Ref
}
