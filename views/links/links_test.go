package links_test

import (
	"net/url"
	"testing"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/views/links"
)

func TestAddresses(t *testing.T) {
	t.Parallel()
	const en, es = locale.English, locale.Spanish
	q, err := public.ParseQuery(url.Values{"q": {"luckey lange"}, "state": {"in_custody", "at_liberty"}, "limit": {"10"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ got, want string }{
		{links.Home(en), "/"},
		{links.Home(es), "/es"},
		{links.Case(en, "VE-2026-0001"), "/cases/VE-2026-0001"},
		{links.Case(es, ":ref"), "/es/cases/:ref"}, // as a pattern of the router
		{links.Case(en, "../staff"), "/cases/..%2Fstaff"},
		{links.CaseJSON(es, "VE-2026-0001"), "/es/cases/VE-2026-0001.json"},
		{links.CasesWhere(en, q), "/cases?limit=10&q=luckey+lange&state=at_liberty&state=in_custody"},
		{links.CasesAs(es, q, "csv"), "/es/cases.csv?q=luckey+lange&state=at_liberty&state=in_custody"},
		{links.CasesAfter(en, public.Query{}, "c1", true), "/cases?before=c1"},
		{links.Counts(en, ""), "/counts"},
		{links.Chart(es, "VE", "held", "us"), "/es/counts.svg?country=VE&measure=held&population=us"},
		{links.In(es, links.CasesWhere(en, q)), "/es/cases?limit=10&q=luckey+lange&state=at_liberty&state=in_custody"},
	} {
		if tt.got != tt.want {
			t.Errorf("= %s, want %s", tt.got, tt.want)
		}
	}
}
