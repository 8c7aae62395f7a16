package desk_test

import (
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/fault"
)

// crowd opens a group of so many, with one event, which may be published.
func (b *bench) crowd(n, source string) (casebook.Ref, casebook.ID) {
	b.t.Helper()
	ref, err := b.OpenCase(b.ctx, editor, casebook.CaseDraft{Kind: "group", Country: "VE", Summary: en("Some are held."), Group: casebook.GroupDraft{
		Min: n, Max: n, Qualifier: "exactly", Population: en("US citizens"), Nationality: "US", Roles: []string{"traveller"},
	}}, cite(source))
	b.must(err)
	b.must(b.RecordConsent(b.ctx, editor, ref, casebook.ConsentDraft{Basis: "consent", GivenBy: "aunt", Scopes: []string{"publish_anonymously"}}))
	id, err := b.RecordEvent(b.ctx, editor, ref, casebook.EventDraft{Kind: "taken", Date: "2025-12-08", What: en("Taken."), Visibility: "public", Cites: cite(source)})
	b.must(err)
	return ref, id
}

// The source from which a group's case is opened is who counted them, so that
// nothing else needs to be cited before it can be published.
func TestAGroupRestsOnTheSourceItsCaseWasOpenedFrom(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref, _ := b.crowd("2", b.source("An article"))
	f := b.file(ref)
	if got := len(f.Of(casebook.OnGroup, f.Group.ID)); got != 1 {
		t.Errorf("the number of people has %d citations, want 1", got)
	}
	b.must(b.Publish(b.ctx, editor, casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}))
}

func TestAPlaceBecomesANamedCaseAndIsUndone(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	group, event := b.crowd("1", b.source("An article"))
	f := b.file(group)
	draft, cites := f.Opening(f.Slots[0]), f.OpeningCites()
	if len(draft.Nationalities) != 1 || draft.Nationalities[0].Country != "US" || len(cites) != 1 {
		t.Errorf("the draft is %+v with %d citations, want it filled from the group", draft, len(cites))
	}
	draft.Name.Text = "Ana Ejemplo"
	_, err := b.OpenSlot(b.ctx, reader, group, 1, 1, draft, cites, nil, "her family says so")
	b.want(err, fault.Denied)
	_, err = b.OpenSlot(b.ctx, worker, group, 1, 1, draft, cites, nil, "")
	b.want(err, fault.Invalid)
	ref, err := b.OpenSlot(b.ctx, worker, group, 1, 1, draft, cites, []casebook.ID{event}, "her family says so")
	b.must(err)
	f, other := b.file(group), b.file(ref)
	if f.Slots[0].ResolvesTo != other.Case.ID || !f.Settled() {
		t.Errorf("the place is %+v, settled %t", f.Slots[0], f.Settled())
	}
	if len(other.Events) != 1 || other.Events[0].CopiedFrom != event || len(other.Of(casebook.OnEvent, other.Events[0].ID)) != 1 {
		t.Errorf("the events of the new case are %+v", other.Events)
	}
	if len(other.MemberOf) != 1 || other.MemberOf[0].Case.Ref != group {
		t.Errorf("the new case is in %+v, want the group", other.MemberOf)
	}
	b.want(b.LinkSlot(b.ctx, worker, group, 1, 2, string(ref), "again"), fault.Conflict)
	b.want(b.FreeSlot(b.ctx, worker, group, 1, 2, ""), fault.Invalid)
	b.want(b.FreeSlot(b.ctx, worker, group, 1, 1, "a mistake"), fault.Conflict)
	b.must(b.FreeSlot(b.ctx, worker, group, 1, 2, "a mistake"))
	if f := b.file(group); f.Slots[0].ResolvesTo != "" || f.Settled() || len(b.file(ref).MemberOf) != 0 {
		t.Errorf("after undoing the place is %+v", f.Slots[0])
	}
	history, err := b.SlotHistory(b.ctx, reader, f.Slots[0].ID)
	b.must(err)
	if history[0].Operation != "FreeSlot" || history[0].Reason != "a mistake" {
		t.Errorf("the history begins with %+v", history[0])
	}
}

func TestAPlaceIsLinkedOnlyToWhoCanBeInIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	group, _ := b.crowd("2", src)
	other, _ := b.crowd("3", src)
	ref := b.person("Ana Ejemplo", src)
	b.want(b.LinkSlot(b.ctx, worker, group, 1, 1, string(group), "x"), fault.Invalid)
	b.want(b.LinkSlot(b.ctx, worker, group, 1, 1, string(other), "x"), fault.Invalid)
	b.want(b.LinkSlot(b.ctx, worker, group, 1, 1, "VE-1999-0001", "x"), fault.Invalid)
	b.want(b.LinkSlot(b.ctx, worker, group, 9, 1, string(ref), "x"), fault.NotFound)
	b.must(b.LinkSlot(b.ctx, worker, group, 1, 1, string(ref), "x"))
	b.want(b.LinkSlot(b.ctx, worker, group, 2, 1, string(ref), "x"), fault.Conflict)
	b.must(b.LinkSlot(b.ctx, worker, other, 1, 1, string(ref), "x")) // somebody may be in two groups
}

func TestAPlaceIsPublicFromBothSides(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	group, _ := b.crowd("2", src)
	ref := b.person("Ana Ejemplo", src)
	b.must(b.LinkSlot(b.ctx, editor, group, 1, 1, string(ref), "x"))
	b.must(b.Publish(b.ctx, system, b.on(group)))
	b.must(b.Publish(b.ctx, system, b.on(ref)))
	if got := b.shown(ref).MemberOf; len(got) != 1 || got[0].Ref != string(group) {
		t.Errorf("the person's document says %+v, want the group that was published before", got)
	}
	b.must(b.TakeBack(b.ctx, editor, b.on(group), "asked for"))
	if got := b.shown(ref).MemberOf; len(got) != 0 {
		t.Errorf("the person's document still says %+v", got)
	}
}
