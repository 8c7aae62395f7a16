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

func TestTogglingAValueKeepsTheRestOfTheAddress(t *testing.T) {
	t.Parallel()
	q, err := public.ParseQuery(url.Values{"country": {"VE"}, "state": {"in_custody", "at_liberty"}, "q": {"luckey lange"}, "sort": {"oldest"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		query               public.Query
		filter, value, want string
	}{
		{public.Query{}, "state", "deceased", "/es/cases?state=deceased"},
		{public.Query{Filters: map[string][]string{"state": {"deceased"}}}, "state", "deceased", "/es/cases"},
		{q, "state", "deceased", "/es/cases?country=VE&q=luckey+lange&sort=oldest&state=at_liberty&state=deceased&state=in_custody"},
		{q, "state", "in_custody", "/es/cases?country=VE&q=luckey+lange&sort=oldest&state=at_liberty"},
		{q, "country", "VE", "/es/cases?q=luckey+lange&sort=oldest&state=at_liberty&state=in_custody"},
		{q, "captor", "a b&c", "/es/cases?captor=a+b%26c&country=VE&q=luckey+lange&sort=oldest&state=at_liberty&state=in_custody"},
	} {
		toggle := links.CasesToggling(locale.Spanish, tt.query, tt.filter)
		for range 2 { // one address must not change the next
			if got := toggle(tt.value); got != tt.want {
				t.Errorf("%s %s = %s, want %s", tt.filter, tt.value, got, tt.want)
			}
		}
	}
}
