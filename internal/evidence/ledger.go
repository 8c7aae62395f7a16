package evidence

import (
	"cmp"
	"crypto/sha256"
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
	last map[string]string // by field, in short
	met  bool
}

// brief is how many bytes of a value are kept as they are; of a longer one its
// hash is, so that a ledger stays small beside the casebook.
const brief = 32

func inShort(value string) string {
	if len(value) <= brief {
		return value
	}
	sum := sha256.Sum256([]byte(value))
	return "#" + string(sum[:]) // longer than any value that is kept as it is
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
	of.last[e.Field] = inShort(e.Text.Now)
}

// Loaded says that rows came by a load that has one entry for all of them: a
// row without a history of its own is then no finding.
func (l *Ledger) Loaded() { l.loaded = true }

// Row takes one row with all its fields, and what they hold in a row about
// which nothing was said yet. What the history tells of a thing and is no field
// of its row, such as a review of it, is not compared.
func (l *Ledger) Row(kind, id string, now, unsaid map[string]string) {
	of := l.subjects[subject{kind, id}]
	if of == nil {
		if !l.loaded {
			l.found(RowUnknown, kind, id, "")
		}
		return
	}
	of.met = true
	for _, field := range slices.Sorted(maps.Keys(now)) {
		said, ok := of.last[field]
		if !ok {
			said = inShort(unsaid[field])
		}
		if said != inShort(now[field]) && (ok || !l.loaded) {
			l.found(RowChanged, kind, id, field)
		}
	}
}

// End says that there are no more rows of some kinds, each with the fields of
// its rows: what the history still says something of must have been met.
func (l *Ledger) End(kinds map[string]map[string]string) {
	for on, of := range l.subjects {
		unsaid, told := kinds[on.kind]
		if of.met || !told {
			continue
		}
		for field, value := range of.last {
			if empty, is := unsaid[field]; is && value != inShort(empty) {
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
