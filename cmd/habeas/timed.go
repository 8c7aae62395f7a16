package main

import (
	"context"
	"log/slog"
	"sync"
	"time"
	_ "time/tzdata" // a day is set in the time of a place, on machines without a list of them, too

	"habeas/internal/desk"
	"habeas/internal/jobs"
	"habeas/internal/reading"
)

// timed is what the program does by itself while it serves.
func timed(d *desk.Desk, room *reading.Room, baseURL string) []jobs.Job {
	return []jobs.Job{
		{Name: "take the snapshot of the day", Every: 10 * time.Minute, Later: true, Do: func(ctx context.Context, _ time.Time) error { return takeSnapshots(ctx, d, room, baseURL) }},
		{Name: "publish what is due", Every: time.Minute, Do: func(ctx context.Context, now time.Time) error { return d.PublishDue(ctx, system, now) }},
		{Name: "let go of old drafts", Every: time.Hour, Do: func(ctx context.Context, _ time.Time) error { return d.ExpireDrafts(ctx) }},
		{Name: "look over changed cases", Every: time.Minute, Do: func(ctx context.Context, _ time.Time) error { return jobs.Gently(ctx, d.LookOver) }},
	}
}

// tick begins the timed work and gives how to end it. Without a desk there is
// none.
func tick(ctx context.Context, log *slog.Logger, d *desk.Desk, room *reading.Room, baseURL string) (end func()) {
	if d == nil {
		return func() {}
	}
	ctx, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() { jobs.Run(ctx, log, time.Now, timed(d, room, baseURL)) })
	return func() { stop(); running.Wait() }
}
