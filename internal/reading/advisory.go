package reading

import (
	"habeas/internal/public"
	"habeas/internal/when"
)

// Then answers whether travel advice was in force on the day of a detention.
type Then string

// The three answers. "No" speaks of what this record holds and of nothing
// else: an earlier advisory may exist that nobody has entered.
const (
	ThenYes     Then = "yes"     // and which one is sure
	ThenNo      Then = "no"      // every one held was surely issued later
	ThenUnknown Then = "unknown" // the days overlap, or one of them is not known
)

// inForce gives the advisory in force on a day: the last one surely issued on
// or before it, nil when there is none or no day.
func inForce(newestFirst []public.Advisory, day when.Day) *public.Advisory {
	if day.IsZero() {
		return nil
	}
	for i, a := range newestFirst {
		if issued := a.IssuedOn.Latest(); !issued.IsZero() && !issued.After(day) {
			return &newestFirst[i]
		}
	}
	return nil
}

// inForceOn says whether an advisory was in force on a day that may be known
// only by its bounds, and which. It is unknown when another one may have been
// issued before that day and after the last one that surely was.
func inForceOn(newestFirst []public.Advisory, taken when.Date) (*public.Advisory, Then) {
	then := inForce(newestFirst, taken.Earliest())
	for i, a := range newestFirst {
		if then == &newestFirst[i] {
			return then, ThenYes
		}
		if a.IssuedOn.Compare(taken) == when.After || then != nil && a.IssuedOn.IsZero() {
			continue // surely too late; or undated, which replaces nothing that is dated
		}
		return nil, ThenUnknown
	}
	return nil, ThenNo
}
