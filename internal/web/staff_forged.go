package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"habeas/internal/fault"
	"habeas/views/staff"
)

// formKey finds the fields of a form, in the context of a request.
const formKey = "form"

// tokenField is the field in which every form carries the token.
const tokenField = "csrf"

// unforged reads a form that was sent and refuses one that another site may
// have made: by where the browser says it comes from, then by the secret of
// the session. Whoever was merely too slow keeps what they typed.
func (s *Server) unforged(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if isSafe(c.Request().Method) {
			return next(c)
		}
		if err := s.staff.origins.Check(c.Request()); err != nil {
			return fromElsewhere(err)
		}
		form, err := readFields(c)
		if err != nil {
			return err
		}
		c.Set(formKey, form)
		if !same(s.staff.sessions.GetString(c.Request().Context(), sessionToken), form.Get(tokenField)) {
			return s.askAgain(c)
		}
		return next(c)
	}
}

func isSafe(method string) bool { return method == http.MethodGet || method == http.MethodHead }

func fromElsewhere(cause error) error {
	return fault.New(fault.Denied, "This form was sent from another site, so nothing was done. Open the page here and fill it in again.").Because(cause)
}

// askAgain shows what was typed and lets the person send it again, with the
// token of the session they are in now.
func (s *Server) askAgain(c echo.Context) error {
	w := s.workOf(c)
	return render(c, http.StatusForbidden, staff.Resend(w.titled("resend.title"), w.t("resend.lead"), c.Request().URL.RequestURI(), keep(w.form)))
}
