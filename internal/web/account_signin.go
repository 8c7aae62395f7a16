package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"habeas/internal/access"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/views/account"
	"habeas/views/staff"
)

// Addresses of accounts.
const (
	signInPath   = "/account/sign-in"
	passkeyPath  = "/account/sign-in/passkey"
	linkPath     = "/account/invitation"
	signOutPath  = "/account/sign-out"
	languagePath = "/account/language"
)

// doorCookie names the cookie that ties a sign-in form to the browser it was
// shown in. It is set on the sign-in page alone and says nothing of anybody.
func (s *Server) doorCookie() string {
	if s.overTLS() {
		return "__Host-door"
	}
	return "door"
}

// toSignIn sends somebody to the sign-in page and, when they were reading, back
// to where they were.
func (s *Server) toSignIn(c echo.Context) error {
	to := signInPath
	if next, ok := deskPath(c.Request().URL.Path); ok && isSafe(c.Request().Method) && next != staff.HomePath {
		to += "?next=" + url.QueryEscape(next)
	}
	c.Response().Header().Set("Location", to)
	c.Response().WriteHeader(http.StatusSeeOther)
	return nil
}

// showSignIn shows the sign-in form. A session is opened only by signing in:
// until then a random cookie and its signature in the form stand in for the
// secret of a session, so that looking at the page writes nothing.
func (s *Server) showSignIn(c echo.Context) error {
	if s.staff.sessions.GetString(c.Request().Context(), sessionUser) != "" {
		c.Response().Header().Set("Location", staff.HomePath)
		c.Response().WriteHeader(http.StatusSeeOther)
		return nil
	}
	return s.renderSignIn(c, http.StatusOK, s.signInProps(c, c.QueryParam("next")))
}

// renderSignIn shows the page, with what a browser needs to sign in by a
// passkey where the site has a name. The page works without it.
func (s *Server) renderSignIn(c echo.Context, status int, props account.SignInProps) error {
	if s.staff.passkeys != nil {
		q, err := s.staff.passkeys.Ask()
		if err != nil {
			return err
		}
		props.Ask, props.Ticket = string(q.Ask), s.ticket(s.door(c), q.Check)
		allowScript(c)
	}
	return render(c, status, account.SignIn(props))
}

func (s *Server) signInProps(c echo.Context, next string) account.SignInProps {
	if _, ok := deskPath(next); !ok {
		next = ""
	}
	return account.SignInProps{W: locale.For(s.signInLang(c)), Token: s.signature(s.door(c)), Next: next}
}

// signInLang is the language chosen by the link on the page, or the one the
// browser asks for.
func (s *Server) signInLang(c echo.Context) locale.Lang {
	form, _ := c.Get(formKey).(url.Values)
	for _, l := range locale.Langs {
		if c.QueryParam("lang") == string(l) || form.Get("lang") == string(l) {
			return l
		}
	}
	return s.wordsFor(c).Lang()
}

// doorKey finds the text of a door cookie that this answer sets.
const doorKey = "door"

// door gives the random text of this browser's door cookie, and sets one when
// there is none: the same however often a page asks.
func (s *Server) door(c echo.Context) string {
	if cookie, err := c.Request().Cookie(s.doorCookie()); err == nil && len(cookie.Value) == 43 {
		return cookie.Value
	}
	if value, ok := c.Get(doorKey).(string); ok {
		return value
	}
	value := newSecret()
	c.Set(doorKey, value)
	c.SetCookie(&http.Cookie{Name: s.doorCookie(), Value: value, Path: "/", HttpOnly: true, Secure: s.overTLS(), SameSite: http.SameSiteStrictMode})
	return value
}

func (s *Server) signature(door string) string {
	mac := hmac.New(sha256.New, s.staff.key[:])
	mac.Write([]byte("sign-in " + door))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// signIn checks a name, a password and a code, all at once.
func (s *Server) signIn(c echo.Context) error {
	return s.letIn(c, func(form url.Values, _ string) (desk.Entry, error) {
		return s.o.Desk.SignIn(c.Request().Context(), desk.Try{Name: form.Get("name"), Password: form.Get("password"), Code: form.Get("code")}, s.o.Attempts)
	})
}

// signInByPasskey checks what a passkey answered. Where the site has no name
// there is no such form.
func (s *Server) signInByPasskey(c echo.Context) error {
	return s.letIn(c, func(form url.Values, door string) (desk.Entry, error) {
		check, err := s.openTicket(door, form.Get("ticket"))
		if err != nil {
			return desk.Entry{}, err
		}
		return s.o.Desk.SignInByPasskey(c.Request().Context(), s.staff.passkeys, check, []byte(form.Get("answer")), s.staff.once, s.o.Attempts)
	})
}

// letIn reads a form of the sign-in page and opens a session for whoever
// proves to be somebody by it.
func (s *Server) letIn(c echo.Context, prove func(form url.Values, door string) (desk.Entry, error)) error {
	form, door, err := s.readDoorForm(c)
	if err != nil {
		return err
	}
	if door == "" {
		return s.refuseSignIn(c, http.StatusForbidden, form, fault.New(fault.Denied, "This page was open too long, or cookies are switched off. Enter your password and try again."))
	}
	entry, err := prove(form, door)
	var f *fault.Error
	switch {
	case errors.As(err, &f) && f.Code == fault.Invalid:
		return s.refuseSignIn(c, http.StatusUnprocessableEntity, form, f)
	case errors.As(err, &f) && f.Code == fault.Limited:
		return s.refuseSignIn(c, http.StatusTooManyRequests, form, f)
	case err != nil:
		return err
	}
	if err := s.beginSession(c, entry); err != nil {
		return err
	}
	ctx := c.Request().Context()
	s.staff.sessions.Put(ctx, sessionLang, string(s.langFor(c, entry)))
	c.Set(entryKey, entry)
	if entry.Recovered {
		s.tell(ctx, staff.Notice{Kind: "warning", Text: locale.For(s.langFor(c, entry)).N("staff.recovered", entry.CodesLeft)})
	}
	if action, ok := deskAction(form.Get(againField)); ok && !entry.Bare {
		return s.sendAgain(c, entry.Actor, action, brought(form))
	}
	to, ok := deskPath(form.Get("next"))
	if !ok {
		to = staff.HomePath
	}
	if entry.Bare {
		to = codesPath
	}
	c.Response().Header().Set("Location", to)
	c.Response().WriteHeader(http.StatusSeeOther)
	return nil
}

// readDoorForm reads a form of a page that asks for no session. The door it
// gives is the cookie that ties the form to this browser, empty when the form
// was not made for it.
func (s *Server) readDoorForm(c echo.Context) (form url.Values, door string, err error) {
	if err := s.staff.origins.Check(c.Request()); err != nil {
		return nil, "", fromElsewhere(err)
	}
	if form, err = readForm(c.Response(), c.Request()); err != nil {
		return nil, "", err
	}
	c.Set(formKey, form)
	cookie, err := c.Request().Cookie(s.doorCookie())
	if err != nil || !same(s.signature(cookie.Value), form.Get(tokenField)) {
		return form, "", nil
	}
	return form, cookie.Value, nil
}

// langFor is the language that an account has chosen, or the one of the page.
func (s *Server) langFor(c echo.Context, entry desk.Entry) locale.Lang {
	for _, l := range locale.Langs {
		if entry.Lang == string(l) {
			return l
		}
	}
	return s.signInLang(c)
}

// words gives the language of a page of the accounts.
func (s *Server) words(c echo.Context) *locale.Words { return locale.For(s.signInLang(c)) }

// refuseSignIn shows the form again with the name kept and the password not.
func (s *Server) refuseSignIn(c echo.Context, status int, form url.Values, f *fault.Error) error {
	props := s.signInProps(c, form.Get("next"))
	props.Name, props.Message = form.Get("name"), s.words(c).Fault(f.Message)
	if action, ok := deskAction(form.Get(againField)); ok {
		props.Again, props.Kept = action, carried(brought(form))
	}
	var wait access.Waiting
	if errors.As(f, &wait) {
		seconds := math.Ceil(time.Duration(wait).Seconds())
		c.Response().Header().Set("Retry-After", strconv.Itoa(int(seconds)))
	}
	return s.renderSignIn(c, status, props)
}

// signOut ends the session.
func (s *Server) signOut(w work) error {
	if err := s.staff.sessions.Destroy(w.ctx()); err != nil {
		return err
	}
	return w.goTo(signInPath)
}

// chooseLanguage changes the language of the desk for this session.
func (s *Server) chooseLanguage(w work) error {
	lang := locale.Lang(w.form.Get("lang"))
	if lang != locale.English && lang != locale.Spanish {
		return fault.Field("lang", "The desk speaks English (en) and Spanish (es).")
	}
	s.staff.sessions.Put(w.ctx(), sessionLang, string(lang))
	return w.goTo(w.back(staff.HomePath))
}
