package public

import (
	"slices"

	"habeas/internal/when"
)

// AsOf gives a case as it stood at the end of a day, by all that this document
// knows of that time, and false when nothing of it had happened yet. What may
// have happened by then, and may not, has not: [State.Perhaps] says what it led
// to. Things without a date stay, since nothing says that they came later.
//
// What is not an event in time stands as the document has it: names, the
// summary, sources. Who reads what was written at the time asks for what the
// record said then, which is another question.
//
// On the day on which the record said all this, and later, the case stands as
// it is: what was told had happened by then, however vague its date.
func AsOf(c *Case, day when.Day) (*Case, bool) {
	out := *c
	if !c.UpdatedAt.IsZero() && !day.Before(when.DayOf(c.UpdatedAt)) {
		return &out, true
	}
	if !out.stateAsOf(c, day) {
		return nil, false
	}
	out.Timeline = kept(c.Timeline, func(e Event) bool { return by(e.Date, day) })
	out.Releases = releasesAsOf(c.Releases, day)
	out.Charges = kept(c.Charges, func(ch Charge) bool { return by(ch.Filed, day) })
	out.Positions = kept(c.Positions, func(p Position) bool { return by(p.Date, day) })
	out.Treatment = kept(c.Treatment, func(cl Claim) bool { return by(cl.StatedOn, day) })
	out.Whereabouts = kept(c.Whereabouts, func(r Rung) bool { return by(r.Date, day) })
	out.Known = kept(c.Known, func(f Fact) bool { return by(f.Date, day) })
	if out.LastVerified.After(day) {
		out.LastVerified = when.Day{}
	}
	out.Facility = nil
	for _, e := range out.Timeline {
		if e.Facility != nil {
			out.Facility = e.Facility
		}
	}
	return &out, true
}

// stateAsOf sets the state and the time in custody of a day.
func (c *Case) stateAsOf(whole *Case, day when.Day) bool {
	now, begun, perhaps, ok := stoodOn(whole.State, whole.States, day)
	if !ok || len(whole.States) == 0 {
		return ok // nothing had happened, or nothing says when anything did
	}
	c.States = begun
	c.State, c.Held = now, whole.Held
	c.Held.cut(c, len(begun) < len(whole.States), perhaps.Earliest(), day)
	return true
}

// stoodOn gives where somebody stood at the end of a day, with the states that
// had begun by then and when another may have; false when none had, or may have.
func stoodOn(latest State, all []Stand, day when.Day) (now State, begun []Stand, perhaps when.Date, ok bool) {
	now = State{Code: "unknown", Sureness: Dotted}
	for i, s := range all {
		switch {
		case s.At.IsZero() && len(begun) < i: // detained again nobody knows when, but not before coming out
		case by(s.At, day):
			now, begun = s.State, append(begun, s)
		case mayBeBy(s.At, day) && s.State.Code != now.Code:
			now.Perhaps, perhaps = s.State.Code, s.At
		}
	}
	if len(all) == 0 {
		return latest, nil, perhaps, true
	}
	if len(begun) == 0 && now.Perhaps == "" {
		return now, nil, perhaps, false
	}
	if len(begun) == len(all) {
		now = latest // with its sources, and whether somebody is fully free
	}
	return now, begun, perhaps, true
}

// Custodial reports whether a state is one of being held.
func Custodial(state string) bool {
	return slices.Contains([]string{"in_custody", "house_arrest", "exit_banned", "whereabouts_unknown"}, state)
}

// cut ends a time in custody at a day on which the case stood as c says. Later
// says that something came after, perhaps the first day on which it may have
// come.
func (h *Held) cut(c *Case, later bool, perhaps, day when.Day) {
	if !mayBeBy(h.Taken, day) {
		h.Taken = when.Date{}
	}
	h.Spells = begunBy(h.Spells, day)
	for i := range h.Spells {
		if !by(h.Spells[i].Ended, day) {
			h.Spells[i].Ended = when.Date{}
		}
	}
	if len(h.Spells) < 2 {
		h.Spells = nil
	}
	h.Ended = when.Date{}
	switch {
	case c.State.Code == "unknown":
		h.End, h.SeenUntil = when.EndUnknown, when.Day{}
	case !Custodial(c.State.Code):
		if h.End, h.Ended = when.EndKnown, cameOut(c.States); h.SeenUntil.After(day) {
			h.SeenUntil = when.Day{} // checked later, when it was over
		}
	case c.State.Perhaps != "" && !Custodial(c.State.Perhaps):
		h.End, h.SeenUntil = when.EndUnknown, perhaps.AddDays(-1)
	default:
		if h.End = when.EndOpen; later || h.SeenUntil.After(day) {
			h.SeenUntil = day
		}
	}
}

// begunBy gives the times in custody that had begun by the end of a day. One
// that began nobody knows when had not before the one before it was over.
func begunBy(all []Spell, day when.Day) []Spell {
	var begun []Spell
	for i, s := range all {
		if by(s.Taken, day) && (i == 0 || !s.Taken.IsZero() || by(all[i-1].Ended, day)) {
			begun = append(begun, s)
		}
	}
	return begun
}

// cameOut gives when the last custody ended.
func cameOut(states []Stand) (out when.Date) {
	inside := true
	for _, s := range states {
		switch {
		case Custodial(s.State.Code):
			inside = true
		case inside && s.State.Code != "unknown":
			out, inside = s.State.Since, false
		}
	}
	return out
}

func releasesAsOf(releases []Release, day when.Day) []Release {
	var out []Release
	for _, r := range releases {
		steps := r.Steps
		r.Steps = kept(steps, func(s Step) bool { return by(dateOr(s.Date, r.Date), day) })
		if len(r.Steps) == 0 && (len(steps) > 0 || !by(r.Date, day)) {
			continue
		}
		r.Conditions = kept(r.Conditions, func(c Condition) bool { return by(c.From, day) })
		out = append(out, r)
	}
	return out
}

func dateOr(d, other when.Date) when.Date {
	if d.IsZero() {
		return other
	}
	return d
}

// by reports whether something with a date had happened by the end of a day,
// whichever of its days it was. Something that goes on had when it had surely
// begun. One of an unending row of days ("8 January or later") is never sure to
// have been; the record tells it, so that the caller may know better.
func by(d when.Date, day when.Day) bool {
	last := d.Latest()
	if d.IsInterval() && (d.OpenEnd() || d.UnknownEnd()) {
		last = d.Start().Latest()
	}
	if last.IsZero() {
		return d.IsZero() || !d.OpenEnd() && !d.UnknownEnd() && d.Earliest().IsZero()
	}
	return !last.After(day)
}

// mayBeBy reports whether something may have happened by the end of a day.
func mayBeBy(d when.Date, day when.Day) bool {
	first := d.Earliest()
	return d.OpenStart() || first.IsZero() || !first.After(day)
}

// kept gives the elements that hold, in a list of its own.
func kept[T any](all []T, hold func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), func(v T) bool { return !hold(v) })
}
