package main

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"habeas/internal/public"
)

// first is how far down a list people look.
const first = 10

// tally is how often what is looked for stands first, and among the first ten.
type tally struct{ one, ten int }

func (t *tally) add(rank int) {
	if rank == 1 {
		t.one++
	}
	if rank >= 1 && rank <= first {
		t.ten++
	}
}

// measure publishes names among invented ones and looks for the others: by the
// list alone, and by the list with the names that it offers after it. Names of
// two people are published last, and should not be found first.
func measure(ctx context.Context, same, others []pair) error {
	l, err := newLibrary(ctx)
	if l != nil {
		defer l.close()
	}
	if err != nil {
		return err
	}
	if err := l.publish(ctx, same); err != nil {
		return err
	}
	var listed, offered tally
	var took []time.Duration
	var slow string
	var missed []pair
	for _, p := range same {
		list, near, d, err := l.search(ctx, p.asked)
		if err != nil {
			return err
		}
		if len(took) == 0 || d > slices.Max(took) {
			slow = p.asked
		}
		took = append(took, d)
		ref := l.refs[p.published]
		all := append(list[:min(len(list), first)], near...)
		listed.add(slices.Index(list, ref) + 1)
		rank := slices.Index(all, ref) + 1
		if offered.add(rank); rank < 1 || rank > first {
			missed = append(missed, p)
		}
	}
	say := func(what string, t tally) {
		share := func(n int) float64 { return 100 * float64(n) / float64(len(same)) }
		fmt.Printf("%-46s recall@1 %5.1f %%  recall@10 %5.1f %%\n", what, share(t.one), share(t.ten))
	}
	say("the list alone", listed)
	say("the list, then the names that it offers", offered)
	slices.Sort(took)
	fmt.Printf("a search takes %v (median), %v (longest: %q)\n", took[len(took)/2].Round(time.Microsecond), took[len(took)-1].Round(time.Microsecond), slow)
	for _, p := range missed {
		fmt.Printf("  missed: %q is not found by %q\n", p.published, p.asked)
	}
	return l.falseFriends(ctx, others)
}

// falseFriends says which names of other people come first, in the list and
// among those that it offers. That is no mistake where nobody is nearer.
func (l *library) falseFriends(ctx context.Context, others []pair) error {
	if err := l.publish(ctx, others); err != nil {
		return err
	}
	inList, inOffer := 0, 0
	for _, p := range others {
		list, near, _, err := l.search(ctx, p.asked)
		if err != nil {
			return err
		}
		ref := l.refs[p.published]
		switch {
		case len(list) > 0 && list[0] == ref:
			inList++
			fmt.Printf("  false friend: %q is found first by %q\n", p.published, p.asked)
		case len(list) == 0 && len(near) > 0 && near[0] == ref:
			inOffer++
		}
	}
	fmt.Printf("names of other people: %d of %d come first in the list; %d are the first that is offered where nobody was found\n", inList, len(others), inOffer)
	return nil
}

// search asks as the page of cases does, and gives the refs that it shows.
func (l *library) search(ctx context.Context, name string) (list, near []string, took time.Duration, err error) {
	q, err := public.ParseQuery(url.Values{"q": {name}})
	if err != nil {
		return nil, nil, 0, err
	}
	began := time.Now()
	page, err := l.room.Cases(ctx, q)
	took = time.Since(began)
	return refs(page.Rows), refs(page.Near), took, err
}

func refs(rows []public.Row) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.Ref
	}
	return out
}
