package when_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/when"
)

// inOrder is how a timeline must read from top to bottom.
var inOrder = []string{
	"2018-12", "2019", "2019-03", "2019-03-05", "2024/", "2025-09",
	"[..2026-01-08]", "2026-01-08T08:00:00Z", "2026-01-08T21:30:00Z", "[2026-01-08,2026-01-09]", "2026-01-08/2026-01-12", "2026-01-08/..",
	"2026-01-09", "[2026-01-12..2026-01-14~]", "2026-01-13", "[..2026-01-14~]", "2026-01-14~", "",
}

func TestListsReadByTheFirstDayThenByTheLast(t *testing.T) {
	t.Parallel()
	var dates []when.Date
	for _, text := range inOrder {
		date := when.Date{}
		if text != "" {
			date = when.MustParse(text)
		}
		dates = append(dates, date)
	}
	slices.Reverse(dates)
	slices.SortStableFunc(dates, when.Chronological)
	var got []string
	for _, d := range dates {
		got = append(got, d.String())
	}
	if diff := cmp.Diff(inOrder, got); diff != "" {
		t.Errorf("got another order (-want +got):\n%s", diff)
	}
}

func TestTheOrderOfAListNeverContradictsWhatIsSure(t *testing.T) {
	t.Parallel()
	for i, a := range inOrder[:len(inOrder)-1] {
		for _, b := range inOrder[i+1 : len(inOrder)-1] {
			if when.MustParse(a).Compare(when.MustParse(b)) == when.After {
				t.Errorf("%s stands before %s, which was surely earlier", a, b)
			}
		}
	}
}
