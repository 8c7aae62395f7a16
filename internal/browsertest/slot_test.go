//go:build browser

package browsertest_test

import (
	"regexp"
	"strings"
	"testing"
)

// A place of a group becomes a case of a named person, is seen from both sides
// and in the figures, and is undone. Scripts are off.
func TestAPlaceOfAGroupBecomesANamedCaseAndIsUndone(t *testing.T) {
	b := open(t)
	signIn(b)
	b.visit("/staff/cases/new").tick("kind", "group").choose("country", "VE").write("summary.en", "Two travellers are held.").
		write("group.min", "2").write("group.max", "2").choose("group.qualifier", "exactly").write("group.population.en", "Two travellers").choose("group.nationality", "NO").save()
	group := regexp.MustCompile(`[A-Z]{2}-\d{4}-\d{4}`).FindString(b.where())
	if group == "" {
		t.Fatalf("opening the group leads to %s: %s", b.where(), b.text("main"))
	}
	b.visit("/staff/cases/"+group+"/events/new").choose("kind", "taken").write("date", "2026-01-10").write("what.en", "They were taken.").save()
	b.visit("/staff/cases/" + group).reads("0 of 2 places have a case of their own").
		press(`//ol[@class="slots"]/li[1]//a[contains(@href, "/slots/1/open")]`)
	if got := b.value(`[name="country"] option[selected]`); got != "VE" {
		t.Errorf("the form opens with the country %q, want that of the group", got)
	}
	event := b.value(`input[name="events"]`)
	b.write("name.text", "Kari Eksempel").tick("events", event).save()
	b.reads("Say how you know") // refused, and what was typed is still there
	if got := b.value(`[name="name.text"]`); got != "Kari Eksempel" {
		t.Errorf("the refused form lost what was typed: %q", got)
	}
	b.write("because", "Her brother says so.").save()
	ref := lastPart(b.where())
	b.reads("Kari Eksempel", "They were taken.", "Place 1 of "+group)
	b.visit("/staff/cases/"+group).reads("1 of 2 places have a case of their own", ref, "Her brother says so.")
	b.visit("/staff/cases/"+group+"/slots/2/link").write("find.cases.other", "Eksempel").press(`//button[@name="find"]`)
	b.reads("Kari Eksempel, "+ref).choose("other", ref).write("because", "The same.").save()
	b.reads("Nobody stands in two places")
	b.visit("/staff/cases/"+group).press(`//a[contains(@href, "/slots/1/undo")]`).write("reason", "It was another.").save()
	b.reads("0 of 2 places have a case of their own")
	b.visit("/staff/cases/"+group+"/slots/1/history").reads("It was another.", "Her brother says so.")
	b.visit("/staff/cases/" + ref)
	if strings.Contains(b.text("main"), "Place 1 of") {
		t.Error("the case still says that it is in the group")
	}
}
