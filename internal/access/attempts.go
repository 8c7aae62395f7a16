package access

import (
	"maps"
	"sync"
	"time"

	"habeas/internal/fault"
)

// Limits of wrong passwords: of one name, and of all names together. The
// second holds back whoever tries many names, and asks for no address of
// anybody; people who are signed in do not notice it.
const (
	freeAttempts = 5
	longestWait  = 15 * time.Minute
	maxAttempts  = 10_000 // names that are remembered
	freeOfAll    = 60
	oneMoreOfAll = 10 * time.Second // how often one more may be tried when all free ones are used up
)

// Attempts remembers wrong passwords in memory, by account name and never by
// address. It forgets on restart, and holds a bounded number of names.
type Attempts struct {
	mu    sync.Mutex
	now   func() time.Time
	seen  map[string]attempt
	apart bool      // names do not count together
	used  int       // wrong passwords of all names that count still
	from  time.Time // since when the next of them is on its way to be forgotten
}

type attempt struct {
	wrong int
	until time.Time
}

// NewAttempts gives an empty memory that reads the given clock.
func NewAttempts(now func() time.Time) *Attempts {
	return &Attempts{now: now, seen: map[string]attempt{}}
}

// Waiting is why nobody may try now, and for how long: the cause of a
// fault.Limited.
type Waiting time.Duration

// Error is the text for the log, without a name.
func (w Waiting) Error() string { return "wait " + time.Duration(w).String() }

// Begin counts one more try for a name as wrong until Passed says otherwise:
// many at the same time are as many tries. It answers with fault.Limited,
// because of a [Waiting], when the name or all names have to wait.
func (t *Attempts) Begin(name string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	if left := t.seen[name].until.Sub(now); left > 0 {
		return waitMinutes(left)
	}
	t.forget(now)
	if t.used >= freeOfAll && !t.apart {
		return waitSeconds(oneMoreOfAll - now.Sub(t.from))
	}
	if t.used++; t.used == 1 {
		t.from = now
	}
	a := t.seen[name]
	a.wrong++
	if over := a.wrong - freeAttempts; over >= 0 {
		a.until = now.Add(min(longestWait, time.Minute<<min(over, 10)))
	}
	t.seen[name] = a
	return nil
}

// Passed says that the last try for a name was right.
func (t *Attempts) Passed(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.seen, name)
	t.used = max(0, t.used-1)
}

// forget lets go of what counts no more.
func (t *Attempts) forget(now time.Time) {
	if gone := int(now.Sub(t.from) / oneMoreOfAll); gone > 0 {
		t.used = max(0, t.used-gone)
		t.from = t.from.Add(time.Duration(gone) * oneMoreOfAll)
	}
	if len(t.seen) < maxAttempts {
		return
	}
	maps.DeleteFunc(t.seen, func(_ string, a attempt) bool { return !a.until.After(now) })
	if len(t.seen) >= maxAttempts {
		clear(t.seen)
	}
}

func waitMinutes(left time.Duration) error {
	n := int((left + time.Minute - 1) / time.Minute)
	if n == 1 {
		return fault.New(fault.Limited, "There were too many wrong tries for this name. Try again in one minute.").Because(Waiting(left))
	}
	return fault.New(fault.Limited, "There were too many wrong tries for this name. Try again in %d minutes.", n).Because(Waiting(left))
}

func waitSeconds(left time.Duration) error {
	n := int((left + time.Second - 1) / time.Second)
	if n == 1 {
		return fault.New(fault.Limited, "Too much that is wrong is being tried here. Try again in one second.").Because(Waiting(left))
	}
	return fault.New(fault.Limited, "Too much that is wrong is being tried here. Try again in %d seconds.", n).Because(Waiting(left))
}

// NewDoor gives an empty memory for a door behind which one secret is as good
// as guessed by nobody: trying many names leads nowhere there, and holding back
// all of them together would only let a stranger shut out everybody.
func NewDoor(now func() time.Time) *Attempts {
	t := NewAttempts(now)
	t.apart = true
	return t
}
