package evidence

import (
	"cmp"
	"maps"
	"slices"
)

// Ledger is what the history says the casebook holds: the last value of every
// field. It is compared with the rows, so that a row which was changed behind
// the back of the program is found, and not only a changed history.
type Ledger struct {
	Findings []Finding
	subjects map[subject]*fields
	loaded   bool
}

type subject struct{ kind, id string }

type fields struct {
	last map[string]string
	met  bool
}

// Note takes what an entry says. Entries come oldest first. One whose text was
// erased says nothing: the entry that erased it says what stood there last.
func (l *Ledger) Note(e Link) {
	if l.subjects == nil {
		l.subjects = map[subject]*fields{}
	}
	on := subject{e.SubjectKind, e.SubjectID}
	of := l.subjects[on]
	if of == nil {
		of = &fields{last: map[string]string{}}
		l.subjects[on] = of
	}
	if e.Field == "" || e.Salt == nil {
		return
	}
	of.last[e.Field] = e.Text.Now
}

// Loaded says that rows came by a load that has one entry for all of them: a
// row without a history of its own is then no finding.
func (l *Ledger) Loaded() { l.loaded = true }

// Row takes one row with its fields that say something. More rows than one may
// be kept under a kind as long as their ids differ.
func (l *Ledger) Row(kind, id string, now map[string]string) {
	of := l.subjects[subject{kind, id}]
	if of == nil {
		if !l.loaded {
			l.found(RowUnknown, kind, id, "")
		}
		return
	}
	of.met = true
	for _, field := range slices.Sorted(maps.Keys(now)) {
		if said, ok := of.last[field]; said != now[field] && (ok || !l.loaded) {
			l.found(RowChanged, kind, id, field)
		}
	}
	for _, field := range slices.Sorted(maps.Keys(of.last)) {
		if _, there := now[field]; !there && of.last[field] != "" {
			l.found(RowChanged, kind, id, field)
		}
	}
}

// End says that there are no more rows of the given kinds: what the history
// still says something of must have been met.
func (l *Ledger) End(kinds []string) {
	for on, of := range l.subjects {
		if of.met || !slices.Contains(kinds, on.kind) {
			continue
		}
		for _, value := range of.last {
			if value != "" {
				l.found(RowLost, on.kind, on.id, "")
				break
			}
		}
	}
	slices.SortFunc(l.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.SubjectKind, b.SubjectKind), cmp.Compare(a.SubjectID, b.SubjectID), cmp.Compare(a.Field, b.Field))
	})
}

func (l *Ledger) found(wrong Wrong, kind, id, field string) {
	l.Findings = append(l.Findings, Finding{Wrong: wrong, SubjectKind: kind, SubjectID: id, Field: field})
}
