package store

import (
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm/schema"

	"habeas/internal/casebook"
)

// eyes are whose sight a reading has. The zero value sees nothing restricted:
// whoever forgets to say who is looking keeps everything shut.
type eyes struct {
	user casebook.ID
	all  bool
}

// View is the casebook as one person may read it: what is restricted, and what
// they are not named on, is not there.
type View struct{ reads }

// As gives the casebook as somebody may read it.
func (s *Store) As(user casebook.ID) View { return View{reads{s.reads.db, false, eyes{user: user}}} }

// Whole gives the casebook with everything in it, for the program itself:
// checks, publishing, timed work. Nobody is shown what is read through it.
func (s *Store) Whole() View { return View{reads{s.reads.db, false, eyes{all: true}}} }

// whole is the same reading with everything in it.
func (r reads) whole() reads { return reads{r.db, r.within, eyes{all: true}} }

// LookAs makes what a transaction reads from here on what somebody may see.
func (tx *Tx) LookAs(user casebook.ID) { tx.eyes = eyes{user: user} }

// LookWhole makes the transaction read everything, until back is called: what
// is published must not depend on who publishes it.
func (tx *Tx) LookWhole() (back func()) {
	was := tx.eyes
	tx.eyes = eyes{all: true}
	return func() { tx.eyes = was }
}

// from begins a question about the rows of one table, without those that the
// one who asks may not see. Every reading of a table of the casebook begins
// here.
func from[T any](r reads) (asking[T], error) {
	table, err := shape(r.db, new(T))
	if err != nil {
		return asking[T]{}, err
	}
	return rowsOf[T](r.db).Where(r.seen(table)), nil
}

// seen gives the condition that holds for the rows of a table which the one who
// asks may see. It goes by the names of columns, so that a table which comes
// later is shut as well: whatever carries a case_id lies in that case.
func (e eyes) seen(table *schema.Schema) string {
	conds := []string{"1 = 1"}
	if e.all {
		return conds[0]
	}
	col := func(name string) string { return `"` + table.Table + `"."` + name + `"` }
	has := func(name string) bool { return table.FieldsByDBName[name] != nil }
	lying := e.lying()
	for _, name := range slices.Sorted(maps.Keys(lying)) {
		if has(name) {
			conds = append(conds, notAmong(col(name), lying[name]))
		}
	}
	switch table.Table {
	case "cases":
		conds = append(conds, notAmong(col("id"), e.shutCases()))
	case "people":
		conds = append(conds, notAmong(col("id"), e.shutPeople()))
	}
	if has("visibility") {
		conds = append(conds, notAmong(col("id"), e.secrets()))
	}
	if has("subject_kind") && has("subject_id") && !has("case_id") {
		conds = append(conds, notAmong(caseOf(col("subject_kind"), col("subject_id")), "SELECT ref FROM cases WHERE id IN ("+e.shutCases()+")"))
	}
	if table.Table == "revisions" {
		conds = append(conds, e.openHistory())
	}
	return strings.Join(conds, " AND ")
}

// open gives the condition that holds for the id of a case which is there for
// the one who asks: every question in SQL of our own about cases carries it.
func (e eyes) open(id string) string {
	if e.all {
		return "1 = 1"
	}
	return notAmong(id, e.shutCases())
}

// lying gives, for each column that says where a row lies, the ids that shut it.
func (e eyes) lying() map[string]string {
	return map[string]string{
		"case_id":    e.shutCases(),
		"other_id":   e.shutCases(),
		"person_id":  e.shutPeople(),
		"group_id":   `SELECT id FROM "groups" WHERE case_id IN (` + e.shutCases() + ")",
		"release_id": "SELECT id FROM releases WHERE case_id IN (" + e.shutCases() + ")",
		"source_id":  e.shut("sources"),
		"from_id":    e.shut("sources"),
		"event_id":   e.shutEvents(),
		"subject_id": e.secrets(),
	}
}

// notAmong holds for what is empty, or not among the given ids.
func notAmong(column, ids string) string {
	return "(" + column + " IS NULL OR " + column + " NOT IN (" + ids + "))"
}

// me is the id of who looks, as a literal of SQL: so that a condition is one
// text that stands in any question.
func (e eyes) me() string { return "'" + strings.ReplaceAll(string(e.user), "'", "''") + "'" }

// mine are the cases that the one who looks has a part in, with those that were
// merged into one of them.
func (e eyes) mine() string {
	return "SELECT case_id FROM assignments WHERE user_id = " + e.me() +
		" UNION ALL SELECT m.id FROM cases AS m JOIN assignments AS p ON p.case_id = m.merged_into WHERE m.merged_into IS NOT NULL AND p.user_id = " + e.me()
}

// shutCases are the restricted cases that the one who looks is not named on.
// A case that was merged into another is shut as that one is.
func (e eyes) shutCases() string {
	return "SELECT id FROM cases WHERE restricted AND id NOT IN (" + e.mine() + ")" +
		" UNION ALL SELECT m.id FROM cases AS m JOIN cases AS t ON t.id = m.merged_into WHERE m.merged_into IS NOT NULL AND t.restricted AND t.id NOT IN (" + e.mine() + ")"
}

// shutPeople are those all of whose cases are shut.
func (e eyes) shutPeople() string {
	shut := e.shutCases()
	return "SELECT person_id FROM cases AS c WHERE c.id IN (" + shut + ") AND person_id IS NOT NULL" +
		" AND NOT EXISTS (SELECT 1 FROM cases AS o WHERE o.person_id = c.person_id AND o.id NOT IN (" + shut + "))"
}

func (e eyes) shutEvents() string {
	return "SELECT id FROM events WHERE visibility = 'restricted' AND case_id NOT IN (" + e.mine() + ")"
}

// shut are the restricted rows of a table of things outside any case on which
// the one who looks is not named.
func (e eyes) shut(table string) string {
	return "SELECT id FROM " + table + " WHERE visibility = 'restricted' AND id NOT IN (SELECT subject_id FROM namings WHERE user_id = " + e.me() + ")"
}

// secrets are the ids of every restricted thing that is shut to the one who
// looks: within a case to whoever has no part in it, elsewhere to whoever is
// not named on the thing. A facility is never more than a place for staff.
func (e eyes) secrets() string {
	myRefs := "SELECT ref FROM cases WHERE id IN (" + e.mine() + ")"
	return strings.Join([]string{
		e.shutEvents(), e.shut("sources"),
		"SELECT id FROM overlaps WHERE case_id IN (" + e.shutCases() + ") OR other_id IN (" + e.shutCases() + ")",
		"SELECT id FROM names WHERE visibility = 'restricted' AND person_id NOT IN (SELECT person_id FROM cases WHERE person_id IS NOT NULL AND id IN (" + e.mine() + "))",
		e.shut("claims") + " AND coalesce(" + caseOf("claims.subject_kind", "claims.subject_id") + ", '') NOT IN (" + myRefs + ")",
	}, " UNION ALL ")
}

// caseOf gives the expression that finds the reference of the case in which a
// subject lies; NULL when it lies in none. A claim lies where its subject does.
func caseOf(kind, id string) string {
	return "CASE " + kind + arms(id) + " WHEN 'claim' THEN (SELECT CASE through.subject_kind" + arms("through.subject_id") +
		" END FROM claims AS through WHERE through.id = " + id + ") END"
}

func arms(id string) string {
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(inCase)) {
		b.WriteString(" WHEN '" + string(k) + "' THEN (" + strings.Replace(inCase[k], "= ?", "= "+id, 1) + " LIMIT 1)")
	}
	return b.String()
}

// openHistory holds for revisions of what never was restricted or pointed at
// what is shut, and of what hangs on such things: what is gone or opened since
// had its secrets.
func (e eyes) openHistory() string {
	ids := "(" + e.shutCases() + " UNION ALL " + e.secrets() + ")"
	shut := "(v.field = 'Visibility' AND (v.was = 'restricted' OR v.now = 'restricted') AND (v.case_id IS NULL AND v.subject_id NOT IN" +
		" (SELECT subject_id FROM namings WHERE user_id = " + e.me() + ") OR v.case_id NOT IN (" + e.mine() + "))" +
		" OR v.field IN ('OtherID', 'SourceID', 'FromID', 'ResolvesTo') AND (v.was IN " + ids + " OR v.now IN " + ids + "))"
	return "NOT EXISTS (SELECT 1 FROM revisions AS v WHERE v.subject_id = revisions.subject_id AND " + shut + ")" +
		" AND NOT EXISTS (SELECT 1 FROM revisions AS d JOIN revisions AS v ON v.subject_id IN (d.now, d.was)" +
		" WHERE d.subject_id = revisions.subject_id AND d.field = 'SubjectID' AND " + shut + ")"
}
