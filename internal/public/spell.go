package public

import (
	"habeas/internal/casebook"
	"habeas/internal/when"
)

// Spell is one of several times in custody within one matter. The last one may
// go on: how it ends is said by the whole.
type Spell struct {
	Taken when.Date `json:"taken,omitzero"`
	Ended when.Date `json:"ended,omitzero"`
}

// sum adds the days of all spells: the days between them were not in custody.
// No most is claimed unless each has one.
func (h Held) sum(today when.Day) when.Days {
	total := when.Days{MostKnown: true}
	for i, s := range h.Spells {
		one := Held{Taken: s.Taken, Ended: s.Ended, End: when.EndKnown}
		if i == len(h.Spells)-1 {
			one.End, one.SeenUntil = h.End, h.SeenUntil
		}
		days := one.Days(today)
		total.Least += days.Least
		total.Most += days.Most
		total.MostKnown = total.MostKnown && days.MostKnown
	}
	if !total.MostKnown {
		total.Most = 0
	}
	return total
}

// HeldOf gives how long the person of a case is or was in custody.
func HeldOf(f *casebook.File) Held {
	held := f.Held()
	out := Held{Taken: held.From, Ended: held.To, End: held.End, SeenUntil: held.SeenUntil}
	if spells := f.Spells(); len(spells) > 1 {
		for _, s := range spells {
			out.Spells = append(out.Spells, Spell{s.From, s.To})
		}
	}
	return out
}
