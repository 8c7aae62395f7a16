//go:build browser

package browsertest_test

import (
	"regexp"
	"strings"
	"testing"
)

// openPerson opens the case of a named person that may be published, and gives
// its ref.
func (b *browser) openPerson(name string) (ref string) {
	b.t.Helper()
	b.visit("/staff/sources/new").write("title", "About "+name).choose("kind", "news_article").choose("visibility", "public").save()
	source := lastPart(b.where())
	b.visit("/staff/cases/new").tick("kind", "person").choose("country", "VE").write("summary.en", "The case of a journey.").write("name.text", name).choose("cites.0.source", source).save()
	ref = regexp.MustCompile(`[A-Z]{2}-\d{4}-\d{4}`).FindString(b.where())
	if ref == "" {
		b.t.Fatalf("opening the case leads to %s: %s", b.where(), b.text("main"))
	}
	b.visit("/staff/cases/"+ref+"/events/new").choose("kind", "taken").write("date", "2026-01-10").choose("visibility", "public").write("what.en", "Taken at an airport.").choose("cites.0.source", source).save()
	b.visit("/staff/cases/"+ref+"/consents/new").choose("basis", "public_record").write("reason", "A public figure.").tick("scopes", "publish_name").save()
	return ref
}

// signInSecond opens a session of the other account of the demonstration.
func signInSecond(b *browser) {
	b.t.Helper()
	b.visit("/account/sign-in").write("name", "second").write("password", b.home.second).submit()
}

// agreeOn lets the second person agree to what waits on a case.
func (b *browser) agreeOn(ref string) {
	b.t.Helper()
	b.visit("/staff/confirmations").press(`//article[contains(., "` + ref + `")]//a[contains(@href, "/agree")]`)
	b.reads("You confirm that you have read the sources and agree").save()
	if left := b.visit("/staff/confirmations").text("main"); strings.Contains(left, ref) {
		b.t.Errorf("%s still waits: %s", ref, left)
	}
}

// says reports whether the page of the case says a text.
func (b *browser) says(page, text string) bool {
	b.t.Helper()
	return strings.Contains(strings.ToLower(b.visit(page).text("main")), strings.ToLower(text))
}

// That somebody died is recorded when a second person agrees, not before.
func TestADeathIsRecordedWhenASecondPersonAgrees(t *testing.T) {
	one, two := open(t), open(t)
	signIn(one)
	signInSecond(two)
	ref := one.openPerson("Tomas Sample")
	one.visit("/staff/cases/"+ref+"/events/new").choose("kind", "died").write("date", "2026-01-12").write("what.en", "He died in a hospital.").save()
	one.reads("This takes two people")
	if one.says("/staff/cases/"+ref, "He died in a hospital.") {
		t.Error("one person has recorded a death")
	}
	two.visit("/staff/confirmations").reads("He died in a hospital.")
	two.agreeOn(ref)
	if !one.says("/staff/cases/"+ref, "He died in a hospital.") {
		t.Errorf("what two agreed to is not on the case: %s", one.text("main"))
	}
}

// Nobody is verified as free by one person.
func TestAReleaseIsVerifiedWhenASecondPersonAgrees(t *testing.T) {
	one, two := open(t), open(t)
	signIn(one)
	signInSecond(two)
	ref := one.openPerson("Marta Sample")
	one.visit("/staff/releases/new").choose("country", "VE").write("date", "2026-01-18").write("title.en", "A release to be verified").save()
	event := one.where()
	one.visit(event+"/many").write("paste", ref).button("Find them")
	one.choose("exit", "released").choose("step", "verified").write("date", "2026-01-18").write("by.en", "her lawyer, whom we called").save()
	one.reads("waits for a second person")
	if one.says(event, "her lawyer, whom we called") {
		t.Error("one person has verified a release")
	}
	two.agreeOn(ref)
	if !one.says(event, "her lawyer, whom we called") {
		t.Errorf("what two agreed to is not on the release: %s", one.text("main"))
	}
}

// A family asks, and the case is gone from the public pages at once; its
// address says when, and no name.
func TestAWithdrawnCaseLeavesADayAndNoName(t *testing.T) {
	b := open(t)
	signIn(b)
	ref := b.openPerson("Lucia Sample")
	b.ask("/staff/cases/" + ref)
	agree(t, 1)
	public := open(t)
	public.visit("/cases/" + ref).reads("Lucia Sample")
	b.visit("/staff/cases/" + ref).press(`//a[contains(@href, "/staff/withdraw/")]`).reads("does not come back")
	b.measure()
	b.write("reason", "Her family asked for it.").save()
	public = open(t) // a browser may keep a public page for a minute
	if text := public.visit("/cases/" + ref).text("body"); strings.Contains(text, "Lucia") || !strings.Contains(text, "withdrawn") {
		t.Errorf("the page of a withdrawn case says %q", text)
	}
	if text := public.visit("/cases?q=Lucia").text("main"); strings.Contains(text, ref) {
		t.Errorf("the list still holds %s: %s", ref, text)
	}
	b.visit("/staff/cases/" + ref + "/history").reads("Her family asked for it.")
}
