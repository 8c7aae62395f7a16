package desk_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// piece is one kind of part of a case: how one is made, changed and removed.
type piece struct {
	name   string
	kind   casebook.SubjectKind
	id     func(f *casebook.File) casebook.ID
	edit   func(by access.Actor, id casebook.ID, version int, reason string) error
	remove func(by access.Actor, id casebook.ID, version int, reason string) error
}

// pieces gives one of every kind of part of a case that can be published.
func (b *bench) pieces(ref casebook.Ref, src string) []piece {
	b.t.Helper()
	other := b.person("Ben Beispiel", src)
	event, err := b.RecordReleaseEvent(b.ctx, editor, casebook.ReleaseEventDraft{Country: "VE", Title: en("Releases"), Cites: cite(src)})
	b.must(err)
	b.must(b.RecordCharge(b.ctx, editor, ref, casebook.ChargeDraft{Text: en("Conspiracy")}, cite(src)))
	b.must(b.StateOverlap(b.ctx, editor, ref, casebook.OverlapDraft{Other: string(other), Note: en("Perhaps.")}, cite(src)))
	b.must(b.AddName(b.ctx, editor, ref, casebook.NameDraft{Text: "Anita", Kind: "nickname"}, cite(src)))
	_, err = b.AddClaim(b.ctx, editor, b.on(ref), casebook.ClaimDraft{Field: "charge", Value: en("30"), Cites: cite(src)})
	b.must(err)
	_, err = b.RecordRelease(b.ctx, editor, casebook.ReleaseDraft{Event: string(event), Case: string(ref), Cites: cite(src),
		Steps:      []casebook.ConfirmationDraft{{Step: "announced", By: en("A ministry"), Cites: cite(src)}},
		Conditions: []casebook.ConditionDraft{{Kind: "travel_ban", Cites: cite(src)}}})
	b.must(err)
	return []piece{
		{"charge", casebook.OnCharge, func(f *casebook.File) casebook.ID { return f.Charges[0].ID },
			func(by access.Actor, id casebook.ID, v int, reason string) error {
				return b.EditCharge(b.ctx, by, id, v, casebook.ChargeDraft{Text: en("Treason")}, nil, reason)
			}, func(by access.Actor, id casebook.ID, v int, reason string) error {
				return b.RemoveCharge(b.ctx, by, id, v, reason)
			}},
		{"overlap", casebook.OnOverlap, func(f *casebook.File) casebook.ID { return f.Overlaps[0].ID },
			func(by access.Actor, id casebook.ID, v int, reason string) error {
				return b.EditOverlap(b.ctx, by, id, v, casebook.OverlapDraft{Other: string(other), Note: en("Hardly.")}, nil, reason)
			}, func(by access.Actor, id casebook.ID, v int, reason string) error {
				return b.RemoveOverlap(b.ctx, by, id, v, reason)
			}},
		{"name", casebook.OnName, func(f *casebook.File) casebook.ID {
			return f.Names[slices.IndexFunc(f.Names, func(n casebook.Name) bool { return !n.Display })].ID
		},
			func(by access.Actor, id casebook.ID, v int, reason string) error {
				return b.EditName(b.ctx, by, ref, id, v, casebook.NameDraft{Text: "Anna", Kind: "nickname"}, nil, reason)
			}, func(by access.Actor, id casebook.ID, v int, reason string) error {
				return b.RemoveName(b.ctx, by, ref, id, v, reason)
			}},
		{"claim", casebook.OnClaim, func(f *casebook.File) casebook.ID { return f.Claims[0].ID },
			func(by access.Actor, id casebook.ID, v int, reason string) error {
				return b.EditClaim(b.ctx, by, id, v, casebook.ClaimDraft{Field: "charge", Value: en("31")}, reason)
			}, func(by access.Actor, id casebook.ID, v int, reason string) error {
				return b.RemoveClaim(b.ctx, by, id, v, reason)
			}},
		{"step", casebook.OnConfirmation, func(f *casebook.File) casebook.ID { return f.Releases[0].Confirmations[0].ID },
			func(by access.Actor, id casebook.ID, v int, reason string) error {
				return b.EditStep(b.ctx, by, id, v, casebook.ConfirmationDraft{Step: "ordered", By: en("A court")}, reason)
			}, func(by access.Actor, id casebook.ID, v int, reason string) error {
				return b.RemoveStep(b.ctx, by, id, v, reason)
			}},
		{"condition", casebook.OnCondition, func(f *casebook.File) casebook.ID { return f.Releases[0].Conditions[0].ID },
			func(by access.Actor, id casebook.ID, v int, reason string) error {
				return b.EditCondition(b.ctx, by, id, v, casebook.ConditionDraft{Kind: "exile"}, reason)
			}, func(by access.Actor, id casebook.ID, v int, reason string) error {
				return b.RemoveCondition(b.ctx, by, id, v, reason)
			}},
	}
}

func TestPartsOfAPublicCaseAreEditedAndRemovedWithAReason(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	all := b.pieces(ref, src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	for _, p := range all {
		id := p.id(b.file(ref))
		b.want(p.edit(access.Actor{}, id, 1, "x"), fault.SignedOut)
		b.want(p.edit(reader, id, 1, "x"), fault.Denied)
		b.want(p.remove(reader, id, 1, "x"), fault.Denied)
		for what, err := range map[string]error{"edit": p.edit(worker, id, 1, " "), "remove": p.remove(worker, id, 1, "")} {
			if _, asked := fault.FieldsOf(err)["reason"]; !asked {
				t.Errorf("%s: to %s it without a reason gives %v, want a fault at the field reason", p.name, what, err)
			}
		}
		b.must(p.edit(worker, id, 1, "the source was misread"))
		b.want(p.edit(editor, id, 1, "late"), fault.Conflict)
		b.want(p.remove(editor, id, 1, "late"), fault.Conflict)
		b.must(p.remove(worker, id, 2, "twice"))
		b.want(p.remove(worker, id, 2, "again"), fault.NotFound)
		b.told(ref, p, id)
	}
}

// told checks that the history of the case shows a change and a removal with
// their reasons.
func (b *bench) told(ref casebook.Ref, p piece, id casebook.ID) {
	b.t.Helper()
	history, err := b.History(b.ctx, reader, store.RevisionFilter{CaseID: b.file(ref).Case.ID, Limit: 1000})
	b.must(err)
	var changed, removed bool
	for _, r := range history {
		if r.SubjectKind == p.kind && r.SubjectID == id {
			changed = changed || r.Was != "" && r.Now != "" && r.Reason == "the source was misread"
			removed = removed || r.Was != "" && r.Now == "" && r.Reason == "twice"
		}
	}
	if !changed || !removed {
		b.t.Errorf("%s: the history of the case shows the change: %t, the removal: %t; want both", p.name, changed, removed)
	}
}

func TestWithoutAPublicCaseNoReasonIsAsked(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	for _, p := range b.pieces(ref, src) {
		if err := p.edit(worker, p.id(b.file(ref)), 1, ""); err != nil {
			t.Errorf("%s: got %v, want it edited", p.name, err)
		}
	}
}

func TestWordsForAPlaceInAGroupAreChangedAndTakenBack(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref, err := b.OpenCase(b.ctx, editor, casebook.CaseDraft{Kind: "group", Country: "VE", Group: casebook.GroupDraft{Min: "2", Population: en("Two")}}, nil)
	b.must(err)
	b.must(b.LabelSlot(b.ctx, worker, ref, 2, 1, en("A pilot"), ""))
	b.want(b.LabelSlot(b.ctx, worker, ref, 2, 1, en("A sailor"), ""), fault.Conflict)
	b.must(b.LabelSlot(b.ctx, worker, ref, 2, 2, en(""), "not known"))
	if slot := b.file(ref).Slots[1]; !slot.Label.IsZero() || slot.Version != 3 {
		t.Errorf("got %+v, want no words in version 3", slot)
	}
}

func TestEachNationalityRestsOnSomethingOfItsOwn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	draft := casebook.CaseDraft{Kind: "person", Country: "VE", Name: casebook.NameDraft{Text: "Ana"},
		Nationalities: []casebook.NationalityDraft{{Country: "US", Basis: "citizen"}, {}, {Country: "es", Basis: "permanent_resident"}}}
	ref, err := b.OpenCase(b.ctx, editor, draft, nil)
	b.must(err)
	was := b.file(ref).Nationalities
	if len(was) != 2 || was[0].Basis != "citizen" || was[1].Basis != "permanent_resident" {
		t.Fatalf("got %+v, want two, each with its own basis", was)
	}
	draft.Nationalities = []casebook.NationalityDraft{{Country: "US", Basis: "dual"}, {Country: "CO"}}
	b.must(b.EditCase(b.ctx, editor, ref, 1, draft, ""))
	now := b.file(ref).Nationalities
	if len(now) != 2 || now[0].ID != was[0].ID || now[0].Basis != "dual" || now[1].Country != "CO" || now[1].Basis != "unknown" {
		t.Errorf("got %+v, want the first changed, the second exchanged", now)
	}
	b.want(b.EditCase(b.ctx, worker, ref, 1, draft, ""), fault.Conflict)
	draft.Nationalities = append(draft.Nationalities, casebook.NationalityDraft{Country: "US"})
	if _, named := fault.FieldsOf(b.EditCase(b.ctx, editor, ref, 2, draft, ""))["nationalities.2.country"]; !named {
		t.Error("a nationality that is given twice is not refused at its line")
	}
}

func TestWithdrawnTextDoesNotLingerInTheStoresLog(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	document := []byte(`{"ref":"` + string(ref) + `"`)
	if !b.onDisk(document) {
		t.Fatal("the published document is not in the files: look for other bytes")
	}
	b.must(b.TakeBack(b.ctx, editor, b.on(ref), "the family asked"))
	if b.onDisk(document) {
		t.Error("the document of a withdrawn case still stands in the files of the store")
	}
	if info, err := os.Stat(b.folder + "/casebook.db-wal"); err == nil && info.Size() > 0 {
		t.Errorf("the log still holds %d bytes", info.Size())
	}
}

// onDisk reports whether some bytes stand in any file of the store.
func (b *bench) onDisk(text []byte) bool {
	b.t.Helper()
	files, err := filepath.Glob(b.folder + "/casebook.db*")
	b.must(err)
	for _, file := range files {
		content, err := os.ReadFile(file)
		b.must(err)
		if bytes.Contains(content, text) {
			return true
		}
	}
	return false
}
