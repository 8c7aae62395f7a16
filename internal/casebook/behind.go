package casebook

import (
	"habeas/internal/locale"
	"habeas/internal/when"
)

// Behind is a part of a case that the public will not see when the case is
// published, because it is marked for staff or restricted, or not published.
// Leaving it out is often right; leaving it out unnoticed never is.
type Behind struct {
	Subject    Subject
	Kind       string      // event kind, field of a claim, kind of a name, stance; by Subject.Kind
	What       locale.Text // the beginning of what it says
	Date       when.Date
	Visibility Visibility // empty: a position that is not published by itself
}

// StaysBehind lists what publishing the case as it stands would leave out, in
// the order of the page: names, events, claims, positions.
func (f *File) StaysBehind() []Behind {
	var all []Behind
	for _, n := range f.Names {
		if n.Visibility != Public && !n.Display && f.Allows("publish_name") {
			all = append(all, Behind{Subject{OnName, n.ID}, string(n.Kind), locale.Text{En: n.Text}, when.Date{}, n.Visibility})
		}
	}
	for _, e := range f.Events {
		if e.Visibility != Public {
			all = append(all, Behind{Subject{OnEvent, e.ID}, string(e.Kind), e.What, e.Date, e.Visibility})
		}
	}
	for _, c := range f.Claims {
		if c.Visibility != Public && c.RetractedAt == nil {
			all = append(all, Behind{Subject{OnClaim, c.ID}, c.Field, c.Value, c.StatedOn, c.Visibility})
		}
	}
	for _, p := range f.Positions {
		if p.Publication != Published {
			all = append(all, Behind{Subject{OnPosition, p.ID}, string(p.Stance), p.What, p.Date, ""})
		}
	}
	return all
}
