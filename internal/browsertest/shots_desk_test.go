//go:build browser

package browsertest_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"habeas/internal/access"
)

// photographer takes pictures of pages under names of their own.
type photographer struct {
	*browser
	folder string
}

// at opens an address and takes its picture.
func (p photographer) at(name, address string) photographer {
	p.t.Helper()
	p.visit(address)
	return p.now(name)
}

// now takes a picture of the page that is open.
func (p photographer) now(name string) photographer {
	p.t.Helper()
	p.shoot(filepath.Join(p.folder, name+"_"))
	p.must(chromedp.Do(p.ctx, chromedp.EmulateViewport(1280, 900)))
	return p
}

// second is the other person of the demonstration, in a browser of their own.
func (p photographer) second() photographer {
	p.t.Helper()
	second := photographer{open(p.t), p.folder}
	second.visit("/account/sign-in").write("name", "second").write("password", program.second).submit()
	return second
}

// link gives the first address on the page that matches.
func (p photographer) link(pattern string) string {
	p.t.Helper()
	m := regexp.MustCompile(`"(` + pattern + `)[?"]`).FindStringSubmatch(p.html())
	if m == nil {
		p.t.Fatalf("%s links to no %s", p.where(), pattern)
	}
	return strings.ReplaceAll(m[1], "&amp;", "&")
}

// TestPicturesOfTheDesk makes, with the forms of the desk, what the pages of
// the desk need to be full, and takes a picture of each. Every scene stands by
// itself, so that one can be taken again alone.
func TestPicturesOfTheDesk(t *testing.T) {
	folder := shotsFolder(t)
	for _, scene := range []struct {
		name string
		take func(p photographer)
	}{
		{"lists", shootLists}, {"case", shootCase}, {"forms", shootForms}, {"releases", shootReleases}, {"article", shootArticle}, {"review", shootReview},
		{"restricted", shootRestricted}, {"private", shootPrivate}, {"legal", shootLegal}, {"taken", shootTaken}, {"slots", shootSlots}, {"merging", shootMerging},
		{"morning", shootMorning}, {"accounts", shootAccounts}, {"newcomer", shootNewcomer}, {"refusals", shootRefusals}, {"spanish", shootSpanish}, {"gone", shootGone},
	} {
		t.Run(scene.name, func(t *testing.T) {
			b := open(t)
			signIn(b)
			scene.take(photographer{b, folder})
		})
	}
}

func shootLists(p photographer) {
	for _, list := range []string{"cases", "reviews", "sources", "releases", "confirmations", "counts", "positions", "advisories", "context", "countries", "facilities"} {
		p.at("list_"+list, "/staff/"+list)
	}
	p.at("list_cases_none", "/staff/cases?q=nobodyhere")
	for _, kind := range []string{"counts", "positions", "advisories", "context", "facilities"} {
		p.visit("/staff/" + kind)
		p.at("record_"+kind, p.link("/staff/"+kind+"/[0-9a-z]{10,}"))
	}
	p.at("record_country", "/staff/countries/VE")
}

func shootCase(p photographer) {
	p.at("case_person", "/staff/cases/VE-2026-0003")
	p.at("case_group", "/staff/cases/VE-2026-0001")
	p.at("case_preview", "/staff/cases/VE-2026-0003/preview")
	p.at("case_history", "/staff/cases/VE-2026-0003/history")
	p.at("case_people", "/staff/cases/VE-2026-0003/people")
	p.at("case_looked", "/staff/cases/VE-2026-0003/looked")
	p.visit("/staff/cases/VE-2026-0003")
	p.at("fields_event", p.link("/staff/fields/event/[0-9a-z]+"))
	p.at("fields_event_date", p.where()+"/date")
}

func shootForms(p photographer) {
	p.at("form_case", "/staff/cases/VE-2026-0003/edit")
	p.at("form_case_new", "/staff/cases/new")
	for _, part := range []string{"events", "names", "consents", "charges", "overlaps"} {
		p.at("form_"+part, "/staff/cases/VE-2026-0003/"+part+"/new")
	}
	for _, kind := range []string{"sources", "facilities", "counts", "positions", "advisories", "context", "releases"} {
		p.at("form_"+kind, "/staff/"+kind+"/new")
	}
	p.visit("/staff/cases/VE-2026-0003")
	for name, pattern := range map[string]string{
		"form_cite": "/staff/cite/case/[0-9a-z]+", "form_claim": "/staff/claim/case/[0-9a-z]+", "form_event_edit": "/staff/events/[0-9a-z]+/edit",
		"form_event_remove": "/staff/events/[0-9a-z]+/remove",
	} {
		address := p.link(pattern)
		p.at(name, address)
		p.visit("/staff/cases/VE-2026-0003")
	}
	p.visit("/staff/sources/new").write("title", "Half an article").press(`//button[@name="keep"]`)
	p.now("draft_kept")
	p.at("draft_offered", "/staff/sources/new")
}

func shootReleases(p photographer) {
	p.visit("/staff/releases/new").choose("country", "VE").write("date", "2026-01-18").write("title.en", "Releases of a Sunday in January").save()
	event := p.where()
	p.now("release_bare")
	p.visit(event+"/many").write("paste", "VE-2026-0001\nVE-2026-0002\nSomebody Elsewhere").button("Find them")
	p.now("release_many")
	p.visit(event+"/many").write("paste", "VE-2026-0001\nVE-2026-0002").button("Find them")
	p.choose("exit", "released").choose("step", "verified").write("date", "2026-01-18").write("by.en", "us, by telephone").save()
	p.now("release_many_done")
	p.at("release_full", event)
	p.at("confirmations", "/staff/confirmations")
	p.at("confirmation_retract", p.link("/staff/confirmations/[0-9a-z]+/retract"))
	second := p.second()
	second.at("confirmations_second", "/staff/confirmations")
	second.at("confirmation_agree", second.link("/staff/confirmations/[0-9a-z]+/agree"))
	p.at("release_list_new", event+"/lists/new")
	p.choose("kind", "announced").write("claimant.en", "The government of the demonstration").write("names", "Somebody Elsewhere\nTravis").save()
	p.now("release_list_match")
	p.save()
	p.now("release_list")
	p.at("release_compare", event+"/compare")
	p.at("release_unnamed", event+"/unnamed/new")
	p.visit(event)
	step := p.link("/staff/release/[0-9a-z]+/steps/new")
	p.at("release_step", step)
	p.at("release_condition", strings.Replace(step, "steps", "conditions", 1))
	p.at("release_preview", event+"/preview")
	p.at("case_again", "/staff/cases/VE-2026-0001/again")
}

func shootArticle(p photographer) {
	p.at("article_start", "/staff/sources/start")
	p.write("title", "Six sailors are held").write("publisher", "The Harbour Post").write("published", "2026-01-02").choose("visibility", "public").write("text", article).save()
	desk := p.where()
	p.now("article_desk")
	p.press(`//li[contains(@class, "suggestion")][contains(., "at least six")]//button[contains(., "group")]`)
	p.now("article_form")
	p.write("summary.en", "Officials say that six sailors are held.").save()
	p.at("article_desk_made", desk)
	p.at("article_source", strings.TrimSuffix(desk, "/desk"))
	p.at("article_capture", strings.TrimSuffix(desk, "/desk")+"/captures/new")
}

func shootReview(p photographer) {
	p.visit("/staff/cases/new").tick("kind", "unnamed").choose("country", "VE").write("label.en", "A bus passenger").write("summary.en", "Taken from a bus near the border.").save()
	p.now("case_draft")
	p.press(`//a[contains(@href, "/staff/publish/case/")]`)
	p.now("review_missing")
	p.visit("/staff/cases/VE-2026-0003/edit").write("summary.en", "What we say now is shorter and says less.").write("reason", "Said more plainly").save()
	p.now("case_changed")
	p.press(`//a[contains(@href, "/staff/publish/case/")]`)
	p.now("review_ask").save()
	p.now("review_asked")
	p.at("review_list", "/staff/reviews")
	second := p.second()
	second.visit("/staff/reviews").press(`(//main//a[starts-with(@href, "/staff/reviews/")])[1]`)
	second.now("review_decide")
	p.visit("/staff/cases/VE-2026-0003")
	p.at("review_take_back", p.link("/staff/take-back/case/[0-9a-z]+"))
	p.visit("/staff/cases/VE-2026-0003")
	p.at("review_withdraw", p.link("/staff/withdraw/case/[0-9a-z]+"))
}

func shootRestricted(p photographer) {
	p.visit("/staff/cases/new").tick("kind", "unnamed").choose("country", "VE").write("label.en", "A driver").write("summary.en", "Known to few.").save()
	ref := regexp.MustCompile(`[A-Z]{2}-\d{4}-\d{4}`).FindString(p.where())
	p.at("restrict_form", "/staff/cases/"+ref+"/restrict").write("reason", "His family was threatened.").save()
	p.now("restrict_people")
	p.at("restrict_case", "/staff/cases/"+ref)
	p.at("assign_form", "/staff/cases/"+ref+"/people/new")
	p.at("tags_form", "/staff/cases/"+ref+"/tags")
}

// shootGone takes a case off for good: it stands last, since the others need it.
func shootGone(p photographer) {
	p.visit("/staff/cases/VE-2026-0004")
	p.visit(p.link("/staff/withdraw/case/[0-9a-z]+")).write("reason", "His family asked for it.").save()
	p.at("gone_desk", "/staff/cases/VE-2026-0004")
	p.at("gone_public", "/cases/VE-2026-0004")
	p.at("problem_405", "/account/sessions/nosuch/end")
}

func shootPrivate(p photographer) {
	const ref = "/staff/cases/VE-2026-0003"
	p.visit(ref + "/people")
	if strings.Contains(p.html(), ref+"/take") {
		p.press(`//form[contains(@action, "/take")]//button`)
	}
	p.at("private_empty", ref+"/private")
	p.at("private_contact", ref+"/private/contact/new")
	p.write("contact_name", "Ana Example").write("relation", "sister").write("phone", "+47 22 00 00 00").write("email", "ana@example.org").save()
	p.at("private_need", ref+"/private/need/new").write("need", "Medicine for his heart, every week.").save()
	p.at("private_note", ref+"/private/note/new").write("private_text", "She prefers to be called in the evening.\nShe has not told her mother.").save()
	p.at("private_task", ref+"/private/task/new").write("task", "Call the lawyer about the hearing").write("due", "2026-01-02").save()
	p.at("private_exhibit", ref+"/private/exhibit/new").write("from_whom", "His sister, by message").write("private_text", "They moved him last night.").save()
	p.at("private_full", ref+"/private")
	p.at("private_log", p.link(ref+"/private/exhibit/[0-9a-z]+/log"))
	p.at("private_looked", ref+"/looked")
	p.at("private_erase", ref+"/private/erase")
}

func shootLegal(p photographer) {
	const ref = "/staff/cases/VE-2026-0003"
	p.at("legal_wgad", ref+"/assessments/new?frame=wgad")
	p.at("legal_levinson", ref+"/assessments/new?frame=levinson")
	p.at("legal_own", ref+"/assessments/new?frame=own")
	p.visit(ref+"/assessments/new?frame=levinson").write("by.en", "Our lawyers").write("on", "2026-01-15").choose("findings.0.answer", "yes").write("findings.0.basis.en", "He was held to press his government.").save()
	p.at("legal_proceeding", ref+"/proceedings/new")
	p.write("body.en", "Working Group on Arbitrary Detention").write("filed", "2026-01-10").write("deadline", "2026-03-10").save()
	p.at("legal_case", ref)
	p.at("legal_brief", ref+"/brief")
	p.at("legal_brief_es", ref+"/brief?lang=es&all=1")
	p.at("legal_questionnaire", ref+"/questionnaire")
}

func shootTaken(p photographer) {
	p.visit("/staff/cases/VE-2026-0003")
	source := p.link("/staff/sources/[0-9a-z]{10,}")
	p.at("source_page", source)
	p.at("source_taken", source+"/taken")
	p.at("walk_begin", source+"/walk").choose2("cause", "corrected").write("what", "The date of the arrest was wrong.").save()
	walk := p.where()
	p.now("walk")
	p.at("walk_step", walk+"/steps/1")
	p.at("walk_close", walk+"/close")
	p.visit("/staff/cases/VE-2026-0003")
	p.at("claim_fields", p.link("/staff/fields/case/[0-9a-z]+"))
}

// choose2 picks a value of a list or of a row of buttons.
func (p photographer) choose2(field, value string) *browser {
	if strings.Contains(p.html(), `<select id="f-`+field+`"`) {
		return p.choose(field, value)
	}
	return p.tick(field, value)
}

func shootSlots(p photographer) {
	p.at("slot_label", "/staff/cases/VE-2026-0002/slots/1")
	p.at("slot_open", "/staff/cases/VE-2026-0002/slots/1/open")
	p.at("slot_link", "/staff/cases/VE-2026-0002/slots/1/link")
	p.visit("/staff/cases/VE-2026-0002/slots/1/open").write("name.text", "Kari Eksempel").write("because", "Her brother says so.").save()
	p.at("slot_group", "/staff/cases/VE-2026-0002")
	p.at("slot_undo", "/staff/cases/VE-2026-0002/slots/1/undo")
	p.at("slot_history", "/staff/cases/VE-2026-0002/slots/1/history")
}

func shootMerging(p photographer) {
	for _, twin := range []struct{ name, birth string }{{"Ana Ejemplo Muestra", "1980-01-01"}, {"Anna Ejemplo", "1981-01-01"}} {
		p.visit("/staff/cases/new").tick("kind", "person").choose("country", "VE").write("name.text", twin.name).write("birth", twin.birth).write("summary.en", "She is held, "+twin.name+"'s family says.").save()
		p.visit(p.where()+"/events/new").choose("kind", "taken").write("date", "2026-01-08").write("what.en", "Taken at home.").save()
	}
	p.visit("/staff/cases?q=Anna+Ejemplo")
	goes := p.link("/staff/cases/VE-2026-[0-9]{4}")
	p.visit("/staff/cases?q=Ejemplo+Muestra")
	at := p.link("/staff/cases/VE-2026-[0-9]{4}") + "/merge"
	with := strings.TrimPrefix(goes, "/staff/cases/")
	p.at("merge_choose", at)
	p.at("merge_cases", at+"?with="+with)
	p.at("merge_persons", at+"?with="+with+"&only=persons")
	p.at("merge_refused", at+"?with=VE-2026-0002")
	p.visit(at+"?with="+with).write("reason", "The same woman.").save()
	p.now("merge_open")
	p.tick("choose.person.birth", "stays").tick("choose.case.summary", "goes").tick("double.0.same", "same").save()
	p.now("merge_done")
	p.at("merge_history", strings.TrimSuffix(at, "/merge")+"/history")
}

func shootMorning(p photographer) {
	p.at("morning", "/staff")
	p.at("morning_mine", "/staff?whose=mine")
	p.at("filter_new", "/staff/filters/new?publication=published").write("filter_name", "What is public").save()
	p.now("filter_saved")
	p.at("bulk_preview", "/staff/bulk?ref=VE-2026-0001&ref=VE-2026-0003&do=tag&tag=urgent").press(`//main//form//button[@accesskey="s"]`)
	p.now("bulk_done")
	p.at("bulk_none", "/staff/bulk")
}

func shootAccounts(p photographer) {
	link := p.invite("wanda", "Wanda Field", "editor")
	p.now("account_invited")
	p.at("accounts", "/staff/accounts")
	p.at("accounts_new", "/staff/accounts/new")
	for _, page := range []string{"", "/role", "/reset", "/disable", "/revoke", "/sessions"} {
		p.at("accounts_wanda"+strings.ReplaceAll(page, "/", "_"), "/staff/accounts/wanda"+page)
	}
	for _, page := range []string{"", "/name", "/password", "/codes", "/passkeys/new", "/recovery"} {
		p.at("own"+strings.ReplaceAll(page, "/", "_"), "/account"+page)
	}
	stranger := photographer{open(p.t), p.folder}
	stranger.at("invitation", link)
	stranger.write("password", "password").submit()
	stranger.now("invitation_refused")
	stranger.at("invitation_dead", "/account/invitation/nothing")
	stranger.at("sign_in", "/account/sign-in")
	stranger.write("name", "demo").write("password", "wrong").submit()
	stranger.now("sign_in_refused")
}

func shootNewcomer(p photographer) {
	link := p.invite("petra", "Petra Field", "editor")
	n := photographer{open(p.t), p.folder}
	n.visit(link).write("password", newcomers).submit()
	n.now("enrol_codes")
	secret := strings.ToUpper(strings.ReplaceAll(n.text("code.secret"), " ", ""))
	n.write("code", access.CodeAt(secret, access.Step(time.Now()))).save()
	n.now("enrol_recovery")
	n.at("own_enrolled", "/account")
	n.at("own_recovery", "/account/recovery")
}

func shootRefusals(p photographer) {
	p.at("refused_not_found", "/staff/nosuchpage")
	p.at("refused_no_case", "/staff/cases/VE-2026-9999")
	p.visit("/staff/cases/new").tick("kind", "group").write("summary.en", "Six travellers.").write("group.min", "six").save()
	p.now("refused_case")
	other := open(p.t)
	signIn(other)
	p.visit("/staff/cases/new").tick("kind", "unnamed").choose("country", "VE").write("label.en", "A bus passenger").write("summary.en", "As both began.").save()
	edit := "/staff/cases/" + regexp.MustCompile(`[A-Z]{2}-\d{4}-\d{4}`).FindString(p.where()) + "/edit"
	p.visit(edit).write("summary.en", "What I wrote about the passenger.").write("note", "A note of mine.")
	other.visit(edit).write("summary.en", "What somebody else wrote meanwhile.").write("occupation.en", "driver").save()
	p.save()
	p.now("stale_merge")
}

func shootSpanish(p photographer) {
	p.visit("/staff").press(`//button[@name="lang"]`)
	for name, address := range map[string]string{
		"morning": "/staff", "cases": "/staff/cases", "case": "/staff/cases/VE-2026-0003", "event": "/staff/cases/VE-2026-0003/events/new", "review": "/staff/reviews",
		"account": "/account", "source": "/staff/sources/start", "history": "/staff/cases/VE-2026-0003/history", "brief": "/staff/cases/VE-2026-0003/brief?lang=es", "count": "/staff/counts/new",
		"releases": "/staff/releases", "many": "/staff/releases", "assessment": "/staff/cases/VE-2026-0003/assessments/new?frame=levinson",
	} {
		p.at("es_"+name, address)
	}
}
