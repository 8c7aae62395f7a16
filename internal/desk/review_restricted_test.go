package desk_test

import (
	"testing"
	"time"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store/storetest"
)

func TestARequestToPublishEndsWhenItsCaseIsRestricted(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	ref := b.person("Ana Ejemplo", b.source("An article"))
	waiting := b.asked(worker, ref)
	b.must(b.ScheduleReview(b.ctx, second, waiting, storetest.Now.Add(time.Hour), "UTC", ""))
	b.must(b.RestrictCase(b.ctx, editor, ref, b.file(ref).Case.Version, true, "a threat"))
	f, err := b.LastReview(b.ctx, editor, b.on(ref))
	b.must(err)
	if f.State != casebook.ReviewLapsed || f.Remarks != "restricted" || b.file(ref).Case.Publication != casebook.Draft {
		t.Errorf("got %s, %s of a case that is %s", f.State, f.Remarks, b.file(ref).Case.Publication)
	}
	b.must(b.PublishDue(b.ctx, system, storetest.Now.Add(2*time.Hour)))
	b.hidden(ref, "though it was restricted")
}

func TestARequestThatWaitsEndsWhenItsCaseIsRestricted(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	ref := b.person("Ana Ejemplo", b.source("An article"))
	id := b.asked(worker, ref)
	b.must(b.RestrictCase(b.ctx, editor, ref, b.file(ref).Case.Version, true, "a threat"))
	on := b.on(ref)
	if got := b.file(ref).Case; got.Publication != casebook.Draft || !got.Restricted {
		t.Errorf("the case is %s, restricted %t", got.Publication, got.Restricted)
	}
	_, err := b.Review(b.ctx, third, id)
	b.want(err, fault.NotFound)
	b.want(b.RetractReview(b.ctx, worker, id), fault.NotFound) // who asked is not named on it
	b.want(b.ReturnReview(b.ctx, second, id, "x"), fault.NotFound)
	b.want(b.ApproveReview(b.ctx, second, id, ""), fault.NotFound)
	b.want(b.TakeBack(b.ctx, third, on, "x"), fault.NotFound)
	b.want(b.TakeBack(b.ctx, editor, on, "x"), fault.Conflict) // there is nothing to take off
	q, err := b.Reviews(b.ctx, third)
	b.must(err)
	if len(q.Decided)+len(q.Others)+len(q.ForMe) > 0 {
		t.Errorf("the list of reviews tells of it to whoever is not named on it: %+v", q)
	}
}

func TestAReviewOfARestrictedSourceIsThereOnlyForThoseNamedOnIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	ref := b.person("Ana Ejemplo", b.source("An article"))
	shut, err := b.AddSource(b.ctx, editor, casebook.SourceDraft{Title: "The guard's account", Kind: "other", Visibility: "public"})
	b.must(err)
	on := casebook.Subject{Kind: casebook.OnSource, ID: shut}
	b.must(b.CiteSource(b.ctx, editor, b.on(ref), casebook.CitationDraft{Source: string(shut)}))
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	words := casebook.SourceDraft{Title: "The guard's words", Kind: "other", Visibility: "public"}
	b.must(b.EditSource(b.ctx, editor, shut, 1, words, "x"))
	taken, err := b.RequestReview(b.ctx, editor, on, "", "")
	b.must(err)
	b.must(b.RetractReview(b.ctx, editor, taken))
	id, err := b.RequestReview(b.ctx, editor, on, "", "")
	b.must(err)
	words.Visibility = "restricted"
	b.must(b.EditSource(b.ctx, editor, shut, 2, words, "he is in danger"))
	if last, err := b.LastReview(b.ctx, editor, on); err != nil || last.State != casebook.ReviewLapsed || last.Remarks != "taken_off" {
		t.Errorf("to whoever restricted the source its review says %+v, %v", last, err)
	}
	for name, err := range map[string]error{
		"retract":   b.RetractReview(b.ctx, third, id),
		"return":    b.ReturnReview(b.ctx, second, id, "x"),
		"approve":   b.ApproveReview(b.ctx, second, id, ""),
		"take back": b.TakeBack(b.ctx, third, on, "x"),
		"review":    failed(b.Review(b.ctx, third, id)),
		"along":     failed(b.Along(b.ctx, third, on)),
		"prospect":  failed(b.Prospect(b.ctx, third, on)),
		"last":      failed(b.LastReview(b.ctx, third, on)),
	} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: whoever is not named on it gets %v, want not found", name, err)
		}
	}
}

// failed gives the error of two results.
func failed[T any](_ T, err error) error { return err }

// A case goes off whole, whoever takes it off: what of it they may not see
// themselves must not stay on the pages of others.
func TestWhoDoesNotSeeAllOfACaseTakesAllOfItOff(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src := b.source("An article")
	ref, other := b.person("Ana Ejemplo", src), b.person("Ben Beispiel", src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.must(b.StateOverlap(b.ctx, editor, other, casebook.OverlapDraft{Other: string(ref), Note: en("Perhaps.")}, cite(src)))
	b.must(b.Publish(b.ctx, editor, b.on(other)))
	_, err := b.RecordEvent(b.ctx, editor, ref, casebook.EventDraft{Kind: "moved", What: en("In secret."), Visibility: "restricted", Cites: cite(src)})
	b.must(err)
	b.must(b.TakeBack(b.ctx, third, b.on(ref), "she is in danger"))
	b.hidden(ref, "though it was taken off by somebody who does not see all of it")
	if got := b.shown(other).Overlaps; len(got) > 0 {
		t.Errorf("another case still points at it: %+v", got)
	}
}
