package staff_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/views/staff"
)

func TestABoxLeftEmptyIsNoDifferenceFromWhatIsStored(t *testing.T) {
	t.Parallel()
	form := &staff.Form{
		Values: map[string][]string{"nationalities": {"US", ""}, "note": {"mine"}},
		Theirs: map[string][]string{"nationalities": {"US"}, "note": {"theirs"}},
	}
	want := []string{"note"}
	if diff := cmp.Diff(want, form.Differing()); diff != "" {
		t.Errorf("fields that differ (-want +got):\n%s", diff)
	}
}
