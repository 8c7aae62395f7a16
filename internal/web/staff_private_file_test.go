package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/store"
	"habeas/internal/when"
)

// privateThings are two lines of each kind in a private file, and a filter.
type privateThings struct {
	contact, need, note, task [2]casebook.ID
	exhibit, filter           casebook.ID
	relative                  [4]casebook.ID
	told                      casebook.ID
}

func sealedFiles(t testing.TB) *store.Files {
	t.Helper()
	f, err := store.OpenFiles(t.TempDir())
	must(t, err)
	return f
}

// furnishPrivate keeps a private file on the office's case, and a filter of
// the reader's.
func (o *office) furnishPrivate() {
	ctx, ref, h := o.t.Context(), o.has.ref, &o.has.private
	for range 2 {
		must(o.t, o.KeepContact(ctx, system, ref, "", 0, casebook.ContactDraft{Name: "Her mother", Phone: "555-0100"}))
		must(o.t, o.KeepNeed(ctx, system, ref, "", 0, casebook.NeedDraft{What: "A doctor"}))
		must(o.t, o.KeepNote(ctx, system, ref, "", 0, casebook.NoteDraft{Text: "She called."}))
		must(o.t, o.KeepTask(ctx, system, ref, "", 0, casebook.TaskDraft{What: "Call back", Due: "2026-01-22"}))
	}
	for range 4 {
		card, err := o.IssueCode(ctx, system, ref, casebook.RelativeDraft{Who: "Her mother", Checked: "in person", Language: "es"})
		must(o.t, err)
		by, err := o.OpenByCode(ctx, desk.Proof{Number: card.Number, Secret: card.Secret}, access.NewDoor(time.Now))
		must(o.t, err)
		must(o.t, o.TellUs(ctx, by, casebook.MessageDraft{Text: "Thank you."}))
	}
	must(o.t, o.KeepExhibit(ctx, system, ref, casebook.ExhibitDraft{From: "her mother"}, "letter.txt", strings.NewReader("A letter.")))
	file, err := o.PrivateFile(ctx, system, ref)
	must(o.t, err)
	for i := range 2 {
		h.contact[i], h.need[i], h.note[i], h.task[i] = file.Contacts[i].ID, file.Needs[i].ID, file.Notes[i].ID, file.Tasks[i].ID
	}
	h.exhibit = file.Exhibits[0].ID
	for i, r := range file.Relatives {
		h.relative[i], h.told = r.ID, r.Messages[0].ID
	}
	users, err := o.Users(ctx, system)
	must(o.t, err)
	for _, u := range users {
		if u.Name == string(access.Reader) {
			by := access.Actor{ID: u.ID, Name: u.DisplayName, Role: access.Reader}
			must(o.t, o.KeepFilter(ctx, by, "Drafts", "publication=draft"))
			m, err := o.Morning(ctx, by, when.NewDay(2026, 1, 20), false)
			must(o.t, err)
			h.filter = m.Filters[0].ID
		}
	}
}

// privateFileRows are the addresses of a private file.
func privateFileRows(h things) []route {
	at, ref, p := "/staff/cases/:ref/private", "/staff/cases/"+string(h.ref)+"/private", h.private
	edit := func(more, path string, pairs ...string) route {
		form := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		return route{at + more, ref + path, access.Reader, access.Caseworker, form}
	}
	return []route{
		{at, ref, access.Reader, access.Caseworker, nil},
		edit("/contact/new", "/contact/new", "contact_name", "His aunt", "email", "a@example.org"),
		edit("/contact/:id/edit", "/contact/"+string(p.contact[0])+"/edit", "version", "1", "contact_name", "Her aunt"),
		edit("/contact/:id/remove", "/contact/"+string(p.contact[1])+"/remove", "version", "1"),
		edit("/need/new", "/need/new", "need", "A lawyer"),
		edit("/need/:id/edit", "/need/"+string(p.need[0])+"/edit", "version", "1", "need", "Two doctors", "met", "yes"),
		edit("/need/:id/remove", "/need/"+string(p.need[1])+"/remove", "version", "1"),
		edit("/note/new", "/note/new", "private_text", "A note"),
		edit("/note/:id/edit", "/note/"+string(p.note[0])+"/edit", "version", "1", "private_text", "Another"),
		edit("/note/:id/remove", "/note/"+string(p.note[1])+"/remove", "version", "1"),
		edit("/task/new", "/task/new", "task", "Write", "due", "2026-02-01"),
		edit("/task/:id/edit", "/task/"+string(p.task[0])+"/edit", "version", "1", "task", "Write again"),
		edit("/task/:id/done", "/task/"+string(p.task[0])+"/done", "version", "2", "done", "yes"),
		edit("/task/:id/remove", "/task/"+string(p.task[1])+"/remove", "version", "1"),
		edit("/exhibit/new", "/exhibit/new", "from_whom", "her aunt", "private_text", "A message that she sent."),
		{at + "/exhibit/:id/file", ref + "/exhibit/" + string(p.exhibit) + "/file", access.Reader, access.Caseworker, nil},
		edit("/exhibit/:id/log", "/exhibit/"+string(p.exhibit)+"/log", "handling", "returned", "private_note", "to her mother"),
		{"/staff/cases/:ref/looked", "/staff/cases/" + string(h.ref) + "/looked", access.Reader, access.Administrator, nil},
		edit("/relative/new", "/relative/new", "who", "His brother", "checked", "rang back", "language", "ar"),
		{at + "/relative/card", ref + "/relative/card", access.Reader, access.Caseworker, nil},
		edit("/relative/:id/code", "/relative/"+string(p.relative[0])+"/code", "version", "1", "who", "Her mother", "checked", "in person again", "language", "es"),
		edit("/relative/:id/end", "/relative/"+string(p.relative[1])+"/end"),
		edit("/relative/:id/share", "/relative/"+string(p.relative[2])+"/share", "told", "A lawyer saw her."),
		edit("/relative/:id/answer", "/relative/"+string(p.relative[3])+"/answer", "message", "We asked."),
		edit("/told/:id/settled", "/told/"+string(p.told)+"/settled", "version", "1", "done", "yes"),
		{at + "/erase", ref + "/erase", access.Caseworker, access.Editor, url.Values{"reason": {"her mother asked"}}},
	}
}

func TestAFileIsHandedInAndOutThroughTheBrowser(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	editor := o.signedIn(access.Editor)
	at := "/staff/cases/" + string(o.has.ref) + "/private"
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range map[string]string{"csrf": editor.token, "from_whom": "a neighbour"} {
		must(t, form.WriteField(name, value))
	}
	part, err := form.CreateFormFile("file", "..\\recording.mp3")
	must(t, err)
	sent := bytes.Repeat([]byte("sound "), 50_000)
	_, err = part.Write(sent)
	must(t, err)
	must(t, form.Close())
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, editor.site+at+"/exhibit/new", &body)
	must(t, err)
	req.Header.Set("Content-Type", form.FormDataContentType())
	if got := editor.do(req); got.status != http.StatusSeeOther {
		t.Fatalf("handing in = %d, want 303\n%s", got.status, summaryOf(got.body))
	}
	file, err := o.PrivateFile(t.Context(), system, o.has.ref)
	must(t, err)
	e := file.Exhibits[len(file.Exhibits)-1]
	got := editor.get(at + "/exhibit/" + string(e.ID) + "/file")
	if got.status != http.StatusOK || got.body != string(sent) || !strings.Contains(got.header.Get("Content-Disposition"), "attachment; filename=recording.mp3") ||
		!strings.HasPrefix(got.header.Get("Content-Security-Policy"), "sandbox;") || got.header.Get("Content-Type") != "application/octet-stream" {
		t.Errorf("handing out = %d with %d bytes, %v", got.status, len(got.body), got.header)
	}
	page := editor.get(at)
	for _, want := range []string{"recording.mp3", "a neighbour", "received", "opened", e.SHA256} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the private file does not say %q", want)
		}
	}
}

func TestACasePageTellsNothingOfThePrivateFile(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	editor := o.signedIn(access.Editor)
	for _, path := range []string{"", "/history", "/preview", "/edit"} {
		if page := editor.get("/staff/cases/" + string(o.has.ref) + path); strings.Contains(page.body, "555-0100") || strings.Contains(page.body, "She called") || strings.Contains(page.body, "Her mother") {
			t.Errorf("the page %q of the case tells of the private file", path)
		}
	}
}
