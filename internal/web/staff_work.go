package web

import (
	"context"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/locale"
	"habeas/internal/when"
	"habeas/views/staff"
)

// work is one request of somebody signed in: who it is, in which language, and
// the form they sent.
type work struct {
	echo.Context
	s     *Server
	by    access.Actor
	words *locale.Words
	form  url.Values // nil unless a form was sent
}

// workOf gathers what the middleware found out.
func (s *Server) workOf(c echo.Context) work {
	by, _ := c.Get(actorKey).(access.Actor)
	form, _ := c.Get(formKey).(url.Values)
	if form != nil { // what a person says there holds for all that the form does
		by = by.Because(form.Get("reason"))
	}
	return work{Context: c, s: s, by: by, words: s.wordsFor(c), form: form}
}

func (w work) ctx() context.Context { return w.Request().Context() }

// wordsFor gives the language chosen for the session, or the one the browser
// asks for.
func (s *Server) wordsFor(c echo.Context) *locale.Words {
	switch lang := s.staff.sessions.GetString(c.Request().Context(), sessionLang); locale.Lang(lang) {
	case locale.English, locale.Spanish:
		return locale.For(locale.Lang(lang))
	}
	return locale.For(locale.Match(c.Request().Header.Get("Accept-Language")))
}

// page gives what every page of the desk has; it takes the notices along.
func (w work) page(title string) staff.Page {
	ctx := w.ctx()
	entry, _ := w.Get(entryKey).(desk.Entry)
	return staff.Page{
		Waived: entry.Waived,
		W:      w.words, Title: title, Actor: w.by, Path: w.Request().URL.Path, Today: when.DayOf(w.s.o.Now()),
		Token: w.s.staff.sessions.GetString(ctx, sessionToken), Notices: w.s.told(ctx),
	}
}

// titled is page with a title out of the words of the desk.
func (w work) titled(key string, args ...any) staff.Page { return w.page(w.t(key, args...)) }

// t gives a sentence of the desk.
func (w work) t(key string, args ...any) string { return w.words.T("staff."+key, args...) }

// show answers with a page.
func (w work) show(view templ.Component) error { return render(w, http.StatusOK, view) }

// goTo sends the browser on to a page, after something was done.
func (w work) goTo(path string) error {
	w.Response().Header().Set("Location", path)
	w.Response().WriteHeader(http.StatusSeeOther)
	return nil
}

// say keeps a sentence for the next page.
func (w work) say(kind, text string) { w.s.tell(w.ctx(), staff.Notice{Kind: kind, Text: text}) }

// ref is the reference of a case in the address.
func (w work) ref() casebook.Ref { return casebook.Ref(strings.ToUpper(w.Param("ref"))) }

// id is the id of a thing in the address.
func (w work) id() casebook.ID { return casebook.ID(w.Param("id")) }

// on is the subject in the address.
func (w work) on() casebook.Subject {
	return casebook.Subject{Kind: casebook.SubjectKind(w.Param("kind")), ID: w.id()}
}

// version is the one the form was opened on; 0, which no row has, when the
// form does not say.
func (w work) version() int {
	n, err := strconv.Atoi(w.form.Get("version"))
	if err != nil {
		return 0
	}
	return n
}

// back gives where a form returns to: what the form or the address says, when
// it is a page of the desk, and otherwise the given one.
func (w work) back(otherwise string) string {
	for _, given := range []string{w.form.Get("back"), w.QueryParam("back")} {
		if p, ok := deskPath(given); ok {
			return p
		}
	}
	return otherwise
}

// deskPath gives a path that leads to a page of the desk and nowhere else:
// not to another site, and not out of the desk by dots or odd slashes.
func deskPath(given string) (string, bool) {
	if len(given) > 300 || given != staff.HomePath && !strings.HasPrefix(given, staff.HomePath+"/") {
		return "", false
	}
	if strings.ContainsAny(given, "\\?#%") || strings.ContainsFunc(given, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", false
	}
	return given, path.Clean(given) == given
}
