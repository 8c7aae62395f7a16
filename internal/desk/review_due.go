package desk

import (
	"context"
	"errors"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// PublishDue publishes what was agreed to for an instant that has come, at the
// latest when the program next runs, and lets lapse what is no longer what was
// agreed to, whether or not its instant has come. By is the program itself.
// One that fails does not keep the others back.
func (d *Desk) PublishDue(ctx context.Context, by access.Actor, now time.Time) error {
	open, err := d.store.OpenReviews(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, row := range open {
		if row.State == casebook.Scheduled {
			errs = append(errs, d.tend(ctx, by, row, now))
		}
	}
	return errors.Join(errs...)
}

// tend looks after one scheduled review.
func (d *Desk) tend(ctx context.Context, by access.Actor, row casebook.Review, now time.Time) error {
	would, err := d.rehearse(ctx, by, row.Subject())
	if _, stands := standsInTheWay(err); stands {
		return d.lapseReview(ctx, by, row.ID, "missing")
	} else if err != nil {
		return err
	}
	if would.fingerprint != row.Fingerprint {
		return d.lapseReview(ctx, by, row.ID, "changed")
	}
	if now.Before(*row.PublishAt) {
		return nil
	}
	err = d.appear(ctx, by, row.ID)
	switch {
	case fault.Is(err, fault.Invalid):
		return d.lapseReview(ctx, by, row.ID, "missing")
	case fault.Is(err, fault.Conflict):
		return d.lapseReview(ctx, by, row.ID, "changed")
	}
	return err
}

// appear publishes what a second person agreed to, on its day.
func (d *Desk) appear(ctx context.Context, by access.Actor, id casebook.ID) error {
	defer d.catchUp(ctx)
	return d.do(ctx, by, access.PublishRecord, "PublishScheduled", func(a *act) error {
		row, err := a.review(id)
		if err != nil || row.State != casebook.Scheduled {
			return err
		}
		was := *row
		if row.State, err = row.After(casebook.Appear, casebook.Program); err != nil {
			return err
		}
		a.because(row.Note)
		if err := a.embargoOver(row.Subject(), *row.PublishAt); err != nil {
			return err
		}
		if err := a.publishAsAsked(row); err != nil {
			return err
		}
		return a.moveReview(&was, row)
	})
}

// lapseReview ends an open review that no longer holds.
func (d *Desk) lapseReview(ctx context.Context, by access.Actor, id casebook.ID, why string) error {
	return d.do(ctx, by, access.PublishRecord, "LapseReview", func(a *act) error {
		row, err := store.Get[casebook.Review](a.ctx, a.Tx, id)
		if err != nil || !row.Open() {
			return err
		}
		if err := a.inHistoryOf(row.Subject()); err != nil {
			return err
		}
		return a.lapse(row, why)
	})
}
