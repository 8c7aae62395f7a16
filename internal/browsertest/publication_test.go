//go:build browser

package browsertest_test

import (
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"habeas/internal/access"
)

// neutral is an article in the words of this test. It says what many such
// articles say: numbers with qualifiers, an unnamed official, one name.
const neutral = `American officials say that security forces in Venezuela have taken at least five citizens of the United States into custody over the past months. They gave no names, and are still checking what led to each arrest.
The family of one of them, Daniel Placeholder, says that he was taken on 12 December 2025 while he was travelling.
The government in Washington holds that the five are kept in order to put pressure on it.
Hundreds of political prisoners are in custody, according to rights groups. Dozens of prisoners left on Thursday, none of them a citizen of the United States, a prisoners' group says.`

// A casebook begins with nothing. Its first account is made on the command
// line, the second by invitation; one of the two logs an article, the other
// publishes what follows from it, and anybody reads it.
func TestTwoPeopleTakeAnArticleFromNothingToPublication(t *testing.T) {
	for name, scripts := range map[string]bool{"without scripts": false, "with scripts": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := &house{data: t.TempDir()}
			link := regexp.MustCompile(`/account/invitation/\S+`).FindString(h.command(t, "user", "add", "ana", "--display", "Ana Field", "--role", "administrator"))
			h.start(t)
			ana, ben := h.open(t), h.open(t)
			ana.accept(link, "seven green boats at dawn")
			ben.accept(ana.invite("ben", "Ben Marsh", "reviewer"), "nine quiet lamps by noon")
			ana.scripts(scripts)
			ben.scripts(scripts)
			group, person := ana.logArticle(scripts)
			asked := ana.askForAll("cases|releases|counts")
			if asked != 5 {
				t.Errorf("publication is asked for of %d things, want two cases, a release event and two counts", asked)
			}
			ben.publishAll(asked, "Daniel Placeholder", "at least five citizens of the United States", "It says that they are held to put pressure on it.") // the position comes with its case
			readAll(h.open(t), group, person)
			ana.visit("/staff/cases/"+person+"/history").reads("Ana Field", "Ben Marsh")
		})
	}
}

// command runs the program on the data of a house, as whoever runs the server
// does on its command line.
func (h *house) command(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), program.binary, append(args, "--data", h.data)...).CombinedOutput()
	if err != nil {
		t.Fatalf("habeas %s: %v: %s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// accept opens an account by its link, sets up an app, and gives its secret and
// the recovery codes.
func (b *browser) accept(link, password string) (secret string, recovery []string) {
	b.t.Helper()
	b.visit(link).write("password", password).submit()
	b.reads("Codes of an authenticator app", "second factor")
	secret = strings.ToUpper(strings.ReplaceAll(b.text("code.secret"), " ", ""))
	b.write("code", access.CodeAt(secret, thisStep())).save()
	b.reads("Recovery codes", "shown this once")
	for _, m := range regexp.MustCompile(`<code>([a-z2-7-]{19})</code>`).FindAllStringSubmatch(b.html(), -1) {
		recovery = append(recovery, m[1])
	}
	return secret, recovery
}

// logArticle starts from the text of an article and makes from it, each with
// the sentence that says it: a group, a case of one person, what happened to
// both, a release event, two counts and a position.
func (b *browser) logArticle(scripts bool) (group, person string) {
	b.t.Helper()
	b.visit("/staff/sources/start").write("title", "Five are said to be held").write("publisher", "The Neutral Post").write("published", "2026-01-02").
		choose("kind", "news_article").choose("visibility", "public").write("text", neutral).save()
	desk := b.where()
	if !strings.HasSuffix(desk, "/desk") {
		b.t.Fatalf("starting from an article leads to %s: %s", desk, b.text("main"))
	}
	mint := func(sentence, door string) *browser {
		return b.visit(desk).quote(sentence, scripts).press(fmt.Sprintf(`//button[contains(@formaction, %q)]`, door))
	}
	done := func() {
		b.save()
		if b.where() != desk {
			b.t.Fatalf("saving leads to %s, want %s: %s", b.where(), desk, b.text("main"))
		}
	}
	const five, one = "American officials say", "The family of one of them"
	mint(five, "/staff/cases/new").tick("kind", "group").choose("country", "VE").write("summary.en", "Officials say that at least five citizens of the United States are held.").
		write("group.min", "5").choose("group.qualifier", "at_least").write("group.phrase", "at least five citizens of the United States").
		write("group.population.en", "Citizens of the United States").choose("group.nationality", "US")
	done()
	group = b.newest("")
	mint(one, "/staff/cases/new").tick("kind", "person").choose("country", "VE").write("summary.en", "He was taken while travelling, his family says.").write("name.text", "Daniel Placeholder")
	done()
	person = b.newest(group)
	mint(five, "/staff/cases/"+group+"/events/new").choose("kind", "taken").write("date", "2025-07-01/2026-01-02").choose("visibility", "public").write("what.en", "Security forces took them into custody.")
	done()
	mint(one, "/staff/cases/"+person+"/events/new").choose("kind", "taken").write("date", "2025-12-12").choose("visibility", "public").write("what.en", "He was taken.")
	done()
	mint("Dozens of prisoners left", "/staff/releases/new").choose("country", "VE").write("date", "2026-01-01").write("title.en", "Releases of 1 January 2026")
	done()
	mint("Dozens of prisoners left", "/staff/counts/new").choose("country", "VE").write("claimant.en", "A prisoners' group").choose("measure", "released").write("words", "dozens").write("population.en", "Prisoners").write("as_of", "2026-01-01")
	done()
	mint(five, "/staff/counts/new").choose("country", "VE").write("claimant.en", "Officials of the United States").choose("measure", "held").choose("qualifier", "at_least").write("min", "5").write("population.en", "Citizens of the United States").write("as_of", "2026-01-02~")
	done()
	mint("The government in Washington", "/staff/positions/new").choose("country", "VE").choose("stance", "statement").write("date", "2026-01-02~").write("authority.en", "Government of the United States").
		write("what.en", "It says that they are held to put pressure on it.").choose("on_kind", "case").write("on_key", group)
	done()
	for ref, scope := range map[string]string{group: "publish_anonymously", person: "publish_name"} {
		b.visit("/staff/cases/"+ref+"/consents/new").choose("basis", "public_record").write("reason", "The article says it in public.").tick("scopes", scope).save()
	}
	b.visit(desk).reads("Daniel Placeholder")
	return group, person
}

// quote takes the sentence that begins with some words into the quotation
// field of the source's desk: by a click, or copied by hand.
func (b *browser) quote(begins string, scripts bool) *browser {
	b.t.Helper()
	sentence := fmt.Sprintf(`//span[@class="s"][starts-with(., %q)]`, begins)
	if scripts {
		b.jump(sentence)
		if got := b.value("#quote"); !strings.HasPrefix(got, begins) {
			b.t.Fatalf("a click on %q quotes %q", begins, got)
		}
		return b
	}
	for _, m := range regexp.MustCompile(`(?s)<span class="s"[^>]*>([^<]*)</span>`).FindAllStringSubmatch(b.html(), -1) {
		if strings.HasPrefix(m[1], begins) {
			return b.write("cites.0.quote", m[1])
		}
	}
	b.t.Fatalf("%s holds no sentence that begins %q", b.where(), begins)
	return b
}

// newest finds the case, other than one, in what was made from a source.
func (b *browser) newest(other string) string {
	b.t.Helper()
	for _, ref := range regexp.MustCompile(`[A-Z]{2}-\d{4}-\d{4}`).FindAllString(b.text("#made ~ ul"), -1) {
		if ref != other {
			return ref
		}
	}
	b.t.Fatalf("no case was made: %s", b.text("#made ~ ul"))
	return ""
}

// askForAll asks for the publication of what the desk of a source, which is
// open, lists as made from it, of some kinds, and gives how many that are.
func (b *browser) askForAll(kinds string) int {
	b.t.Helper()
	done := map[string]bool{}
	for _, m := range regexp.MustCompile(`href="(/staff/(?:`+kinds+`)/[^"/?]+)"`).FindAllStringSubmatch(b.html(), -1) {
		if done[m[1]] {
			continue
		}
		done[m[1]] = true
		b.ask(m[1])
	}
	return len(done)
}

// ask asks for the publication of what stands on a page.
func (b *browser) ask(page string) {
	b.t.Helper()
	b.visit(page).press(`//a[contains(@href, "/staff/publish/")]`).reads("Nothing that is needed to publish this is missing")
	b.write("note_to_reviewer", "As the article has it.").save()
}

// publishAll lets the second person look at the difference that each makes to
// the public pages, and publish it.
func (b *browser) publishAll(n int, want ...string) {
	b.t.Helper()
	seen := ""
	for i := range n {
		b.visit("/staff/reviews").press(`(//main//a[starts-with(@href, "/staff/reviews/")])[1]`)
		seen += b.text(".difference")
		if i == 0 {
			b.measure()
		}
		b.press(`//form[contains(@action, "/approve")]//button[@type="submit"]`)
	}
	for _, text := range want {
		if !strings.Contains(seen, text) {
			b.t.Errorf("no difference of a public page shows %q: %s", text, seen)
		}
	}
	b.visit("/staff/reviews").reads("Nothing waits for your decision.")
}

// readAll reads the public pages as somebody without an account.
func readAll(b *browser, group, person string) {
	b.t.Helper()
	asked := b.listen()
	b.visit("/").reads("Daniel Placeholder").follow("Daniel Placeholder")
	b.reads("In custody", "He was taken.", "The Neutral Post", "12 December 2025")
	b.visit("/cases/"+group).reads("at least five citizens of the United States", "It says that they are held to put pressure on it.")
	b.visit("/counts").reads("A prisoners' group", "dozens", "Officials of the United States")
	b.visit("/releases").follow("Releases of 1 January 2026").reads("The Neutral Post")
	b.visit("/cases/" + person).press(`//*[starts-with(@id, "source-")]//a[starts-with(@href, "/sources/")]`)
	b.reads("Five are said to be held", "What this record took from it")
	b.noTraces(asked())
}
