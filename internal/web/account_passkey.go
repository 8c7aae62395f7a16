package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/views/staff"
)

// allowScript lets the one page that is being answered run scripts of this
// site. What was allowed before stays allowed.
func allowScript(c echo.Context) {
	const name = "Content-Security-Policy"
	if h := c.Response().Header(); !strings.Contains(h.Get(name), "script-src 'self'") {
		h.Set(name, strings.Replace(policy, "script-src 'none'", "script-src 'self'", 1))
	}
}

// allowSending lets scripts of the page send to this site, too, as the one that
// keeps what is typed does; without it a browser refuses that in silence.
func allowSending(c echo.Context) {
	allowScript(c)
	h := c.Response().Header()
	h.Set("Content-Security-Policy", h.Get("Content-Security-Policy")+"; connect-src 'self'")
}

// ticket is what a form carries of a question to a passkey: what is needed to
// check the answer, signed for one browser or session.
func (s *Server) ticket(holder string, check []byte) string {
	return base64.RawURLEncoding.EncodeToString(check) + "." + s.stamp(holder, check)
}

// openTicket gives back what a ticket carries, or fault.Invalid when it was
// made for somebody else or changed.
func (s *Server) openTicket(holder, ticket string) ([]byte, error) {
	text, stamp, _ := strings.Cut(ticket, ".")
	check, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || !same(s.stamp(holder, check), stamp) || s.staff.passkeys == nil {
		return nil, fault.New(fault.Invalid, "This passkey was not taken. Load this page again and try once more, or sign in with your password and a code.")
	}
	return check, nil
}

func (s *Server) stamp(holder string, check []byte) string {
	mac := hmac.New(sha256.New, s.staff.key[:])
	mac.Write([]byte("passkey " + holder + " "))
	mac.Write(check)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// sessionSecret is the secret of the forms of this session.
func (w work) sessionSecret() string {
	return w.s.staff.sessions.GetString(w.ctx(), sessionToken)
}

// addPasskey asks the browser for a new passkey and keeps it. The page needs
// its script; without one it says so.
func (s *Server) addPasskey(w work) error {
	if s.staff.passkeys == nil {
		if w.form != nil {
			return w.goTo(ownPath)
		}
		return w.show(staff.NoPasskeys(w.titled("passkey.add")))
	}
	f, err := w.newForm("passkey", w.t("passkey.add"), w.t("passkey.make"), ownPath)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if w.form != nil {
		f.Values = w.form
		err := s.keepPasskey(w)
		var wrong *fault.Error
		switch {
		case err == nil:
			w.say("done", w.t("passkey.added"))
			return w.goTo(ownPath)
		case !errors.As(err, &wrong) || wrong.Code != fault.Invalid:
			return err
		}
		f.Message, f.Errors, status = wrong.Message, wrong.Fields, http.StatusUnprocessableEntity
	}
	q, err := s.o.Desk.OfferPasskey(w.ctx(), w.by, s.staff.passkeys)
	if err != nil {
		return err
	}
	allowScript(w)
	return render(w, status, staff.NewPasskey(f, string(q.Ask), s.ticket(w.sessionSecret(), q.Check)))
}

func (s *Server) keepPasskey(w work) error {
	check, err := s.openTicket(w.sessionSecret(), w.form.Get("ticket"))
	if err != nil {
		return err
	}
	entry, err := s.o.Desk.AddPasskey(w.ctx(), w.by, s.staff.passkeys, check, []byte(w.form.Get("answer")), w.form.Get("label"))
	if err != nil {
		return err
	}
	return s.goOn(w.ctx(), entry)
}

// removePasskey takes a passkey away.
func (s *Server) removePasskey(w work) error {
	file, err := s.o.Desk.OwnAccount(w.ctx(), w.by)
	if err != nil {
		return err
	}
	label, found := "", false
	for _, p := range file.Passkeys {
		if p.ID == w.id() {
			label, found = p.Label, true
		}
	}
	if !found {
		return fault.New(fault.NotFound, "You have no such passkey.")
	}
	return confirm(w, asked{
		title: w.t("passkey.remove_of", "name", label), button: w.t("remove"), lead: w.t("passkey.remove.lead"), sure: true, back: ownPath,
		do: func(string) error {
			entry, err := s.o.Desk.RemovePasskey(w.ctx(), w.by, casebook.ID(w.Param("id")))
			if err != nil {
				return err
			}
			return s.goOn(w.ctx(), entry)
		},
	})
}
