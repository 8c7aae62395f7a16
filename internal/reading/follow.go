package reading

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/when"
)

// Followed is what changed on the shelf after a cursor, each document once, at
// its last change: whoever asks again with At misses nothing, and what they
// have kept of each key is, at the end, what stands.
type Followed struct {
	Changes []public.Publication // without their documents; those taken off among them
	At      string               // the cursor behind the last of them
	More    bool                 // there are more at once
}

// FollowedKinds are the kinds of document that can be followed.
func FollowedKinds() []string { return slices.Clone(shelf.Followed) }

// Follow gives what changed since a cursor that it gave, since the beginning of
// a day of UTC, or ever when since is empty; of some kinds, or of all. It
// answers with fault.Invalid for what is neither, and with fault.Gone when the
// shelf was put together anew meanwhile: then everything has to be read again.
func (r *Room) Follow(ctx context.Context, since string, kinds []string, limit int) (f Followed, err error) {
	age, err := r.shelf.Age(ctx) // first: what is read after it may be of a later age, and then the next cursor says so
	if err != nil {
		return f, err
	}
	turn, err := r.turnOf(ctx, since, age)
	if err != nil {
		return f, err
	}
	found, err := r.shelf.TurnedAfter(ctx, turn, kinds, limit+1)
	if err != nil {
		return f, err
	}
	if f.More = len(found) > limit; f.More {
		found = found[:limit]
	}
	for _, t := range found {
		f.Changes, turn = append(f.Changes, t.Publication), t.Turn
	}
	f.At = strconv.FormatInt(age, 36) + "." + strconv.FormatInt(turn, 36)
	return f, nil
}

// turnOf reads after which turn somebody wants to go on.
func (r *Room) turnOf(ctx context.Context, since string, age int64) (int64, error) {
	if since == "" {
		return 0, nil
	}
	if day, err := when.ParseDay(since); err == nil {
		if day.After(r.today()) {
			return 0, queryFault(fault.Fields{"since": fault.Say("This day has not come yet. Give today or a day before it.")})
		}
		return r.shelf.TurnBefore(ctx, day.Time())
	}
	before, after, _ := strings.Cut(since, ".")
	of, err := strconv.ParseInt(before, 36, 64)
	turn, err2 := strconv.ParseInt(after, 36, 64)
	if err != nil || err2 != nil || of <= 0 || turn < 0 {
		return 0, queryFault(fault.Fields{"since": fault.Say("This is neither a cursor that an answer gave nor a day like 2026-01-13. Leave it out to begin at the beginning.")})
	}
	if of != age {
		return 0, fault.New(fault.Gone, "The record was put together anew since this cursor was given (%s). Ask without since, and let go of what does not come again.", time.UnixMicro(age).UTC().Format(time.DateOnly))
	}
	return turn, nil
}
