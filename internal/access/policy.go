package access

import (
	"strings"

	"habeas/internal/casebook"
)

// Relation is how an actor stands to the case that an operation is about.
type Relation string

// The relations. Being merely named on a restricted case, to see it, is none
// of its own: such a person stands to it as to a case of nobody's or others'.
const (
	NoCase Relation = "none"  // it is about no case: a source, a count, an account
	Own    Relation = "own"   // assigned to the actor, as caseworker, reviewer or liaison
	Free   Relation = "free"  // no caseworker is assigned
	Other  Relation = "other" // somebody else is its caseworker
)

// Relations lists every relation, in the order of the policy.
func Relations() []Relation { return []Relation{NoCase, Own, Free, Other} }

// RelationTo says how somebody stands to a case, by who has which part in it.
func RelationTo(user casebook.ID, all []casebook.Assignment) Relation {
	relation := Free
	for _, one := range all {
		switch {
		case one.UserID == user && one.Part.Works():
			return Own
		case one.Part == casebook.PartCaseworker:
			relation = Other
		}
	}
	return relation
}

// reach is a set of relations.
type reach map[Relation]bool

func within(relations ...Relation) reach {
	set := reach{}
	for _, r := range relations {
		set[r] = true
	}
	return set
}

// The reaches that the policy speaks of.
var (
	everywhere = within(NoCase, Own, Free, Other)
	cases      = within(Own, Free, Other) // any case, and nothing else
	ownAndFree = within(NoCase, Own, Free)
	ownCases   = within(Own)
)

// policy is the whole decision: who may do what, and to which cases. Whatever
// is not in it nobody may do. It says nothing of restricted cases: for whoever
// is not named on one it does not exist, whatever their role.
//
//   - Everybody at the desk reads every case, so that nobody is held twice in
//     the casebook and a colleague can answer a call.
//   - Caseworkers change their own cases and those that nobody has; a case of
//     a colleague is changed by its colleague, or by an editor.
//   - The private file (families, needs) is open to those who work on the case;
//     administrators get to it as everybody does, by being assigned, which
//     stands in the history.
//   - A relative who came by a code reads what was shared with them and writes
//     back; no role at the desk speaks for them.
var policy = map[Role]map[Permission]reach{
	Administrator: {
		ReadCasebook: everywhere, EditCasebook: everywhere, PublishRecord: everywhere, ManageAccounts: everywhere,
		ReviewRecord: everywhere, SecondPerson: everywhere, AssignCases: cases,
		ReadPrivateFile: ownCases, EditPrivateFile: ownCases, ExportUnpublished: everywhere, ReadAccessLog: everywhere,
	},
	Editor: {
		ReadCasebook: everywhere, EditCasebook: everywhere, PublishRecord: everywhere,
		ReviewRecord: everywhere, SecondPerson: everywhere, AssignCases: cases,
		ReadPrivateFile: cases, EditPrivateFile: cases, ExportUnpublished: everywhere,
	},
	Reviewer: {
		ReadCasebook: everywhere, ReviewRecord: everywhere, SecondPerson: everywhere,
	},
	Caseworker: {
		ReadCasebook: everywhere, EditCasebook: ownAndFree,
		ReadPrivateFile: within(Own, Free), EditPrivateFile: within(Own, Free),
	},
	FamilyLiaison: {
		ReadCasebook: everywhere, ReadPrivateFile: ownCases, EditPrivateFile: ownCases,
	},
	Reader: {
		ReadCasebook: everywhere,
	},
	Relative: {SpeakAsFamily: ownCases},
	System: {
		ReadCasebook: everywhere, EditCasebook: everywhere, PublishRecord: everywhere, ManageAccounts: everywhere,
		ReviewRecord: everywhere, SecondPerson: everywhere, AssignCases: cases,
		ReadPrivateFile: everywhere, EditPrivateFile: everywhere, ExportUnpublished: everywhere, ReadAccessLog: everywhere,
	},
}

// Reach says where an actor of a role may do something, in the order of
// [Relations]; nothing when the role may not do it at all.
func Reach(role Role, p Permission) (all []Relation) {
	for _, r := range Relations() {
		if policy[role][p][r] {
			all = append(all, r)
		}
	}
	return all
}

// Table writes the policy as a table of Markdown: a line for each permission,
// a column for each role.
func Table() string {
	var b strings.Builder
	b.WriteString("| permission |")
	for _, role := range Roles {
		b.WriteString(" " + string(role) + " |")
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(Roles)) + "\n")
	for _, p := range Permissions() {
		b.WriteString("| " + string(p) + " |")
		for _, role := range Roles {
			b.WriteString(" " + cell(Reach(role, p)) + " |")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// cell says a reach in one cell: "no", or the relations within which it holds.
func cell(all []Relation) string {
	if len(all) == 0 {
		return "no"
	}
	said := make([]string, len(all))
	for i, r := range all {
		said[i] = string(r)
	}
	return strings.Join(said, " ")
}
