package reading

import (
	"cmp"
	"context"
	"slices"
	"time"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/when"
)

// Moves is why the number of those held is another one at the end of a day
// than at the end of an earlier one, each by what the record said then,
// without what was taken off since.
type Moves struct {
	From, To when.Day
	Country  string
	Was, Now People
	Lines    []public.Move // by reason, then by ref
	Off      []TakenOff
	// Once is how much the number moved because people who may be in several
	// cases are counted once: what the lines do not add up to.
	Once int
}

// TakenOff is a case that is not in the record any more: what it was is not
// kept, so that it is in neither number.
type TakenOff struct {
	Ref string
	On  when.Day
}

// maxMoves bounds the days that are compared at once.
const maxMoves = 20_000

// Moves compares two days, of one country or of all. It answers with
// fault.Invalid when they are not in order or have not come.
func (r *Room) Moves(ctx context.Context, from, to when.Day, country string) (*Moves, error) {
	wrong := fault.Fields{}
	if to.After(r.today()) {
		wrong["to"] = fault.Say("This day has not come yet. Give today or a day before it.")
	}
	if !from.Before(to) {
		wrong["from"] = fault.Say("Give a day before the other one.")
	}
	if err := queryFault(wrong); err != nil {
		return nil, err
	}
	m := &Moves{From: from, To: to, Country: country}
	var err error
	if m.Was, err = r.heldOn(ctx, from, country); err != nil {
		return nil, err
	}
	if m.Now, err = r.heldOn(ctx, to, country); err != nil {
		return nil, err
	}
	if m.Lines, m.Off, err = r.moved(ctx, from, to, country); err != nil {
		return nil, err
	}
	m.Once = m.Now.Least - m.Was.Least
	for _, line := range m.Lines {
		m.Once -= line.People
	}
	return m, nil
}

// moved gives each case that counts otherwise on the later of two days, by
// reason and then by ref, and those that were taken off between them.
func (r *Room) moved(ctx context.Context, from, to when.Day, country string) (lines []public.Move, off []TakenOff, err error) {
	err = r.shelf.CasesBetween(ctx, endOf(from), endOf(to), func(p shelf.Pair) error {
		if len(lines) >= maxMoves {
			return fault.New(fault.Invalid, "More than %d cases changed between these days. Give days that are closer to each other, or a country.", maxMoves)
		}
		if !p.Off.IsZero() && country == "" {
			off = append(off, TakenOff{p.Ref, when.DayOf(p.Off)})
		}
		line, moved, err := r.moveOf(ctx, p, country, from)
		if err != nil {
			return err
		}
		if moved {
			lines = append(lines, line)
		}
		return nil
	})
	slices.SortStableFunc(lines, func(a, b public.Move) int {
		return cmp.Or(cmp.Compare(slices.Index(public.Moves, a.Why), slices.Index(public.Moves, b.Why)), cmp.Compare(a.Ref, b.Ref))
	})
	return lines, off, err
}

// moveOf says how one case moves the number. One that was found to be another
// is called as that one is now: what it was called itself may be withheld there.
func (r *Room) moveOf(ctx context.Context, p shelf.Pair, country string, from when.Day) (public.Move, bool, error) {
	if p.Into == "" {
		m, moved := public.MoveOf(p.Was, p.Now, country, from)
		return m, moved, nil
	}
	m, moved := public.MergedOf(p.Was, p.Into, country)
	if !moved {
		return m, false, nil
	}
	stays, err := r.public(ctx, p.Into)
	if err == nil && stays != nil {
		m.Name, m.Label = stays.Name, stays.Label
	}
	return m, true, err
}

// heldOn gives how many were held at the end of a day, by what the record said.
func (r *Room) heldOn(ctx context.Context, day when.Day, country string) (p People, err error) {
	then, done, err := r.At(ctx, Past{KnownAt: day})
	if err != nil {
		return p, err
	}
	defer done()
	_, p, err = then.people(ctx, set{country: country, states: held})
	return p, err
}

// endOf gives the last instant of a day, in UTC.
func endOf(day when.Day) time.Time { return day.AddDays(1).Time().Add(-time.Microsecond) }

// queryFault is fault.Invalid for what an address asks wrongly, nil for nothing.
func queryFault(wrong fault.Fields) error {
	if len(wrong) == 0 {
		return nil
	}
	e := fault.New(fault.Invalid, "This address asks for something the list cannot do.")
	e.Fields = wrong
	return e
}
