package reading

import (
	"context"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/when"
)

// Snapshots of the record.
//
// Decided 2026-11-21: a snapshot keeps numbers and a hash, and no file. What it
// counted is put together anew from the editions on the shelf whenever somebody
// asks ([Room.At]), so that what is taken off is gone from every snapshot at
// the same moment as from everywhere else, without anything to be searched and
// rewritten. The numbers of the day stay as they were printed. They name
// nobody; that a case was among those counted, its tombstone may let a reader
// conclude, and its name, its dates and its sources stand nowhere. Whoever
// recomputes a figure gets it again less what was taken off since, and the page
// and the README of the package say which references those are and when each
// was taken off.
//
// A package has the same bytes again as long as nothing in it was taken off or
// forgotten and the program puts packages together in the same way
// (export.PackageFormat). A case that was taken off and came back counts from
// the day on which it came back.

// Cut is what the record of a day cannot say any more as its snapshot did.
type Cut struct {
	Snapshot  public.Snapshot
	Off       []TakenOff // cases and release events, by the day on which they went
	Forgotten int        // documents of which the text of that day is not kept
}

// Whole reports whether nothing is missing that the shelf knows of.
func (c *Cut) Whole() bool { return len(c.Off) == 0 && c.Forgotten == 0 }

// Cut gives the snapshot of a day with what is missing from it; nil for a day
// without one.
func (r *Room) Cut(ctx context.Context, day when.Day) (*Cut, error) {
	s, err := document[public.Snapshot](ctx, r, public.DocSnapshot, day.String())
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return r.cuts.get(r.Generation(), day.String(), func() (*Cut, error) {
		c := &Cut{Snapshot: *s}
		off, forgotten, err := r.shelf.CutSince(ctx, endOf(day))
		for _, p := range off {
			c.Off = append(c.Off, TakenOff{p.Key, when.DayOf(p.At)})
		}
		c.Forgotten = forgotten
		return c, err
	})
}

// SnapshotPage is what the page of a snapshot shows.
type SnapshotPage struct {
	Cut
	Before, After when.Day // the snapshots next to it; zero when there is none
}

// Snapshot gives what the page of a snapshot shows; fault.NotFound for a day
// without one.
func (r *Room) Snapshot(ctx context.Context, day when.Day) (*SnapshotPage, error) {
	c, err := r.Cut(ctx, day)
	if err != nil {
		return nil, err
	}
	if c == nil {
		return nil, nothing()
	}
	p := &SnapshotPage{Cut: *c}
	for _, side := range []struct {
		newest bool
		into   *when.Day
	}{{true, &p.Before}, {false, &p.After}} {
		next, err := r.snapshots(ctx, shelf.Filter{Newest: side.newest, Limit: 1}, day)
		if err != nil {
			return nil, err
		}
		if len(next) > 0 {
			*side.into = next[0].Day
		}
	}
	return p, nil
}

// snapshotsOnAPage is how many days a page of their list has: a quarter.
const snapshotsOnAPage = 92

// SnapshotsPage is one page of the list of snapshots, newest first.
type SnapshotsPage struct {
	Snapshots []public.Snapshot
	Next      when.Day // where the next page begins; zero at the end
}

// Snapshots gives the snapshots before a day, or the latest.
func (r *Room) Snapshots(ctx context.Context, before when.Day) (p SnapshotsPage, err error) {
	if p.Snapshots, err = r.snapshots(ctx, shelf.Filter{Newest: true, Limit: snapshotsOnAPage + 1}, before); err != nil {
		return p, err
	}
	if len(p.Snapshots) > snapshotsOnAPage {
		p.Snapshots = p.Snapshots[:snapshotsOnAPage]
		p.Next = p.Snapshots[snapshotsOnAPage-1].Day
	}
	return p, nil
}

// snapshots gives those next to a day in the order of a filter.
func (r *Room) snapshots(ctx context.Context, f shelf.Filter, beside when.Day) ([]public.Snapshot, error) {
	var from *shelf.Mark
	if !beside.IsZero() {
		from = &shelf.Mark{Day: shelf.DayNumber(beside), Key: beside.String()}
	}
	found, _, err := r.shelf.StandingAfter(ctx, public.DocSnapshot, f, from)
	if err != nil {
		return nil, err
	}
	var out []public.Snapshot
	for _, p := range found {
		s, err := shelf.Read[public.Snapshot](p.Document)
		if err != nil {
			return nil, err
		}
		out = append(out, *s)
	}
	return out, nil
}

// maxBehind is how many days without a snapshot are made up for.
const maxBehind = 31

// Due gives the oldest day that is over and has no snapshot though there was
// something to take one of; false when there is none.
func (r *Room) Due(ctx context.Context) (when.Day, bool, error) {
	yesterday := r.today().AddDays(-1)
	said, err := r.shelf.SaidAnything(ctx, endOf(yesterday))
	if err != nil || !said {
		return when.Day{}, false, err
	}
	last, err := r.snapshots(ctx, shelf.Filter{Newest: true, Limit: 1}, when.Day{})
	if err != nil {
		return when.Day{}, false, err
	}
	due := yesterday
	if len(last) > 0 {
		due = last[0].Day.AddDays(1)
	}
	if oldest := yesterday.AddDays(1 - maxBehind); due.Before(oldest) {
		due = oldest
	}
	return due, !due.After(yesterday), nil
}

// Figures gives the numbers of the record for a snapshot.
func (r *Room) Figures(ctx context.Context) (s public.Snapshot, err error) {
	h, err := r.Home(ctx)
	if err != nil {
		return s, err
	}
	s = public.Snapshot{Day: r.today(), Cases: h.Cases, Held: number(h.Held), Free: number(h.Free), Unknown: number(h.Unknown)}
	for _, c := range h.Countries {
		s.Countries = append(s.Countries, public.SnapshotCountry{
			Country: c.Country, Cases: c.Cases, Held: number(c.Held), Free: number(c.Free), Unknown: number(c.Unknown),
		})
	}
	return s, nil
}

func number(p People) public.Number {
	if !p.MostKnown {
		return public.Number{Least: p.Least}
	}
	return public.Number{Least: p.Least, Most: &p.Most}
}

// Since is what moved between the snapshot before a day and that day.
type Since struct {
	From, To when.Day
	Lines    []public.Move
	Off      []TakenOff
}

// Since gives what moved since the last snapshot that then, a room as of a day,
// knows of before its day; nil when it knows of none.
func (r *Room) Since(ctx context.Context, then *Room) (*Since, error) {
	day := then.Today()
	last, err := then.snapshots(ctx, shelf.Filter{Newest: true, Limit: 1}, day)
	if err != nil || len(last) == 0 {
		return nil, err
	}
	s := &Since{From: last[0].Day, To: day}
	s.Lines, s.Off, err = r.moved(ctx, s.From, s.To, "")
	return s, err
}

// Apart puts the record of an earlier day together for one who has time, and
// lends it to fn. It is not kept, and nobody who reads meanwhile waits for it.
func (r *Room) Apart(ctx context.Context, day Past, fn func(*Room) error) error {
	if err := day.check(r.today()); err != nil {
		return err
	}
	p := new(past)
	defer p.throwAway()
	var err error
	if p.room, err = r.past(day, p); err != nil {
		return err
	}
	return fn(p.room)
}
