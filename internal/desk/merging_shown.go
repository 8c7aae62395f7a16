package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/public"
	"habeas/internal/store"
)

// WouldMerge gives what the public reads now and would read if a second person
// agreed to a merge that waits for one; the case that stays comes first. It
// answers as [Desk.Agree] does.
func (d *Desk) WouldMerge(ctx context.Context, by access.Actor, id casebook.ID) (*Prospect, error) {
	p := &Prospect{}
	var shown rehearsal
	err := d.do(ctx, by, access.SecondPerson, "Foresee", func(a *act) error {
		row, f, err := a.agreeing(id)
		if err != nil {
			return err
		}
		a.agreed, a.reason = true, "a rehearsal"
		if err := a.carryOut(row, f.Case.Ref); err != nil {
			return err
		}
		if shown, err = rehearsed(a.shown); err != nil {
			return err
		}
		shown.now = a.Now
		return errRehearsed
	})
	if err := unlessRehearsed(err); err != nil {
		return nil, err
	}
	var err2 error
	p.Was, p.Would, err2 = d.against(ctx, shown.shown, shown.now)
	return p, err2
}

// showMerged does what a second person agreed to before the public: the address
// of the case that goes leads to the other one, whose page tells what both
// told, and whatever pointed at the first points there.
func (a *act) showMerged(p *casebook.MergePlan, askedBy access.Actor) error {
	stays := casebook.Subject{Kind: casebook.OnCase, ID: p.Stays.Case.ID}
	from, to := string(p.Goes.Case.Ref), string(p.Stays.Case.Ref)
	latest, err := a.LatestPublication(a.ctx, public.DocCase, from)
	if err != nil || latest == nil {
		return err
	}
	if _, err := a.Enqueue(store.Publication{Kind: public.DocCase, Key: from, Version: latest.Version + 1, At: a.Now, Change: string(casebook.Merged), MovedTo: to}); err != nil {
		return err
	}
	if err := a.lapseOf(stays, "renewed"); err != nil {
		return err
	}
	if err := a.show(stays); err != nil {
		return err
	}
	shown, err := rehearsed(a.shown)
	if err != nil {
		return err
	}
	review := casebook.Review{State: casebook.ReviewDone, RequestedBy: askedBy.ID, RequestedName: askedBy.Name, Note: a.reason,
		DecidedBy: a.by.ID, DecidedName: a.by.Name, DecidedAt: &a.Now, Fingerprint: shown.fingerprint}
	if _, err := a.openReview(stays, &review); err != nil {
		return err
	}
	if err := a.pointAt(p, from, to); err != nil {
		return err
	}
	return a.sweep()
}

// pointAt makes the published documents that named the case that goes name the
// other one: cases that overlap with it, and groups with a place for it.
// Positions came along with the page of the case that stays.
func (a *act) pointAt(p *casebook.MergePlan, from, to string) error {
	for _, id := range sortedIDs(p.Goes.Others) {
		ref := string(p.Goes.Others[id].Ref)
		if ref == to {
			continue
		}
		latest, err := a.LatestPublication(a.ctx, public.DocCase, ref)
		if err != nil {
			return err
		}
		if latest == nil || latest.Document == nil {
			continue
		}
		body, changed, err := public.MovedCase(latest.Document, from, to)
		if err != nil {
			return err
		}
		if !changed {
			continue
		}
		if _, err := a.Enqueue(store.Publication{Kind: public.DocCase, Key: ref, Version: latest.Version, At: a.Now, Document: body, Change: "updated"}); err != nil {
			return err
		}
	}
	return nil
}
