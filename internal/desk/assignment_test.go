package desk_test

import (
	"strings"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// wilma is a second caseworker.
var wilma = access.Actor{ID: "wilma", Name: "Wilma", Role: access.Caseworker}

// staff gives every actor of these tests an account.
func (b *bench) staff() {
	b.t.Helper()
	b.must(b.store.Write(b.ctx, func(tx *store.Tx) error {
		for _, a := range []access.Actor{editor, worker, reader, admin, second, wilma} {
			u := store.User{ID: a.ID, Name: string(a.ID), DisplayName: a.Name, Role: string(a.Role), Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}
			if err := tx.InsertUser(&u); err != nil {
				return err
			}
		}
		return tx.Append(casebook.Revision{At: tx.Now, By: "system", ByName: "Habeas", Operation: "AddUser", SubjectKind: casebook.OnUser, SubjectID: "all"})
	}))
}

// shut opens a restricted case of wanda's with one of everything in it.
func (b *bench) shut(source string) casebook.Ref {
	b.t.Helper()
	ref, err := b.OpenCase(b.ctx, worker, casebook.CaseDraft{
		Kind: "person", Country: "VE", Restricted: "yes", Name: casebook.NameDraft{Text: "Rosa Oculta"}, Summary: en("Nobody may know."),
	}, cite(source))
	b.must(err)
	_, err = b.RecordEvent(b.ctx, worker, ref, casebook.EventDraft{Kind: "taken", Date: "2025-12-08", What: en("Taken in secret."), Cites: cite(source)})
	b.must(err)
	return ref
}

func TestCaseworkersChangeTheirOwnCasesAndThoseNobodyHas(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	ref := b.person("Ana Ejemplo", b.source("An article"))
	event := b.file(ref).Events[0].ID
	try := func(by access.Actor) map[string]error {
		_, recorded := b.RecordEvent(b.ctx, by, ref, casebook.EventDraft{Kind: "statement", Date: "2026-01-09", What: en("Said.")})
		return map[string]error{
			"record an event": recorded,
			"edit an event":   b.EditEvent(b.ctx, by, event, 99, casebook.EventDraft{Kind: "taken", Date: "2025-12-08", What: en("Taken.")}, ""),
			"cite an event":   b.CiteSource(b.ctx, by, casebook.Subject{Kind: casebook.OnEvent, ID: event}, cite(b.source("Another"))[0]),
			"add a name":      b.AddName(b.ctx, by, ref, casebook.NameDraft{Text: "Anita", Kind: "alias"}, nil),
		}
	}
	for what, err := range try(worker) {
		if fault.Is(err, fault.Denied) {
			t.Errorf("to %s of a free case is refused: %v", what, err)
		}
	}
	b.must(b.TakeCase(b.ctx, wilma, ref))
	for what, err := range try(worker) {
		if !fault.Is(err, fault.Denied) {
			t.Errorf("to %s of a colleague's case gives %v, want denied", what, err)
		}
	}
	for _, by := range []access.Actor{wilma, editor} {
		for what, err := range try(by) {
			if fault.Is(err, fault.Denied) {
				t.Errorf("%s: to %s is refused: %v", by.Name, what, err)
			}
		}
	}
	b.want(b.TakeCase(b.ctx, worker, ref), fault.Denied)
	b.want(b.TakeCase(b.ctx, editor, ref), fault.Conflict)
	b.want(b.TakeCase(b.ctx, reader, ref), fault.Denied)
	b.want(b.RemoveEvent(b.ctx, worker, event, ""), fault.Denied)
}

func TestARestrictedCaseIsNotThereForWhoeverIsNotNamedOnIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	ref := b.shut(b.source("An article"))
	f, err := b.File(b.ctx, worker, ref)
	b.must(err)
	event := casebook.Subject{Kind: casebook.OnEvent, ID: f.Events[0].ID}
	for _, by := range []access.Actor{editor, admin, wilma, reader, second} {
		for what, err := range b.everyWay(by, ref, f, event) {
			if !fault.Is(err, fault.NotFound) && !(fault.Is(err, fault.Denied) && by.Role != access.Editor && by.Role != access.Administrator) {
				t.Errorf("%s, %s: got %v, want not_found", by.Name, what, err)
			}
		}
		lines, err := b.Cases(b.ctx, by, store.CaseFilter{})
		b.must(err)
		found, err := b.Cases(b.ctx, by, store.CaseFilter{Text: "oculta"})
		b.must(err)
		history, err := b.History(b.ctx, by, store.RevisionFilter{CaseID: f.Case.ID})
		b.must(err)
		if len(lines)+len(found)+len(history) > 0 {
			t.Errorf("%s: finds %d cases, %d by name, %d revisions, want nothing", by.Name, len(lines), len(found), len(history))
		}
	}
	lines, err := b.Cases(b.ctx, worker, store.CaseFilter{Text: "oculta", AssignedTo: worker.ID})
	b.must(err)
	history, err := b.History(b.ctx, worker, store.RevisionFilter{CaseID: f.Case.ID})
	b.must(err)
	if len(lines) != 1 || len(history) == 0 {
		t.Errorf("its caseworker finds it %d times with %d revisions, want once with some", len(lines), len(history))
	}
}

// everyWay tries what leads to a case by its reference or by the id of a part.
func (b *bench) everyWay(by access.Actor, ref casebook.Ref, f *casebook.File, event casebook.Subject) map[string]error {
	ways := map[string]error{}
	_, ways["the file"] = b.File(b.ctx, by, ref)
	_, _, ways["the event"] = b.Event(b.ctx, by, event.ID)
	ways["whether it is there"] = b.Exists(b.ctx, by, event)
	_, _, ways["the preview"] = b.PreviewCase(b.ctx, by, ref)
	_, ways["what stays behind"] = b.StaysBehind(b.ctx, by, b.caseOf(f))
	_, ways["to record an event"] = b.RecordEvent(b.ctx, by, ref, casebook.EventDraft{Kind: "statement", Date: "2026-01-09", What: en("Said.")})
	ways["to edit an event"] = b.EditEvent(b.ctx, by, event.ID, 1, casebook.EventDraft{Kind: "taken", Date: "2025-12-08", What: en("Taken.")}, "")
	ways["to remove an event"] = b.RemoveEvent(b.ctx, by, event.ID, "x")
	ways["to take it"] = b.TakeCase(b.ctx, by, ref)
	ways["to open it"] = b.RestrictCase(b.ctx, by, ref, 1, false, "x")
	ways["to cite"] = b.CiteSource(b.ctx, by, event, cite(b.source("Another"))[0])
	return ways
}

func (b *bench) caseOf(f *casebook.File) casebook.Subject {
	return casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}
}

func TestAnotherCaseCannotPointAtARestrictedOne(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src := b.source("An article")
	hidden, open := b.shut(src), b.person("Ana Ejemplo", src)
	err := b.StateOverlap(b.ctx, editor, open, casebook.OverlapDraft{Other: string(hidden), Note: en("x")}, nil)
	if _, there := fault.FieldsOf(err)["other"]; !there {
		t.Errorf("an overlap with it gives %v, want that there is no such case", err)
	}
	b.must(b.StateOverlap(b.ctx, worker, open, casebook.OverlapDraft{Other: string(hidden), Note: en("x")}, nil))
	if f := b.file(open); len(f.Overlaps)+len(f.Others) > 0 {
		t.Errorf("the other case shows %d overlaps and %d cases to whoever is not named", len(f.Overlaps), len(f.Others))
	}
	file, err := b.Source(b.ctx, editor, casebook.ID(src))
	b.must(err)
	for _, c := range file.Cited {
		if c.Ref == hidden {
			t.Error("the source tells of the restricted case that cites it")
		}
	}
}

func TestWhoAssignsOpensARestrictedCaseWithAReasonThatStandsInItsHistory(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	ref := b.shut(b.source("An article"))
	for _, by := range []access.Actor{wilma, reader, second} {
		_, err := b.People(b.ctx, by, ref)
		b.want(err, fault.NotFound)
		b.want(b.Assign(b.ctx, by, ref, by.ID, "named", "curious"), fault.Denied)
	}
	people, err := b.People(b.ctx, admin, ref)
	b.must(err)
	if people.Seen || len(people.All) != 1 || people.All[0].Name != "Wanda" {
		t.Fatalf("an administrator gets %+v, want those named and nothing else", people)
	}
	if err := b.Assign(b.ctx, admin, ref, admin.ID, "named", " "); fault.FieldsOf(err)["reason"].IsZero() {
		t.Errorf("without a reason: %v, want a fault at the field reason", err)
	}
	b.must(b.Assign(b.ctx, admin, ref, admin.ID, "named", "Wanda is ill"))
	_, err = b.File(b.ctx, admin, ref)
	b.must(err)
	history, err := b.History(b.ctx, worker, store.RevisionFilter{CaseID: people.All[0].CaseID, Limit: 1})
	b.must(err)
	if len(history) != 1 || history[0].ByName != "Adam" || history[0].Reason != "Wanda is ill" || !strings.Contains(history[0].Now, "Adam") {
		t.Errorf("the history says %+v", history)
	}
}

func TestTheLastWhoSeesARestrictedCaseStays(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	ref := b.shut(b.source("An article"))
	people, err := b.People(b.ctx, editor, ref)
	b.must(err)
	b.want(b.Unassign(b.ctx, editor, ref, people.All[0].ID, "left"), fault.Invalid)
	b.must(b.Assign(b.ctx, editor, ref, wilma.ID, "caseworker", "takes over"))
	b.must(b.Unassign(b.ctx, editor, ref, people.All[0].ID, "left"))
	_, err = b.File(b.ctx, worker, ref)
	b.want(err, fault.NotFound)
	_, err = b.File(b.ctx, wilma, ref)
	b.must(err)
	b.want(b.Unassign(b.ctx, editor, ref, people.All[0].ID, "left"), fault.NotFound)
	b.want(b.Assign(b.ctx, worker, ref, worker.ID, "named", "x"), fault.Denied)
}

func TestARestrictedPartOfACaseIsSeenByThoseWhoWorkOnIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	event, err := b.RecordEvent(b.ctx, worker, ref, casebook.EventDraft{Kind: "hospitalised", Date: "2026-01-02", What: en("Ill."), Visibility: "restricted", Cites: cite(src)})
	b.must(err)
	b.must(b.AddName(b.ctx, worker, ref, casebook.NameDraft{Text: "Ana Secreta", Kind: "alias", Visibility: "restricted"}, cite(src)))
	claim, err := b.AddClaim(b.ctx, worker, b.on(ref), casebook.ClaimDraft{Field: "charge", Value: en("Secret"), Visibility: "restricted", Cites: cite(src)})
	b.must(err)
	if f := b.file(ref); len(f.Events) != 1 || len(f.Names) != 1 || len(f.Claims) != 0 {
		t.Errorf("an editor without a part sees %d events, %d names, %d claims; want 1, 1, 0", len(f.Events), len(f.Names), len(f.Claims))
	}
	f, err := b.File(b.ctx, worker, ref)
	b.must(err)
	if len(f.Events) != 2 || len(f.Names) != 2 || len(f.Claims) != 1 {
		t.Errorf("whoever restricted them sees %d events, %d names, %d claims; want 2, 2, 1", len(f.Events), len(f.Names), len(f.Claims))
	}
	_, _, err = b.Event(b.ctx, editor, event)
	b.want(err, fault.NotFound)
	_, err = b.Claim(b.ctx, editor, claim)
	b.want(err, fault.NotFound)
	b.want(b.RemoveEvent(b.ctx, editor, event, "x"), fault.NotFound)
	b.must(b.RemoveEvent(b.ctx, worker, event, "wrong person"))
	b.silent(ref, "Ill.", "Secret", "Secreta")
}

// silent checks that no revision of a case tells an editor one of these words,
// and that each stands in the history for its caseworker.
func (b *bench) silent(ref casebook.Ref, words ...string) {
	b.t.Helper()
	id := b.file(ref).Case.ID
	for _, by := range []access.Actor{editor, worker} {
		history, err := b.History(b.ctx, by, store.RevisionFilter{CaseID: id, Limit: 1000})
		b.must(err)
		for _, word := range words {
			told := false
			for _, r := range history {
				told = told || strings.Contains(r.Was+r.Now, word)
			}
			if told != (by.ID == worker.ID) {
				b.t.Errorf("the history tells %s of %q: %t", by.Name, word, told)
			}
		}
	}
}

func TestARestrictedSourceIsSeenByThoseNamedOnIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	open := b.source("An article")
	id, err := b.AddSource(b.ctx, worker, casebook.SourceDraft{Title: "A guard's letter", Kind: "witness_testimony", Visibility: "restricted"})
	b.must(err)
	on := casebook.Subject{Kind: casebook.OnSource, ID: id}
	ref := b.person("Ana Ejemplo", open)
	b.must(b.CiteSource(b.ctx, worker, b.on(ref), casebook.CitationDraft{Source: string(id), Quote: "He is alive."}))
	b.must(b.CiteSource(b.ctx, worker, b.on(ref), casebook.CitationDraft{Source: open, Origin: string(id)}))
	if f := b.file(ref); len(f.Sources) != 1 || len(f.Of(casebook.OnCase, f.Case.ID)) != 2 || f.Of(casebook.OnCase, f.Case.ID)[1].OriginID != "" {
		t.Errorf("an editor who is not named sees %d sources, cited %+v", len(f.Sources), f.Of(casebook.OnCase, f.Case.ID))
	}
	_, err = b.Source(b.ctx, editor, id)
	b.want(err, fault.NotFound)
	_, err = b.Named(b.ctx, editor, on)
	b.want(err, fault.NotFound)
	b.want(b.NameOn(b.ctx, editor, on, editor.ID), fault.NotFound)
	b.want(b.EditSource(b.ctx, editor, id, 1, casebook.SourceDraft{Title: "x", Kind: "other"}, "x"), fault.NotFound)
	list, err := b.Sources(b.ctx, editor, store.ListFilter{Text: "guard"})
	b.must(err)
	chosen, err := b.ChosenSources(b.ctx, editor, []string{string(id)})
	b.must(err)
	if len(list)+len(chosen) > 0 {
		t.Errorf("the list offers it %d times, the form %d times", len(list), len(chosen))
	}
	_, err = b.RecordEvent(b.ctx, editor, ref, casebook.EventDraft{Kind: "statement", Date: "2026-01-09", What: en("Said."), Cites: cite(string(id))})
	if err == nil {
		t.Error("whoever does not see a source can cite it")
	}
	b.must(b.NameOn(b.ctx, worker, on, editor.ID))
	_, err = b.Source(b.ctx, editor, id)
	b.must(err)
	named, err := b.Named(b.ctx, editor, on)
	b.must(err)
	b.must(b.Unname(b.ctx, editor, on, named.All[0].ID, "left"))
	_, err = b.Source(b.ctx, worker, id)
	b.want(err, fault.NotFound)
	b.want(b.Unname(b.ctx, editor, on, named.All[1].ID, "left"), fault.Invalid)
}

func TestWhatThePublicReadsIsNotRestricted(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	ref := b.person("Ana Ejemplo", b.source("An article"))
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	f := b.file(ref)
	b.want(b.RestrictCase(b.ctx, editor, ref, f.Case.Version, true, "the family asked"), fault.Invalid)
	edit := func(version int, visibility string) error {
		return b.EditEvent(b.ctx, editor, f.Events[0].ID, version, casebook.EventDraft{Kind: "taken", Date: "2025-12-08", What: en("Taken."), Visibility: visibility}, "the family asked")
	}
	if err := edit(1, "restricted"); fault.FieldsOf(err)["visibility"].IsZero() {
		t.Errorf("a public event: %v, want a fault at the field visibility", err)
	}
	b.must(edit(1, "staff"))
	if err := edit(2, "restricted"); fault.FieldsOf(err)["visibility"].IsZero() {
		t.Errorf("an event that the public reads still: %v, want a fault at the field visibility", err)
	}
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.must(edit(2, "restricted"))
}

func TestARestrictedCaseIsNotPublished(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	ref := b.person("Ana Ejemplo", b.source("An article"))
	b.must(b.RestrictCase(b.ctx, editor, ref, b.file(ref).Case.Version, true, "a threat"))
	if err := b.Publish(b.ctx, editor, b.on(ref)); err == nil {
		t.Error("it can be published")
	}
	b.want(b.RestrictCase(b.ctx, editor, ref, b.file(ref).Case.Version, false, " "), fault.Invalid)
	b.want(b.RestrictCase(b.ctx, wilma, ref, b.file(ref).Case.Version, false, "x"), fault.NotFound)
	b.must(b.RestrictCase(b.ctx, editor, ref, b.file(ref).Case.Version, false, "it is over"))
	_, err := b.File(b.ctx, wilma, ref)
	b.must(err)
}

func TestAnOperationThatForgetsItsCaseIsCaught(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	ref := b.person("Ana Ejemplo", b.source("An article"))
	f := b.file(ref)
	b.must(b.TakeCase(b.ctx, wilma, ref))
	event, citation := f.Events[0].ID, f.Of(casebook.OnEvent, f.Events[0].ID)[0].ID
	b.want(desk.ForgetfulEdit(b.ctx, b.Desk, worker, event), fault.Denied)
	b.want(desk.ForgetfulRemove(b.ctx, b.Desk, worker, citation), fault.Denied)
	b.must(desk.ForgetfulEdit(b.ctx, b.Desk, wilma, event))
	b.must(desk.ForgetfulRemove(b.ctx, b.Desk, wilma, citation))
}
