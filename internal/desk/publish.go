package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/store"
	"habeas/internal/when"
)

func dayOf(t time.Time) when.Day { return when.DayOf(t) }

// Publish shows a case, a release event, a count, a position, an advisory, an
// event of a country, the claims about a country, or the page of a source or a
// place to the public, as they stand now, by the program itself: it stands for both persons, and the review
// it leaves behind says so. People ask with [Desk.RequestReview]. It answers
// with fault.Invalid when something is missing that the public must not do
// without, each thing in a sentence under Fixes.
func (d *Desk) Publish(ctx context.Context, by access.Actor, on casebook.Subject) error {
	defer d.catchUp(ctx)
	return d.do(ctx, by, access.PublishRecord, "Publish", func(a *act) error {
		if by.Role != access.System {
			return fault.New(fault.Denied, "Publishing takes two people: ask for a review, and somebody else decides.")
		}
		return a.publishAs(on, casebook.Review{State: casebook.ReviewDone, RequestedBy: by.ID, RequestedName: by.Name}, "")
	})
}

// TakeBack takes something off the public record again. It may come back, by
// two people; until then its address says on which day it was taken off, and
// not what it was. One person is enough: what endangers somebody must not wait.
func (d *Desk) TakeBack(ctx context.Context, by access.Actor, on casebook.Subject, reason string) error {
	return d.takeOff(ctx, by, on, "TakeBack", casebook.Draft, reason)
}

// publish marks the subject as published, and puts its document and those of
// the sources and facilities it names into the outbox.
func (a *act) publish(on casebook.Subject) error {
	defer a.LookWhole()() // what is published must not depend on who publishes it
	switch on.Kind {
	case casebook.OnCase:
		return a.publishCase(on.ID)
	case casebook.OnReleaseEvent:
		return a.publishReleaseEvent(on.ID)
	case casebook.OnCountry:
		return a.publishCountry(string(on.ID))
	case casebook.OnCount:
		return publishRow(a, on, func(row *casebook.Count) *casebook.Publication { return &row.Publication },
			func(row *casebook.Count, e casebook.Evidence, s public.Stamp) (any, error) {
				return public.ProjectCount(*row, e, s), nil
			})
	case casebook.OnPosition:
		return a.publishPosition(on)
	case casebook.OnAdvisory:
		return publishRow(a, on, func(row *casebook.Advisory) *casebook.Publication { return &row.Publication }, a.projectAdvisory)
	case casebook.OnContext:
		return publishRow(a, on, func(row *casebook.ContextEvent) *casebook.Publication { return &row.Publication }, a.projectContext)
	case casebook.OnSource:
		return a.publishSource(on.ID)
	case casebook.OnFacility:
		return a.publishFacility(on.ID)
	}
	return fault.New(fault.NotFound, "This cannot be published by itself.")
}

func (a *act) publishCase(id casebook.ID) error {
	f, err := a.FileByID(a.ctx, id)
	if err != nil {
		return err
	}
	if err := publishable(f); err != nil {
		return err
	}
	if err := a.bringPositions(f); err != nil {
		return err
	}
	was, now := f.Case, f.Case
	now.Publication = casebook.Published
	if now.PublishedAt == nil {
		at := a.Now
		now.PublishedAt = &at
	}
	now.PublishedVer++
	if err := update(a, casebook.OnCase, id, &was, &now); err != nil {
		return err
	}
	doc, err := public.ProjectCase(f, public.Stamp{PublishedAt: *now.PublishedAt, UpdatedAt: a.Now, Version: now.PublishedVer})
	if err != nil {
		return err
	}
	if err := betrays(f, doc); err != nil {
		return err
	}
	if err := a.put(public.DocCase, string(f.Case.Ref), now.PublishedVer, doc); err != nil {
		return err
	}
	if err := a.shelveEvidence(f.Evidence); err != nil {
		return err
	}
	return a.shelvePositions(f)
}

// betrays answers with fault.Invalid when a case that is to be public without
// its name would tell it all the same: in a summary, in the title of a source,
// in what is quoted from it.
func betrays(f *casebook.File, doc *public.Case) error {
	if !doc.NameWithheld {
		return nil
	}
	body, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	var known []string
	for _, n := range f.Names {
		known = append(known, n.Text)
	}
	name := public.Betrayed(body, known)
	if name == "" {
		return nil
	}
	return fault.New(fault.Invalid, "This case cannot be published yet.").
		Fix("Nothing covers publishing the name, and “%s” would stand on the page: in a text, or in a source that it names. Take it out of the text, or mark the source as for staff.", name)
}

// publishable gives what stands in the way of showing a case, as one fault.
func publishable(f *casebook.File) error {
	blocking := casebook.Blocking(f.Problems())
	if len(blocking) == 0 {
		return nil
	}
	e := fault.New(fault.Invalid, "This case cannot be published yet.")
	for _, p := range blocking {
		e.Fixes = append(e.Fixes, p.Text)
	}
	return e
}

func (a *act) publishReleaseEvent(id casebook.ID) error {
	f, err := a.ReleaseFile(a.ctx, id)
	if err != nil {
		return err
	}
	if len(f.Of(casebook.OnReleaseEvent, id)) == 0 {
		return needsSource()
	}
	was, now := f.Event, f.Event
	now.Publication = casebook.Published
	if err := update(a, casebook.OnReleaseEvent, id, &was, &now); err != nil {
		return err
	}
	f.Event = now
	if err := a.put(public.DocReleaseEvent, string(id), 0, public.ProjectReleaseEvent(f, public.Stamp{UpdatedAt: a.Now})); err != nil {
		return err
	}
	return a.shelveEvidence(f.Evidence)
}

func needsSource() error {
	return fault.New(fault.Invalid, "This cannot be published yet.").Fix("It has no source. Cite where it was read, with a place or a short quotation.")
}

// publishRow publishes a row that stands by itself with its citations.
func publishRow[T any](a *act, on casebook.Subject, state func(*T) *casebook.Publication, project func(*T, casebook.Evidence, public.Stamp) (any, error)) error {
	was, err := store.Get[T](a.ctx, a.Tx, on.ID)
	if err != nil {
		return err
	}
	_, e, err := a.claimsOn(on) // what sources say otherwise names sources, too
	if err != nil {
		return err
	}
	if len(e.Of(on.Kind, on.ID)) == 0 {
		return needsSource()
	}
	now := *was
	*state(&now) = casebook.Published
	if err := update(a, on.Kind, on.ID, was, &now); err != nil {
		return err
	}
	doc, err := project(&now, e, public.Stamp{UpdatedAt: a.Now})
	if err != nil {
		return err
	}
	if err := a.put(string(on.Kind), string(on.ID), 0, doc); err != nil {
		return err
	}
	return a.shelveEvidence(e)
}

func (a *act) projectContext(row *casebook.ContextEvent, e casebook.Evidence, s public.Stamp) (any, error) {
	claims, err := a.ClaimsOn(a.ctx, casebook.OnContext, row.ID)
	if err != nil {
		return nil, err
	}
	place, err := a.place(row.FacilityID)
	if err != nil {
		return nil, err
	}
	if place != nil {
		e.Facilities = map[casebook.ID]casebook.Facility{place.ID: *place}
	}
	return public.ProjectContext(*row, claims, e, s), nil
}

func (a *act) projectAdvisory(row *casebook.Advisory, e casebook.Evidence, s public.Stamp) (any, error) {
	claims, err := a.ClaimsOn(a.ctx, casebook.OnAdvisory, row.ID)
	if err != nil {
		return nil, err
	}
	return public.ProjectAdvisory(*row, claims, e, s), nil
}

// claimsOn gives the claims on a subject, and what it and they rest on.
func (a *act) claimsOn(on casebook.Subject) ([]casebook.Claim, casebook.Evidence, error) {
	claims, err := a.ClaimsOn(a.ctx, on.Kind, on.ID)
	if err != nil {
		return nil, casebook.Evidence{}, err
	}
	subjects := []casebook.Subject{on}
	for _, c := range claims {
		subjects = append(subjects, casebook.Subject{Kind: casebook.OnClaim, ID: c.ID})
	}
	all, err := a.Evidence(a.ctx, subjects...)
	return claims, all, err
}

func (a *act) publishCountry(code string) error {
	claims, e, err := a.claimsOn(casebook.Subject{Kind: casebook.OnCountry, ID: casebook.ID(code)})
	if err != nil {
		return err
	}
	for _, c := range claims {
		if c.Visibility == casebook.Public && len(e.Of(casebook.OnClaim, c.ID)) == 0 {
			return needsSource()
		}
	}
	doc := public.ProjectCountry(code, claims, e)
	if doc == nil {
		return fault.New(fault.Invalid, "There is nothing to publish about this country.").Fix("Mark at least one claim as public.")
	}
	if err := a.record(casebook.Subject{Kind: casebook.OnCountry, ID: casebook.ID(code)}, nil); err != nil {
		return err
	}
	if err := a.put(public.DocCountry, code, 0, doc); err != nil {
		return err
	}
	return a.shelveEvidence(e)
}

// put writes a document to the outbox, unless it says what is there already.
func (a *act) put(kind, key string, version int, doc any) error {
	body, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	a.shown = append(a.shown, public.Publication{Kind: kind, Key: key, Document: body})
	latest, err := a.LatestPublication(a.ctx, kind, key)
	if err != nil {
		return err
	}
	change := "published"
	if latest != nil && latest.Document != nil {
		change = "updated"
		if string(latest.Document) == string(body) {
			return nil
		}
	}
	if version == 0 {
		version = 1
		if latest != nil {
			version = latest.Version + 1
		}
	}
	p := store.Publication{
		Kind: kind, Key: key, Version: version, At: a.Now, Document: body, Change: change,
		Forget: a.taking != "", // it is rewritten to say no more of what is being taken off
	}
	if a.correction != nil && change == "updated" && !p.Forget {
		if err := a.asCorrection(&p, latest); err != nil {
			return err
		}
	}
	_, err = a.Enqueue(p)
	return err
}

// drop writes to the outbox that a document comes off the shelf, if it is on it.
func (a *act) drop(kind, key string) error {
	latest, err := a.LatestPublication(a.ctx, kind, key)
	if err != nil || latest == nil || latest.Document == nil {
		return err
	}
	if kind == public.DocCase { // the shelf does the same by itself
		merged, err := a.Merged(a.ctx, kind, key)
		if err != nil {
			return err
		}
		var all [][]byte
		for _, one := range append([]string{key}, merged...) {
			documents, err := a.Documents(a.ctx, kind, one)
			if err != nil {
				return err
			}
			all = append(all, documents...)
		}
		if err := a.ForgetTold(kind, key, public.TellingOf(key, all, merged...)); err != nil {
			return err
		}
	}
	if _, err = a.Enqueue(store.Publication{Kind: kind, Key: key, Version: latest.Version + 1, At: a.Now, Change: cmp.Or(a.taking, withdrawn), Forget: a.unnaming}); err != nil {
		return err
	}
	if kind == public.DocCase || kind == public.DocReleaseEvent {
		return nil
	}
	return a.DropCorrections(kind, key) // that it was ever there is nobody's business
}

// catchUp lets the shelf apply what the outbox holds for it. It happens after
// the change is safe; when it fails the shelf catches up at the next change or
// at the next start, and the log says so.
func (d *Desk) catchUp(ctx context.Context) {
	if err := d.CatchUp(context.WithoutCancel(ctx)); err != nil {
		d.log.Error("the shelf is behind the store", slog.String("error", err.Error()))
	}
}

// forgetText is catchUp after something was withdrawn: what was published of it
// must not linger in the store's log, which no deletion reaches.
func (d *Desk) forgetText(ctx context.Context) {
	d.catchUp(ctx)
	if err := d.store.CutLog(context.WithoutCancel(ctx)); err != nil {
		d.log.Error("withdrawn text may linger in the store's log until the next withdrawal or the next stop", slog.String("error", err.Error()))
	}
}

// CatchUp applies every publication that the shelf has not seen.
func (d *Desk) CatchUp(ctx context.Context) error {
	d.shelving.Lock()
	defer d.shelving.Unlock()
	for {
		seen, err := d.shelf.AppliedSeq(ctx)
		if err != nil {
			return err
		}
		rows, err := d.store.PublicationsAfter(ctx, seen, 500)
		if err != nil || len(rows) == 0 {
			return err
		}
		pubs := make([]public.Publication, len(rows))
		for i, p := range rows {
			pubs[i] = public.Publication(p)
		}
		if err := d.shelf.Apply(ctx, pubs...); err != nil {
			return err
		}
	}
}

// PreviewCase gives what the public would see of a case if it were published
// now, and what stands in the way.
func (d *Desk) PreviewCase(ctx context.Context, by access.Actor, ref casebook.Ref) (*public.Case, []casebook.Problem, error) {
	f, err := d.File(ctx, by, ref)
	if err != nil {
		return nil, nil, err
	}
	stamp := public.Stamp{UpdatedAt: f.Case.UpdatedAt, Version: f.Case.PublishedVer + 1, PublishedAt: f.Case.UpdatedAt}
	if f.Case.PublishedAt != nil {
		stamp.PublishedAt = *f.Case.PublishedAt
	}
	problems := f.Problems()
	all := d.store.Whole() // as it would be published, by whomever
	whole, err := all.File(ctx, ref)
	if err != nil {
		return nil, nil, err
	}
	if _, err := markAlong(ctx, all, whole); err != nil {
		return nil, nil, err
	}
	doc, err := public.ProjectCase(whole, stamp)
	if fault.Is(err, fault.Denied) {
		return nil, problems, nil
	}
	return doc, problems, err
}

// PreviewReleaseEvent gives what the public would see of a release event.
func (d *Desk) PreviewReleaseEvent(ctx context.Context, by access.Actor, id casebook.ID) (*public.ReleaseEvent, error) {
	f, err := d.ReleaseFile(ctx, by, id)
	if err != nil {
		return nil, err
	}
	return public.ProjectReleaseEvent(f, public.Stamp{UpdatedAt: f.Event.UpdatedAt}), nil
}

// Unpublished reports whether a published case would read differently if it
// were published again now.
func (d *Desk) Unpublished(ctx context.Context, by access.Actor, ref casebook.Ref) (bool, error) {
	doc, _, err := d.PreviewCase(ctx, by, ref)
	if err != nil || doc == nil {
		return false, err
	}
	latest, err := d.store.LatestPublication(ctx, public.DocCase, string(ref))
	if err != nil || latest == nil || latest.Document == nil {
		return false, err
	}
	var shown public.Case
	if err := json.Unmarshal(latest.Document, &shown); err != nil {
		return false, err
	}
	doc.Version, doc.UpdatedAt, doc.PublishedAt = shown.Version, shown.UpdatedAt, shown.PublishedAt
	body, err := json.Marshal(doc)
	return string(body) != string(latest.Document), err
}
