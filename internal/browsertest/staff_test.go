//go:build browser

package browsertest_test

import (
	"regexp"
	"strings"
	"testing"
)

// signIn opens a session at the desk, as a person would.
func signIn(b *browser) {
	b.t.Helper()
	b.visit("/account/sign-in").write("name", "demo").write("password", b.home.password).press(`//main//form//button[@type="submit"]`)
	if !strings.HasPrefix(b.where(), "/staff") {
		b.t.Fatalf("signing in leads to %s: %s", b.where(), b.text("main"))
	}
}

// save presses the button that saves a form.
func (b *browser) save() *browser {
	b.t.Helper()
	return b.press(`//main//form//button[@type="submit"][@accesskey="s"]`)
}

func TestAWrongPasswordIsRefusedInASentence(t *testing.T) {
	b := open(t)
	b.visit("/account/sign-in").write("name", "demo").write("password", "not the password").press(`//main//form//button[@type="submit"]`)
	b.reads("do not belong together")
	b.visit("/staff")
	if !strings.HasPrefix(b.where(), "/account/sign-in") {
		t.Errorf("the desk is open at %s", b.where())
	}
}

// A sixth article is logged from nothing: the source, a group that it counts
// and nobody names, and a count; published; and read by the public.
func TestStaffLogASixthArticle(t *testing.T) {
	b := open(t)
	signIn(b)
	b.visit("/staff/sources/new").
		write("title", "Families wait for news of six German travellers").write("publisher", "The Sixth Gazette").
		choose("kind", "news_article").write("published", "2026-01-19").choose("visibility", "public").save()
	b.reads("Families wait for news of six German travellers")
	source := lastPart(b.where())

	b.visit("/staff/cases/new").tick("kind", "group").choose("country", "VE").
		write("summary.en", "A newspaper reports that six German travellers are held.").
		write("group.min", "six").write("group.population.en", "German travellers held in Venezuela").
		choose("cites.0.source", source).save()
	b.reads("not a whole number") // refused, and what was typed is still there
	if got := b.value(`[name="group.population.en"]`); got != "German travellers held in Venezuela" {
		t.Errorf("the refused form lost what was typed: %q", got)
	}
	b.write("group.min", "6").choose("group.qualifier", "exactly").write("group.phrase", "six German travellers").choose("group.nationality", "DE").
		choose("cites.0.source", source).write("cites.0.quote", "six German travellers").save()
	ref := regexp.MustCompile(`[A-Z]{2}-\d{4}-\d{4}`).FindString(b.where())
	if ref == "" {
		t.Fatalf("opening the case leads to %s: %s", b.where(), b.text("main"))
	}

	b.visit("/staff/cases/"+ref+"/events/new").choose("kind", "taken").write("date", "[..2026-01-19]").choose("visibility", "public").
		write("what.en", "They were reported to be held.").choose("cites.0.source", source).save()
	b.visit("/staff/cases/"+ref+"/consents/new").choose("basis", "public_record").write("reason", "The newspaper named nobody; no person can be told from this.").
		tick("scopes", "publish_anonymously").save()
	b.visit("/staff/cases/" + ref + "/preview").reads("German travellers")
	b.visit("/staff/cases/" + ref).press(`//a[contains(@href, "/staff/publish/case/")]`).save()

	b.visit("/staff/counts/new").choose("country", "VE").write("claimant.en", "The Sixth Gazette").choose("measure", "held").
		write("population.en", "German travellers").choose("nationality", "DE").write("min", "6").write("as_of", "2026-01-19").
		choose("cites.0.source", source).save()
	b.press(`//a[contains(@href, "/staff/publish/count/")]`).save()
	agree(t, 2)

	public := open(t)
	public.visit("/cases/"+ref).reads("German travellers", "six German travellers", "The Sixth Gazette", "In custody")
	public.visit("/counts").reads("The Sixth Gazette", "German travellers")
	public.visit("/cases?nationality=DE").reads("German travellers")
	public.visit("/sources/" + source).reads("Families wait for news of six German travellers")

	b.visit("/staff/cases/"+ref+"/history").reads("Demonstration", "opened the case")
}

// agree lets the second person of the demonstration decide on what waits, and
// publish it.
func agree(t *testing.T, n int) {
	t.Helper()
	b := open(t)
	b.visit("/account/sign-in").write("name", "second").write("password", b.home.second).press(`//main//form//button[@type="submit"]`)
	for range n {
		b.visit("/staff/reviews").press(`(//main//a[starts-with(@href, "/staff/reviews/")])[1]`)
		b.press(`//form[contains(@action, "/approve")]//button[@type="submit"]`)
	}
}

func lastPart(path string) string {
	path, _, _ = strings.Cut(path, "?")
	return path[strings.LastIndex(path, "/")+1:]
}
