// Package access decides whether this actor may do this to that. It is a
// table that people can read, and pure: facts in, decision out. Package desk
// asks it before every operation; the doors show the same permission on each
// route, but the desk's question is the one that counts.
package access

import (
	"strings"

	"habeas/internal/casebook"
	"habeas/internal/fault"
)

// Actor is who is doing this: a signed-in person, or the system itself.
type Actor struct {
	ID   casebook.ID
	Name string // as shown in the history
	Role Role
	Why  string // the reason they give for what they do now; it stands in the history
}

// Because gives the actor with the reason for the one thing they do next. What
// is added to something public asks for one, as its changes do.
func (a Actor) Because(reason string) Actor {
	a.Why = strings.TrimSpace(reason)
	return a
}

// Role is what a person is for in the organisation.
type Role string

// The roles.
const (
	Administrator Role = "administrator"
	Editor        Role = "editor"
	Reviewer      Role = "reviewer"
	Caseworker    Role = "caseworker"
	FamilyLiaison Role = "family_liaison"
	Reader        Role = "reader"
	System        Role = "system"   // the program itself: the demonstration, timed work
	Relative      Role = "relative" // of somebody detained, who came by a code
)

// Roles lists the roles that can be given to a person.
var Roles = []Role{Administrator, Editor, Reviewer, Caseworker, FamilyLiaison, Reader}

// Permission is one thing an actor may be allowed to do.
type Permission string

// Permissions, in the order of the policy.
const (
	ReadCasebook   Permission = "read_casebook"   // see everything at the desk but restricted things
	EditCasebook   Permission = "edit_casebook"   // open cases, record events, cite sources
	PublishRecord  Permission = "publish_record"  // publish and take back
	ManageAccounts Permission = "manage_accounts" // add people, change roles; erase what the history says, in any case

	ReviewRecord      Permission = "review_record"      // decide as the second person on what another wants to publish
	SecondPerson      Permission = "second_person"      // agree to what two must agree to: verified, died
	AssignCases       Permission = "assign_cases"       // say who works on a case and who sees a restricted one
	ReadPrivateFile   Permission = "read_private_file"  // contacts, needs, notes and tasks of a case
	EditPrivateFile   Permission = "edit_private_file"  // change them
	ExportUnpublished Permission = "export_unpublished" // take out what the public may not see
	ReadAccessLog     Permission = "read_access_log"    // who looked at a case
	SpeakAsFamily     Permission = "speak_as_family"    // read what is shared with a relative and write back
)

// Permissions lists every permission, for the table of the policy and its tests.
func Permissions() []Permission {
	return []Permission{
		ReadCasebook, EditCasebook, PublishRecord, ManageAccounts,
		ReviewRecord, SecondPerson, AssignCases, ReadPrivateFile, EditPrivateFile, ExportUnpublished, ReadAccessLog, SpeakAsFamily,
	}
}

// May gives nil when the actor may do this at least somewhere, fault.SignedOut
// when nobody is signed in, and fault.Denied otherwise. It is what is asked
// before it is known which case something is about; [Actor.MayWith] decides.
func (a Actor) May(p Permission) error {
	switch {
	case a.ID == "":
		return fault.New(fault.SignedOut, "Please sign in first.")
	case len(policy[a.Role][p]) > 0:
		return nil
	}
	return fault.New(fault.Denied, "Your role (%s) does not allow this. Ask an administrator if it should.", fault.Say(called[a.Role]))
}

// MayWith is May for something that stands in a relation to the actor.
func (a Actor) MayWith(p Permission, r Relation) error {
	err := a.May(p)
	switch {
	case err != nil || policy[a.Role][p][r]:
		return err
	case r == NoCase:
		return fault.New(fault.Denied, "Your role (%s) does this for cases only.", fault.Say(called[a.Role]))
	}
	return fault.New(fault.Denied, "This case is not yours to change: your role (%s) does this for cases that are assigned to you. Ask an editor to assign it to you.", fault.Say(called[a.Role]))
}

// called gives the roles in words, for a refusal.
var called = map[Role]fault.Format{
	Administrator: "administrator",
	Editor:        "editor",
	Reviewer:      "reviewer",
	Caseworker:    "caseworker",
	FamilyLiaison: "family liaison",
	Reader:        "reader",
	System:        "the program itself",
	Relative:      "relative",
}

// ValidRole reports whether role can be given to a person.
func ValidRole(role Role) bool {
	for _, r := range Roles {
		if r == role {
			return true
		}
	}
	return false
}
