package public

import (
	"slices"

	"habeas/internal/when"
)

// ladder lists the rungs of confirmation from the lowest; a reversal stands
// above them, since it is what has become of the release.
var ladder = []string{"announced", "ordered", "left_facility", "home", "verified", "order_not_carried_out", "re_detained"}

// outside are the rungs that say that somebody has come out.
var outside = ladder[2:5]

// Confirmation gives the highest rung that a release has reached, nothing
// before the first.
func (r *Release) Confirmation() string {
	highest := -1
	for _, s := range r.Steps {
		highest = max(highest, slices.Index(ladder, s.Code))
	}
	if highest < 0 {
		return ""
	}
	return ladder[highest]
}

// Left reports whether a rung says that the person came out.
func (r *Release) Left() bool {
	return slices.ContainsFunc(r.Steps, func(s Step) bool { return slices.Contains(outside, s.Code) })
}

// LeftOn gives when the person came out, by the first rung that says so; an
// announcement alone gives no date.
func (r *Release) LeftOn() when.Date {
	for _, code := range outside {
		for _, s := range r.Steps {
			if s.Code != code {
				continue
			}
			if s.Date.IsZero() {
				return r.Date
			}
			return s.Date
		}
	}
	return when.Date{}
}
