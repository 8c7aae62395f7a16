package web

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/help"
	"habeas/internal/locale"
	"habeas/views/staff"
)

// helpRoutes are the pages of help, which the public reads as soon as somebody
// who may publish has saved them.
func (s *Server) helpRoutes(d door) {
	d.page(staff.HelpPath, s.helpPages, access.ReadCasebook)
	d.sheet(staff.HelpPath+"/:lang", s.editHelp, access.PublishRecord)
	d.page(staff.HelpPath+"/:lang/history", s.helpHistory, access.ReadCasebook)
	d.sheet(staff.HelpPath+"/:lang/default", s.restoreHelp, access.PublishRecord)
}

// helpPages lists the languages, and whose text stands in each.
func (s *Server) helpPages(w work) error {
	own, err := s.o.Desk.HelpPages(w.ctx(), w.by)
	if err != nil {
		return err
	}
	var lines []staff.HelpLine
	for _, l := range locale.Tongues {
		row, past := own[l]
		lines = append(lines, staff.HelpLine{Lang: l, Own: row.Text != "", Saved: row.UpdatedAt, Past: past})
	}
	return w.show(staff.HelpPages(w.titled("help"), lines))
}

// helpLang is the language in the address.
func (w work) helpLang() (locale.Lang, error) {
	if l := locale.Lang(w.Param("lang")); slices.Contains(locale.Tongues, l) {
		return l, nil
	}
	return "", nothingThere()
}

// helpText gives what the form of a language is opened on: the organisation's
// text, or the program's when it has none.
func (w work) helpText(l locale.Lang) (casebook.HelpDraft, casebook.HelpPage, error) {
	own, err := w.s.o.Desk.HelpPages(w.ctx(), w.by)
	row := own[l]
	if row.Text == "" {
		return casebook.HelpDraft{Text: help.Default(l)}, row, err
	}
	return casebook.HelpDraft{Text: row.Text}, row, err
}

// editHelp changes the page of help in a language. With “from” it opens an
// earlier text in the form.
func (s *Server) editHelp(w work) error {
	l, err := w.helpLang()
	if err != nil {
		return err
	}
	draft, row, err := w.helpText(l)
	if err != nil {
		return err
	}
	if from := w.QueryParam("from"); from != "" {
		if draft.Text, err = w.earlierHelp(l, from); err != nil {
			return err
		}
	}
	return serve(w, sheet[casebook.HelpDraft]{
		name: "help", title: w.t("help.edit", "language", locale.For(l).T("family.language_name")), back: staff.HelpPath,
		draft: draft, version: row.Version,
		fields: func(f *staff.Form) templ.Component { return staff.HelpFields(f, l, row.Text != "") },
		save: func(in casebook.HelpDraft) (string, error) {
			return staff.HelpPath, s.o.Desk.EditHelp(w.ctx(), w.by, l, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.HelpDraft, int, error) {
			now, row, err := w.helpText(l)
			return now, row.Version, err
		},
	})
}

// earlierHelp gives a text that was saved before, by the number of its entry
// in the history.
func (w work) earlierHelp(l locale.Lang, number string) (string, error) {
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return "", nothingThere()
	}
	all, err := w.s.o.Desk.HelpVersions(w.ctx(), w.by, l)
	if err != nil {
		return "", err
	}
	for _, r := range all {
		if r.ID == id && !r.Erased && r.Now != "" {
			return r.Now, nil
		}
	}
	return "", nothingThere()
}

// helpHistory shows every text that was saved.
func (s *Server) helpHistory(w work) error {
	l, err := w.helpLang()
	if err != nil {
		return err
	}
	revisions, err := s.o.Desk.HelpVersions(w.ctx(), w.by, l)
	if err != nil {
		return err
	}
	var all []staff.HelpVersion
	for _, r := range revisions {
		all = append(all, staff.HelpVersion{ID: r.ID, At: r.At, By: r.ByName, Reason: r.Reason, Text: r.Now, Erased: r.Erased})
	}
	return w.show(staff.HelpHistory(w.titled("help.history", "language", locale.For(l).T("family.language_name")), l, all))
}

// restoreHelp asks, and lets the text of the program stand again.
func (s *Server) restoreHelp(w work) error {
	l, err := w.helpLang()
	if err != nil {
		return err
	}
	_, row, err := w.helpText(l)
	if err != nil {
		return err
	}
	return confirm(w, asked{
		title: w.t("help.restore"), lead: w.t("help.restore_lead", "language", locale.For(l).T("family.language_name")), button: w.t("help.restore"),
		back: staff.HelpPath, version: row.Version,
		do: func(reason string) error {
			return s.o.Desk.RestoreHelp(w.ctx(), w.by, l, w.version(), reason)
		},
	})
}
