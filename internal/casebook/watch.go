package casebook

import (
	"habeas/internal/fault"
	"habeas/internal/when"
)

// Watched is one thing about a case that somebody has to keep an eye on. It
// says a day and never how long ago or how soon: what is watched depends on
// the case alone, so that it can be kept and read by day.
type Watched struct {
	List WatchList
	Day  when.Day // by which the list is ordered; none comes first
	Code string   // what it is: the code of a problem, the kind of an event
	On   Subject  // where it can be mended
	Text fault.Text

	Field string // of On, when sources tell it differently
}

// WatchList names one list of the morning page.
type WatchList string

// The lists, in the order of the page.
const (
	WatchVerify      WatchList = "verify"      // held, and last verified on that day
	WatchAnnounced   WatchList = "announced"   // announced or ordered, and nothing seen of it
	WatchConflict    WatchList = "conflict"    // sources that say different things
	WatchUnsourced   WatchList = "source"      // would be said without a source
	WatchConsent     WatchList = "consent"     // to be looked at again on that day
	WatchAhead       WatchList = "ahead"       // hearings, deadlines, ends of conditions
	WatchAnniversary WatchList = "anniversary" // taken on that day, and still held
	WatchCheck       WatchList = "check"       // what cannot be, or rests on nothing
)

// watchers are who looks a case over. Another kind of thing to watch is one
// more line here.
var watchers = []func(f *File) []Watched{
	(*File).watchVerified, (*File).watchAnnounced, (*File).watchConflicts, (*File).watchProblems,
	(*File).watchConsents, (*File).watchEvents, (*File).watchConditions, (*File).watchProceedings,
}

// Watch looks a case over for everything that belongs on the morning page.
func (f *File) Watch() []Watched {
	var all []Watched
	if f.Case.MergedInto != "" { // what hung on it is watched where it hangs now
		return nil
	}
	for _, look := range watchers {
		all = append(all, look(f)...)
	}
	return all
}

// held reports whether somebody must still be looked after: not out, not dead.
func (f *File) held() bool {
	switch f.State().Code {
	case AtLiberty, Deceased:
		return false
	}
	return true
}

// watchVerified watches when a case was last verified, and its anniversary.
func (f *File) watchVerified() []Watched {
	if !f.held() {
		return nil
	}
	on := Subject{OnCase, f.Case.ID}
	all := []Watched{{List: WatchVerify, Day: f.Case.LastVerified, On: on}}
	if from := f.Held().From; !from.IsZero() && from.Earliest() == from.Latest() { // a year or a range has no day to remember
		all = append(all, Watched{List: WatchAnniversary, Day: from.Earliest(), On: on})
	}
	return all
}

// watchAnnounced watches releases of which nothing was seen but words.
func (f *File) watchAnnounced() []Watched {
	var all []Watched
	for _, r := range f.Releases {
		day, words, seen := when.Day{}, false, false
		for _, c := range r.Confirmations {
			switch c.Step {
			case StepAnnounced, StepOrdered:
				words = true
				if d := c.Date.Earliest(); day.IsZero() || !d.IsZero() && day.After(d) {
					day = d
				}
			default:
				seen = true
			}
		}
		if !words || seen {
			continue
		}
		if day.IsZero() {
			day = r.Event.Date.Earliest()
		}
		all = append(all, Watched{List: WatchAnnounced, Day: day, On: Subject{OnReleaseEvent, r.Event.ID}})
	}
	return all
}

// watchConflicts watches what sources tell differently and nobody has settled.
func (f *File) watchConflicts() []Watched {
	all := f.watchRivals()
	for _, c := range f.Claims {
		if _, held := f.holder(c.Subject()); held && hasField(c) {
			continue
		}
		if c.Standing == InDispute && c.RetractedAt == nil {
			all = append(all, Watched{List: WatchConflict, Day: when.DayOf(c.CreatedAt), Code: "disputed_claim", On: Subject{OnClaim, c.ID}})
		}
	}
	for _, e := range f.Events {
		if e.Certainty == Disputed {
			all = append(all, Watched{List: WatchConflict, Day: when.DayOf(e.CreatedAt), Code: "disputed_event", On: Subject{OnEvent, e.ID}})
		}
	}
	for _, o := range f.Overlaps {
		if o.CaseID == f.Case.ID && !f.toldBefore(o) { // told once, not from both ends
			all = append(all, Watched{List: WatchConflict, Day: when.DayOf(f.Case.CreatedAt), Code: "overlap", On: Subject{OnOverlap, o.ID}})
		}
	}
	return all
}

// toldBefore reports whether the same two cases were tied together before,
// from whichever end.
func (f *File) toldBefore(o Overlap) bool {
	for _, other := range f.Overlaps {
		if other.ID == o.ID {
			return false
		}
		if other.CaseID == o.CaseID && other.OtherID == o.OtherID || other.CaseID == o.OtherID && other.OtherID == o.CaseID {
			return true
		}
	}
	return false
}

// watchRivals watches the fields of which it is asked whether we go by the
// right value.
func (f *File) watchRivals() []Watched {
	var all []Watched
	for _, at := range ContestedFields(f.Claims) {
		h, ok := f.holder(at.On)
		if !ok {
			continue
		}
		for _, r := range at.Field.Rivals(at.Field.Read(h), at.Claims) {
			all = append(all, Watched{List: WatchConflict, Day: when.DayOf(r.Claim.CreatedAt), Code: r.Reason, On: at.On, Field: at.Field.Name})
		}
	}
	return all
}

// holder finds the row of a subject that belongs to the case.
func (f *File) holder(on Subject) (Holder, bool) {
	switch {
	case on == Subject{OnCase, f.Case.ID}:
		return Holder{Row: &f.Case}, true
	case f.Person != nil && on == Subject{OnPerson, f.Person.ID}:
		return Holder{Row: f.Person, Nationalities: f.Nationalities}, true
	}
	for i := range f.Events {
		if on == (Subject{OnEvent, f.Events[i].ID}) {
			return Holder{Row: &f.Events[i]}, true
		}
	}
	for i := range f.Releases {
		if on == (Subject{OnRelease, f.Releases[i].Release.ID}) {
			return Holder{Row: &f.Releases[i].Release}, true
		}
	}
	return Holder{}, false
}

func hasField(c Claim) bool {
	_, ok := c.Of()
	return ok
}

// watchProblems watches what the case itself warns of, and a state that
// nothing supports.
func (f *File) watchProblems() []Watched {
	var all []Watched
	for _, p := range f.Problems() {
		list := WatchCheck
		if p.Code == "no_source" {
			list = WatchUnsourced
		}
		all = append(all, Watched{List: list, Code: p.Code, On: p.Subject, Text: p.Text})
	}
	switch s := f.State(); {
	case s.Code == StateUnknown:
		all = append(all, Watched{List: WatchCheck, Code: "no_state", On: Subject{OnCase, f.Case.ID}, Text: fault.Say("Nothing on record says whether this person is held or free. Record the last event that is known.")})
	case s.From.Kind == OnEvent && len(f.Of(OnEvent, s.From.ID)) == 0:
		all = append(all, Watched{List: WatchCheck, Code: "unsupported_state", On: s.From, Text: fault.Say("The state of this case follows from an event that no source supports. Cite one, or correct the event.")})
	}
	return all
}

// watchConsents watches grounds for publishing that are to be looked at again.
func (f *File) watchConsents() []Watched {
	var all []Watched
	for _, c := range f.Consents {
		if !c.ReviewOn.IsZero() && c.WithdrawnOn.IsZero() {
			all = append(all, Watched{List: WatchConsent, Day: c.ReviewOn, Code: c.Basis, On: Subject{OnCase, f.Case.ID}})
		}
	}
	return all
}

// ahead are the kinds of event that are set for a day before it comes.
var ahead = map[EventKind]bool{
	"first_judge": true, "hearing": true, "trial_opened": true, "verdict": true, "sentenced": true, "appeal": true,
	"consular_visit": true, "lawyer_visit": true, "family_visit": true, "deported": true, "extradited": true,
}

func (f *File) watchEvents() []Watched {
	var all []Watched
	for _, e := range f.Events {
		if day := e.Date.Earliest(); ahead[e.Kind] && !day.IsZero() {
			all = append(all, Watched{List: WatchAhead, Day: day, Code: string(e.Kind), On: Subject{OnEvent, e.ID}})
		}
	}
	return all
}

// watchConditions watches when what binds a released person ends.
func (f *File) watchConditions() []Watched {
	var all []Watched
	for _, r := range f.Releases {
		for _, c := range r.Conditions {
			if day := c.Until.Latest(); !day.IsZero() {
				all = append(all, Watched{List: WatchAhead, Day: day, Code: "condition_ends", On: Subject{OnReleaseEvent, r.Event.ID}})
			}
		}
	}
	return all
}

// watchProceedings watches deadlines of what is before a court or a body.
func (f *File) watchProceedings() []Watched {
	var all []Watched
	for _, p := range f.Proceedings {
		if p.Open() && !p.Deadline.IsZero() {
			all = append(all, Watched{List: WatchAhead, Day: p.Deadline, Code: "deadline", On: Subject{OnProceeding, p.ID}})
		}
	}
	return all
}
