package web

import (
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/views/staff"
)

// privateFileRoutes are the private file of a case and who looked at it.
func (s *Server) privateFileRoutes(d door) {
	at := func(more string) string { return staff.CasesPath + "/:ref/private" + more }
	d.page(staff.CasesPath+"/:ref/looked", s.whoLooked, access.ReadCasebook)
	d.page(at(""), s.privateFile, access.ReadPrivateFile)
	s.familyDeskRoutes(d)
	for kind, form := range map[string]func(w work) error{"contact": s.keepContact, "need": s.keepNeed, "note": s.keepNote, "task": s.keepTask} {
		d.sheet(at("/"+kind+"/new"), form, access.EditPrivateFile)
		d.sheet(at("/"+kind+"/:id/edit"), form, access.EditPrivateFile)
		d.sheet(at("/"+kind+"/:id/remove"), s.removePrivate(kind), access.EditPrivateFile)
	}
	d.act(at("/task/:id/done"), s.finishTask, access.EditPrivateFile)
	d.sheet(staff.CasesPath+"/:ref"+exhibitsPath, s.keepExhibit, access.EditPrivateFile)
	d.page(at("/exhibit/:id/file"), s.exhibitFile, access.EditPrivateFile)
	d.sheet(at("/exhibit/:id/log"), s.logHandling, access.EditPrivateFile)
	d.sheet(at("/erase"), s.erasePrivateFile, access.PublishRecord)
}

// privateFile shows what is kept of a case for those who work with the family.
func (s *Server) privateFile(w work) error {
	file, err := s.o.Desk.PrivateFile(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	f, err := s.o.Desk.File(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	may, err := s.o.Desk.MayOnCase(w.ctx(), w.by, f.Case.ID)
	if err != nil {
		return err
	}
	v := staff.PrivatePage{Ref: f.Case.Ref, File: file, Edit: may.PrivateFile, Erase: may.Erase, Looks: may.Looks, Names: map[casebook.ID]string{}}
	people, err := s.o.Desk.Colleagues(w.ctx(), w.by)
	if err != nil {
		return err
	}
	for _, one := range people {
		v.Names[one.ID] = one.Name
	}
	return w.show(staff.PrivateFile(w.titled("private_of", "ref", string(f.Case.Ref)), v))
}

// whoLooked shows who looked at a case.
func (s *Server) whoLooked(w work) error {
	looks, err := s.o.Desk.WhoLooked(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	list := make([]staff.Look, len(looks))
	for i, l := range looks {
		list[i] = staff.Look{Hour: l.Hour, Who: l.UserName, Private: l.Private}
	}
	return w.show(staff.Looked(w.titled("looked_at", "ref", string(w.ref())), w.ref(), list))
}

// line is the line of a private file that the address names, or a new one.
func line[T any](w work, pick func(p *casebook.PrivateFile) []T, of func(T) casebook.Line) (row T, found casebook.Line, err error) {
	file, err := w.s.o.Desk.PrivateFile(w.ctx(), w.by, w.ref())
	if err != nil || w.id() == "" {
		return row, found, err
	}
	for _, one := range pick(file) {
		if of(one).ID == w.id() {
			return one, of(one), nil
		}
	}
	return row, found, nothingThere()
}

// privateSheet is the form of one line of a private file, new or not.
func privateSheet[D any](w work, kind string, draft D, on casebook.Line, fields func(f *staff.Form) templ.Component, save func(in D) error) error {
	key := "private.add." + kind
	if on.ID != "" {
		key = "private.edit." + kind
	}
	back := staff.CasePath(w.ref(), "private")
	sh := sheet[D]{
		name: kind, title: w.t(key), back: back, draft: draft, version: on.Version, fields: fields,
		save: func(in D) (string, error) { return back, save(in) },
	}
	if on.ID != "" {
		sh.reload = func() (D, int, error) { return draft, on.Version, nil }
	}
	return serve(w, sh)
}

func (s *Server) keepContact(w work) error {
	row, on, err := line(w, func(p *casebook.PrivateFile) []casebook.Contact { return p.Contacts }, func(c casebook.Contact) casebook.Line { return c.Line })
	if err != nil {
		return err
	}
	return privateSheet(w, "contact", row.Draft(), on, func(f *staff.Form) templ.Component { return staff.ContactFields(f) },
		func(in casebook.ContactDraft) error {
			return s.o.Desk.KeepContact(w.ctx(), w.by, w.ref(), on.ID, w.version(), in)
		})
}

func (s *Server) keepNeed(w work) error {
	row, on, err := line(w, func(p *casebook.PrivateFile) []casebook.Need { return p.Needs }, func(n casebook.Need) casebook.Line { return n.Line })
	if err != nil {
		return err
	}
	return privateSheet(w, "need", row.Draft(), on, func(f *staff.Form) templ.Component { return staff.NeedFields(f) },
		func(in casebook.NeedDraft) error {
			return s.o.Desk.KeepNeed(w.ctx(), w.by, w.ref(), on.ID, w.version(), in)
		})
}

func (s *Server) keepNote(w work) error {
	row, on, err := line(w, func(p *casebook.PrivateFile) []casebook.PrivateNote { return p.Notes }, func(n casebook.PrivateNote) casebook.Line { return n.Line })
	if err != nil {
		return err
	}
	return privateSheet(w, "note", casebook.NoteDraft{Text: row.Text}, on, func(f *staff.Form) templ.Component { return staff.NoteFields(f) },
		func(in casebook.NoteDraft) error {
			return s.o.Desk.KeepNote(w.ctx(), w.by, w.ref(), on.ID, w.version(), in)
		})
}

func (s *Server) keepTask(w work) error {
	row, on, err := line(w, func(p *casebook.PrivateFile) []casebook.Task { return p.Tasks }, func(t casebook.Task) casebook.Line { return t.Line })
	if err != nil {
		return err
	}
	people, err := s.o.Desk.Colleagues(w.ctx(), w.by)
	if err != nil {
		return err
	}
	var choices []staff.Choice
	for _, one := range people {
		choices = append(choices, staff.Choice{Value: string(one.ID), Label: one.Name})
	}
	draft := casebook.TaskDraft{What: row.What, Due: row.Due.String(), Assignee: string(row.Assignee)}
	if on.ID == "" {
		draft = casebook.TaskDraft{Assignee: string(w.by.ID)}
	}
	return privateSheet(w, "task", draft, on, func(f *staff.Form) templ.Component { return staff.TaskFields(f, choices) },
		func(in casebook.TaskDraft) error {
			return s.o.Desk.KeepTask(w.ctx(), w.by, w.ref(), on.ID, w.version(), in)
		})
}

// finishTask marks a task as done, or as open again.
func (s *Server) finishTask(w work) error {
	if err := s.o.Desk.FinishTask(w.ctx(), w.by, w.ref(), w.id(), w.version(), w.form.Get("done") != "no"); err != nil {
		return err
	}
	w.say("done", w.t("saved"))
	return w.goTo(w.back(staff.CasePath(w.ref(), "private")))
}

// removePrivate takes a line away for good.
func (s *Server) removePrivate(kind string) func(w work) error {
	return func(w work) error {
		file, err := s.o.Desk.PrivateFile(w.ctx(), w.by, w.ref())
		if err != nil {
			return err
		}
		on, what := lineIn(file, kind, w.id())
		if on.ID == "" {
			return nothingThere()
		}
		return confirm(w, asked{
			title: w.t("private.remove." + kind), button: w.t("remove"), lead: w.t("private.remove.lead"), what: []string{what}, sure: true,
			back: staff.CasePath(w.ref(), "private"), version: on.Version,
			do: func(string) error {
				return s.o.Desk.RemovePrivate(w.ctx(), w.by, w.ref(), kind, w.id(), w.version())
			},
		})
	}
}

// lineIn finds a line of a kind, with what it says in short.
func lineIn(file *casebook.PrivateFile, kind string, id casebook.ID) (found casebook.Line, what string) {
	look := func(k string, on casebook.Line, text string) {
		if k == kind && on.ID == id {
			found, what = on, text
		}
	}
	for _, c := range file.Contacts {
		look("contact", c.Line, c.Name+" "+c.Relation)
	}
	for _, n := range file.Needs {
		look("need", n.Line, n.What)
	}
	for _, n := range file.Notes {
		look("note", n.Line, n.Text)
	}
	for _, t := range file.Tasks {
		look("task", t.Line, t.What)
	}
	return found, what
}

// exhibitsPath ends the address of the form with which a file is handed in.
const exhibitsPath = "/private/exhibit/new"

// handedExhibit is the form with which a file or a pasted message is handed in.
type handedExhibit struct {
	casebook.ExhibitDraft
	Text string `form:"private_text"`
}

// keepExhibit takes in a file, or a message that was pasted, and seals it as it
// comes.
func (s *Server) keepExhibit(w work) error {
	defer w.finish()
	if _, err := s.o.Desk.PrivateFile(w.ctx(), w.by, w.ref()); err != nil {
		return err
	}
	back := staff.CasePath(w.ref(), "private")
	return serve(w, sheet[handedExhibit]{
		name: "exhibit", title: w.t("private.add.exhibit"), back: back,
		fields: func(f *staff.Form) templ.Component { f.Upload = true; return staff.ExhibitFields(f) },
		save: func(in handedExhibit) (string, error) {
			name, body := "message.txt", io.Reader(strings.NewReader(in.Text))
			if file := w.file(); file != nil {
				name, body = file.FileName(), file
			} else if strings.TrimSpace(in.Text) == "" {
				return "", fault.Field("file", "Choose the file first.")
			}
			if err := s.o.Desk.KeepExhibit(w.ctx(), w.by, w.ref(), in.ExhibitDraft, name, body); err != nil {
				return "", brokenOff(err)
			}
			return back, nil
		},
	})
}

// exhibitFile hands an exhibit out, to be saved and never shown here. That it
// was opened is in its custody log before the first byte is sent.
func (s *Server) exhibitFile(w work) error {
	if w.Request().Method == http.MethodHead { // whoever asks for headers has not seen the file
		return s.o.Desk.Allowed(w.ctx(), w.by, access.EditPrivateFile, w.ref())
	}
	e, write, err := s.o.Desk.OpenExhibit(w.ctx(), w.by, w.ref(), w.id())
	if err != nil {
		return err
	}
	h := w.Response().Header()
	h.Set("Content-Security-Policy", capturePolicy)
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Length", strconv.FormatInt(e.Size, 10))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": e.Name}))
	w.Response().WriteHeader(http.StatusOK)
	if err := write(w.Response()); err != nil { // the end is cut off, so that nobody takes it for the whole
		s.o.Log.Error("a sealed file could not be sent to its end", "error", err.Error())
		panic(http.ErrAbortHandler)
	}
	return nil
}

// logHandling writes down that a file was moved or given back.
func (s *Server) logHandling(w work) error {
	e, _, err := line(w, func(p *casebook.PrivateFile) []casebook.Exhibit { return p.Exhibits }, func(e casebook.Exhibit) casebook.Line { return e.Line })
	if err != nil {
		return err
	}
	back := staff.CasePath(w.ref(), "private")
	return serve(w, sheet[casebook.HandlingDraft]{
		name: "handling", title: w.t("private.log_of", "name", e.Name), back: back,
		fields: func(f *staff.Form) templ.Component { return staff.HandlingFields(f) },
		save: func(in casebook.HandlingDraft) (string, error) {
			return back, s.o.Desk.LogHandling(w.ctx(), w.by, w.ref(), e.ID, in)
		},
	})
}

// erasePrivateFile destroys the key of a private file, when the family asks.
func (s *Server) erasePrivateFile(w work) error {
	if _, err := s.o.Desk.PrivateFile(w.ctx(), w.by, w.ref()); err != nil {
		return err
	}
	return confirm(w, asked{
		title: w.t("private.erase_of", "ref", string(w.ref())), button: w.t("private.erase"), lead: w.t("private.erase.lead"), back: staff.CasePath(w.ref()),
		do: func(reason string) error { return s.o.Desk.ErasePrivateFile(w.ctx(), w.by, w.ref(), reason) },
	})
}
