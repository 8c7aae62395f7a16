package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/store"
)

func TestAnAdministratorErasesWhatShouldNeverHaveBeenWritten(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	ctx, on := t.Context(), o.has.event
	draft := casebook.EventDraft{Kind: "taken", Date: "2026-01-08", What: en("Hidden by her cousin Rosa."), Visibility: "public"}
	must(t, o.EditEvent(ctx, system, on, 1, draft, "told by telephone"))
	draft.What = en("Taken at a house.")
	must(t, o.EditEvent(ctx, system, on, 2, draft, "names nobody"))
	past, err := o.History(ctx, system, store.RevisionFilter{SubjectKind: casebook.OnEvent, SubjectID: on, Field: "What"})
	must(t, err)
	at, history := fmt.Sprintf("/staff/revisions/%d/erase", past[0].ID), "/staff/cases/"+string(o.has.ref)+"/history"
	editor, admin := o.signedIn(access.Editor), o.signedIn(access.Administrator)
	if strings.Contains(editor.get(history).body, at) || editor.get(at).status != http.StatusForbidden {
		t.Error("an editor is offered to erase, or may")
	}
	if !strings.Contains(admin.get(history).body, `href="`+at+`"`) {
		t.Error("the history offers an administrator no way to erase")
	}
	o.clock.pass(6 * time.Minute)
	if page := admin.get(at); !strings.Contains(page.body, `name="password"`) || strings.Contains(page.body, "cousin Rosa") {
		t.Errorf("a while after signing in the page does not ask who it is: %s", summaryOf(page.body))
	}
	if got := admin.post(at, url.Values{"proof": {"1"}, "password": {password}}); got.status != http.StatusSeeOther {
		t.Fatalf("proving = %d", got.status)
	}
	page := admin.get(at)
	checkPage(t, "erase", page.body)
	for _, want := range []string{"3 entries will be erased", "Hidden by her cousin Rosa.", "told by telephone", "correct the field first"} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the page does not say %q\n%s", want, summaryOf(page.body))
		}
	}
	if got := admin.post(at, url.Values{}); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "Say why this is erased") {
		t.Errorf("without a reason = %d", got.status)
	}
	if got := admin.post(at, url.Values{"reason": {"it names a relative"}}); got.status != http.StatusSeeOther || got.location != history {
		t.Fatalf("erasing = %d to %q\n%s", got.status, got.location, summaryOf(got.body))
	}
	after := admin.get(history).body
	for want, there := range map[string]bool{"cousin Rosa": false, "The text of 3 entries was erased.": true, "entries hold together": true, "it names a relative": true, "Taken at a house.": true} {
		if strings.Contains(after, want) != there {
			t.Errorf("the history holds %q = %t, want %t", want, !there, there)
		}
	}
	if _, err := o.VerifyHistory(ctx); err != nil {
		t.Errorf("the chain does not hold: %v", err)
	}
	if got := admin.get("/staff/revisions/999999/erase"); got.status != http.StatusNotFound {
		t.Errorf("an entry that is not = %d, want 404", got.status)
	}
}
