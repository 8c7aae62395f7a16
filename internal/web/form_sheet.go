package web

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/when"
	"habeas/views/staff"
)

// sheet is one form of the desk: what it is called, what stands in it when it
// is opened, what it shows, and what happens when it is sent. The same address
// opens and takes it.
type sheet[D any] struct {
	name    string // finds the words of its fields
	title   string // in words
	button  string // in words; empty: “Save”
	back    string // the page it came from, unless the address says otherwise
	draft   D      // what stands in it when opened
	version int    // of the row it changes; 0 for something new
	lists   lists  // what can be chosen from
	dates   []string
	ref     casebook.Ref     // the case it changes: new warnings about it are told
	adds    casebook.Subject // what something new is added to: while that is public, the form asks why
	fields  func(f *staff.Form) templ.Component
	save    func(in D) (to string, err error)
	reload  func() (D, int, error) // what is stored now; nil for something new
}

// lists says which things of the casebook a form lets a person choose from.
type lists uint8

const (
	withSources lists = 1 << iota
	withFacilities
	withReleaseEvents
)

// serve opens the form, or takes it.
func serve[D any](w work, sh sheet[D]) error {
	f, err := w.newForm(sh.name, sh.title, sh.button, w.back(sh.back))
	if err != nil {
		return err
	}
	f.Version, f.Keeps = sh.version, sh.keeps()
	if sh.adds.Kind != "" {
		if f.AsksWhy, err = w.s.o.Desk.AsksWhy(w.ctx(), w.by, sh.adds); err != nil {
			return err
		}
	}
	if f.Keeps {
		allowSending(w)
	}
	if w.form == nil {
		f.Values = unbind(sh.draft)
		if sh.reload != nil {
			f.Base = f.Values.Encode()
		}
		prefill(f)
		if f.Keeps {
			if err := w.offerDraft(f); err != nil {
				return err
			}
		}
		if err := w.fill(f, sh.lists); err != nil {
			return err
		}
		return w.show(staff.FormPage(f, sh.fields(f)))
	}
	merged := w.form.Get("merge") != "" && sh.reload != nil
	edit, open := w.form.Get("edit") != "", map[string]bool(nil)
	if merged {
		w.form, open = w.chosen()
	}
	f.Values, f.Base = w.form, w.form.Get("base")
	if f.Keeps && w.form.Get("keep") != "" {
		return w.keep(f)
	}
	if err := w.fill(f, sh.lists); err != nil {
		return err
	}
	if merged && anyOpen(open) {
		now, version, err := sh.reload()
		if err != nil {
			return err
		}
		return w.showMerge(f, unbindAll(now), version, open)
	}
	if edit {
		f.Version = w.version()
		return w.show(staff.FormPage(f, sh.fields(f)))
	}
	if f.More = w.form.Get("more"); f.More != "" || f.Searching() {
		if f.More == suggested {
			f.Values = over(unbind(sh.draft), w.form)
		}
		f.Version = w.version()
		return w.show(staff.FormPage(f, sh.fields(f)))
	}
	to, err := take(w, sh)
	if err != nil {
		return refuse(w, sh, f, err)
	}
	if f.Keeps {
		if err := w.s.o.Desk.DropDraft(w.ctx(), w.by, f.Action); err != nil {
			return err
		}
	}
	if back := w.back(to); back != sh.back { // somebody asked to come back elsewhere
		to = back
	}
	return w.goTo(to)
}

// take saves what was sent and keeps for the next page what should be said.
func take[D any](w work, sh sheet[D]) (string, error) {
	var in D
	if err := bind(w.form, &in); err != nil {
		return "", err
	}
	if err := unfinished(w.form); err != nil {
		return "", err
	}
	before := w.warnings(sh.ref)
	to, err := sh.save(in)
	if err != nil {
		return "", err
	}
	w.say("done", w.t("saved"))
	w.sayDates(sh.name, sh.dates)
	for text := range w.warnings(sh.ref) {
		if !before[text] {
			w.say("warning", text)
		}
	}
	return to, nil
}

// newForm gives a form without anything in it yet.
func (w work) newForm(name, title, button, back string) (*staff.Form, error) {
	f := &staff.Form{Page: w.page(title), Name: name, Save: button, Back: back, Values: url.Values{}}
	f.Lists.Found, f.Lists.Cut = map[string]int{}, map[string]bool{}
	f.Action = w.Request().URL.Path
	source := casebook.ID(w.QueryParam("source"))
	if source == "" {
		return f, nil
	}
	file, err := w.s.o.Desk.Source(w.ctx(), w.by, source)
	if err != nil {
		return nil, err
	}
	f.Aside = &file.Source
	if f.Text, err = w.sourceText(source); err != nil {
		return nil, err
	}
	f.Action += "?source=" + url.QueryEscape(string(source))
	return f, nil
}

// prefill cites the source that is being logged in the first line.
func prefill(f *staff.Form) {
	if f.Aside != nil && f.Values.Get("cites.0.source") == "" {
		f.Values.Set("cites.0.source", string(f.Aside.ID))
	}
}

// refuse shows the form again with what was typed and what is wrong; somebody
// else's change is shown beside it, and the form then carries the new version.
func refuse[D any](w work, sh sheet[D], f *staff.Form, err error) error {
	var wrong *fault.Error
	if !errors.As(err, &wrong) {
		return err
	}
	f.Message, f.Errors, f.Fixes, f.Version = wrong.Message, wrong.Fields, wrong.Fixes, w.version()
	switch wrong.Code {
	case fault.Invalid:
	case fault.Conflict:
		if sh.reload == nil || desk.MergedAway(wrong) { // it shows anew what it is about
			f.Version = sh.version
			break
		}
		now, version, err := sh.reload()
		if err != nil {
			return err
		}
		if version != w.version() { // somebody saved; any other conflict is told where it is
			return w.showMerge(f, unbindAll(now), version, nil)
		}
	default:
		return err
	}
	return render(w, statusOf(wrong.Code, http.MethodPost), staff.FormPage(f, sh.fields(f)))
}

// warnings gives what a person should look at in a case, but which stops
// nothing. It never fails a form that was saved.
func (w work) warnings(ref casebook.Ref) map[string]bool {
	if ref == "" {
		return nil
	}
	file, err := w.s.o.Desk.File(w.ctx(), w.by, ref)
	if err != nil {
		return nil
	}
	texts := map[string]bool{}
	for _, p := range file.Problems() {
		if !p.Blocks {
			texts[w.words.Fault(p.Text)] = true
		}
	}
	return texts
}

// sayDates says how the dates of a form were understood.
func (w work) sayDates(form string, names []string) {
	f := &staff.Form{Page: staff.Page{W: w.words}, Name: form}
	for _, name := range names {
		d, err := when.Parse(w.form.Get(name))
		if err != nil || d.IsZero() {
			continue
		}
		w.say("note", w.t("date_understood", "field", f.FieldLabel(name), "text", d.String(), "words", locale.Date(w.words.Lang(), d)))
	}
}
