package public

import (
	"slices"

	"habeas/internal/when"
)

// Move says why one case counts otherwise among those held at the end of a
// later day than it did at the end of an earlier one, by what the record said
// on each.
type Move struct {
	Ref    string    `json:"ref"`
	Into   string    `json:"merged_into,omitempty"` // the case that it was found to be
	Name   Name      `json:"name,omitzero"`         // as published now; empty when unnamed or withheld
	Label  Text      `json:"label,omitzero"`
	Why    string    `json:"why"` // vocabulary [Moves]
	Was    string    `json:"was,omitempty"`
	Now    string    `json:"now,omitempty"`  // states; empty: not in the record
	Since  when.Date `json:"since,omitzero"` // of what it is now
	People int       `json:"people"`         // by how many, at least, those held became more or fewer
}

// Why the number of those held moves, in the order in which a page lists them.
const (
	NewlyTaken   = "newly_taken"   // taken between the two days
	LearnedLate  = "learned_late"  // taken before them or on a day that is not sure, and not in the record on the first
	ReDetained   = "re_detained"   // had come out, and was detained again between the days
	Released     = "released"      // came out between the days
	FreedEarlier = "freed_earlier" // came out before the first day or on a day that is not sure, and the record did not know
	Died         = "died"
	Reclassified = "reclassified" // the record says otherwise, and no event between the days says why
	Merged       = "merged"       // was found to be the same deprivation of liberty as another case
	Resized      = "resized"      // a group is said to be of another size
)

// Moves lists them.
var Moves = []string{NewlyTaken, LearnedLate, ReDetained, Released, FreedEarlier, Died, Merged, Reclassified, Resized}

// MoveOf compares a case as the record had it at the end of a day and at a
// later one; nil stands for a case that was not in it. Those held in a country
// are meant, or everywhere when it is empty. It answers false when they are as
// many as before because of it.
func MoveOf(was, now *Case, country string, from when.Day) (Move, bool) {
	m := Move{}
	before, after := heldIn(was, country), heldIn(now, country)
	if now != nil {
		m.Ref, m.Name, m.Label, m.Now, m.Since = now.Ref, now.Name, now.Label, now.State.Code, now.State.Since
	}
	if was != nil {
		m.Ref, m.Was = was.Ref, was.State.Code
	}
	if m.People = after - before; m.People == 0 {
		return m, false
	}
	// The record told it by the later day, so that it had happened by then.
	between := func(d when.Date) bool { return d.Earliest().After(from) && !d.OpenStart() }
	switch {
	case before == 0 && was == nil && between(now.Held.Taken):
		m.Why = NewlyTaken
	case before == 0 && was == nil:
		m.Why = LearnedLate
	case before == 0 && now.State.From == "re_detained" && between(now.State.Since):
		m.Why = ReDetained
	case before > 0 && after == 0 && now.Country != was.Country:
		m.Why = Reclassified
	case before > 0 && after == 0:
		m.Why = ended(now.State, between)
	case before > 0 && after > 0:
		m.Why = Resized
	default:
		m.Why = Reclassified
	}
	return m, true
}

// MergedOf says by how many those held are fewer because a case was found to
// be another one between two days: its people count there. It answers false
// when none of them was counted here.
func MergedOf(was *Case, into, country string) (Move, bool) {
	before := heldIn(was, country)
	if before == 0 {
		return Move{}, false
	}
	return Move{Ref: was.Ref, Into: into, Why: Merged, Was: was.State.Code, People: -before}, true
}

// ended says why somebody who was held is not any more.
func ended(now State, between func(when.Date) bool) string {
	switch {
	case now.Code == "deceased":
		return Died
	case now.Code != "at_liberty" && now.Code != "restricted_liberty":
		return Reclassified
	case between(now.Since):
		return Released
	}
	return FreedEarlier
}

// CountedHeld are the states that figures count as held.
var CountedHeld = []string{"in_custody", "house_arrest"}

// heldIn gives how many people of a case are held in a country, at least.
func heldIn(c *Case, country string) int {
	switch {
	case c == nil || country != "" && c.Country != country || !slices.Contains(CountedHeld, c.State.Code):
		return 0
	case c.Group == nil:
		return 1
	}
	own := 0
	for _, s := range c.Group.Slots {
		if s.Ref != "" {
			own++ // counts in a case of its own
		}
	}
	return max(0, c.Group.Min-own)
}
