package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// KeepList keeps a list of people that somebody gave about a release event.
func (d *Desk) KeepList(ctx context.Context, by access.Actor, event casebook.ID, in casebook.ListDraft) (id casebook.ID, err error) {
	row, entries, err := in.List()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "KeepList", func(a *act) error {
		if _, err := store.Get[casebook.ReleaseEvent](a.ctx, a.Tx, event); err != nil {
			return err
		}
		row.ReleaseEventID = event
		if err := insert(a, casebook.OnList, &row); err != nil {
			return err
		}
		id = row.ID
		if err := a.addEntries(id, entries, 0); err != nil {
			return err
		}
		return a.cite(casebook.Subject{Kind: casebook.OnList, ID: id}, in.Cites)
	})
	return id, err
}

// addEntries writes entries after those that are there.
func (a *act) addEntries(list casebook.ID, entries []casebook.Entry, after int) error {
	for _, e := range entries {
		e.ListID, e.Number = list, after+e.Number
		if err := insert(a, casebook.OnEntry, &e); err != nil {
			return err
		}
	}
	return nil
}

// EditList changes what a list is; names in the draft are added to it.
func (d *Desk) EditList(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.ListDraft, reason string) error {
	row, entries, err := in.List()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditList", func(a *act) error {
		there, err := a.EntriesOf(a.ctx, id)
		if err != nil {
			return err
		}
		if err := editCited(a, casebook.OnList, id, version, reason, in.Cites, &row, "ReleaseEventID"); err != nil {
			return err
		}
		last := 0
		if len(there) > 0 {
			last = there[len(there)-1].Number
		}
		return a.addEntries(id, entries, last)
	})
}

// RemoveList takes a list away with its entries; the history keeps them.
func (d *Desk) RemoveList(ctx context.Context, by access.Actor, id casebook.ID, version int, reason string) error {
	return d.edit(ctx, by, "RemoveList", func(a *act) error {
		entries, err := a.EntriesOf(a.ctx, id)
		if err != nil {
			return err
		}
		a.because(reason)
		for _, e := range entries {
			if err := remove[casebook.Entry](a, casebook.OnEntry, e.ID); err != nil {
				return err
			}
		}
		return removePart[casebook.List](a, casebook.OnList, id, version, reason)
	})
}

// ListFile is a list with its entries and what each may be.
type ListFile struct {
	casebook.ListTally
	Matched  map[casebook.ID]store.CaseLine // by case
	Alike    map[casebook.ID][]store.Alike  // by entry that nobody has looked at
	Evidence casebook.Evidence
}

// alikeMost is how many of our cases are suggested for one name.
const alikeMost = 3

// ReleaseList gives a list with suggestions for those entries that nobody has
// settled yet, for at most the given number of them.
func (d *Desk) ReleaseList(ctx context.Context, by access.Actor, id casebook.ID, suggest int) (*ListFile, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	row, err := store.Get[casebook.List](ctx, v, id)
	if err != nil {
		return nil, err
	}
	entries, err := v.EntriesOf(ctx, id)
	if err != nil {
		return nil, err
	}
	f := &ListFile{ListTally: casebook.Tally(*row, entries), Alike: map[casebook.ID][]store.Alike{}}
	for _, e := range entries {
		if settled := e.Match == casebook.IsOurs || e.Match == casebook.NotOurs; settled || suggest <= 0 {
			continue
		}
		suggest--
		if f.Alike[e.ID], err = v.AlikeCases(ctx, e.Text, alikeMost); err != nil {
			return nil, err
		}
	}
	if f.Matched, err = v.CaseLines(ctx, matchedIn(entries)); err != nil {
		return nil, err
	}
	f.Evidence, err = v.Evidence(ctx, casebook.Subject{Kind: casebook.OnList, ID: id})
	return f, err
}

func matchedIn(entries []casebook.Entry) (ids []casebook.ID) {
	for _, e := range entries {
		if e.CaseID != "" {
			ids = append(ids, e.CaseID)
		}
	}
	return ids
}

// Settlement is what a person found an entry of a list to be.
type Settlement struct {
	Entry   casebook.ID
	Version int
	Match   casebook.Match
	Ref     casebook.Ref // of our case, when it is ours
}

// SettleEntries keeps what a person found entries of a list to be. An entry
// that somebody else settled meanwhile gives fault.Conflict, and nothing is
// kept; one that says what it said before is left alone.
func (d *Desk) SettleEntries(ctx context.Context, by access.Actor, list casebook.ID, found []Settlement) error {
	return d.edit(ctx, by, "SettleEntries", func(a *act) error {
		for _, s := range found {
			if err := a.settleEntry(list, s); err != nil {
				return err
			}
		}
		return nil
	})
}

func (a *act) settleEntry(list casebook.ID, s Settlement) error {
	was, err := store.Get[casebook.Entry](a.ctx, a.Tx, s.Entry)
	if err != nil {
		return err
	}
	if was.ListID != list {
		return fault.New(fault.NotFound, "This list has no such entry.")
	}
	var of casebook.ID
	if s.Match == casebook.IsOurs && s.Ref != "" {
		c, err := a.CaseByRef(a.ctx, s.Ref)
		if fault.Is(err, fault.NotFound) {
			return fault.Field("entry."+string(s.Entry), "There is no case %s. Copy the reference from the case's page.", string(s.Ref))
		} else if err != nil {
			return err
		}
		of = c.ID
	}
	now, err := was.Settle(s.Match, of, was.Note)
	if err != nil {
		return fault.Field("entry."+string(s.Entry), "Choose which of our cases this is, or say that it is not ours.")
	}
	if now.Match == was.Match && now.CaseID == was.CaseID {
		return nil
	}
	if of != "" { // it tells of that case from now on
		if err := a.relate(of); err != nil {
			return err
		}
	}
	if err := stale(was.Version, s.Version); err != nil {
		return err
	}
	return update(a, casebook.OnEntry, was.ID, was, &now)
}

// CompareLists sets the lists about a release event beside each other and
// beside our own cases in it, with the numbers that were claimed about it.
func (d *Desk) CompareLists(ctx context.Context, by access.Actor, event casebook.ID) (*casebook.ReleaseFile, *casebook.Comparison, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, nil, err
	}
	f, err := v.ReleaseFile(ctx, event)
	if err != nil {
		return nil, nil, err
	}
	lists, err := v.ReleaseLists(ctx, event)
	if err != nil {
		return nil, nil, err
	}
	var ids []casebook.ID
	for _, l := range lists {
		ids = append(ids, matchedIn(l.Entries)...)
	}
	lines, err := v.CaseLines(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	cases := map[casebook.ID]casebook.Case{}
	for id, line := range lines {
		cases[id] = line.Case
	}
	out := casebook.Compare(lists, f.Releases, cases)
	return f, &out, nil
}
