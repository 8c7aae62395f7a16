package export

import (
	"iter"

	"habeas/internal/reading"
)

// Events are the entries of the timelines of cases, as the data package has
// them: case by case, the oldest first.
func Events(cases iter.Seq2[*reading.StandingCase, error]) Table {
	rows := func(yield func(*eventRow, error) bool) {
		for c, err := range cases {
			if err != nil {
				yield(nil, err)
				return
			}
			for i, e := range c.Case.Timeline {
				if !yield(&eventRow{c.Key, i + 1, e, c.Case.Sources}, nil) {
					return
				}
			}
		}
	}
	return tableOf("events", rows, func(c columns, r *eventRow) { c.event(*r) })
}
