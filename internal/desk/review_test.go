package desk_test

import (
	"errors"
	"log/slog"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
)

// third is one more who may decide.
var third = access.Actor{ID: "third", Name: "Thea", Role: access.Editor}

// asked asks for the review of a case.
func (b *bench) asked(by access.Actor, ref casebook.Ref) casebook.ID {
	b.t.Helper()
	id, err := b.RequestReview(b.ctx, by, b.on(ref), "please look", "")
	b.must(err)
	return id
}

func (b *bench) reviewed(id casebook.ID) casebook.Review {
	b.t.Helper()
	f, err := b.Review(b.ctx, third, id)
	b.must(err)
	return f.Review
}

// hidden fails when the public can read a case.
func (b *bench) hidden(ref casebook.Ref, when string) {
	b.t.Helper()
	if _, err := b.shelf.Case(b.ctx, string(ref)); err == nil {
		b.t.Errorf("the public reads the case %s", when)
	}
}

// said gives the sentence of a refusal.
func said(err error) string {
	var f *fault.Error
	if !errors.As(err, &f) {
		return ""
	}
	return f.Message.String()
}

func TestNobodyPublishesWhatTheyAskedForThemselves(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	id := b.asked(editor, ref)
	if got := b.file(ref).Case.Publication; got != casebook.InReview {
		t.Errorf("asked for, the case is %s, want in review", got)
	}
	b.want(b.ApproveReview(b.ctx, editor, id, ""), fault.Denied)
	b.want(b.ApproveReview(b.ctx, worker, id, ""), fault.Denied)
	b.want(b.ReturnReview(b.ctx, editor, id, "x"), fault.Denied)
	b.want(b.RetractReview(b.ctx, third, id), fault.Denied)
	b.want(b.Desk.Publish(b.ctx, editor, b.on(ref)), fault.Denied)
	b.hidden(ref, "before a second person decided")
	b.must(b.ApproveReview(b.ctx, second, id, ""))
	if got := b.shown(ref).Name.Text; got != "Ana Ejemplo" {
		t.Errorf("the public reads %q", got)
	}
	b.want(b.ApproveReview(b.ctx, third, id, ""), fault.Conflict)
	if got := b.reviewed(id); got.State != casebook.ReviewDone || got.DecidedName != "Sam" || got.RequestedName != "Edith" || got.Documents != nil {
		t.Errorf("got %+v", got)
	}
}

func TestADecisionBindsToWhatWasAskedFor(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(b *bench, ref casebook.Ref, src string){
		"an event was added": func(b *bench, ref casebook.Ref, src string) {
			_, err := b.RecordEvent(b.ctx, editor, ref, casebook.EventDraft{Kind: "moved", Visibility: "public", What: en("Moved."), Cites: cite(src)})
			b.must(err)
		},
		"the source has another title": func(b *bench, ref casebook.Ref, src string) {
			b.must(b.EditSource(b.ctx, editor, casebook.ID(src), 1, casebook.SourceDraft{Title: "Another title", Kind: "news_article", Visibility: "public"}, "a slip"))
		},
		"the name may not be shown any more": func(b *bench, ref casebook.Ref, _ string) {
			b.must(b.RecordConsent(b.ctx, editor, ref, casebook.ConsentDraft{Basis: "consent", GivenBy: "aunt", Scopes: []string{"publish_anonymously"}}))
			b.must(b.WithdrawConsent(b.ctx, editor, ref, b.file(ref).Consents[0].ID, "asked to"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			src := b.source("An article")
			ref := b.person("Ana Ejemplo", src)
			id := b.asked(editor, ref)
			change(b, ref, src)
			b.want(b.ApproveReview(b.ctx, second, id, ""), fault.Conflict)
			b.want(b.ScheduleReview(b.ctx, second, id, storetest.Now.Add(time.Hour), "UTC", ""), fault.Conflict)
			b.hidden(ref, "though it changed after it was asked for")
			f, err := b.Review(b.ctx, second, id)
			b.must(err)
			if !f.Changed || len(f.Since) == 0 || len(f.Asked) == 0 {
				t.Errorf("the page does not say what changed: changed %t, %d revisions, %d documents", f.Changed, len(f.Since), len(f.Asked))
			}
			again := b.asked(worker, ref)
			if got := b.reviewed(id); got.State != casebook.ReviewLapsed || got.Remarks != "renewed" {
				t.Errorf("asked for again, the first request is %s, %s", got.State, got.Remarks)
			}
			b.must(b.ApproveReview(b.ctx, second, again, ""))
			b.shown(ref)
		})
	}
}

func TestWhatStaffKeepToThemselvesDoesNotVoidADecision(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	id := b.asked(editor, ref)
	_, err := b.RecordEvent(b.ctx, worker, ref, casebook.EventDraft{Kind: "family_informed", What: en("Called."), Cites: cite(src)})
	b.must(err)
	_, err = b.RequestReview(b.ctx, worker, b.on(ref), "", "")
	b.want(err, fault.Conflict)
	b.must(b.ApproveReview(b.ctx, second, id, ""))
}

func TestAChangeOfWhatIsPublicTakesTwoAsWell(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	_, err := b.RecordEvent(b.ctx, worker.Because("the family says so"), ref, casebook.EventDraft{Kind: "moved", Visibility: "public", What: en("Moved."), Cites: cite(src)})
	b.must(err)
	id := b.asked(worker, ref)
	if got := b.file(ref).Case.Publication; got != casebook.Published {
		t.Errorf("while its change waits the case is %s, want published", got)
	}
	b.must(b.ReturnReview(b.ctx, second, id, "say where to"))
	if got := b.file(ref).Case.Publication; got != casebook.Published || len(b.shown(ref).Timeline) != 1 {
		t.Errorf("returned, the case is %s with %d entries", got, len(b.shown(ref).Timeline))
	}
	id = b.asked(worker, ref)
	b.must(b.RetractReview(b.ctx, worker, id))
	id = b.asked(worker, ref)
	b.must(b.ApproveReview(b.ctx, second, id, ""))
	if got := b.shown(ref); len(got.Timeline) != 2 || got.Version != 2 {
		t.Errorf("got %d entries in version %d", len(got.Timeline), got.Version)
	}
}

func TestOnePersonPublishesAloneOnlyWhereThereIsNoSecond(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	id, err := b.AddUser(b.ctx, admin, "only", "Olga", access.Editor, "four quiet words here")
	b.must(err)
	only := access.Actor{ID: id, Name: "Olga", Role: access.Editor}
	ref, other := b.person("Ana Ejemplo", b.source("An article")), b.person("Ben Beispiel", b.source("Another"))
	b.want(b.PublishAlone(b.ctx, only, b.on(ref), " ", ""), fault.Invalid)
	b.must(b.PublishAlone(b.ctx, only, b.on(ref), "there is nobody else", ""))
	b.shown(ref)
	last, err := b.LastReview(b.ctx, only, b.on(ref))
	b.must(err)
	if !last.Alone || last.Remarks != "there is nobody else" || !last.First {
		t.Errorf("got %+v", last)
	}
	history, err := b.History(b.ctx, admin, store.RevisionFilter{CaseID: b.file(ref).Case.ID})
	b.must(err)
	if got := history[0]; got.Operation != "PublishAlone" || got.Reason != "there is nobody else" {
		t.Errorf("the history says %s because %q", got.Operation, got.Reason)
	}
	_, err = b.AddUser(b.ctx, admin, "second", "Sam", access.Reviewer, "four quiet words here")
	b.must(err)
	b.want(b.PublishAlone(b.ctx, only, b.on(other), "there is nobody else", ""), fault.Denied)
	b.must(b.DisableUser(b.ctx, admin, "second"))
	b.must(b.PublishAlone(b.ctx, only, b.on(other), "Sam left", ""))
}

func TestScheduledIsPublishedWhenItsInstantHasCome(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	id := b.asked(editor, ref)
	at := storetest.Now.Add(48 * time.Hour)
	b.want(b.ScheduleReview(b.ctx, editor, id, at, "UTC", ""), fault.Denied)
	b.want(b.ScheduleReview(b.ctx, second, id, storetest.Now.Add(-time.Hour), "UTC", ""), fault.Invalid)
	b.must(b.ScheduleReview(b.ctx, second, id, at, "America/Caracas", ""))
	b.must(b.PublishDue(b.ctx, system, at.Add(-time.Minute)))
	b.hidden(ref, "before its instant")
	// The program is started again, a day too late.
	restarted := desk.New(desk.Options{Store: b.store, Shelf: b.shelf, Passwords: access.NewPasswords(), Rand: rand.NewChaCha8([32]byte{9}), Log: slog.New(slog.DiscardHandler)})
	b.must(restarted.PublishDue(b.ctx, system, at.Add(24*time.Hour)))
	b.shown(ref)
	if got := b.reviewed(id); got.State != casebook.ReviewDone || got.DecidedName != "Sam" {
		t.Errorf("got %s by %s", got.State, got.DecidedName)
	}
	b.must(restarted.PublishDue(b.ctx, system, at.Add(25*time.Hour)))
	if got := b.shown(ref).Version; got != 1 {
		t.Errorf("done twice: version %d", got)
	}
}

func TestAChangeAfterTheAgreementCancelsTheDay(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	id := b.asked(editor, ref)
	b.must(b.ScheduleReview(b.ctx, second, id, storetest.Now.Add(time.Hour), "UTC", ""))
	_, err := b.RecordEvent(b.ctx, worker, ref, casebook.EventDraft{Kind: "moved", Visibility: "public", What: en("Moved."), Cites: cite(src)})
	b.must(err)
	b.must(b.PublishDue(b.ctx, system, storetest.Now))
	if got := b.reviewed(id); got.State != casebook.ReviewLapsed || got.Remarks != "changed" {
		t.Errorf("got %s, %s", got.State, got.Remarks)
	}
	b.must(b.PublishDue(b.ctx, system, storetest.Now.Add(2*time.Hour)))
	b.hidden(ref, "though it changed after the agreement")
	if got := b.file(ref).Case.Publication; got != casebook.Draft {
		t.Errorf("the case is %s, want a draft again", got)
	}
}

func TestTheEndOfAnEmbargoPublishesNothingByItself(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	until := storetest.Now.AddDate(0, 0, 3)
	b.must(b.EditCase(b.ctx, editor, ref, b.file(ref).Case.Version, casebook.CaseDraft{Kind: "person", Country: "VE", Summary: en("Held."), EmbargoUntil: until.Format("2006-01-02")}, ""))
	id := b.asked(editor, ref)
	b.want(b.ApproveReview(b.ctx, second, id, ""), fault.Invalid)
	b.want(b.ScheduleReview(b.ctx, second, id, until.AddDate(0, 0, -2), "UTC", ""), fault.Invalid)
	b.must(b.PublishDue(b.ctx, system, until.AddDate(0, 0, 1)))
	b.hidden(ref, "though nobody agreed")
	b.must(b.ScheduleReview(b.ctx, second, id, until.AddDate(0, 0, 1), "UTC", ""))
	b.must(b.PublishDue(b.ctx, system, until.AddDate(0, 0, 2)))
	b.shown(ref)
}

func TestOnePersonTakesOffAndTwoPutBack(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	_, off, err := b.WouldTakeOff(b.ctx, editor, b.on(ref))
	b.must(err)
	goes := ""
	for _, o := range off {
		goes += o.Kind + " " + o.Title.En + "; "
	}
	if goes != "case Ana Ejemplo; source An article; " {
		t.Errorf("would go: %s", goes)
	}
	b.shown(ref) // looking changes nothing
	b.want(b.TakeBack(b.ctx, editor, b.on(ref), ""), fault.Invalid)
	b.must(b.TakeBack(b.ctx, editor, b.on(ref), "she is in danger"))
	_, err = b.shelf.Case(b.ctx, string(ref))
	b.want(err, fault.Gone)
	if text := said(err); !strings.Contains(text, "may come back") {
		t.Errorf("taken off, its address says %s", text)
	}
	b.want(b.TakeBack(b.ctx, editor, b.on(ref), "again"), fault.Conflict)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.shown(ref)
}

func TestWhatIsWithdrawnDoesNotComeBack(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.must(b.TakeBack(b.ctx, editor, b.on(ref), "to be looked at"))
	b.must(b.Withdraw(b.ctx, editor, b.on(ref), "the family withdrew its consent"))
	_, err := b.shelf.Case(b.ctx, string(ref))
	b.want(err, fault.Gone)
	if text := said(err); !strings.Contains(text, "withdrawn") {
		t.Errorf("withdrawn, its address says %s", text)
	}
	_, err = b.RequestReview(b.ctx, editor, b.on(ref), "", "")
	b.want(err, fault.Conflict)
	b.want(b.Desk.Publish(b.ctx, system, b.on(ref)), fault.Conflict)
	b.want(b.Withdraw(b.ctx, editor, b.on(ref), "again"), fault.Conflict)
}

func TestWhatIsTakenOffIsNotPutBackByItsSchedule(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	_, err := b.RecordEvent(b.ctx, worker.Because("the family says so"), ref, casebook.EventDraft{Kind: "moved", Visibility: "public", What: en("Moved."), Cites: cite(src)})
	b.must(err)
	id := b.asked(editor, ref)
	b.must(b.ScheduleReview(b.ctx, second, id, storetest.Now.Add(time.Hour), "UTC", ""))
	b.must(b.TakeBack(b.ctx, editor, b.on(ref), "she is in danger"))
	b.must(b.PublishDue(b.ctx, system, storetest.Now.Add(2*time.Hour)))
	b.hidden(ref, "though it was taken off")
	if got := b.reviewed(id); got.State != casebook.ReviewLapsed || got.Remarks != "taken_off" || got.Documents != nil {
		t.Errorf("got %s, %s", got.State, got.Remarks)
	}
}

func TestTheQueueIsOnesOwn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	first, other := b.person("Ana Ejemplo", src), b.person("Ben Beispiel", src)
	b.asked(editor, first)
	b.asked(worker, other)
	for _, tt := range []struct {
		by   access.Actor
		want desk.ReviewCounts
	}{
		{editor, desk.ReviewCounts{ForMe: 1, Mine: 1}}, {worker, desk.ReviewCounts{Mine: 1}},
		{second, desk.ReviewCounts{ForMe: 2}}, {reader, desk.ReviewCounts{}},
	} {
		got, err := b.ReviewsWaiting(b.ctx, tt.by)
		b.must(err)
		if got != tt.want {
			t.Errorf("%s sees %+v, want %+v", tt.by.Name, got, tt.want)
		}
	}
}

func TestEveryKindTakesTwoPeople(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	count, err := b.RecordCount(b.ctx, editor, casebook.CountDraft{Country: "VE", Claimant: en("UN"), Measure: "held", Population: en("Prisoners"), Min: "5", Cites: cite(src)})
	b.must(err)
	position, err := b.RecordPosition(b.ctx, editor, casebook.PositionDraft{Country: "VE", Authority: en("The ministry"), Stance: "denies", What: en("Denied."), Cites: cite(src)})
	b.must(err)
	advisory, err := b.RecordAdvisory(b.ctx, editor, casebook.AdvisoryDraft{Country: "VE", Issuer: en("A ministry"), Level: "4", Cites: cite(src)})
	b.must(err)
	event, err := b.RecordContext(b.ctx, editor, casebook.ContextDraft{Country: "VE", Date: "2026-01-03", What: en("An operation."), Cites: cite(src)})
	b.must(err)
	release, err := b.RecordReleaseEvent(b.ctx, editor, casebook.ReleaseEventDraft{Country: "VE", Date: "2026-01-13", Title: en("Releases"), Cites: cite(src)})
	b.must(err)
	_, err = b.AddClaim(b.ctx, editor, casebook.Subject{Kind: casebook.OnCountry, ID: "VE"}, casebook.ClaimDraft{Field: "treatment", Value: en("Bad."), Visibility: "public", Cites: cite(src)})
	b.must(err)
	for _, on := range []casebook.Subject{
		{Kind: casebook.OnCount, ID: count}, {Kind: casebook.OnPosition, ID: position}, {Kind: casebook.OnAdvisory, ID: advisory},
		{Kind: casebook.OnContext, ID: event}, {Kind: casebook.OnReleaseEvent, ID: release}, {Kind: casebook.OnCountry, ID: "VE"},
	} {
		id, err := b.RequestReview(b.ctx, editor, on, "", "")
		b.must(err)
		b.want(b.ApproveReview(b.ctx, editor, id, ""), fault.Denied)
		latest, err := b.store.LatestPublication(b.ctx, string(on.Kind), string(on.ID))
		b.must(err)
		if latest != nil {
			t.Errorf("%s is public before a second person decided", on.Kind)
		}
		b.must(b.ApproveReview(b.ctx, second, id, ""))
		p, err := b.Prospect(b.ctx, editor, on)
		b.must(err)
		if !p.Same() || p.State != casebook.Published {
			t.Errorf("published, the %s is %s and would read differently: %t", on.Kind, p.State, !p.Same())
		}
		b.must(b.TakeBack(b.ctx, editor, on, "too soon"))
		if latest, err = b.store.LatestPublication(b.ctx, string(on.Kind), string(on.ID)); err != nil || latest.Document != nil {
			t.Errorf("taken off, the %s is still public (%v)", on.Kind, err)
		}
	}
}
