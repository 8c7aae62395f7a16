package public_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/fault"
	"habeas/internal/public"
)

func TestAQueryThatMakesNoSenseNamesItsParameter(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]string{
		"countrry=VE":                   "countrry",
		"country=Venezuela":             "country",
		"country=ve":                    "country",
		"country=VE&country=XX":         "country",
		"state=free":                    "state",
		"detained_from=January":         "detained_from",
		"detained_to=2026-02-30":        "detained_to",
		"updated_since=yesterday":       "updated_since",
		"sort=random":                   "sort",
		"sort=relevance":                "sort",
		"limit=0":                       "limit",
		"limit=1000":                    "limit",
		"limit=ten":                     "limit",
		"limit=10&limit=20":             "limit",
		"facility=../etc":               "facility",
		"after=<x>":                     "after",
		"as_of=last week":               "as_of",
		"q=" + strings.Repeat("a", 257): "q",
		"detained_from=2026-02-01&detained_to=2026-01-01": "detained_to",
		"mechanism=bribe":                  "mechanism",
		"role=" + url.QueryEscape("x;y=z"): "role",
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			values, err := url.ParseQuery(query)
			if err != nil {
				t.Fatal(err)
			}
			_, err = public.ParseQuery(values)
			if _, named := fault.FieldsOf(err)[want]; !fault.Is(err, fault.Invalid) || !named {
				t.Errorf("%s: got %v %v", query, err, fault.FieldsOf(err))
			}
		})
	}
}

func TestAQueryReadsBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	for _, query := range []string{
		"", "q=ana", "country=VE&country=RU&state=in_custody", "detained_from=2026-01-01&sort=oldest&limit=10",
		"sort=relevance&q=ana", "facility=el-helicoide&release_event=ab12",
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		first, err := public.ParseQuery(values)
		if err != nil {
			t.Fatalf("%q: %v %v", query, err, fault.FieldsOf(err))
		}
		second, err := public.ParseQuery(first.Values())
		if diff := cmp.Diff(first, second); diff != "" || err != nil {
			t.Errorf("%q: %v (-first +second)\n%s", query, err, diff)
		}
	}
}

func TestBlankValuesOfAFormAreNoFilters(t *testing.T) {
	t.Parallel()
	q, err := public.ParseQuery(url.Values{"q": {" "}, "country": {""}, "detained_from": {""}})
	if err != nil || q.Narrowed() {
		t.Errorf("got %+v, %v", q, err)
	}
}
