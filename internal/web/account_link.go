package web

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"habeas/internal/access"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/views/account"
)

// showLink shows whoever has a link the form in which they choose their
// password. Looking at it uses nothing up: programs look at links, too.
func (s *Server) showLink(c echo.Context) error {
	guest, err := s.o.Desk.Invited(c.Request().Context(), c.Param("secret"))
	if err != nil {
		return s.deadLink(c, err)
	}
	props := s.linkProps(c)
	props.Name, props.Display = guest.Name, guest.Display
	return render(c, http.StatusOK, account.Accept(props))
}

func (s *Server) linkProps(c echo.Context) account.AcceptProps {
	return account.AcceptProps{
		W: locale.For(s.signInLang(c)), Token: s.signature(s.door(c)), Action: linkPath + "/" + c.Param("secret"), Least: access.MinPassword,
	}
}

// acceptLink takes the password and signs its owner in, to the page that sets
// up the second factor.
func (s *Server) acceptLink(c echo.Context) error {
	form, door, err := s.readDoorForm(c)
	if err != nil {
		return err
	}
	wrong := fault.New(fault.Denied, "This page was open too long, or cookies are switched off. Enter your password and try again.")
	status := http.StatusForbidden
	if door != "" {
		entry, err := s.o.Desk.AcceptLink(c.Request().Context(), c.Param("secret"), form.Get("password"), s.o.Attempts)
		if err == nil {
			if err := s.beginSession(c, entry); err != nil {
				return err
			}
			s.staff.sessions.Put(c.Request().Context(), sessionLang, string(s.langFor(c, entry)))
			c.Response().Header().Set("Location", codesPath)
			c.Response().WriteHeader(http.StatusSeeOther)
			return nil
		}
		if !errors.As(err, &wrong) || wrong.Code != fault.Invalid {
			return s.deadLink(c, err)
		}
		status = http.StatusUnprocessableEntity
	}
	guest, err := s.o.Desk.Invited(c.Request().Context(), c.Param("secret"))
	if err != nil {
		return s.deadLink(c, err)
	}
	props := s.linkProps(c)
	props.Name, props.Display, props.Message = guest.Name, guest.Display, s.words(c).Fault(wrong.Message)
	return render(c, status, account.Accept(props))
}

// deadLink says that a link opens nothing, in the same words whatever it is
// that ended it. Other failures go on.
func (s *Server) deadLink(c echo.Context, err error) error {
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != fault.NotFound {
		return err
	}
	return render(c, http.StatusNotFound, account.Accept(account.AcceptProps{
		W: locale.For(s.signInLang(c)), Action: linkPath + "/" + c.Param("secret"), Message: s.words(c).Fault(f.Message), Dead: true,
	}))
}
