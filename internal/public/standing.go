package public

import (
	"slices"
	"time"

	"habeas/internal/when"
)

// Standing is the part of a published case that says where the person stood on
// which day: enough to count cases by state over time, and quick to read.
type Standing struct {
	Country   string    `json:"country"`
	State     State     `json:"state"`
	States    []Stand   `json:"states"`
	UpdatedAt time.Time `json:"updated_at"`
}

// On gives the state at the end of a day, and false when nothing had happened:
// what [AsOf] says, and with it the list of cases as of that day.
func (s *Standing) On(day when.Day) (state string, known bool) {
	if !s.UpdatedAt.IsZero() && !day.Before(when.DayOf(s.UpdatedAt)) {
		return s.State.Code, true
	}
	now, _, _, ok := stoodOn(s.State, s.States, day)
	return now.Code, ok
}

// Turns gives the days from which on [Standing.On] may say something else than
// on the day before, in order; there is none for a case without any date.
func (s *Standing) Turns() []when.Day {
	var days []when.Day
	add := func(d when.Day) {
		if !d.IsZero() {
			days = append(days, d)
		}
	}
	for _, one := range s.States {
		add(one.At.Earliest())
		add(one.At.Latest())
		if one.At.IsInterval() {
			add(one.At.Start().Latest())
		}
	}
	if !s.UpdatedAt.IsZero() {
		add(when.DayOf(s.UpdatedAt))
	}
	slices.SortFunc(days, func(a, b when.Day) int { return a.Sub(b) })
	return slices.Compact(days)
}
