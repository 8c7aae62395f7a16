package desk

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/store"
)

// looks remembers who looked at what within this hour, so that only the first
// look is written: a second page of the same case costs nothing.
type looks struct {
	mu   sync.Mutex
	hour time.Time
	seen map[look]bool
}

type look struct {
	who, what casebook.ID
	private   bool
}

// first reports whether this look is the first of its hour.
func (l *looks) first(now time.Time, k look) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if hour := now.Truncate(time.Hour); !hour.Equal(l.hour) || l.seen == nil {
		l.hour, l.seen = hour, map[look]bool{}
	}
	if l.seen[k] {
		return false
	}
	l.seen[k] = true
	return true
}

// forget lets a look be written again whose writing failed.
func (l *looks) forget(k look) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.seen, k)
}

// looked notes that somebody looked at a case. What the program does by itself
// is nobody's look. A private file is not shown unless the note is written; a
// case is, and the log says that the note is missing.
func (d *Desk) looked(ctx context.Context, by access.Actor, id casebook.ID, private bool) error {
	if by.Role == access.System {
		return nil
	}
	now, k := d.store.Instant(), look{by.ID, id, private}
	if !d.looks.first(now, k) {
		return nil
	}
	err := d.store.NoteLook(context.WithoutCancel(ctx), store.Look{CaseID: id, Hour: now, UserID: by.ID, UserName: by.Name, Private: private})
	if err == nil {
		return nil
	}
	d.looks.forget(k)
	if private {
		return err
	}
	d.log.Error("a look at a case was not noted", slog.String("error", err.Error()))
	return nil
}

// lookedAt notes a look at the case in which a thing lies, by whatever address
// it was reached, and gives the reference of that case; empty for none.
func (d *Desk) lookedAt(ctx context.Context, v store.View, by access.Actor, on casebook.Subject) (casebook.Ref, error) {
	ref, inCase, err := v.FileRef(ctx, on)
	if err != nil || !inCase {
		return "", err
	}
	c, err := v.CaseByRef(ctx, ref)
	if err != nil {
		return "", err
	}
	return ref, d.looked(ctx, by, c.ID, false)
}

// lookedThrough notes a look at every case that some revisions tell of.
func (d *Desk) lookedThrough(ctx context.Context, by access.Actor, revisions ...casebook.Revision) error {
	for _, r := range revisions {
		if r.CaseID == "" {
			continue
		}
		if err := d.looked(ctx, by, r.CaseID, false); err != nil {
			return err
		}
	}
	return nil
}

// maxLooks is how many rows of the access log a page shows.
const maxLooks = 500

// WhoLooked gives who looked at a case and its private file, the latest first:
// to those who may read the access log, and to those who work on the case.
func (d *Desk) WhoLooked(ctx context.Context, by access.Actor, ref casebook.Ref) ([]store.Look, error) {
	f, err := d.file(ctx, by, access.ReadCasebook, ref)
	if err != nil {
		return nil, err
	}
	relation, err := d.relationTo(ctx, by, f.Case.ID)
	if err != nil {
		return nil, err
	}
	if err := by.MayWith(access.ReadAccessLog, relation); err != nil && relation != access.Own {
		return nil, err
	}
	return d.store.Whole().LooksAt(ctx, f.Case.ID, maxLooks)
}

// OnCase says what somebody may do with one case, so that its page offers only
// what will not be refused.
type OnCase struct{ PrivateFile, Looks, Erase bool }

// MayOnCase gives what the actor may do with a case they see.
func (d *Desk) MayOnCase(ctx context.Context, by access.Actor, id casebook.ID) (OnCase, error) {
	r, err := d.relationTo(ctx, by, id)
	may := func(p access.Permission) bool { return by.MayWith(p, r) == nil }
	return OnCase{
		PrivateFile: may(access.ReadPrivateFile), Looks: may(access.ReadAccessLog) || r == access.Own,
		Erase: may(access.PublishRecord) && may(access.EditPrivateFile),
	}, err
}

func (d *Desk) relationTo(ctx context.Context, by access.Actor, id casebook.ID) (access.Relation, error) {
	all, err := d.store.Whole().AssignmentsOf(ctx, id)
	return access.RelationTo(by.ID, all), err
}
