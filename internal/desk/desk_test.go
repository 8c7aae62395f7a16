package desk_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/store"
)

func TestEveryOperationRefusesWhoMayNot(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	on := b.on(ref)
	edits := map[string]func(by access.Actor) error{
		"OpenCase": func(by access.Actor) error {
			_, err := b.OpenCase(b.ctx, by, casebook.CaseDraft{Kind: "person", Country: "VE"}, nil)
			return err
		},
		"EditCase": func(by access.Actor) error {
			return b.EditCase(b.ctx, by, ref, 1, casebook.CaseDraft{Kind: "person", Country: "VE"}, "")
		},
		"RecordEvent": func(by access.Actor) error {
			_, err := b.RecordEvent(b.ctx, by, ref, casebook.EventDraft{Kind: "moved"})
			return err
		},
		"AddSource": func(by access.Actor) error {
			_, err := b.AddSource(b.ctx, by, casebook.SourceDraft{Title: "x"})
			return err
		},
		"AddName": func(by access.Actor) error { return b.AddName(b.ctx, by, ref, casebook.NameDraft{Text: "x y"}, nil) },
		"RecordCount": func(by access.Actor) error {
			_, err := b.RecordCount(b.ctx, by, casebook.CountDraft{Country: "VE", Claimant: en("x"), Measure: "held", Population: en("y"), Min: "1"})
			return err
		},
	}
	publishes := map[string]func(by access.Actor) error{
		"Publish":  func(by access.Actor) error { return b.PublishAlone(b.ctx, by, on, "x", "") },
		"TakeBack": func(by access.Actor) error { return b.TakeBack(b.ctx, by, on, "x") },
	}
	for name, try := range edits {
		b.want(try(access.Actor{}), fault.SignedOut)
		b.want(try(reader), fault.Denied)
		if err := try(worker); fault.Is(err, fault.Denied) {
			t.Errorf("%s refuses a caseworker", name)
		}
	}
	for _, try := range publishes {
		b.want(try(access.Actor{}), fault.SignedOut)
		b.want(try(reader), fault.Denied)
		b.want(try(worker), fault.Denied)
	}
	_, err := b.AddUser(b.ctx, editor, "x", "x", access.Reader, "four quiet words here")
	b.want(err, fault.Denied)
	_, err = b.File(b.ctx, access.Actor{}, ref)
	b.want(err, fault.SignedOut)
}

func TestAChangeAndItsRevisionsAreBornTogether(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	f := b.file(ref)
	b.must(b.EditCase(b.ctx, editor, ref, f.Case.Version, casebook.CaseDraft{Kind: "person", Country: "VE", Summary: en("A traveller is held.")}, "the aunt's words"))
	history, err := b.History(b.ctx, reader, store.RevisionFilter{CaseID: f.Case.ID})
	b.must(err)
	var found bool
	for _, r := range history {
		if r.Operation == "EditCase" && r.Field == "Summary" {
			found = strings.Contains(r.Was, "A person is held.") && strings.Contains(r.Now, "A traveller is held.") && r.ByName == "Edith" && r.Reason == "the aunt's words"
		}
	}
	if !found {
		t.Errorf("the history does not hold the change of the summary: %+v", history)
	}
	// A citation to a source that does not exist must leave nothing of the event behind.
	before := len(b.file(ref).Events)
	_, err = b.RecordEvent(b.ctx, editor, ref, casebook.EventDraft{Kind: "moved", Cites: cite("nosuchsource")})
	b.want(err, fault.Invalid)
	if _, named := fault.FieldsOf(err)["cites.0.source"]; !named {
		t.Errorf("the fault does not name the field: %v", fault.FieldsOf(err))
	}
	if got := len(b.file(ref).Events); got != before {
		t.Errorf("%d events, want %d: half of a refused operation was kept", got, before)
	}
}

func TestAStaleSaveIsAConflict(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	version := b.file(ref).Case.Version
	b.must(b.EditCase(b.ctx, editor, ref, version, casebook.CaseDraft{Kind: "person", Country: "VE", Summary: en("First.")}, ""))
	err := b.EditCase(b.ctx, worker, ref, version, casebook.CaseDraft{Kind: "person", Country: "VE", Summary: en("Second.")}, "")
	b.want(err, fault.Conflict)
	if got := b.file(ref).Case.Summary.En; got != "First." {
		t.Errorf("got %q: the stale save went through", got)
	}
}

func TestTwoPeopleSavingOneFormLoseNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	version := b.file(ref).Case.Version
	var wg sync.WaitGroup
	errs := make([]error, 2)
	for i := range errs {
		wg.Go(func() {
			errs[i] = b.EditCase(b.ctx, editor, ref, version, casebook.CaseDraft{Kind: "person", Country: "VE", Summary: en([]string{"One.", "Two."}[i])}, "")
		})
	}
	wg.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("got %v and %v: want exactly one to be kept", errs[0], errs[1])
	}
}

func TestPublishingShowsWhatIsPublicAndNothingElse(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	_, err := b.RecordEvent(b.ctx, editor, ref, casebook.EventDraft{Kind: "hospitalised", What: en("Kept for staff."), Cites: cite(src)})
	b.must(err)
	if _, err := b.shelf.Case(b.ctx, string(ref)); !fault.Is(err, fault.NotFound) {
		t.Errorf("before publication: got %v, want not found", err)
	}
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	got := b.shown(ref)
	if got.Name.Text != "Ana Ejemplo" || len(got.Timeline) != 1 || got.State.Code != "in_custody" {
		t.Errorf("got %+v", got)
	}
	if _, err := shelf1[public.Source](b, public.DocSource, src); err != nil {
		t.Errorf("the cited source is not on the shelf: %v", err)
	}
}

func TestWhatIsNotPublishedAgainStaysAtTheDesk(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	if changed, err := b.Unpublished(b.ctx, editor, ref); err != nil || changed {
		t.Errorf("just published: changed %t, %v", changed, err)
	}
	_, err := b.RecordEvent(b.ctx, worker.Because("seen by a friend"), ref, casebook.EventDraft{Kind: "left_facility", Date: "2026-01-13", Visibility: "public", Cites: cite(src)})
	b.must(err)
	if got := b.shown(ref).State.Code; got != "in_custody" {
		t.Errorf("the public sees %s before anybody published it", got)
	}
	if changed, err := b.Unpublished(b.ctx, editor, ref); err != nil || !changed {
		t.Errorf("a new event: changed %t, %v", changed, err)
	}
	preview, _, err := b.PreviewCase(b.ctx, reader, ref)
	b.must(err)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	if got := b.shown(ref); got.State.Code != "at_liberty" || got.State.Code != preview.State.Code || got.Version != 2 {
		t.Errorf("got %s in version %d, previewed %s", got.State.Code, got.Version, preview.State.Code)
	}
}

func TestWhatIsMissingStandsInTheWayOfPublishing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref, err := b.OpenCase(b.ctx, editor, casebook.CaseDraft{Kind: "person", Country: "VE", Summary: en("Held.")}, nil)
	b.must(err)
	err = b.Publish(b.ctx, editor, b.on(ref))
	b.want(err, fault.Invalid)
	if text := fixes(err); !strings.Contains(text, "consent") || !strings.Contains(text, "source") || !strings.Contains(text, "name") {
		t.Errorf("the refusal does not say what is missing: %s", text)
	}
	embargoed := b.person("Ana Ejemplo", b.source("An article"))
	file := b.file(embargoed)
	b.must(b.EditCase(b.ctx, editor, embargoed, file.Case.Version, casebook.CaseDraft{Kind: "person", Country: "VE", Summary: en("Held."), EmbargoUntil: "2999-01-01"}, ""))
	b.want(b.Publish(b.ctx, editor, b.on(embargoed)), fault.Invalid)
}

func TestTakingBackRemovesTheCaseAndWhatOnlyItNamed(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	own, common := b.source("Its own article"), b.source("A shared article")
	ref, other := b.person("Ana Ejemplo", own), b.person("Ben Beispiel", common)
	b.must(b.CiteSource(b.ctx, editor, b.on(ref), casebook.CitationDraft{Source: common}))
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.must(b.Publish(b.ctx, editor, b.on(other)))
	b.must(b.TakeBack(b.ctx, editor, b.on(ref), "the family asked"))
	_, err := b.shelf.Case(b.ctx, string(ref))
	b.want(err, fault.Gone)
	if _, err := shelf1[public.Source](b, public.DocSource, own); err == nil {
		t.Error("a source that only this case named is still on the shelf")
	}
	if _, err := shelf1[public.Source](b, public.DocSource, common); err != nil {
		t.Errorf("a source that another case names went too: %v", err)
	}
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	if b.shown(ref).Name.Text != "Ana Ejemplo" {
		t.Error("published again, the case is not back")
	}
}

func TestAReleaseEventTakenBackIsNotToldByItsCases(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	event, err := b.RecordReleaseEvent(b.ctx, editor, casebook.ReleaseEventDraft{Country: "VE", Date: "2026-01-13", Title: en("A secret exchange"), Cites: cite(src)})
	b.must(err)
	_, err = b.RecordRelease(b.ctx, editor, casebook.ReleaseDraft{Event: string(event), Case: string(ref), Cites: cite(src), Steps: []casebook.ConfirmationDraft{{Step: "home", Date: "2026-01-15", By: en("her aunt")}}})
	b.must(err)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	if got := b.shown(ref).Releases; len(got) != 1 || !got[0].Title.IsZero() || len(got[0].Steps) != 1 {
		t.Errorf("the event is a draft: got %+v", got)
	}
	on := casebook.Subject{Kind: casebook.OnReleaseEvent, ID: event}
	b.must(b.Publish(b.ctx, editor, on))
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	if got := b.shown(ref).Releases; got[0].Title.En != "A secret exchange" {
		t.Errorf("the event is public: got %+v", got)
	}
	b.must(b.TakeBack(b.ctx, editor, on, "too soon"))
	if got := b.shown(ref).Releases; len(got) != 1 || !got[0].Title.IsZero() || got[0].EventID != "" || len(got[0].Steps) != 1 {
		t.Errorf("the event was taken back: got %+v", got)
	}
}

func TestDaysThatHaveNotComeAreRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	for field, in := range map[string]casebook.CaseDraft{
		"last_verified": {Kind: "person", Country: "VE", LastVerified: "2999-01-01"},
		"birth":         {Kind: "person", Country: "VE", Birth: "2999"},
		"embargo_until": {Kind: "person", Country: "VE", EmbargoUntil: "2999-01-01"},
	} {
		err := b.EditCase(b.ctx, editor, ref, b.file(ref).Case.Version, in, "")
		if _, named := fault.FieldsOf(err)[field]; !named {
			t.Errorf("%s: got %v %v", field, err, fault.FieldsOf(err))
		}
	}
}

func TestACaseTakenBackIsNotPointedAtByOthers(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref, other := b.person("Ana Ejemplo", src), b.person("Ben Beispiel", src)
	b.must(b.StateOverlap(b.ctx, editor, other, casebook.OverlapDraft{Other: string(ref), Note: en("They may be one.")}, cite(src)))
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.must(b.Publish(b.ctx, editor, b.on(other)))
	if got := b.shown(other).Overlaps; len(got) != 1 || got[0].Ref != string(ref) {
		t.Fatalf("got overlaps %+v", got)
	}
	b.must(b.TakeBack(b.ctx, editor, b.on(ref), "the family asked"))
	if got := b.shown(other).Overlaps; got != nil {
		t.Errorf("the other case still points at it: %+v", got)
	}
}

func TestWithdrawnConsentTakesTheCaseBackAtOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.must(b.WithdrawConsent(b.ctx, worker, ref, b.file(ref).Consents[0].ID, "the aunt called"))
	_, err := b.shelf.Case(b.ctx, string(ref))
	b.want(err, fault.Gone)
	b.want(b.Publish(b.ctx, editor, b.on(ref)), fault.Invalid)
}

func TestASourceThatBecomesConfidentialLeavesThePublicAtOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src := b.source("The guard's account")
	ref := b.person("Ana Ejemplo", src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	// An edit nobody published must not slip out with the source's removal.
	_, err := b.RecordEvent(b.ctx, worker.Because("the family says so"), ref, casebook.EventDraft{Kind: "moved", What: en("Not yet."), Visibility: "public", Cites: cite(src)})
	b.must(err)
	b.must(b.EditSource(b.ctx, editor, casebook.ID(src), 1, casebook.SourceDraft{Title: "The guard's account", Visibility: "restricted"}, "he is in danger"))
	got := b.shown(ref)
	for _, s := range got.Sources {
		if s.Title != "" || !s.Withheld {
			t.Errorf("the source is still told: %+v", s)
		}
	}
	if len(got.Timeline) != 1 {
		t.Errorf("an unpublished event slipped out: %+v", got.Timeline)
	}
	if _, err := shelf1[public.Source](b, public.DocSource, src); err == nil {
		t.Error("the source's own page is still there")
	}
}

func TestAReleaseClimbsItsLadder(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	event, err := b.RecordReleaseEvent(b.ctx, editor, casebook.ReleaseEventDraft{
		Country: "VE", Date: "2026-01-13", Title: en("Releases of 13 January"), Cites: cite(src),
		Mechanisms: []casebook.MechanismDraft{{}, {Mechanism: "unilateral_gesture", Claimant: en("the government"), Cites: cite(src)}},
	})
	b.must(err)
	id, err := b.RecordRelease(b.ctx, editor, casebook.ReleaseDraft{
		Event: string(event), Case: strings.ToLower(string(ref)), Cites: cite(src),
		Steps: []casebook.ConfirmationDraft{{Step: "announced", Date: "2026-01-13", By: en("an official"), Cites: cite(src)}},
	})
	b.must(err)
	b.must(b.Publish(b.ctx, editor, casebook.Subject{Kind: casebook.OnReleaseEvent, ID: event}))
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	if got := b.shown(ref).State; got.Code != "in_custody" || !got.Announced {
		t.Errorf("announced: got %+v", got)
	}
	_, err = b.RecordRelease(b.ctx, editor, casebook.ReleaseDraft{Event: string(event), Case: string(ref)})
	b.want(err, fault.Conflict)
	b.must(b.ConfirmRelease(b.ctx, editor.Because("she rang"), id, casebook.ConfirmationDraft{Step: "home", Date: "2026-01-15", By: en("her aunt"), Cites: cite(src)}))
	b.must(b.ImposeCondition(b.ctx, editor.Because("her lawyer told us"), id, casebook.ConditionDraft{Kind: "periodic_reporting", Detail: en("every 30 days")}))
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	got := b.shown(ref)
	if got.State.Code != "restricted_liberty" || len(got.Releases) != 1 || len(got.Releases[0].Steps) != 2 || got.Releases[0].EventID != string(event) || len(got.Releases[0].Mechanisms) != 1 {
		t.Errorf("home with conditions: got %+v %+v", got.State, got.Releases)
	}
}

func TestARebuiltShelfSaysWhatTheGrownOneSays(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	first, second := b.person("Ana Ejemplo", src), b.person("Ben Beispiel", src)
	b.must(b.Publish(b.ctx, editor, b.on(first)))
	b.must(b.Publish(b.ctx, editor, b.on(second)))
	b.must(b.TakeBack(b.ctx, editor, b.on(second), "a mistake"))
	b.must(b.Publish(b.ctx, editor, b.on(first)))
	grown, err := b.shelf.Fingerprint(b.ctx)
	b.must(err)
	b.must(b.Republish(b.ctx))
	rebuilt, err := b.shelf.Fingerprint(b.ctx)
	b.must(err)
	if grown != rebuilt {
		t.Errorf("grown %s, rebuilt %s", grown, rebuilt)
	}
}

func TestSignInTellsNobodyWhichAccountsExist(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	clock := time.Date(2026, 1, 20, 9, 0, 0, 0, time.UTC)
	attempts := access.NewAttempts(func() time.Time { return clock })
	id, err := b.AddUser(b.ctx, admin, "Ana", "Ana E.", access.Editor, "four quiet words here")
	b.must(err)
	got, err := b.SignIn(b.ctx, desk.Try{Name: " ANA ", Password: "four quiet words here"}, attempts)
	b.must(err)
	if got.Actor.ID != id || got.Actor.Name != "Ana E." || got.Actor.Role != access.Editor {
		t.Errorf("got %+v", got)
	}
	_, wrong := b.SignIn(b.ctx, desk.Try{Name: "ana", Password: "not her password"}, attempts)
	_, nobody := b.SignIn(b.ctx, desk.Try{Name: "nobody", Password: "not her password"}, attempts)
	if wrong.Error() != nobody.Error() || fault.FieldsOf(wrong)["password"].String() != fault.FieldsOf(nobody)["password"].String() {
		t.Errorf("the refusals differ: %v, %v", wrong, nobody)
	}
	for range 4 {
		_, err := b.SignIn(b.ctx, desk.Try{Name: "ana", Password: "not her password"}, attempts)
		b.want(err, fault.Invalid)
	}
	_, wrong = b.SignIn(b.ctx, desk.Try{Name: "ana", Password: "four quiet words here"}, attempts)
	b.want(wrong, fault.Limited)
	clock = clock.Add(time.Hour)
	_, err = b.SignIn(b.ctx, desk.Try{Name: "ana", Password: "four quiet words here"}, attempts)
	b.must(err)
	b.must(b.DisableUser(b.ctx, admin, "ana"))
	_, err = b.SignIn(b.ctx, desk.Try{Name: "ana", Password: "four quiet words here"}, attempts)
	b.want(err, fault.Invalid)
	_, err = b.Actor(b.ctx, id)
	b.want(err, fault.SignedOut)
}
