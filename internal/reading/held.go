package reading

import (
	"context"
	"slices"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/when"
)

// HeldLengths is how long the people of the cases that a query finds have been
// held, as of a day: a case counts once, whoever it is about.
type HeldLengths struct {
	Today   when.Day
	Cases   int
	Classes []LengthClass
	// Undated is how many of the cases nobody knows the beginning of: they are
	// in no class.
	Undated int
	// MayBe is how many cases more may belong here: their names are withheld,
	// and with them what a filter asks for.
	MayBe int
}

// LengthClass is one stretch of lengths, from From days on and less than To;
// To is 0 for the last.
type LengthClass struct {
	From, To int
	Sure     int // cases whose length surely lies here
	Perhaps  int // cases whose length may lie here, or in another class
}

// lengthBounds are where the classes begin, in days: a month, six, a year, two
// and five years.
var lengthBounds = []int{0, 30, 183, 365, 731, 1826}

// LengthStates are the states that may be asked for: those of being held.
var LengthStates = []string{"in_custody", "house_arrest", "whereabouts_unknown", "exit_banned"}

// HeldLengths counts the cases of a query by how long their people have been
// held. Without a state it is about those held, as figures count them; another
// state than [LengthStates] is fault.Invalid.
func (r *Room) HeldLengths(ctx context.Context, q public.Query) (*HeldLengths, error) {
	if len(q.Filters["state"]) == 0 {
		filters := map[string][]string{"state": public.CountedHeld}
		for name, values := range q.Filters {
			if len(values) > 0 {
				filters[name] = values
			}
		}
		q.Filters = filters
	}
	for _, state := range q.Filters["state"] {
		if !slices.Contains(LengthStates, state) {
			return nil, queryFault(fault.Fields{"state": fault.Say("Days are counted for those held only: in_custody, house_arrest, whereabouts_unknown or exit_banned.")})
		}
	}
	if err := r.Known(ctx, q); err != nil {
		return nil, err
	}
	today := r.today()
	q.Limit, q.After, q.Before = 1, "", ""
	r.counting.Lock() // one at a time: a filter costs a walk over all that it finds
	defer r.counting.Unlock()
	return r.lengths.get(r.Generation(), today.String()+"?"+q.Values().Encode(), func() (*HeldLengths, error) {
		return r.countLengths(ctx, q, today)
	})
}

func (r *Room) countLengths(ctx context.Context, q public.Query, today when.Day) (*HeldLengths, error) {
	found, err := r.shelf.List(ctx, q, today)
	if err != nil {
		return nil, err
	}
	l := &HeldLengths{Today: today, MayBe: found.MayBe}
	for i, from := range lengthBounds {
		c := LengthClass{From: from}
		if i+1 < len(lengthBounds) {
			c.To = lengthBounds[i+1]
		}
		l.Classes = append(l.Classes, c)
	}
	q.Limit = 0
	for row, err := range r.shelf.Each(ctx, q) {
		if err != nil {
			return nil, err
		}
		l.add(&row.Held)
	}
	return l, nil
}

// add counts one time in custody.
func (l *HeldLengths) add(h *public.Held) {
	l.Cases++
	if h.Taken.IsZero() {
		l.Undated++
		return
	}
	days := h.Days(l.Today)
	first, last := classOf(days.Least), len(l.Classes)-1
	if days.MostKnown {
		last = classOf(days.Most)
	}
	if first == last {
		l.Classes[first].Sure++
		return
	}
	for i := first; i <= last; i++ {
		l.Classes[i].Perhaps++
	}
}

func classOf(days int) int {
	i := len(lengthBounds) - 1
	for i > 0 && days < lengthBounds[i] {
		i--
	}
	return i
}
