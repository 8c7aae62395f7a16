package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm/schema"

	"habeas/internal/casebook"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
)

// voyage writes rows and reads them back, and remembers of which tables.
type voyage struct {
	t    *testing.T
	s    *store.Store
	x    *sample
	read map[string]bool
}

func (v *voyage) ctx() context.Context { return v.t.Context() }

// back compares a row with what was read in its place.
func back[T any](v *voyage, want *T, read func() (*T, error)) {
	v.t.Helper()
	got, err := read()
	if err != nil {
		v.t.Errorf("%T: %v", *want, err)
	} else if d := diff(want, got); d != "" {
		v.t.Errorf("%T reads back differently (-want +got):\n%s", *want, d)
	}
	parsed, err := schema.Parse(want, &sync.Map{}, schema.NamingStrategy{})
	if err != nil {
		v.t.Fatal(err)
	}
	v.read[parsed.Table] = true
}

// insert writes rows and reads each back by its id.
func insert[T any](v *voyage, rows ...*T) {
	v.t.Helper()
	for _, row := range rows {
		mustChange(v.t, v.s, put1(row))
		byID(v, row)
	}
}

func put1[T any](row *T) func(tx *store.Tx) error {
	return func(tx *store.Tx) error { return store.Insert(tx, row) }
}

// byID reads a row back that is there.
func byID[T any](v *voyage, row *T) {
	v.t.Helper()
	id := casebook.ID(reflect.ValueOf(row).Elem().FieldByName("ID").String())
	back(v, row, func() (*T, error) { return store.Get[T](v.ctx(), v.s, id) })
}

// only gives the one row of a list.
func only[T any](rows []T, err error) (*T, error) {
	if err != nil {
		return nil, err
	}
	if len(rows) != 1 {
		return nil, fmt.Errorf("got %d rows, want one", len(rows))
	}
	return &rows[0], nil
}

// must ends the test on an error of a write.
func (v *voyage) must(err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
}

// casebookRows reads the sample back.
func (v *voyage) casebookRows() {
	x := v.x
	byID(v, x.Person)
	byID(v, x.Name)
	byID(v, x.Nationality)
	byID(v, x.Case)
	byID(v, x.Crowd)
	byID(v, x.Group)
	byID(v, x.Slot)
	byID(v, x.Overlap)
	byID(v, x.Consent)
	byID(v, x.Charge)
	byID(v, x.Facility)
	byID(v, x.Event)
	byID(v, x.ReleaseEvent)
	byID(v, x.Mechanism)
	byID(v, x.Release)
	byID(v, x.Confirmation)
	byID(v, x.Condition)
	byID(v, x.Source)
	byID(v, x.Derivation)
	byID(v, x.Citation)
	byID(v, x.Claim)
	byID(v, x.Count)
	byID(v, x.Position)
	byID(v, x.Advisory)
	byID(v, x.Context)
}

// people writes accounts with all that lets them in.
func (v *voyage) people() {
	insert(v, filled[store.User]("ana", nil))
	insert(v, filled("link", func(r *store.Invitation) { r.UserID, r.Ended = "ana", "used" }))
	codes := []store.RecoveryCode{*filled("code", func(r *store.RecoveryCode) { r.UserID = "ana" })}
	mustChange(v.t, v.s, func(tx *store.Tx) error { return tx.ReplaceRecoveryCodes("ana", codes) })
	back(v, &codes[0], func() (*store.RecoveryCode, error) { return only(v.s.RecoveryCodes(v.ctx(), "ana")) })
	key := filled("key", func(r *store.Passkey) { r.UserID = "ana" })
	mustChange(v.t, v.s, func(tx *store.Tx) error { return tx.InsertPasskey(key) })
	back(v, key, func() (*store.Passkey, error) { return only(v.s.Passkeys(v.ctx(), "ana")) })
	draft := filled("draft", func(r *store.Draft) { r.UserID = "ana" })
	v.must(v.s.KeepDraft(v.ctx(), *draft, 10))
	back(v, draft, func() (*store.Draft, error) { return only(v.s.Drafts(v.ctx(), "ana", draft.Path, time.Time{})) })
	filter := filled("filter", func(r *store.SavedFilter) { r.UserID = "ana" })
	v.must(v.s.KeepFilter(v.ctx(), *filter))
	back(v, filter, func() (*store.SavedFilter, error) {
		got, err := only(v.s.FiltersOf(v.ctx(), "ana"))
		if err == nil {
			filter.CreatedAt = got.CreatedAt // the store's own instant
		}
		return got, err
	})
	v.sessions()
}

// sessions has no type outside the store: what it keeps is read as its owner
// and as the library of sessions see it.
func (v *voyage) sessions() {
	kept := v.s.Sessions()
	for _, token := range []string{"open", "over"} {
		v.must(kept.CommitCtx(v.ctx(), token, []byte("of "+token), storetest.Now.Add(time.Hour)))
		v.must(kept.Bind(v.ctx(), token, "ana", "Firefox"))
	}
	v.must(kept.DeleteCtx(v.ctx(), "over"))
	data, found, err := kept.FindCtx(v.ctx(), "open")
	if err != nil || !found || string(data) != "of open" {
		v.t.Errorf("the session holds %q, %t, %v", data, found, err)
	}
	visit, err := only(v.s.Visits(v.ctx(), "ana"))
	v.must(err)
	if visit.ID != store.VisitID("open") || visit.Device != "Firefox" || visit.BegunAt.IsZero() || visit.SeenAt.IsZero() {
		v.t.Errorf("its owner reads %+v", visit)
	}
	v.read["sessions"] = true
}

// work writes who does what in a case, and what they ask of each other.
func (v *voyage) work() {
	insert(v, filled("part", func(r *casebook.Assignment) {
		r.CaseID, r.UserID, r.By, r.Part = "case", "ana", "ben", casebook.PartNamed
	}))
	insert(v, filled("naming", func(r *casebook.Naming) {
		r.SubjectKind, r.SubjectID, r.UserID, r.By = casebook.OnSource, "source", "ana", "ben"
	}))
	insert(v, filled("review", func(r *casebook.Review) {
		r.SubjectKind, r.SubjectID, r.CaseID, r.State = casebook.OnCase, "case", "case", casebook.Scheduled
		r.RequestedBy, r.DecidedBy = "ana", "ben"
	}))
	insert(v, filled("awaiting", func(r *casebook.Awaiting) {
		r.CaseID, r.OnID, r.State, r.AskedBy, r.DecidedBy = "case", "release", casebook.AwaitsSecond, "ana", "ben"
	}))
	look := filled1(func(r *store.Look) { r.CaseID, r.UserID, r.Hour = "case", "ana", instant.Truncate(time.Hour) })
	v.must(v.s.NoteLook(v.ctx(), *look))
	back(v, look, func() (*store.Look, error) { return only(v.s.LooksAt(v.ctx(), "case", 10)) })
	mustChange(v.t, v.s, func(tx *store.Tx) error { _, err := tx.PutTag("case", "a word"); return err })
	if tags, err := v.s.TagsOf(v.ctx(), "case"); err != nil || diff(map[casebook.ID][]string{"case": {"a word"}}, tags) != "" {
		v.t.Errorf("the tags are %v, %v", tags, err)
	}
	since, err := v.s.Visit(v.ctx(), "ana", time.Hour)
	v.must(err)
	if again, err := v.s.Visit(v.ctx(), "ana", time.Hour); err != nil || !again.Equal(since) {
		v.t.Errorf("the visit began to ask at %s, then at %s, %v", since, again, err)
	}
	v.read["case_tags"], v.read["desk_visits"] = true, true
}

// watch writes what the morning page keeps an eye on.
func (v *voyage) watch() {
	for range 2 { // the second time notices nothing new
		ids, err := v.s.NoticeChanges(v.ctx(), 10)
		if err != nil || len(ids) != 2 {
			v.t.Errorf("got %v, %v; want both cases to be looked over", ids, err)
		}
	}
	line := filled1(func(r *store.WatchLine) { r.CaseID, r.OnID, r.OnKind = "case", "event", casebook.OnEvent })
	v.must(v.s.KeepWatch(v.ctx(), map[casebook.ID][]store.WatchLine{"case": {*line}}))
	back(v, line, func() (*store.WatchLine, error) {
		rows, _, err := v.s.Watching(v.ctx(), store.WatchQuery{List: line.List, Limit: 10})
		return only(rows, err)
	})
	if n, err := v.s.WatchedLater(v.ctx()); err != nil || n != 1 {
		v.t.Errorf("%d cases are left to be looked over, %v; want 1", n, err)
	}
	v.read["watch_due"], v.read["watch_cursor"] = true, true
}

// evidenceRows writes captures, and the way through what rests on a source.
func (v *voyage) evidenceRows() {
	insert(v, filled("capture", func(r *casebook.Capture) {
		r.SourceID, r.By, r.SHA256, r.TextHash = "source", "ana", strings.Repeat("a", 64), strings.Repeat("b", 64)
	}))
	log := filled("custody", func(r *casebook.Custody) { r.CaptureID, r.By = "capture", "ana" })
	mustChange(v.t, v.s, func(tx *store.Tx) error { return store.Log(tx, log) })
	byID(v, log)
	insert(v, filled("walk", func(r *casebook.Walk) { r.SourceID, r.StartedBy = "source", "ana" }))
	insert(v, filled("step", func(r *casebook.WalkStep) {
		r.WalkID, r.SubjectKind, r.SubjectID, r.CaseID = "walk", casebook.OnEvent, "event", "case"
	}))
}

// releases writes the lists and the unnamed of a release event.
func (v *voyage) releases() {
	insert(v, filled("unnamed", func(r *casebook.Unnamed) { r.ReleaseEventID = "swap" }))
	insert(v, filled("list", func(r *casebook.List) { r.ReleaseEventID, r.Kind = "swap", casebook.AnnouncedList }))
	insert(v, filled("entry", func(r *casebook.Entry) { r.ListID, r.CaseID, r.Match = "list", "case", casebook.IsOurs }))
}

// legal writes a judgement and a proceeding.
func (v *voyage) legal() {
	insert(v, filled("assessment", func(r *casebook.Assessment) { r.CaseID = "case" }))
	insert(v, filled("finding", func(r *casebook.Finding) { r.AssessmentID, r.CaseID, r.Answer = "assessment", "case", "yes" }))
	insert(v, filled("proceeding", func(r *casebook.Proceeding) { r.CaseID = "case" }))
	insert(v, filled("help", func(r *casebook.HelpPage) {}))
}

// private writes what is sealed, as the store sees it.
func (v *voyage) private() {
	key := filled1(func(r *store.CaseKey) { r.CaseID = "case" })
	mustChange(v.t, v.s, func(tx *store.Tx) error { return tx.InsertCaseKey(key) })
	back(v, key, func() (*store.CaseKey, error) { return v.s.CaseKeyOf(v.ctx(), "case") })
	exhibit := filled("exhibit", func(r *store.SealedRow) { r.CaseID, r.Kind, r.Assignee = "case", "exhibit", "ana" })
	handling := filled("handling", func(r *store.SealedRow) { r.CaseID, r.Kind, r.ParentID = "case", "handling", "exhibit" })
	insert(v, exhibit, handling)
	insert(v, filled("relative", func(r *store.SealedRow) { r.CaseID, r.Kind, r.Assignee = "case", "relative", "ana" }))
	code := filled1(func(r *store.FamilyCode) { r.RelativeID, r.Number = "relative", "12345678" })
	mustChange(v.t, v.s, func(tx *store.Tx) error { return tx.PutFamilyCode(code) })
	back(v, code, func() (*store.FamilyCode, error) { return v.s.FamilyCodeByNumber(v.ctx(), "12345678") })
}

// history writes a revision: the chain, and beside it what people wrote.
func (v *voyage) history() {
	r := filled1(func(r *casebook.Revision) {
		r.By, r.SubjectKind, r.SubjectID, r.CaseID, r.Erased = "ana", casebook.OnCase, "case", "case", false
	})
	v.must(v.s.Write(v.ctx(), func(tx *store.Tx) error { return tx.Append(*r) }))
	back(v, r, func() (*casebook.Revision, error) {
		rows, err := v.s.Revisions(v.ctx(), store.RevisionFilter{Limit: 1})
		if len(rows) == 1 {
			r.ID = rows[0].ID
		}
		return only(rows, err)
	})
	v.read["chain"], v.read["revision_payloads"] = true, true
}

// telling finds the documents that hold a word.
type telling string

func (w telling) Words() [][]byte         { return [][]byte{[]byte(w)} }
func (w telling) In(document []byte) bool { return strings.Contains(string(document), string(w)) }

// outbox writes two publications: one that was wrong, and one that puts it right
// and tells of somebody who was taken off.
func (v *voyage) outbox() {
	wrong := filled1(func(r *store.Publication) { r.Correction = nil })
	p := filled1(func(r *store.Publication) { r.Document, r.Forget = []byte(`"VE-2026-0001"`), false })
	v.must(v.s.Write(v.ctx(), func(tx *store.Tx) (err error) {
		if p.Corrects, err = tx.Enqueue(*wrong); err != nil {
			return err
		}
		if p.Seq, err = tx.Enqueue(*p); err != nil {
			return err
		}
		return tx.ForgetTold("case", "VE-2026-0001", telling("VE-2026-0001"))
	}))
	p.First = p.At
	back(v, p, func() (*store.Publication, error) { return v.s.LatestPublication(v.ctx(), p.Kind, p.Key) })
	m := filled1(func(r *store.Mention) {})
	v.must(v.s.Write(v.ctx(), func(tx *store.Tx) error {
		_, err := tx.KeepMentions(store.Spot{Kind: m.Kind, Key: m.Key}, []store.Spot{{Kind: m.OnKind, Key: m.OnKey}})
		return err
	}))
	back(v, m, func() (*store.Mention, error) {
		in, err := only(v.s.MentionedBy(v.ctx(), store.Spot{Kind: m.OnKind, Key: m.OnKey}, 0, m.Kind))
		if err != nil {
			return nil, err
		}
		return &store.Mention{OnKind: m.OnKind, OnKey: m.OnKey, Kind: in.Kind, Key: in.Key}, nil
	})
}

// found looks for what is kept to be found by, and takes a number.
func (v *voyage) found() {
	if lines, err := v.s.Cases(v.ctx(), store.CaseFilter{Text: "the text"}); err != nil || len(lines) == 0 {
		v.t.Errorf("a name finds %d cases, %v", len(lines), err)
	}
	if rows := page[casebook.Facility](v.t, v.s, store.ListFilter{Text: "the name"}); len(rows) != 1 {
		v.t.Errorf("a name finds %d facilities", len(rows))
	}
	var refs []casebook.Ref
	mustChange(v.t, v.s, func(tx *store.Tx) error {
		for range 2 {
			ref, err := tx.NextRef("AA", 2026)
			if err != nil {
				return err
			}
			refs = append(refs, ref)
		}
		return nil
	})
	if d := diff([]casebook.Ref{"AA-2026-0001", "AA-2026-0002"}, refs); d != "" {
		v.t.Errorf("numbers (-want +got):\n%s", d)
	}
	v.read["case_search"], v.read["subject_search"], v.read["serials"] = true, true, true
}

// unset are the columns that no row of this test fills, each with the reason.
var unset = map[string]string{
	"cases.restricted":  "a restricted case is there for nobody who is not named: TestWhatIsRestrictedIsNotThereWithAllThatHangsOnIt",
	"migrations.*":      "kept by the program that migrates: internal/sqlite",
	"sqlite_sequence.*": "kept by SQLite",
}

// A table that comes later fails this test until it has a row here that is
// written, read back and equal, with something in every column.
func TestEveryTableReadsBackAsItWasWrittenColumnByColumn(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	s := storetest.At(t, path)
	v := &voyage{t: t, s: s, x: withSample(t, s), read: map[string]bool{}}
	v.casebookRows()
	v.people()
	v.work()
	v.watch()
	v.evidenceRows()
	v.releases()
	v.legal()
	v.private()
	v.history()
	v.outbox()
	v.found()
	insert(v, filled("merged", func(r *casebook.Case) { r.PersonID, r.Ref, r.MergedInto = "person", "VE-2026-0043", "case" }))
	db := raw(t, path)
	for _, table := range column(t, db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") {
		if unset[table+".*"] != "" {
			continue
		}
		if !v.read[table] {
			t.Errorf("no row of the table %s is read back", table)
		}
		for _, name := range empty(t, db, table) {
			if unset[table+"."+name] == "" {
				t.Errorf("the column %s of %s is empty in every row", name, table)
			}
		}
	}
}

// empty gives the columns of a table that say nothing in any row.
func empty(t *testing.T, db *sql.DB, table string) (names []string) {
	t.Helper()
	for _, name := range column(t, db, "SELECT name FROM pragma_table_xinfo(?)", table) {
		said := column(t, db, fmt.Sprintf(`SELECT count(*) FROM %q WHERE %[2]q IS NOT NULL AND %[2]q NOT IN ('', 0, x'')`, table, name))
		if said[0] == "0" {
			names = append(names, name)
		}
	}
	return names
}
