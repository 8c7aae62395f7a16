package desk_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/locale"
)

var update = flag.Bool("update", false, "write the golden files anew")

const operationsFile = "testdata/operations.md"

// samples are arguments that make sense, by their type, so that an operation
// gets past its form to whether it is permitted. Ids lead nowhere.
var samples = map[reflect.Type]any{
	reflect.TypeFor[casebook.CaseDraft]():         casebook.CaseDraft{Kind: "unnamed", Country: "VE", Label: en("Somebody")},
	reflect.TypeFor[casebook.EventDraft]():        casebook.EventDraft{Kind: "taken", Date: "2025-12-08", What: en("Taken.")},
	reflect.TypeFor[casebook.NameDraft]():         casebook.NameDraft{Text: "Ana", Kind: "alias"},
	reflect.TypeFor[casebook.ChargeDraft]():       casebook.ChargeDraft{Text: en("Conspiracy")},
	reflect.TypeFor[casebook.ClaimDraft]():        casebook.ClaimDraft{Field: "date", Value: en("The 9th")},
	reflect.TypeFor[casebook.CitationDraft]():     casebook.CitationDraft{Source: "nowhere", Place: "page 1"},
	reflect.TypeFor[casebook.ConsentDraft]():      casebook.ConsentDraft{Basis: "consent", GivenBy: "aunt", Scopes: []string{"publish_name"}},
	reflect.TypeFor[casebook.OverlapDraft]():      casebook.OverlapDraft{Other: "VE-2026-0001", Note: en("Perhaps.")},
	reflect.TypeFor[casebook.CountDraft]():        casebook.CountDraft{Country: "VE", Claimant: en("UN"), Measure: "held", Population: en("People"), Min: "1"},
	reflect.TypeFor[casebook.PositionDraft]():     casebook.PositionDraft{Country: "VE", Authority: en("A ministry"), Stance: "denies", What: en("No.")},
	reflect.TypeFor[casebook.AdvisoryDraft]():     casebook.AdvisoryDraft{Country: "VE", Issuer: en("A ministry"), Level: "3"},
	reflect.TypeFor[casebook.ContextDraft]():      casebook.ContextDraft{Country: "VE", What: en("An election.")},
	reflect.TypeFor[casebook.FacilityDraft]():     casebook.FacilityDraft{Name: "A prison", Country: "VE"},
	reflect.TypeFor[casebook.SourceDraft]():       casebook.SourceDraft{Title: "An article", Kind: "news_article"},
	reflect.TypeFor[casebook.ReleaseEventDraft](): casebook.ReleaseEventDraft{Country: "VE", Title: en("Releases")},
	reflect.TypeFor[casebook.ReleaseDraft]():      casebook.ReleaseDraft{Event: "nowhere", Case: "VE-2026-0001", Exit: "released"},
	reflect.TypeFor[casebook.ConditionDraft]():    casebook.ConditionDraft{Kind: "exile"},
	reflect.TypeFor[casebook.ConfirmationDraft](): casebook.ConfirmationDraft{Step: "announced", By: en("A ministry")},
	reflect.TypeFor[desk.AccountDraft]():          desk.AccountDraft{Name: "nobody.yet", Display: "Nobody", Role: access.Reader},
	reflect.TypeFor[casebook.ProceedingDraft]():   casebook.ProceedingDraft{Body: en("A court"), Kind: "trial"},
	reflect.TypeFor[casebook.AssessmentDraft]():   casebook.AssessmentDraft{Frame: "wgad", By: en("Us"), Findings: []casebook.FindingDraft{{Criterion: "I", Answer: "yes", Basis: en("The file.")}}},
	reflect.TypeFor[casebook.ListDraft]():         casebook.ListDraft{Kind: "announced", Title: en("A list"), Claimant: en("A ministry"), Names: "Ana Ejemplo"},
	reflect.TypeFor[casebook.UnnamedDraft]():      casebook.UnnamedDraft{Min: "2", Population: en("Two")},
	reflect.TypeFor[casebook.WalkDraft]():         casebook.WalkDraft{Cause: "corrected", What: "misread"},
	reflect.TypeFor[casebook.ContactDraft]():      casebook.ContactDraft{Name: "Rosa"},
	reflect.TypeFor[casebook.NeedDraft]():         casebook.NeedDraft{What: "A doctor"},
	reflect.TypeFor[casebook.NoteDraft]():         casebook.NoteDraft{Text: "She called."},
	reflect.TypeFor[casebook.TaskDraft]():         casebook.TaskDraft{What: "Call back"},
	reflect.TypeFor[casebook.HandlingDraft]():     casebook.HandlingDraft{What: "moved", Note: "to the safe"},
	reflect.TypeFor[casebook.RelativeDraft]():     casebook.RelativeDraft{Who: "mother", Checked: "by telephone", Language: "es"},
	reflect.TypeFor[casebook.MessageDraft]():      casebook.MessageDraft{Text: "Thank you."},
	reflect.TypeFor[casebook.MergeDraft]():        casebook.MergeDraft{Other: "VE-2026-0998"},
	reflect.TypeFor[casebook.Standing]():          casebook.AlsoReported,
	reflect.TypeFor[casebook.Subject]():           casebook.Subject{Kind: casebook.OnCase, ID: "nowhere"},
	reflect.TypeFor[casebook.Ref]():               casebook.Ref("VE-2026-0999"),
	reflect.TypeFor[casebook.ID]():                casebook.ID("nowhere"),
	reflect.TypeFor[casebook.HelpDraft]():         casebook.HelpDraft{Text: "# Help\n\nCall us."},
	reflect.TypeFor[locale.Lang]():                locale.Arabic,
	reflect.TypeFor[access.Role]():                access.Reader,
	reflect.TypeFor[string]():                     "four quiet words here",
}

// nobody has a role that the policy does not know.
const nobody access.Role = "nobody"

// The permission of every operation and every read of the desk, found by
// trying each in every role, with nobody's role, and without an account. A
// change of what one asks for is a change of the file, which people read.
func TestEveryOperationAsksForItsPermission(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	roles := append(slices.Clone(access.Roles), nobody)
	var out strings.Builder
	out.WriteString("# Who may ask the desk for what\n\nFound by asking; about no case, and about things that are not there. `make policy` writes it anew.\n\n| operation |")
	for _, role := range roles {
		out.WriteString(" " + string(role) + " |")
	}
	out.WriteString(" signed out |\n|---|" + strings.Repeat("---|", len(roles)+1) + "\n")
	asked := 0
	for _, name := range b.operations() {
		fmt.Fprintf(&out, "| %s |", name)
		for _, role := range roles {
			out.WriteString(" " + b.try(name, access.Actor{ID: "reader", Name: "R", Role: role}) + " |")
			asked++
		}
		out.WriteString(" " + b.try(name, access.Actor{}) + " |\n")
	}
	if *update {
		b.must(os.WriteFile(operationsFile, []byte(out.String()), 0o644))
	}
	want, err := os.ReadFile(operationsFile)
	b.must(err)
	known := strings.Split(string(want), "\n")
	for i, line := range strings.Split(out.String(), "\n") {
		if i >= len(known) || known[i] != line {
			t.Errorf("%s, line %d: the desk does\n%s", operationsFile, i+1, line)
		}
	}
	t.Logf("%d decisions", asked)
}

// operations names the methods of the desk that somebody asks for.
func (b *bench) operations() (names []string) {
	d := reflect.TypeOf(b.Desk)
	for i := range d.NumMethod() {
		if m := d.Method(i); m.Type.NumIn() > 2 && m.Type.In(2) == reflect.TypeFor[access.Actor]() {
			names = append(names, m.Name)
		}
	}
	return names
}

// try asks for one operation and says yes, no, or what is wrong.
func (b *bench) try(name string, by access.Actor) (said string) {
	defer func() {
		if recover() != nil { // past the permission, with arguments that nobody sends
			said = "yes"
		}
	}()
	m := reflect.ValueOf(b.Desk).MethodByName(name)
	args := []reflect.Value{reflect.ValueOf(context.WithoutCancel(b.ctx)), reflect.ValueOf(by)}
	for i := 2; i < m.Type().NumIn(); i++ {
		in := m.Type().In(i)
		if m.Type().IsVariadic() && i == m.Type().NumIn()-1 {
			break
		}
		if v, ok := samples[in]; ok {
			args = append(args, reflect.ValueOf(v))
			continue
		}
		args = append(args, reflect.Zero(in))
	}
	results := m.Call(args)
	err, _ := results[len(results)-1].Interface().(error)
	switch {
	case fault.Is(err, fault.Denied):
		return "no"
	case fault.Is(err, fault.SignedOut):
		return "sign in"
	}
	return "yes"
}
