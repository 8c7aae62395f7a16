package casebook_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/casebook"
)

func TestWhatPublishingLeavesOutIsListed(t *testing.T) {
	t.Parallel()
	f := &casebook.File{
		Consents: []casebook.Consent{{Scopes: casebook.Codes{"publish_name"}}},
		Names:    []casebook.Name{{ID: "shown", Display: true, Visibility: casebook.Staff}, {ID: "alias", Visibility: casebook.Staff}},
		Events: []casebook.Event{
			{ID: "open", Visibility: casebook.Public}, {ID: "new", Kind: casebook.Taken, Visibility: casebook.Staff}, {ID: "closed", Visibility: casebook.Restricted},
		},
		Claims:    []casebook.Claim{{ID: "told", Visibility: casebook.Public}, {ID: "kept", Visibility: casebook.Staff}},
		Positions: []casebook.Position{{ID: "public", Publication: casebook.Published}, {ID: "draft", Publication: casebook.Draft}},
	}
	var got []casebook.ID
	for _, b := range f.StaysBehind() {
		got = append(got, b.Subject.ID)
	}
	if diff := cmp.Diff([]casebook.ID{"alias", "new", "closed", "kept", "draft"}, got); diff != "" {
		t.Errorf("got left out (-want +got):\n%s", diff)
	}
}
