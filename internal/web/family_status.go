package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/when"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/visitor"
)

// statusRoutes are the pages behind a card, in one language. Nothing about
// anybody stands in their addresses, and none of them is written to the log.
func (s *Server) statusRoutes(l locale.Lang) {
	if !s.hasDesk() {
		return
	}
	s.get(links.Status(l), s.unlogged(s.statusForm(l)))
	s.get(links.StatusDo(l, "view"), s.unlogged(s.statusView(l)))
	s.get(links.Leave(l), s.unlogged(s.emptyPage(l)))
	for path, h := range map[string]func(l locale.Lang) echo.HandlerFunc{
		links.Status(l): s.openStatus, links.StatusDo(l, "message"): s.tellUs, links.StatusDo(l, "passphrase"): s.setPassphrase,
		links.StatusDo(l, "end"): s.endStatus, links.Leave(l): s.leave,
	} {
		s.echo.POST(path, s.unlogged(s.fromHere(h(l))))
	}
}

// unlogged keeps a request out of the log, and its page out of search engines:
// that somebody was here at this hour is a trace.
func (s *Server) unlogged(h echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Set(unloggedKey, true)
		c.Response().Header().Set("X-Robots-Tag", "noindex, noarchive")
		return h(c)
	}
}

// unloggedKey marks a request that leaves no line in the log, in its context.
const unloggedKey = "unlogged"

// fromHere refuses a form that another site sends, as far as the browser tells.
// An older telephone does not say where a form comes from and names its origin
// “null”, since our pages send no referrer: it is let through, and what changes
// anything asks for the token of the page besides.
func (s *Server) fromHere(h echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		old := r.Header.Get("Sec-Fetch-Site") == "" && r.Header.Get("Origin") == "null"
		if err := s.staff.origins.Check(r); err != nil && !old {
			return fromElsewhere(err)
		}
		return h(c)
	}
}

// visitCookie names the cookie of a relative's page: it says nothing.
func (s *Server) visitCookie() string {
	if s.overTLS() {
		return "__Host-v"
	}
	return "v"
}

func (s *Server) cookieOf(c echo.Context) string {
	cookie, err := c.Request().Cookie(s.visitCookie())
	if err != nil {
		return ""
	}
	return cookie.Value
}

func (s *Server) setVisit(c echo.Context, value string, age int) {
	c.SetCookie(&http.Cookie{Name: s.visitCookie(), Value: value, Path: "/", MaxAge: age, HttpOnly: true, Secure: s.overTLS(), SameSite: http.SameSiteStrictMode})
}

// familyPage is what every page behind a card has: a title that says nothing,
// and no icon of ours.
func (s *Server) familyPage(l locale.Lang, path string) layout.Family {
	w := locale.For(l)
	return layout.Family{Words: w, Title: w.T("status.title"), Path: path, BaseURL: s.o.Config.Base(), Contact: s.contact(), NoIndex: true, Neutral: true}
}

// statusForm shows the form, in the same bytes to everybody.
func (s *Server) statusForm(l locale.Lang) echo.HandlerFunc {
	return unasked(func(c echo.Context) error {
		return render(c, http.StatusOK, visitor.Status(visitor.StatusProps{Family: s.familyPage(l, links.Status(en))}))
	})
}

// openStatus takes a code. Whatever is wrong with it, the form comes back with
// a sentence, and without the digits.
func (s *Server) openStatus(l locale.Lang) echo.HandlerFunc {
	return func(c echo.Context) error {
		form, err := readForm(c.Response(), c.Request())
		if err != nil {
			return err
		}
		by, err := s.o.Desk.OpenByCode(c.Request().Context(), proofIn(form, "passphrase"), s.family.attempts)
		if err != nil {
			return s.statusAgain(c, l, err)
		}
		s.family.visits.end(s.cookieOf(c))
		s.setVisit(c, s.family.visits.begin(by), 0)
		return seeOther(c, links.StatusDo(l, "view"))
	}
}

func proofIn(form url.Values, passphrase string) desk.Proof {
	return desk.Proof{Number: form.Get("number"), Secret: form.Get("secret"), Passphrase: form.Get(passphrase)}
}

func seeOther(c echo.Context, to string) error {
	c.Response().Header().Set("Location", to)
	c.Response().WriteHeader(http.StatusSeeOther)
	return nil
}

// statusAgain shows the form with what is wrong.
func (s *Server) statusAgain(c echo.Context, l locale.Lang, err error) error {
	p := visitor.StatusProps{Family: s.familyPage(l, links.Status(en))}
	status := 0
	if p.Wrong, status = familyWrong(p.Words, err); status == 0 {
		return err
	}
	return render(c, status, visitor.Status(p))
}

// familyWrong says in the language of a page what is wrong, by field, and with
// which status; 0 for what is a failure of ours. Faults are sentences in the
// languages of the desk, so that their code and field find the words here.
func familyWrong(w *locale.Words, err error) (wrong map[string]string, status int) {
	var f *fault.Error
	if !errors.As(err, &f) {
		return nil, 0
	}
	var wait access.Waiting
	switch {
	case errors.As(err, &wait):
		return map[string]string{"": w.N("status.wrong.wait", int((time.Duration(wait)+time.Minute-1)/time.Minute))}, http.StatusTooManyRequests
	case f.Code == fault.SignedOut:
		return map[string]string{"": w.T("status.wrong.closed")}, http.StatusUnauthorized
	case f.Code == fault.Unavailable:
		return map[string]string{"": w.T("status.wrong.later")}, http.StatusServiceUnavailable
	case f.Code == fault.NotFound:
		return map[string]string{"": w.T("status.wrong.none")}, http.StatusUnprocessableEntity
	case f.Code != fault.Invalid:
		return nil, 0
	}
	wrong = map[string]string{}
	for field, key := range map[string]string{"number": "number", "secret": "secret", "passphrase": "short", "message": "many"} {
		if _, ok := f.Fields[field]; ok {
			wrong[field] = w.T("status.wrong." + key)
		}
	}
	return wrong, http.StatusUnprocessableEntity
}

// inVisit runs fn for the relative whose page is open; without one the form
// for the digits says that it was closed.
func (s *Server) inVisit(c echo.Context, l locale.Lang, fn func(v familyVisit) error) error {
	v, ok := s.family.visits.find(s.cookieOf(c))
	if !ok {
		return s.statusAgain(c, l, fault.New(fault.SignedOut, "This page is closed. Enter the digits of your card again."))
	}
	return fn(v)
}

// statusView shows the page behind a card.
func (s *Server) statusView(l locale.Lang) echo.HandlerFunc {
	return unasked(func(c echo.Context) error {
		return s.inVisit(c, l, func(v familyVisit) error { return s.showStatus(c, l, v, nil, "") })
	})
}

// showStatus shows the page behind a card, with what could not be done with
// what was typed.
func (s *Server) showStatus(c echo.Context, l locale.Lang, v familyVisit, failed error, written string) error {
	page, err := s.o.Desk.FamilyPage(c.Request().Context(), v.by)
	if err != nil {
		s.family.visits.end(s.cookieOf(c))
		return s.statusAgain(c, l, err)
	}
	view := visitor.StatusView{Family: s.familyPage(l, links.StatusDo(en, "view")), Token: v.token, Until: page.Code.Expires, Written: written}
	status := http.StatusOK
	if failed != nil {
		if view.Wrong, status = familyWrong(view.Words, failed); status == 0 {
			return failed
		}
		if view.Wrong["message"] != "" {
			view.Wrong["message"] = view.T("status.wrong." + messageWrong(written))
		}
	} else if v.done != "" {
		view.Done = view.T(v.done)
	}
	if page.Shared != nil {
		view.Told, view.Next, view.Liaison, view.Reach = page.Shared.Told, page.Shared.Next, page.Shared.Liaison, page.Shared.Reach
	}
	for _, m := range page.Messages {
		view.Messages = append(view.Messages, visitor.StatusMessage{Text: m.Text, Mine: m.ByFamily, Day: when.DayOf(m.CreatedAt)})
	}
	if page.Public {
		if view.Public, err = s.o.Reading.Case(c.Request().Context(), string(page.Ref)); err != nil && !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Gone) {
			return err
		}
	}
	return render(c, status, visitor.StatusPage(view))
}

// messageWrong says what is wrong with a message that was not taken.
func messageWrong(written string) string {
	switch n := utf8.RuneCountInString(strings.TrimSpace(written)); {
	case n == 0:
		return "empty"
	case n > casebook.MaxMessage:
		return "long"
	}
	return "many"
}

// inForm reads a form of the page behind a card, for the relative whose page it
// is. What could not be done stands on that page, with what was typed.
func (s *Server) inForm(l locale.Lang, fn func(c echo.Context, v familyVisit, form url.Values) error) echo.HandlerFunc {
	return func(c echo.Context) error {
		form, err := readForm(c.Response(), c.Request())
		if err != nil {
			return err
		}
		return s.inVisit(c, l, func(v familyVisit) error {
			if !same(form.Get("token"), v.token) {
				return fault.New(fault.Denied, "This form came from another page than the one that is open. Open the page again and try once more.")
			}
			if err := fn(c, v, form); err != nil {
				return s.showStatus(c, l, v, err, form.Get("message"))
			}
			return nil
		})
	}
}

// andBack runs one operation of a relative and leads back to their page, where
// the sentence of done stands.
func (s *Server) andBack(l locale.Lang, done string, fn func(c echo.Context, v familyVisit, form url.Values) error) echo.HandlerFunc {
	return s.inForm(l, func(c echo.Context, v familyVisit, form url.Values) error {
		if err := fn(c, v, form); err != nil {
			return err
		}
		s.family.visits.say(s.cookieOf(c), done)
		return seeOther(c, links.StatusDo(l, "view"))
	})
}

func (s *Server) tellUs(l locale.Lang) echo.HandlerFunc {
	return s.andBack(l, "status.sent", func(c echo.Context, v familyVisit, form url.Values) error {
		return s.o.Desk.TellUs(c.Request().Context(), v.by, casebook.MessageDraft{Text: form.Get("message")})
	})
}

func (s *Server) setPassphrase(l locale.Lang) echo.HandlerFunc {
	return s.andBack(l, "status.pass.done", func(c echo.Context, v familyVisit, form url.Values) error {
		return s.o.Desk.SetPassphrase(c.Request().Context(), v.by, proofIn(form, "before"), form.Get("passphrase"), s.family.attempts)
	})
}

// endStatus ends the access of a relative for good, and says so.
func (s *Server) endStatus(l locale.Lang) echo.HandlerFunc {
	return s.inForm(l, func(c echo.Context, v familyVisit, _ url.Values) error {
		if err := s.o.Desk.EndOwnCode(c.Request().Context(), v.by); err != nil {
			return err
		}
		s.forgetVisit(c)
		p := visitor.StatusProps{Family: s.familyPage(l, links.Status(en))}
		p.Done = p.T("status.end.done")
		return render(c, http.StatusOK, visitor.Status(p))
	})
}

// forgetVisit ends a visit and takes what it left in the browser.
func (s *Server) forgetVisit(c echo.Context) {
	s.family.visits.end(s.cookieOf(c))
	s.setVisit(c, "", -1)
	c.Response().Header().Set("Clear-Site-Data", `"*"`)
}

// leave ends a visit, deletes what is in the browser, and leads to a page that
// says nothing. It asks for no token: leaving must always work.
func (s *Server) leave(l locale.Lang) echo.HandlerFunc {
	return func(c echo.Context) error {
		s.forgetVisit(c)
		return seeOther(c, links.Leave(l))
	}
}

func (s *Server) emptyPage(l locale.Lang) echo.HandlerFunc {
	return unasked(func(c echo.Context) error {
		p := s.familyPage(l, links.Leave(en))
		p.NoSwitch = true
		return render(c, http.StatusOK, visitor.Empty(p))
	})
}
