// Package jobs is the door for time: what is done because a moment has come
// and not because somebody asked. It knows no rules; each job is a function of
// a room, handed in with its rhythm.
package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// Job is something to be done again and again. Do must be safe to be done
// twice, and catches up by itself with what was missed while nothing ran.
type Job struct {
	Name  string
	Every time.Duration
	// Later leaves the first time to the first turn: what takes more than a
	// moment does not begin while a server that just started is asked most.
	Later bool
	Do    func(ctx context.Context, now time.Time) error
}

// Run does every job at once, so that what was missed while the program was
// not running is done at its start, and then in its rhythm, until ctx ends. One
// that is for later is done in its rhythm alone. It
// returns when the last job has finished. A job that fails or panics is logged
// by its name and done again at its next turn; the others do not notice.
func Run(ctx context.Context, log *slog.Logger, now func() time.Time, jobs []Job) {
	var all sync.WaitGroup
	for _, j := range jobs {
		all.Go(func() { j.keepDoing(ctx, log, now) })
	}
	all.Wait()
}

func (j Job) keepDoing(ctx context.Context, log *slog.Logger, now func() time.Time) {
	turns := time.NewTicker(j.Every)
	defer turns.Stop()
	if j.Later {
		select {
		case <-ctx.Done():
		case <-turns.C:
		}
	}
	for ctx.Err() == nil {
		if err := j.once(ctx, log, now()); err != nil && ctx.Err() == nil {
			log.Error("timed work failed and will be tried again", slog.String("job", j.Name), slog.String("error", err.Error()))
		}
		select {
		case <-ctx.Done():
		case <-turns.C:
		}
	}
}

// once does a job and turns a panic into an error.
func (j Job) once(ctx context.Context, log *slog.Logger, now time.Time) (err error) {
	defer func() {
		if broken := recover(); broken != nil {
			log.Debug("timed work panicked", slog.String("job", j.Name), slog.String("stack", string(debug.Stack())))
			err = fmt.Errorf("panic: %v", broken)
		}
	}()
	return j.Do(ctx, now)
}
