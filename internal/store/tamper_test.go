package store_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"habeas/internal/evidence"
	"habeas/internal/store"
)

// tamperings are how often each way of tampering is tried; 5,200 in all.
const tamperings = 400

var errUndo = errors.New("undo")

// tampering is one way in which somebody with the file could change it. It
// says what it did, and nothing when there was nothing to do.
type tampering struct {
	name   string
	headed bool // only a head that was kept elsewhere can tell
	do     func(x *intruder) string
}

// intruder changes a store inside a transaction that is undone.
type intruder struct {
	t    *testing.T
	tx   *store.Tx
	rand *rand.Rand
	size int // of the chain
}

func (x *intruder) exec(statement string, args ...any) bool {
	n, err := x.tx.Exec(statement, args...)
	return err == nil && n > 0
}

// must is exec for what has to work.
func (x *intruder) must(statement string, args ...any) {
	x.t.Helper()
	if _, err := x.tx.Exec(statement, args...); err != nil {
		x.t.Fatalf("%s: %v", statement, err)
	}
}

func (x *intruder) some() int { return 1 + x.rand.IntN(x.size) }

func (x *intruder) one(list []string) string { return list[x.rand.IntN(len(list))] }

var ways = []tampering{
	{"entry edited", false, editEntry},
	{"entry deleted", false, func(x *intruder) string {
		n := x.some()
		x.must("DELETE FROM chain WHERE id = ?", n)
		if x.rand.IntN(2) == 0 {
			x.must("DELETE FROM revision_payloads WHERE id = ?", n)
		}
		return fmt.Sprint("entry ", n)
	}},
	{"entry deleted, the others moved up", false, func(x *intruder) string {
		n := x.some()
		for _, table := range []string{"chain", "revision_payloads"} {
			x.must("DELETE FROM "+table+" WHERE id = ?", n)
			x.must("UPDATE "+table+" SET id = -id WHERE id > ?", n)
			x.must("UPDATE " + table + " SET id = -id - 1 WHERE id < 0")
		}
		x.must("UPDATE sqlite_sequence SET seq = ? WHERE name = 'chain'", x.size-1)
		return fmt.Sprint("entry ", n)
	}},
	{"entry put in", false, insertEntry},
	{"entries swapped", false, func(x *intruder) string {
		a, b := x.some(), x.some()
		if a == b {
			return ""
		}
		for _, table := range []string{"chain", "revision_payloads"} {
			x.must("UPDATE "+table+" SET id = -1 WHERE id = ?", a)
			x.must("UPDATE "+table+" SET id = ? WHERE id = ?", a, b)
			x.must("UPDATE "+table+" SET id = ? WHERE id = -1", b)
		}
		return fmt.Sprint("entries ", a, " and ", b)
	}},
	{"end cut off", false, func(x *intruder) string {
		n := x.some()
		x.must("DELETE FROM chain WHERE id >= ?", n)
		x.must("DELETE FROM revision_payloads WHERE id >= ?", n)
		return fmt.Sprint("from entry ", n)
	}},
	{"rewritten with hashes computed anew", true, rewrite},
	{"rolled back", true, func(x *intruder) string {
		n := x.some()
		x.must("DELETE FROM chain WHERE id >= ?", n)
		x.must("DELETE FROM revision_payloads WHERE id >= ?", n)
		x.must("UPDATE sqlite_sequence SET seq = ? WHERE name = 'chain'", n-1)
		return fmt.Sprint("to before entry ", n)
	}},
	{"rolled back and written on", true, func(x *intruder) string {
		n := x.some()
		x.must("DELETE FROM chain WHERE id >= ?", n)
		x.must("DELETE FROM revision_payloads WHERE id >= ?", n)
		x.must("UPDATE sqlite_sequence SET seq = ? WHERE name = 'chain'", n-1)
		for range x.rand.IntN(2 * x.size) {
			if err := changeName(x.t.Context(), x.tx, "n2", fmt.Sprint("Otra ", x.rand.Int64())); err != nil {
				x.t.Fatal(err)
			}
		}
		return fmt.Sprint("to before entry ", n)
	}},
	{"text edited", false, func(x *intruder) string {
		n, column := x.some(), x.one([]string{"by_name", "was", "now", "reason", "salt"})
		change := column + " || 'x'"
		if column == "salt" {
			change = "randomblob(16)"
		}
		if !x.exec("UPDATE revision_payloads SET "+column+" = "+change+" WHERE id = ?", n) {
			return ""
		}
		return fmt.Sprint(column, " of entry ", n)
	}},
	{"text deleted or put in", false, func(x *intruder) string {
		n := x.some()
		if !x.exec("DELETE FROM revision_payloads WHERE id = ?", n) { // it was erased: say something in its place
			x.must("INSERT INTO revision_payloads VALUES (?, randomblob(16), 'Bea', '', 'x', '')", n)
		}
		return fmt.Sprint("entry ", n)
	}},
	{"row edited", false, editRow},
	{"row deleted or put in", false, func(x *intruder) string {
		table := x.one([]string{"names", "nationalities", "events"})
		if x.rand.IntN(2) == 0 {
			id := x.one(x.column("SELECT id FROM " + table))
			x.must("DELETE FROM "+table+" WHERE id = ?", id)
			return table + " " + id
		}
		columns := slices.DeleteFunc(x.columns(table), func(c string) bool { return c == "id" || c == "display" })
		list := `"` + strings.Join(columns, `", "`) + `"`
		id := fmt.Sprint("forged", x.rand.Int64())
		if table == "names" {
			x.must("INSERT INTO names (id, display, "+list+") SELECT ?, 0, "+list+" FROM names LIMIT 1", id)
		} else {
			x.must("INSERT INTO "+table+" (id, "+list+") SELECT ?, "+list+" FROM "+table+" LIMIT 1", id)
		}
		return table + " " + id
	}},
}

func (x *intruder) column(query string, args ...any) []string {
	x.t.Helper()
	all, err := x.tx.Column(query, args...)
	if err != nil {
		x.t.Fatal(err)
	}
	return all
}

func (x *intruder) columns(table string) []string {
	return x.column("SELECT name FROM pragma_table_info(?)", table)
}

func editEntry(x *intruder) string {
	n, column := x.some(), x.one([]string{"at", "by", "operation", "subject_kind", "subject_id", "case_id", "field", "erases", "commitment", "prev", "hash"})
	change := `"` + column + `" || 'x'`
	switch column {
	case "at":
		change = "'2025-12-24 00:00:00+00:00'"
	case "erases":
		change = "erases + 1"
	case "case_id":
		change = "coalesce(case_id, '') || 'x'"
	case "commitment", "prev", "hash":
		change = "randomblob(32)"
	}
	x.must(`UPDATE chain SET "`+column+`" = `+change+` WHERE id = ?`, n)
	return fmt.Sprint(column, " of entry ", n)
}

// insertEntry puts a well-formed entry into the middle and moves those behind it.
func insertEntry(x *intruder) string {
	n := x.some()
	l := x.links(n)[0]
	for _, table := range []string{"chain", "revision_payloads"} {
		x.must("UPDATE "+table+" SET id = -id WHERE id >= ?", n)
		x.must("UPDATE " + table + " SET id = -id + 1 WHERE id < 0")
	}
	text := evidence.Text{ByName: "Bea", Now: "forged"}
	l.Salt, l.Text, l.Erases, l.Operation = &evidence.Salt{1}, text, 0, "Forged"
	l.Commitment = text.Commitment(*l.Salt)
	l.Hash = l.Sum(l.Prev)
	x.write(l)
	x.must("UPDATE sqlite_sequence SET seq = ? WHERE name = 'chain'", x.size+1)
	return fmt.Sprint("before entry ", n)
}

// links gives the chain from an entry on.
func (x *intruder) links(from int) (all []evidence.Link) {
	err := store.EachLink(x.tx.Reads(), x.t.Context(), int64(from-1), -1, func(l evidence.Link) error { all = append(all, l); return nil })
	if err != nil {
		x.t.Fatal(err)
	}
	return all
}

// write puts an entry where its number says, with its text.
func (x *intruder) write(l evidence.Link) {
	x.must("DELETE FROM chain WHERE id = ?", l.Seq)
	x.must("INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", l.Seq, l.At, l.By, l.Operation, l.SubjectKind, l.SubjectID, l.CaseID, l.Field, l.Erases, l.Commitment[:], l.Prev[:], l.Hash[:])
	x.must("DELETE FROM revision_payloads WHERE id = ?", l.Seq)
	if l.Salt != nil {
		x.must("INSERT INTO revision_payloads VALUES (?, ?, ?, ?, ?, ?)", l.Seq, l.Salt[:], l.Text.ByName, l.Text.Was, l.Text.Now, l.Text.Reason)
	}
}

// rewrite changes the reason of one entry and computes everything behind it
// anew, so that the chain by itself holds.
func rewrite(x *intruder) string {
	n := x.some()
	var prev evidence.Hash
	for i, l := range x.links(n) {
		if i == 0 {
			if l.Salt == nil {
				return ""
			}
			prev, l.Text.Reason = l.Prev, l.Text.Reason+" forged"
			l.Commitment = l.Text.Commitment(*l.Salt)
		}
		l.Prev, l.Hash = prev, l.Sum(prev)
		prev = l.Hash
		x.write(l)
	}
	return fmt.Sprint("from entry ", n)
}

// editRow changes one value of one row of the casebook behind the program's back.
func editRow(x *intruder) string {
	table := x.one([]string{"people", "names", "nationalities", "cases", "events"})
	housekeeping := []string{"id", "version", "created_at", "updated_at"}
	column := x.one(slices.DeleteFunc(x.columns(table), func(c string) bool { return slices.Contains(housekeeping, c) }))
	id := x.one(x.column("SELECT id FROM " + table))
	change := map[bool]string{true: `coalesce("` + column + `", 0) + 7`, false: `coalesce("` + column + `", '') || 'x'`}
	kind := x.column("SELECT type FROM pragma_table_info(?) WHERE name = ?", table, column)[0]
	number := kind == "INTEGER" || kind == "BOOLEAN"
	value := change[number]
	switch {
	case kind == "BOOLEAN":
		value = `NOT "` + column + `"`
	case kind == "DATETIME":
		value = "'2020-02-02 02:02:02+00:00'"
	}
	if !x.exec(`UPDATE "`+table+`" SET "`+column+`" = `+value+" WHERE id = ?", id) {
		return "" // the table itself refuses such a value
	}
	return table + "." + column + " of " + id
}

func TestEveryTamperingIsFound(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 1))
	s, path := chained(t)
	db := raw(t, path)
	for _, name := range column(t, db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
		if _, err := db.Exec("DROP TRIGGER " + name); err != nil {
			t.Fatal(err)
		}
	}
	head, found := verified(t, s)
	if len(found) > 0 {
		t.Fatalf("findings before anything was done: %+v", found)
	}
	score, tried, all := map[string]int{}, 0, 0
	for _, way := range ways {
		for n := 0; n < tamperings; n++ {
			did, caught := tamper(t, s, way, random, head)
			if did == "" {
				n--
				continue
			}
			tried++
			if !caught {
				t.Errorf("%s: %s was not found (seed %d)", way.name, did, seed)
				continue
			}
			score[way.name]++
			all++
		}
	}
	t.Logf("seed %d: %d of %d tamperings of a chain of %d entries were found", seed, all, tried, head.Count)
	for _, name := range slices.Sorted(maps.Keys(score)) {
		t.Logf("%5d of %d  %s", score[name], tamperings, name)
	}
	if tried < 5000 {
		t.Errorf("only %d tamperings were tried", tried)
	}
}

// tamper does one thing, looks whether it is found, and undoes it. What the
// chain alone must tell is looked for without a head.
func tamper(t *testing.T, s *store.Store, way tampering, random *rand.Rand, head evidence.Head) (did string, caught bool) {
	t.Helper()
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		if _, err := tx.Exec("PRAGMA defer_foreign_keys = ON"); err != nil {
			return err
		}
		did = way.do(&intruder{t: t, tx: tx, rand: random, size: int(head.Count)})
		var kept []evidence.Head
		if way.headed {
			kept = append(kept, head)
		}
		_, found, err := tx.Verify(t.Context(), kept...)
		caught = err != nil || len(found) > 0
		if way.headed && err == nil {
			caught = slices.ContainsFunc(found, func(f evidence.Finding) bool { return f.Wrong == evidence.Rewritten || f.Wrong == evidence.RolledBack })
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		t.Fatal(err)
	}
	return did, caught
}
