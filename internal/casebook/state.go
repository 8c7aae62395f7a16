package casebook

import (
	"cmp"
	"slices"
	"strings"

	"habeas/internal/when"
)

// State is where a person stands, as derived from events and releases, with
// what it follows from.
type State struct {
	Code      StateCode
	Since     when.Date
	From      Subject // the event or the confirmation it follows from
	Kind      string  // its kind: an event kind or a step of the ladder
	Certainty Certainty
	Announced bool // a release was announced or ordered since, and nobody has confirmed it
	FullyFree bool // out, no condition known to be in force, no charge known to be open
}

// moment is one thing that may change a state: an event, or a rung of a
// release's ladder.
type moment struct {
	date      when.Date
	subject   Subject
	kind      string
	certainty Certainty
	exit      Exit
	release   ID
}

// State derives where the person stands after all that is known. Nobody is at
// liberty on an announcement: only a rung at or above "left the facility", or
// an event that says as much, ends custody. Statements of an event that is
// disputed change nothing.
func (f *File) State() State {
	s := State{Code: StateUnknown}
	for _, m := range f.moments() {
		if m.certainty != Disputed {
			s = f.after(s, m)
		}
	}
	s.FullyFree = s.Code == AtLiberty && f.unbound()
	return s
}

// Stand is a state and when something led to it, or told that it would end.
type Stand struct {
	At when.Date
	State
}

// States gives where the person stood, one stand after the other. The last one
// is that of [File.State], but that only the whole says whether somebody is
// fully free.
func (f *File) States() []Stand {
	var all []Stand
	s := State{Code: StateUnknown}
	for _, m := range f.moments() {
		if m.certainty == Disputed {
			continue
		}
		if next := f.after(s, m); next != s {
			all, s = append(all, Stand{m.date, next}), next
		}
	}
	return all
}

// moments gives what may change the state in the order of time; undated ones
// come first, and a rung follows the event of the same day. A re-detention
// follows a release: it comes after an exit of the same days, and last of all
// when nobody knows its day, so that nobody is told to be free too soon.
func (f *File) moments() []moment {
	var all []moment
	for _, e := range f.Events {
		all = append(all, moment{date: e.Date, subject: Subject{OnEvent, e.ID}, kind: string(e.Kind), certainty: e.Certainty})
	}
	for _, r := range f.Releases {
		for _, c := range r.Confirmations {
			date := c.Date
			if date.IsZero() && c.Step != StepReDetained {
				date = r.Event.Date
			}
			all = append(all, moment{date: date, subject: Subject{OnConfirmation, c.ID}, kind: string(c.Step), certainty: Reported, exit: r.Release.Exit, release: r.Release.ID})
		}
	}
	slices.SortStableFunc(all, func(a, b moment) int {
		return cmp.Or(whole(a.lastOfAll())-whole(b.lastOfAll()), compareDates(a.date, b.date), whole(a.again())-whole(b.again()))
	})
	return all
}

// again reports whether somebody was detained again.
func (m moment) again() bool { return m.kind == string(ReDetained) }

// lastOfAll reports whether it can only have come after what is dated.
func (m moment) lastOfAll() bool { return m.again() && m.date.IsZero() }

// whole gives 1 for yes and 0 for no.
func whole(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// compareDates orders what may change a state by the last day a date can mean,
// then by the first, dates unknown first: where days overlap, the state is that
// of what may have been later. Pages list by [when.Chronological] instead.
func compareDates(a, b when.Date) int {
	if c := strings.Compare(sortKey(a), sortKey(b)); c != 0 {
		return c
	}
	return strings.Compare(a.Earliest().String(), b.Earliest().String())
}

func sortKey(d when.Date) string {
	if day := d.Latest(); !day.IsZero() {
		return day.String()
	}
	return d.Earliest().String()
}

// after gives the state once m has happened.
func (f *File) after(s State, m moment) State {
	code := f.leadsTo(s, m)
	switch {
	case isAnnouncement(m.kind):
		s.Announced = s.Code != AtLiberty && s.Code != RestrictedLiberty && s.Code != Deceased
		return s
	case code == "":
		return s
	case s.Code == Deceased:
		return s // nothing follows a death but the return of remains
	case code == s.Code && (!m.date.IsZero() || m.again()) && !s.Since.IsZero():
		return s // the same state goes on: it began with the first event
	}
	return State{Code: code, Since: m.date, From: m.subject, Kind: m.kind, Certainty: m.certainty}
}

func isAnnouncement(kind string) bool {
	switch kind {
	case string(ReleaseAnnounced), string(ReleaseOrdered), string(StepAnnounced), string(StepOrdered):
		return true
	}
	return false
}

// leadsTo gives the state that a moment leads to; empty when it changes none.
func (f *File) leadsTo(s State, m moment) StateCode {
	switch EventKind(m.kind) {
	case Taken, Acknowledged, ReDetained, Moved:
		return f.custody()
	case LastContact, Missing:
		if s.Code == StateUnknown {
			return WhereaboutsUnknown
		}
		return ""
	case Deported, Escaped, Rescued:
		return AtLiberty
	case Extradited:
		return InCustody
	case Died, RemainsReturned:
		return Deceased
	case LeftFacility, Home, EventKind(StepVerified):
		return f.out(m)
	case ConditionsImposed:
		if s.Code == AtLiberty {
			return RestrictedLiberty
		}
	case ConditionsLifted:
		if s.Code == RestrictedLiberty {
			return AtLiberty
		}
	case EventKind(StepNotCarried):
		return f.custody()
	}
	return ""
}

// custody gives the state of being held that fits the kind of deprivation.
func (f *File) custody() StateCode {
	switch f.Case.Deprivation {
	case "house_arrest":
		return HouseArrest
	case "exit_ban":
		return ExitBanned
	case "enforced_disappearance":
		return WhereaboutsUnknown
	}
	return InCustody
}

// out gives the state after leaving, by the exit and the conditions known.
func (f *File) out(m moment) StateCode {
	switch m.exit {
	case "transferred", "extradited":
		return InCustody
	case "died_in_custody", "executed", "killed_by_captor":
		return Deceased
	}
	for _, r := range f.Releases {
		if m.release != "" && r.Release.ID != m.release {
			continue
		}
		for _, c := range r.Conditions {
			switch {
			case c.Kind == "none_known" || over(c):
				continue
			case c.Kind == "house_arrest":
				return HouseArrest
			default:
				return RestrictedLiberty
			}
		}
	}
	return AtLiberty
}

// over reports whether a condition is known to have ended.
func over(c Condition) bool { return !c.Until.IsZero() && !c.Until.OpenEnd() && !c.Until.UnknownEnd() }

// unbound reports whether it is known that nothing binds the person: somebody
// has said that there are no conditions, or those there were have ended, and
// no charge is open. Silence about conditions is not "none".
func (f *File) unbound() bool {
	told := false
	for _, r := range f.Releases {
		for _, c := range r.Conditions {
			if c.Kind != "none_known" && !over(c) {
				return false
			}
			told = true
		}
	}
	return told && !slices.ContainsFunc(f.Charges, func(c Charge) bool {
		return c.Outcome == "pending" || c.Outcome == "appeal" || c.Outcome == "unknown"
	})
}

// Held gives the time in custody: from the first event that says so to the end
// that the state shows. A custody that goes on has an open end, and is known to
// have gone on until the day the case was last verified or last heard of; what
// follows an unknown state is an unknown end.
func (f *File) Held() when.Span {
	span := when.Span{End: when.EndUnknown, SeenUntil: f.seenUntil()}
	for _, m := range f.moments() {
		if kind := EventKind(m.kind); (kind == Taken || kind == Acknowledged || kind == Missing) && span.From.IsZero() && m.certainty != Disputed {
			span.From = m.date
		}
	}
	switch s := f.State(); s.Code {
	case InCustody, HouseArrest, ExitBanned, WhereaboutsUnknown:
		span.End = when.EndOpen
	case AtLiberty, RestrictedLiberty, Deceased:
		span.End, span.To = when.EndKnown, f.cameOut()
	}
	return span
}

// cameOut gives when the last custody ended: conditions imposed afterwards, or
// a death in liberty, do not make it longer.
func (f *File) cameOut() (out when.Date) {
	inside := true
	for _, s := range f.States() {
		switch in := custodial[s.Code]; {
		case in:
			inside = true
		case inside && s.Code != StateUnknown:
			out, inside = s.Since, false
		}
	}
	return out
}

// seenUntil gives the last day on which the custody is known to have gone on:
// the day of the last verification or of the last event of custody.
func (f *File) seenUntil() when.Day {
	day := f.Case.LastVerified
	for _, e := range f.Events {
		switch e.Kind {
		case Taken, Acknowledged, Moved, ConsularVisit, LawyerVisit, FamilyVisit, ProofOfLife, ReDetained, StatementMade:
			if d := e.Date.Earliest(); d.After(day) && e.Certainty != Disputed {
				day = d
			}
			if d := e.Date.Latest(); e.Date.OpenStart() && d.After(day) {
				day = d
			}
		}
	}
	return day
}

// Facility gives where the person was last said to be held, and nil when no
// event names a place.
func (f *File) Facility() *Facility {
	var last *Facility
	for _, m := range f.moments() {
		if m.subject.Kind != OnEvent {
			continue
		}
		for _, e := range f.Events {
			if e.ID == m.subject.ID && e.FacilityID != "" {
				if place, ok := f.Facilities[e.FacilityID]; ok {
					last = &place
				}
			}
		}
	}
	return last
}

// SortEvents puts events in the order of all timelines, [when.Chronological];
// those of one date stay in the order in which they were recorded.
func SortEvents(events []Event) {
	slices.SortStableFunc(events, func(a, b Event) int { return when.Chronological(a.Date, b.Date) })
}

// SortConfirmations puts rungs in the order of the ladder.
func SortConfirmations(steps []Confirmation) {
	rank := func(c Confirmation) int { return slices.Index(vocabularies["confirmation"], string(c.Step)) }
	slices.SortStableFunc(steps, func(a, b Confirmation) int { return rank(a) - rank(b) })
}
