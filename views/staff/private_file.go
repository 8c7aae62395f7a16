package staff

import (
	"strconv"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
)

// PrivatePage is the private file of a case. It is its own page: nothing of it
// is on any other, so that nobody sees it in passing.
type PrivatePage struct {
	Ref   casebook.Ref
	File  *casebook.PrivateFile
	Names map[casebook.ID]string // of those who do tasks
	Edit  bool
	Erase bool
	Looks bool // may see who looked
}

func (v PrivatePage) path(more ...string) string {
	return CasePath(v.Ref, append([]string{"private"}, more...)...)
}

// DueTask is a task that is due, on a list of several cases.
type DueTask struct {
	Ref  casebook.Ref
	What string
	Due  string // a day in words
	Late bool
}

// Look is one line of the access log.
type Look struct {
	Hour    time.Time
	Who     string
	Private bool
}

// Size says how large a file is, for people.
func Size(n int64) string {
	switch {
	case n >= 1<<20:
		return strconv.FormatInt(n>>20, 10) + " MB"
	case n >= 1<<10:
		return strconv.FormatInt(n>>10, 10) + " kB"
	}
	return strconv.FormatInt(n, 10) + " B"
}

// late reports whether a task should have been done by now.
func late(p Page, t casebook.Task) bool {
	return t.DoneAt == nil && !t.Due.IsZero() && p.Today.After(t.Due)
}

func (f *Form) handlings() []Choice {
	return []Choice{{casebook.ExhibitMoved, f.Label("handling", "moved")}, {casebook.ExhibitReturned, f.Label("handling", "returned")}}
}

// MayLook reports whether the reader may see who looked at the case of this
// page: by the access log, or because they work on it.
func (p Page) MayLook() bool {
	return p.May(access.ReadAccessLog) || p.Relation == access.Own
}
