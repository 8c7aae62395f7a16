//go:build browser

package browsertest_test

import (
	"regexp"
	"strings"
	"testing"
)

// Two people open one form. The one who saves later chooses field by field
// what is to stand, without a script.
func TestAStaleSaveIsRefusedAndMergedFieldByField(t *testing.T) {
	one, two := open(t), open(t)
	signIn(one)
	signIn(two)
	one.visit("/staff/cases/new").tick("kind", "unnamed").choose("country", "VE").write("label.en", "A bus passenger").write("summary.en", "As both began.").save()
	ref := regexp.MustCompile(`[A-Z]{2}-\d{4}-\d{4}`).FindString(one.where())
	edit := "/staff/cases/" + ref + "/edit"
	one.visit(edit).write("summary.en", "What the first wrote.").write("occupation.en", "driver")
	two.visit(edit).write("summary.en", "What the second wrote.").write("note", "A note of the second.")
	one.save()
	two.save()
	two.reads("Somebody else saved this first", "What the first wrote.", "What the second wrote.", "As both began.")
	two.save() // nothing chosen for what both changed
	two.reads("choose one of the two")
	two.tick("choose:summary.en", "theirs").save()
	two.visit(edit)
	for field, want := range map[string]string{"summary.en": "What the first wrote.", "occupation.en": "driver", "note": "A note of the second."} {
		if got := two.value(`[name="` + field + `"]`); got != want {
			t.Errorf("%s is %q, want %q", field, got, want)
		}
	}
}

// A form that was kept as a draft is offered again, without a script.
func TestADraftSurvivesAClosedBrowser(t *testing.T) {
	b := open(t)
	signIn(b)
	b.visit("/staff/sources/new").write("title", "Half an article").press(`//button[@name="keep"]`)
	b.reads("Unfinished drafts")
	again := open(t)
	signIn(again)
	again.visit("/staff/sources/new").follow("Go on with it")
	if got := again.value(`[name="title"]`); got != "Half an article" {
		t.Errorf("the draft says %q", got)
	}
}

// With scripts, what is typed is kept without anybody asking for it: the tab is
// closed, and the text is offered when somebody comes back.
func TestWhatIsTypedIsKeptWhenTheTabIsClosed(t *testing.T) {
	b := open(t)
	signIn(b)
	tab, closeIt := b.beside()
	tab.scripts(true)
	tab.visit("/staff/counts/new").write("claimant.en", "A group of families").write("population.en", "Students")
	tab.until("the page says that a draft was kept", func() bool { return strings.Contains(tab.text(".kept-at"), "Kept as a draft at") })
	closeIt()
	b.visit("/staff/counts/new").reads("You began to fill this form before").follow("Go on with it")
	for field, want := range map[string]string{"claimant.en": "A group of families", "population.en": "Students"} {
		if got := b.value(`[name="` + field + `"]`); got != want {
			t.Errorf("%s is %q in the draft, want %q", field, got, want)
		}
	}
}
