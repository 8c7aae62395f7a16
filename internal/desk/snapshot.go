package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/fault"
	"habeas/internal/public"
)

// KeepSnapshot puts the numbers of a day on the public record, where they stay
// as they are: a day that has them answers with fault.Conflict. Only the
// program itself takes snapshots; anybody else gets fault.Denied. They say what
// two people have published, and nothing new.
func (d *Desk) KeepSnapshot(ctx context.Context, by access.Actor, s public.Snapshot) error {
	defer d.catchUp(ctx)
	return d.do(ctx, by, access.PublishRecord, "KeepSnapshot", func(a *act) error {
		if by.Role != access.System {
			return fault.New(fault.Denied, "Snapshots are taken by the program itself, once a day.")
		}
		latest, err := a.LatestPublication(a.ctx, public.DocSnapshot, s.Day.String())
		if err != nil {
			return err
		}
		if latest != nil {
			return fault.New(fault.Conflict, "There is a snapshot of this day already, and its numbers stay as they are.")
		}
		return a.put(public.DocSnapshot, s.Day.String(), 1, s)
	})
}
