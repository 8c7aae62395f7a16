package casebook

import "habeas/internal/when"

// Spells gives the times in custody one by one: whoever was released and
// detained again in the same matter was held twice, and the days between do
// not count. The last spell is that of [File.Held] when there is only one. A
// spell that ended has a known end; the last one may go on.
func (f *File) Spells() []when.Span {
	var spells []when.Span
	held := false
	s := State{Code: StateUnknown}
	for _, m := range f.moments() {
		if m.certainty == Disputed {
			continue
		}
		s = f.after(s, m)
		switch in := custodial[s.Code]; {
		case in && !held && (len(spells) == 0 || !m.date.IsZero() || m.again()):
			spells, held = append(spells, when.Span{From: f.begins(len(spells), m), End: when.EndOpen}), true
		case held && !in && s.Code != StateUnknown:
			spells[len(spells)-1].To, spells[len(spells)-1].End, held = m.date, when.EndKnown, false
		}
	}
	if len(spells) > 0 {
		whole, last := f.Held(), &spells[len(spells)-1]
		if last.SeenUntil = whole.SeenUntil; held {
			last.End = whole.End
		}
	}
	return spells
}

// custodial are the states of being held.
var custodial = map[StateCode]bool{InCustody: true, HouseArrest: true, ExitBanned: true, WhereaboutsUnknown: true}

// begins gives the day from which a spell counts: the first from the day the
// whole custody counts from.
func (f *File) begins(before int, m moment) when.Date {
	if before == 0 {
		return f.Held().From
	}
	return m.date
}

// DetainedAgain gives the re-detention that the case goes by, and false when
// the person was not detained again in this matter or has come out since.
func (f *File) DetainedAgain() (when.Date, bool) {
	if spells := f.Spells(); len(spells) > 1 && spells[len(spells)-1].End != when.EndKnown {
		return spells[len(spells)-1].From, true
	}
	return when.Date{}, false
}
