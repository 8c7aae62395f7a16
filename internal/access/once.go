package access

import (
	"maps"
	"sync"
	"time"
)

// Once remembers what was used and must not be used again, until it would be
// too old anyway. Only what proved right comes in here, so that nobody can fill
// it. It forgets on restart.
type Once struct {
	mu    sync.Mutex
	now   func() time.Time
	spent map[string]time.Time
}

// NewOnce gives an empty memory that reads the given clock.
func NewOnce(now func() time.Time) *Once { return &Once{now: now, spent: map[string]time.Time{}} }

// Spend uses a thing that is good until then; false says that it was used
// before, or is too old.
func (o *Once) Spend(thing string, until time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	now := o.now()
	maps.DeleteFunc(o.spent, func(_ string, until time.Time) bool { return !until.After(now) })
	if _, used := o.spent[thing]; used || !until.After(now) {
		return false
	}
	o.spent[thing] = until
	return true
}
