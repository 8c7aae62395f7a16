package main

import (
	"context"

	"habeas/internal/desk"
	"habeas/internal/export"
	"habeas/internal/jobs"
	"habeas/internal/reading"
)

// takeSnapshots takes the snapshot of every day that is over and has none, the
// oldest first, and rests between two of them.
func takeSnapshots(ctx context.Context, d *desk.Desk, room *reading.Room, baseURL string) error {
	return jobs.Gently(ctx, func(ctx context.Context) (left int, err error) {
		day, due, err := room.Due(ctx)
		if err != nil || !due {
			return 0, err
		}
		return 1, room.Apart(ctx, reading.Past{KnownAt: day}, func(then *reading.Room) error {
			s, err := export.Freeze(ctx, room, then, baseURL)
			if err != nil {
				return err
			}
			return d.KeepSnapshot(ctx, system, s)
		})
	})
}
