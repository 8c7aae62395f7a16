package web

import (
	"sync"
	"time"

	"habeas/internal/access"
)

// How long a relative's page stays open: without use, and at most.
const (
	familyIdle  = 15 * time.Minute
	familyWhole = time.Hour
)

// familyDoor is what the door for relatives remembers, in memory alone.
type familyDoor struct {
	visits   *visits
	attempts *access.Attempts
}

func newFamilyDoor(now func() time.Time) familyDoor {
	return familyDoor{newVisits(now), access.NewDoor(now)}
}

// visits are the relatives who are reading now, by the hash of what their
// cookie holds. They are kept in memory alone: nothing written says that
// somebody was here, and starting the server anew closes every page.
type visits struct {
	mu  sync.Mutex
	now func() time.Time
	all map[string]*familyVisit
}

// familyVisit is one relative who is reading.
type familyVisit struct {
	by          access.Actor
	token       string // that every form carries
	begun, seen time.Time
	done        string // key of the sentence that the next page says once
}

func newVisits(now func() time.Time) *visits {
	return &visits{now: now, all: map[string]*familyVisit{}}
}

// begin opens a page and gives what its cookie holds.
func (v *visits) begin(by access.Actor) (cookie string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	now := v.now()
	for key, one := range v.all {
		if one.over(now) {
			delete(v.all, key)
		}
	}
	cookie = newSecret()
	v.all[access.HashToken(cookie)] = &familyVisit{by: by, token: newSecret(), begun: now, seen: now}
	return cookie
}

// find gives who holds a cookie, while their page is open.
func (v *visits) find(cookie string) (familyVisit, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	key, now := access.HashToken(cookie), v.now()
	one, ok := v.all[key]
	if !ok {
		return familyVisit{}, false
	}
	if one.over(now) {
		delete(v.all, key)
		return familyVisit{}, false
	}
	one.seen = now
	found := *one
	one.done = ""
	return found, true
}

// say keeps a sentence for the next page.
func (v *visits) say(cookie, key string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if one, ok := v.all[access.HashToken(cookie)]; ok {
		one.done = key
	}
}

func (v *visits) end(cookie string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.all, access.HashToken(cookie))
}

func (one *familyVisit) over(now time.Time) bool {
	return now.Sub(one.seen) > familyIdle || now.Sub(one.begun) > familyWhole
}
