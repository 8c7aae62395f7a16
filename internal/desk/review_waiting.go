package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
)

// ReviewCounts is how many reviews wait, for the first page of the desk.
type ReviewCounts struct{ ForMe, Mine, Scheduled int }

// ReviewsWaiting counts the reviews that wait for a person's decision, those
// the person asked for, and those with a day set.
func (d *Desk) ReviewsWaiting(ctx context.Context, by access.Actor) (ReviewCounts, error) {
	counts, _, err := d.reviewsWaiting(ctx, by, 0)
	return counts, err
}

// reviewsWaiting counts them, and gives the first of those that wait for the
// person's decision, oldest first. What a case is called takes reading it
// whole, so only those given are.
func (d *Desk) reviewsWaiting(ctx context.Context, by access.Actor, limit int) (ReviewCounts, []ReviewLine, error) {
	if err := by.May(access.ReadCasebook); err != nil {
		return ReviewCounts{}, nil, err
	}
	open, err := d.store.OpenReviews(ctx)
	if err != nil {
		return ReviewCounts{}, nil, err
	}
	q := &ReviewQueue{}
	for _, row := range open {
		if ok, err := d.mayKnowOf(ctx, by, row.Subject()); err != nil {
			return ReviewCounts{}, nil, err
		} else if ok {
			q.put(ReviewLine{Review: row}, by)
		}
	}
	head := q.ForMe[:min(limit, len(q.ForMe))]
	for i := range head {
		if head[i].Called, err = d.called(ctx, by, head[i].Subject()); err != nil {
			return ReviewCounts{}, nil, err
		}
	}
	return ReviewCounts{len(q.ForMe), len(q.Mine), len(q.Scheduled)}, head, nil
}

// mayKnowOf reports whether somebody may know that a subject exists: a case
// may be restricted, what is not of a case is called by its own row.
func (d *Desk) mayKnowOf(ctx context.Context, by access.Actor, on casebook.Subject) (bool, error) {
	if on.Kind == casebook.OnCase {
		v, err := d.view(by, access.ReadCasebook)
		if err != nil {
			return false, err
		}
		_, ok, err := v.FileRef(ctx, on)
		if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Denied) {
			return false, nil
		}
		return ok, err
	}
	_, err := d.called(ctx, by, on)
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Denied) {
		return false, nil
	}
	return err == nil, err
}
