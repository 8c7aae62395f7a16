package public

import (
	"slices"
	"strings"

	"habeas/internal/casebook"
	"habeas/internal/names"
)

// guardedFilters are the filters on what a case whose name is withheld does not
// tell. See the package comment for the rule.
var guardedFilters = []string{"nationality", "role", "facility"}

// guardedFields are the fields of claims that say the same.
var guardedFields = []string{"name", "birth", "age", "age_as_of", "gender", "nationality", "role", "occupation", "facility"}

// Guarded reports whether a filter asks for what a case without its name does
// not tell, so that it finds none of those cases.
func Guarded(filter string) bool { return slices.Contains(guardedFilters, filter) }

// unnamedPart gives the file without what could tell whose it is: everything
// that is not in it cannot come into any count, filter, search or file.
func unnamedPart(f *casebook.File) *casebook.File {
	part := *f
	if f.Person != nil {
		part.Person = &casebook.Person{ID: f.Person.ID, Label: f.Person.Label}
	}
	part.Names, part.Nationalities, part.Facilities = nil, nil, nil
	part.Claims = slices.DeleteFunc(slices.Clone(f.Claims), func(c casebook.Claim) bool { return slices.Contains(guardedFields, c.Field) })
	return &part
}

// withheld reports whether a case is published without the name of its person.
func withheld(f *casebook.File) bool {
	return f.Case.Kind == casebook.KindPerson && !f.Allows("publish_name")
}

// Betrayed gives the first of some names that a document tells, in whatever
// script and spelling of accents; empty when it tells none.
func Betrayed(document []byte, known []string) string {
	said := " " + strings.Join(names.Tokens(string(document)), " ") + " "
	for _, name := range known {
		if words := names.Tokens(name); len(words) > 0 && strings.Contains(said, " "+strings.Join(words, " ")+" ") {
			return name
		}
	}
	return ""
}

// fewCells is the size from which a cell of a breakdown is told as a number
// when people whose names are withheld may be in it.
const fewCells = 5

// Cell is how a number in a breakdown is told.
type Cell struct {
	N     int
	Fewer bool // fewer than N, and no more is said
	Least bool // N or more: some whose names are withheld may be among them
}

// CellOf says how a cell with n cases is told when as many others may belong to
// it and do not tell: exactly when there are none, as fewer than five when they
// cannot make five together, and as a least otherwise.
func CellOf(n, mayBe int) Cell {
	switch {
	case mayBe == 0:
		return Cell{N: n}
	case n+mayBe < fewCells:
		return Cell{N: fewCells, Fewer: true}
	}
	return Cell{N: n, Least: true}
}
