package desk

import (
	"context"
	"strings"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/names"
	"habeas/internal/store"
	"habeas/internal/when"
)

// Bands are the days since a case was last verified from which the morning
// page counts it: longer ones first, then those never verified.
var bands = []int{180, 90, 30}

// Morning is what a day at the desk begins with.
type Morning struct {
	Lists   []MorningList
	Bands   []Band
	Never   int // held, and never verified
	Tasks   []DueTask
	Told    []Waiting // messages of families that wait for an answer
	Changes []store.CaseChange
	Since   time.Time
	Cases   map[casebook.ID]store.CaseLine
	Others  map[casebook.ID]casebook.Ref // by overlap: the case at the other end, for whoever may know of it
	Filters []store.SavedFilter
	Waiting int // cases not looked over yet since they changed

	Reviews ReviewCounts
	ForMe   []ReviewLine // the head of those that wait for this person
	Loose   []LooseConflict
	LooseN  int // how many there are in all
}

// LooseConflict is a conflict between sources about something that is of no
// case, with what that is called.
type LooseConflict struct {
	Conflict
	Called
}

// loose are the kinds of subject with fields that are of no case: what is
// watched is kept case by case, so these are looked at when they are asked for.
var loose = []casebook.SubjectKind{casebook.OnReleaseEvent, casebook.OnAdvisory, casebook.OnContext}

// MorningList is the head of one list, and how long it is.
type MorningList struct {
	List  casebook.WatchList
	Lines []store.WatchLine
	Total int
}

// Band is how many held cases were last verified so many days ago or more.
type Band struct{ Days, Cases int }

// Lengths of the morning page: lines of a list, days that are looked ahead,
// and days ahead of an anniversary.
const (
	morningLines = 8
	aheadDays    = 30
	yearlyDays   = 7
	away         = 30 * time.Minute
)

// Morning gives the morning page: of all cases, or of one's own alone.
func (d *Desk) Morning(ctx context.Context, by access.Actor, today when.Day, mine bool) (*Morning, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	if err := d.lookOver(ctx, lookNow); err != nil {
		return nil, err
	}
	m := &Morning{}
	whose := casebook.ID("")
	if mine {
		whose = by.ID
	}
	for _, fill := range []func() error{
		func() error { return m.fillLists(ctx, v, whose, today) },
		func() error { return m.fillBands(ctx, v, whose, today) },
		func() (err error) {
			m.Tasks, err = d.TasksDue(ctx, by, today.AddDays(aheadDays), morningLines)
			return err
		},
		func() (err error) { m.Told, err = d.FamilyWaiting(ctx, by, morningLines); return err },
		func() (err error) {
			if m.Since, err = d.store.Visit(ctx, by.ID, away); err == nil {
				m.Changes, err = v.ChangedSince(ctx, m.Since, by.ID, morningLines)
			}
			return err
		},
		func() (err error) {
			m.Reviews, m.ForMe, err = d.reviewsWaiting(ctx, by, morningLines)
			return err
		},
		func() error {
			if mine { // these are of nobody's cases
				return nil
			}
			return m.fillLoose(ctx, d, by, v)
		},
		func() (err error) { m.Filters, err = v.FiltersOf(ctx, by.ID); return err },
		func() (err error) { m.Waiting, err = v.WatchedLater(ctx); return err },
		func() (err error) { m.Cases, err = v.CasesNamed(ctx, m.caseIDs()); return err },
		func() error { return m.fillOthers(ctx, v) },
	} {
		if err := fill(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// fillLists reads the head of each list.
func (m *Morning) fillLists(ctx context.Context, v store.View, whose casebook.ID, today when.Day) error {
	for _, q := range []store.WatchQuery{
		{List: casebook.WatchVerify, Until: today.AddDays(-bands[len(bands)-1]), Undated: true},
		{List: casebook.WatchAnnounced, Undated: true},
		{List: casebook.WatchConflict, Undated: true},
		{List: casebook.WatchUnsourced, Undated: true},
		{List: casebook.WatchConsent, Until: today.AddDays(aheadDays)},
		{List: casebook.WatchAhead, From: today, Until: today.AddDays(aheadDays)},
		{List: casebook.WatchCheck, Undated: true},
	} {
		q.Mine, q.Limit = whose, morningLines
		lines, n, err := v.Watching(ctx, q)
		if err != nil {
			return err
		}
		m.Lists = append(m.Lists, MorningList{q.List, lines, n})
	}
	days := make([]string, 0, yearlyDays+1)
	for n := range yearlyDays + 1 {
		days = append(days, today.AddDays(n).String()[5:])
	}
	lines, err := v.Yearly(ctx, days, whose, morningLines)
	m.Lists = append(m.Lists, MorningList{casebook.WatchAnniversary, lines, len(lines)})
	return err
}

// fillLoose reads the conflicts about what is of no case.
func (m *Morning) fillLoose(ctx context.Context, d *Desk, by access.Actor, v store.View) error {
	all, err := conflicts(ctx, v, loose...)
	if err != nil {
		return err
	}
	m.LooseN = len(all)
	for _, c := range all[:min(morningLines, len(all))] {
		called, err := d.called(ctx, by, c.Claim.Subject())
		if err != nil {
			return err
		}
		m.Loose = append(m.Loose, LooseConflict{c, called})
	}
	return nil
}

// fillOthers reads which case each overlap on the page leads to: two overlaps
// of one case are no line told twice.
func (m *Morning) fillOthers(ctx context.Context, v store.View) error {
	var ids []string
	for _, l := range m.Lists {
		for _, line := range l.Lines {
			if line.OnKind == casebook.OnOverlap {
				ids = append(ids, string(line.OnID))
			}
		}
	}
	rows, err := store.Chosen[casebook.Overlap](ctx, v, "id", ids)
	if err != nil {
		return err
	}
	others := make([]casebook.ID, len(rows))
	for i, o := range rows {
		others[i] = o.OtherID
	}
	lines, err := v.CasesNamed(ctx, others)
	m.Others = map[casebook.ID]casebook.Ref{}
	for _, o := range rows {
		m.Others[o.ID] = lines[o.OtherID].Case.Ref
	}
	return err
}

// fillBands counts held cases by when they were last verified.
func (m *Morning) fillBands(ctx context.Context, v store.View, whose casebook.ID, today when.Day) error {
	for _, days := range bands {
		_, n, err := v.Watching(ctx, store.WatchQuery{List: casebook.WatchVerify, Until: today.AddDays(-days), Mine: whose})
		if err != nil {
			return err
		}
		m.Bands = append(m.Bands, Band{days, n})
	}
	_, all, err := v.Watching(ctx, store.WatchQuery{List: casebook.WatchVerify, Undated: true, Mine: whose})
	if err != nil {
		return err
	}
	_, dated, err := v.Watching(ctx, store.WatchQuery{List: casebook.WatchVerify, Mine: whose})
	m.Never = all - dated
	return err
}

// caseIDs lists the cases that the page names.
func (m *Morning) caseIDs() []casebook.ID {
	seen := map[casebook.ID]bool{}
	for _, l := range m.Lists {
		for _, line := range l.Lines {
			seen[line.CaseID] = true
		}
	}
	for _, c := range m.Changes {
		seen[c.CaseID] = true
	}
	for _, t := range m.Tasks {
		seen[t.Case.ID] = true
	}
	return sortedIDs(seen)
}

// How many changed cases are looked over at once: before a page is shown, and
// by the job that follows behind. Whoever asks for a page waits for one turn
// of the job at most.
const (
	lookNow   = 5
	lookLater = 50
)

// LookOver looks over some of the cases that changed and keeps what is to be
// watched about them. It is done in part before each morning page, so that a
// page shows what its reader has just changed, and by a timed job for the
// rest. It gives how many are left.
func (d *Desk) LookOver(ctx context.Context) (left int, err error) {
	if err := d.lookOver(ctx, lookLater); err != nil {
		return 0, err
	}
	return d.store.Whole().WatchedLater(ctx)
}

func (d *Desk) lookOver(ctx context.Context, limit int) error {
	d.watching.Lock()
	defer d.watching.Unlock()
	ids, err := d.store.NoticeChanges(ctx, limit)
	if err != nil || len(ids) == 0 {
		return err
	}
	found := map[casebook.ID][]store.WatchLine{}
	for _, id := range ids {
		f, err := d.store.Whole().FileByID(ctx, id)
		if fault.Is(err, fault.NotFound) {
			found[id] = nil
			continue
		} else if err != nil {
			return err
		}
		found[id] = store.WatchLines(f)
	}
	return d.store.KeepWatch(ctx, found)
}

// maxFilterName is how long the name of a filter or a tag may be, in runes.
const maxFilterName = 60

// KeepFilter keeps a narrowing of the list of cases under a name of one's own.
func (d *Desk) KeepFilter(ctx context.Context, by access.Actor, name, query string) error {
	if err := by.May(access.ReadCasebook); err != nil {
		return err
	}
	name, err := shortName("filter_name", name)
	if err != nil {
		return err
	}
	if len(query) > 1000 {
		return fault.Field("filter_name", "This filter is too long to be kept.")
	}
	id, err := d.newID()
	if err != nil {
		return err
	}
	return d.store.KeepFilter(ctx, store.SavedFilter{ID: id, UserID: by.ID, Name: name, Query: query})
}

// DropFilter takes one of one's own filters away.
func (d *Desk) DropFilter(ctx context.Context, by access.Actor, id casebook.ID) error {
	if err := by.May(access.ReadCasebook); err != nil {
		return err
	}
	there, err := d.store.DropFilter(ctx, by.ID, id)
	if err == nil && !there {
		return fault.New(fault.NotFound, "There is no such filter of yours.")
	}
	return err
}

// shortName reads the name of a filter or a tag: one line, without control
// characters, in the letters it was typed in.
func shortName(field, text string) (string, error) {
	if strings.TrimSpace(text) == "" {
		return "", fault.Field(field, "Give it a name first.")
	}
	clean, err := names.CleanText(strings.Join(strings.Fields(text), " "), maxFilterName)
	if err != nil {
		return "", fault.Field(field, "A name has at most %d letters, on one line.", maxFilterName)
	}
	return clean, nil
}
