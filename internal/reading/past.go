package reading

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/when"
)

// Past is a day that the record is read as of; the zero Past is the present.
type Past struct {
	AsOf    when.Day // what was true at the end of this day, by all that is known
	KnownAt when.Day // what this record said at the end of this day, UTC
}

// IsZero reports whether it is the present that is meant.
func (p Past) IsZero() bool { return p.AsOf.IsZero() && p.KnownAt.IsZero() }

// Day gives the day as of which such a page counts.
func (p Past) Day() when.Day {
	if p.AsOf.IsZero() {
		return p.KnownAt
	}
	return p.AsOf
}

// check refuses days that nobody can know of.
func (p Past) check(today when.Day) error {
	wrong := fault.Fields{}
	if p.AsOf.After(today) {
		wrong["as_of"] = fault.Say("This day has not come yet. Give today or a day before it.")
	}
	if p.KnownAt.After(today) {
		wrong["known_at"] = fault.Say("This day has not come yet. Give today or a day before it.")
	}
	if len(wrong) == 0 && !p.KnownAt.IsZero() && p.AsOf.After(p.KnownAt) {
		wrong["as_of"] = fault.Say("This day is after known_at: nobody could say then what was true later. Exchange the two, or leave one out.")
	}
	return queryFault(wrong)
}

// Bounds of what is kept of the past: shelves of earlier days, and how long a
// reader waits for one to be made.
const (
	maxPasts   = 6
	pastWait   = 20 * time.Second
	lookForNew = time.Second
)

// pasts keeps the records of earlier days that were asked for last. Each is a
// shelf in a file of its own, made from the editions on the shelf. When the
// shelf changes they are thrown away: somebody may have been taken off it.
type pasts struct {
	mu     sync.Mutex
	dir    string // where the files lie; a folder of the system's when empty
	own    bool   // the folder is ours and goes with us
	kept   map[Past]*past
	made   int
	making chan struct{} // a token for the one that may be made at a time
	watch  *time.Timer
	closed bool
}

type past struct {
	room       *Room
	generation uint64
	ready      chan struct{}
	err        error
	readers    int
	gone       bool
	used       int
	path       string
}

// KeepPast says in which folder the records of earlier days are put together.
// Whatever lies in it is thrown away.
func (r *Room) KeepPast(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	r.pasts.dir = dir
	return os.MkdirAll(dir, 0o700)
}

// Close lets go of the records of earlier days; the shelf stays open.
func (r *Room) Close() error {
	p := &r.pasts
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	if p.watch != nil {
		p.watch.Stop()
	}
	for day := range p.kept {
		p.drop(day)
	}
	if p.own {
		return os.RemoveAll(p.dir)
	}
	return nil
}

// At gives the room as of an earlier day, and what to call when it has been
// read. It answers with fault.Invalid for a day that has not come, and with
// fault.Unavailable while a large record is still being put together.
func (r *Room) At(ctx context.Context, day Past) (*Room, func(), error) {
	if day.KnownAt == r.today() {
		day.KnownAt = when.Day{} // what is said today is what is said
	}
	if day.IsZero() {
		return r, func() {}, nil
	}
	if err := day.check(r.today()); err != nil {
		return nil, nil, err
	}
	p := r.hold(day)
	done := func() { r.letGo(p) }
	wait := time.NewTimer(pastWait)
	defer wait.Stop()
	select {
	case <-p.ready:
		if p.err != nil {
			done()
			return nil, nil, p.err
		}
		return p.room, done, nil
	case <-ctx.Done():
		done()
		return nil, nil, ctx.Err()
	case <-wait.C:
		done()
		return nil, nil, fault.New(fault.Unavailable, "The record of this day is still being put together. Try again in a minute.")
	}
}

// hold gives the record of a day as the shelf has it now, and begins to make
// it when there is none. Whoever holds it has to let go.
func (r *Room) hold(day Past) *past {
	s := &r.pasts
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil {
		s.kept, s.making = map[Past]*past{}, make(chan struct{}, 1)
	}
	now := r.Generation()
	p := s.kept[day]
	if p != nil && p.generation != now {
		s.drop(day)
		p = nil
	}
	if p == nil {
		for len(s.kept) >= maxPasts {
			s.drop(s.oldest())
		}
		p = &past{generation: now, ready: make(chan struct{})}
		s.kept[day] = p
		p.readers++ // whoever makes it
		go r.make(day, p)
		r.watchForNew()
	}
	s.made++
	p.used = s.made
	p.readers++
	return p
}

func (r *Room) letGo(p *past) {
	r.pasts.mu.Lock()
	defer r.pasts.mu.Unlock()
	if p.readers--; p.gone && p.readers == 0 {
		p.throwAway()
	}
}

func (s *pasts) oldest() (day Past) {
	least := -1
	for d, p := range s.kept {
		if least < 0 || p.used < least {
			day, least = d, p.used
		}
	}
	return day
}

// drop lets go of a record as soon as nobody reads it any more.
func (s *pasts) drop(day Past) {
	p := s.kept[day]
	delete(s.kept, day)
	if p.gone = true; p.readers == 0 {
		p.throwAway()
	}
}

func (p *past) throwAway() {
	if p.room != nil {
		_ = p.room.shelf.Close() // a copy that is thrown away
	}
	if p.path != "" {
		for _, end := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(p.path + end)
		}
	}
}

// watchForNew throws away what is kept as soon as the shelf says something
// else, also when nobody asks any more.
func (r *Room) watchForNew() {
	s := &r.pasts
	if s.watch != nil || s.closed {
		return
	}
	s.watch = time.AfterFunc(lookForNew, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		now := r.Generation()
		for day, p := range s.kept {
			if p.generation != now {
				s.drop(day)
			}
		}
		if len(s.kept) > 0 && !s.closed {
			s.watch.Reset(lookForNew)
		} else {
			s.watch = nil
		}
	})
}

// make puts the record of a day together. It goes on when whoever asked first
// has left: others wait for it too.
func (r *Room) make(day Past, p *past) {
	defer r.letGo(p)
	defer close(p.ready)
	r.pasts.making <- struct{}{}
	defer func() { <-r.pasts.making }()
	if r.pasts.unwanted(p) { // so that no row of days can keep the machine busy
		p.err = fault.New(fault.Unavailable, "The record of this day is still being put together. Try again in a minute.")
		return
	}
	p.room, p.err = r.past(day, p)
	if p.err != nil {
		r.pasts.mu.Lock()
		defer r.pasts.mu.Unlock()
		if r.pasts.kept[day] == p {
			r.pasts.drop(day) // the next reader tries again
		}
	}
}

// unwanted reports whether a record was pushed out before its turn came, and
// nobody waits for it any more but whoever would make it.
func (s *pasts) unwanted(p *past) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed || p.gone && p.readers == 1
}

func (r *Room) past(day Past, p *past) (*Room, error) {
	path, err := r.pasts.newPath()
	if err != nil {
		return nil, err
	}
	p.path = path
	at := time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	if !day.KnownAt.IsZero() {
		at = endOf(day.KnownAt)
	}
	made, err := r.shelf.Past(context.Background(), path, at, func(doc *public.Publication) (bool, error) {
		if !day.AsOf.IsZero() {
			return public.CutAt(doc, day.AsOf)
		}
		if doc.At.After(at) { // stands for an earlier text that was forgotten
			return public.CutAt(doc, day.KnownAt)
		}
		return true, nil
	})
	if err != nil {
		return nil, fmt.Errorf("the record of %v: %w", day, err)
	}
	return New(made, day.Day), nil
}

// newPath names a new file for a record.
func (s *pasts) newPath() (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return "", errors.New("the reading room is closed")
	}
	if s.dir == "" {
		dir, err := os.MkdirTemp("", "habeas-past-")
		if err != nil {
			return "", err
		}
		s.dir, s.own = dir, true
	}
	s.made++
	return filepath.Join(s.dir, fmt.Sprintf("past-%d.db", s.made)), nil
}
