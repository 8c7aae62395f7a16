package desk

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/store"
)

// Called says what a subject of a review is called, for staff: a case by its
// reference and its person, anything else by a text of its own.
type Called struct {
	Kind  casebook.SubjectKind
	ID    casebook.ID
	Ref   casebook.Ref // of a case
	Title locale.Text
}

// Prospect is everything a person has to see before something is shown to the
// public: what changes for the public, and what is missing.
type Prospect struct {
	Called
	State       casebook.Publication
	Was, Would  []public.Publication // the same documents as the public reads them now, nil for none, and as it would
	Fingerprint string               // of Would; empty when nothing can be published
	Missing     []fault.Text         // what stands in the way, with what to do
	Embargo     bool                 // a case whose day has not come
	File        *casebook.File       // of a case
	Behind      []casebook.Behind
	Last        *casebook.Review // the newest review, open or over
	Second      bool             // somebody else could decide
}

// Same reports whether the public would read what it reads already.
func (p *Prospect) Same() bool {
	return p.Fingerprint != "" && slices.EqualFunc(p.Was, p.Would, func(a, b public.Publication) bool { return string(a.Document) == string(b.Document) })
}

// Prospect gives what publishing a subject as it stands now would do. What
// stands in the way is part of the answer and no error.
func (d *Desk) Prospect(ctx context.Context, by access.Actor, on casebook.Subject) (*Prospect, error) {
	called, err := d.called(ctx, by, on)
	if err != nil {
		return nil, err
	}
	p := &Prospect{Called: called}
	if p.Behind, err = d.StaysBehind(ctx, by, on); err != nil {
		return nil, err
	}
	if p.Last, err = d.store.LastReview(ctx, on.Kind, on.ID); err != nil {
		return nil, err
	}
	if p.Second, err = secondPerson(ctx, d.store, by); err != nil {
		return nil, err
	}
	if on.Kind == casebook.OnCase {
		if p.File, err = d.File(ctx, by, called.Ref); err != nil {
			return nil, err
		}
	}
	return p, d.foresee(ctx, by, on, p)
}

// foresee fills in what would be shown, or what stands in the way of it.
func (d *Desk) foresee(ctx context.Context, by access.Actor, on casebook.Subject, p *Prospect) error {
	would, err := d.rehearse(ctx, by, on)
	if p.State = would.state; p.File != nil {
		p.Embargo = p.File.Case.EmbargoUntil.After(dayOf(would.now))
	}
	if why, stands := standsInTheWay(err); stands {
		p.Missing = why
		return nil
	} else if err != nil {
		return err
	}
	p.Fingerprint = would.fingerprint
	p.Was, p.Would, err = d.against(ctx, would.shown, would.now)
	return err
}

// standsInTheWay gives what a refusal to publish asks to be mended.
func standsInTheWay(err error) ([]fault.Text, bool) {
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != fault.Invalid && f.Code != fault.Conflict {
		return nil, false
	}
	if len(f.Fixes) == 0 {
		return []fault.Text{f.Message}, true
	}
	return f.Fixes, true
}

// against puts documents beside those on the public record, both with the
// stamps of what is public, so that they differ in what they say only.
func (d *Desk) against(ctx context.Context, shown []public.Publication, now time.Time) (was, would []public.Publication, err error) {
	for _, p := range shown {
		latest, err := d.store.LatestPublication(ctx, p.Kind, p.Key)
		if err != nil {
			return nil, nil, err
		}
		have := public.Publication{Kind: p.Kind, Key: p.Key}
		if latest != nil && latest.Document != nil {
			if have.Document, err = stampedAs(latest.Document, latest.Document, now); err != nil {
				return nil, nil, err
			}
		}
		then := p
		if then.Document, err = stampedAs(p.Document, have.Document, now); err != nil {
			return nil, nil, err
		}
		was, would = append(was, have), append(would, then)
	}
	return was, would, nil
}

// ReviewFile is one review with what there is to decide on it.
type ReviewFile struct {
	Review casebook.Review
	Prospect
	Changed bool                 // what would be published is no longer what was asked for
	Asked   []public.Publication // as it was asked for, when it changed since
	Since   []casebook.Revision  // what was done meanwhile, newest first
}

// Review gives one review. What would be published is looked at while it is
// open; when it is over the page says how it ended.
func (d *Desk) Review(ctx context.Context, by access.Actor, id casebook.ID) (*ReviewFile, error) {
	row, err := get[casebook.Review](ctx, d, by, id)
	if err != nil {
		return nil, err
	}
	prospect, err := d.Prospect(ctx, by, row.Subject())
	if err != nil {
		return nil, err
	}
	f := &ReviewFile{Review: *row, Prospect: *prospect}
	if !row.Open() || row.Fingerprint == f.Fingerprint {
		return f, nil
	}
	f.Changed = true
	if err := json.Unmarshal(row.Documents, &f.Asked); err != nil {
		return nil, err
	}
	if _, f.Asked, err = d.against(ctx, f.Asked, row.CreatedAt); err != nil {
		return nil, err
	}
	f.Since, err = d.since(ctx, by, row, f.Would)
	return f, err
}

// maxSince is how many changes since a request are listed.
const maxSince = 50

// since gives what was done to a subject, and to the sources that come with
// it, since it was asked for.
func (d *Desk) since(ctx context.Context, by access.Actor, row *casebook.Review, would []public.Publication) ([]casebook.Revision, error) {
	filters := []store.RevisionFilter{{SubjectKind: row.SubjectKind, SubjectID: row.SubjectID, Limit: maxSince}}
	if row.CaseID != "" {
		filters[0] = store.RevisionFilter{CaseID: row.CaseID, Limit: maxSince}
	}
	for _, p := range would {
		if p.Kind == public.DocSource {
			filters = append(filters, store.RevisionFilter{SubjectKind: casebook.OnSource, SubjectID: casebook.ID(p.Key), Limit: maxSince})
		}
	}
	var all []casebook.Revision
	for _, f := range filters {
		found, err := d.History(ctx, by, f)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	all = slices.DeleteFunc(all, func(r casebook.Revision) bool { return !r.At.After(row.CreatedAt) })
	slices.SortStableFunc(all, func(a, b casebook.Revision) int { return b.At.Compare(a.At) })
	return all, nil
}

// ReviewLine is one review in a list.
type ReviewLine struct {
	casebook.Review
	Called
}

// ReviewQueue is the list of reviews as one person sees it.
type ReviewQueue struct {
	ForMe     []ReviewLine // waiting, asked for by others, and this person may decide
	Mine      []ReviewLine // waiting, asked for by this person
	Others    []ReviewLine // waiting, and neither
	Scheduled []ReviewLine // by their instant
	Decided   []ReviewLine // lately
}

// decidedLately is how many reviews that are over the list shows.
const decidedLately = 20

// Reviews gives the queue. A review of a case that this person may not see is
// not in it.
func (d *Desk) Reviews(ctx context.Context, by access.Actor) (*ReviewQueue, error) {
	if err := by.May(access.ReadCasebook); err != nil {
		return nil, err
	}
	open, err := d.store.OpenReviews(ctx)
	if err != nil {
		return nil, err
	}
	over, err := d.store.ClosedReviews(ctx, decidedLately)
	if err != nil {
		return nil, err
	}
	q := &ReviewQueue{}
	for _, row := range append(open, over...) {
		called, err := d.called(ctx, by, row.Subject())
		if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Denied) {
			continue
		} else if err != nil {
			return nil, err
		}
		q.put(ReviewLine{row, called}, by)
	}
	slices.SortStableFunc(q.Scheduled, func(a, b ReviewLine) int { return a.PublishAt.Compare(*b.PublishAt) })
	return q, nil
}

func (q *ReviewQueue) put(line ReviewLine, by access.Actor) {
	switch {
	case line.State == casebook.Scheduled:
		q.Scheduled = append(q.Scheduled, line)
	case line.State != casebook.Waiting:
		q.Decided = append(q.Decided, line)
	case line.RequestedBy == by.ID:
		q.Mine = append(q.Mine, line)
	case by.May(access.ReviewRecord) == nil:
		q.ForMe = append(q.ForMe, line)
	default:
		q.Others = append(q.Others, line)
	}
}

// LastReview gives the newest review of a subject, nil when there is none: its
// page says who asked, who decided, and whether one person published alone.
func (d *Desk) LastReview(ctx context.Context, by access.Actor, on casebook.Subject) (*casebook.Review, error) {
	if _, err := d.called(ctx, by, on); err != nil {
		return nil, err
	}
	return d.store.LastReview(ctx, on.Kind, on.ID)
}

// TakenOff is one page that goes, or that changes, when something is taken off.
type TakenOff struct {
	Kind, Key string
	Title     locale.Text
	Gone      bool
}

// WouldTakeOff gives what the public would lose if a subject were taken off.
func (d *Desk) WouldTakeOff(ctx context.Context, by access.Actor, on casebook.Subject) (Called, []TakenOff, error) {
	called, err := d.called(ctx, by, on)
	if err != nil {
		return called, nil, err
	}
	var sent []public.Publication
	err = d.do(ctx, by, access.PublishRecord, "Foresee", func(a *act) error {
		if err := a.inHistoryOf(on); err != nil {
			return err
		}
		a.reason = "a rehearsal"
		if err := a.takeBack(on); err != nil {
			return err
		}
		sent = a.sent
		return errRehearsed
	})
	if err := unlessRehearsed(err); err != nil {
		return called, nil, err
	}
	var off []TakenOff
	for _, p := range sent {
		title, err := d.titleOnShelf(ctx, p.Kind, p.Key)
		if err != nil {
			return called, nil, err
		}
		off = append(off, TakenOff{Kind: p.Kind, Key: p.Key, Title: title, Gone: p.Document == nil})
	}
	return called, off, nil
}

// titleOnShelf gives what the public calls a document.
func (d *Desk) titleOnShelf(ctx context.Context, kind, key string) (locale.Text, error) {
	latest, err := d.store.LatestPublication(ctx, kind, key)
	if err != nil || latest == nil || latest.Document == nil {
		return locale.Text{}, err
	}
	return shelf.Title(kind, latest.Document)
}

// Called says what a subject is called, and of a case its reference.
func (d *Desk) Called(ctx context.Context, by access.Actor, on casebook.Subject) (Called, error) {
	return d.called(ctx, by, on)
}

// called says what a subject is called, to whoever may see it. It answers with
// fault.NotFound for a case that a person may not know of.
func (d *Desk) called(ctx context.Context, by access.Actor, on casebook.Subject) (Called, error) {
	c := Called{Kind: on.Kind, ID: on.ID}
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return c, err
	}
	switch on.Kind {
	case casebook.OnCase:
		var ok bool
		if c.Ref, ok, err = v.FileRef(ctx, on); err != nil || !ok {
			return c, errors.Join(err, exists(ctx, v, on))
		}
		f, err := d.File(ctx, by, c.Ref)
		if err != nil {
			return c, err
		}
		c.Title = whom(f)
	case casebook.OnReleaseEvent:
		err = titled(ctx, d, by, &c, func(r *casebook.ReleaseEvent) locale.Text { return r.Title })
	case casebook.OnCount:
		err = titled(ctx, d, by, &c, func(r *casebook.Count) locale.Text { return r.Claimant })
	case casebook.OnPosition:
		err = titled(ctx, d, by, &c, func(r *casebook.Position) locale.Text { return r.Authority })
	case casebook.OnAdvisory:
		err = titled(ctx, d, by, &c, func(r *casebook.Advisory) locale.Text { return r.Issuer })
	case casebook.OnContext:
		err = titled(ctx, d, by, &c, func(r *casebook.ContextEvent) locale.Text { return r.What })
	case casebook.OnSource:
		err = titled(ctx, d, by, &c, func(r *casebook.Source) locale.Text { return r.Name() })
	case casebook.OnFacility:
		err = titled(ctx, d, by, &c, func(r *casebook.Facility) locale.Text { return locale.Text{En: r.Name} })
	case casebook.OnCountry:
		err = d.Exists(ctx, by, on)
	default:
		err = fault.New(fault.NotFound, "This cannot be published by itself.")
	}
	return c, err
}

func titled[T any](ctx context.Context, d *Desk, by access.Actor, c *Called, title func(*T) locale.Text) error {
	row, err := get[T](ctx, d, by, c.ID)
	if err == nil {
		c.Title = title(row)
	}
	return err
}

// whom says whom a case is about.
func whom(f *casebook.File) locale.Text {
	if n := f.DisplayName(); n != nil {
		return locale.Text{En: n.Text}
	}
	switch {
	case len(f.Names) > 0:
		return locale.Text{En: f.Names[0].Text}
	case f.Person != nil:
		return f.Person.Label
	case f.Group != nil:
		return f.Group.Population
	}
	return locale.Text{}
}
