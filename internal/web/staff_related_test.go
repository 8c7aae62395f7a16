package web_test

import (
	"strings"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
)

func TestACaseLeadsToTheOtherCasesOfItsPerson(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p, first := o.signedIn(access.Reader), "/staff/cases/"+string(o.has.ref)
	if strings.Contains(p.get(first).body, "Other cases of this person") {
		t.Error("a person with one case is said to have others")
	}
	again, err := o.OpenAgain(t.Context(), system, o.has.ref, casebook.EventDraft{Date: "2026-01-18", What: en("Taken again.")}, nil)
	must(t, err)
	for from, to := range map[string]string{first: "/staff/cases/" + string(again), "/staff/cases/" + string(again): first} {
		body := p.get(from).body
		checkPage(t, from, body)
		if !strings.Contains(body, "Other cases of this person") || !strings.Contains(body, `href="`+to+`"`) {
			t.Errorf("%s does not lead to %s", from, to)
		}
	}
}

func TestASourceTellsWhoRepeatsItAndWhatIsToldAgain(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	ctx, h, p := t.Context(), o.has, o.signedIn(access.Reader)
	page := "/staff/sources/" + string(h.source)
	if body := p.get(page).body; strings.Contains(body, "Repeated by") || strings.Contains(body, "told again from") {
		t.Error("the source is said to be repeated before anybody does")
	}
	later, err := o.AddSource(ctx, system, casebook.SourceDraft{Title: "A later article", Kind: "news_article", DerivedFrom: []string{string(h.source)}})
	must(t, err)
	cites := []casebook.CitationDraft{{Source: string(h.source)}}
	event, err := o.RecordEvent(ctx, system, h.group, casebook.EventDraft{Kind: "taken", Date: "2026-01-08", What: en("All were taken."), Cites: cites})
	must(t, err)
	_, err = o.OpenSlot(ctx, system, h.group, 2, 1, casebook.CaseDraft{Kind: "person", Country: "VE", Name: casebook.NameDraft{Text: "Berta Ruiz"}}, nil, []casebook.ID{event}, "her brother says so")
	must(t, err)
	body := p.get(page).body
	checkPage(t, "source", body)
	for _, want := range []string{"Repeated by", `href="/staff/sources/` + string(later) + `"`, "told again from " + string(h.group)} {
		if !strings.Contains(body, want) {
			t.Errorf("the source does not say %q\n%s", want, summaryOf(body))
		}
	}
}
