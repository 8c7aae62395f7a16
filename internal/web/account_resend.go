package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"habeas/internal/access"
	"habeas/views/account"
	"habeas/views/staff"
)

// Fields with which the sign-in page carries a form that came too late: where
// it was going, and what was typed, each name behind a prefix of its own. None
// of it is kept on the server.
const (
	againField = "again"
	keptPrefix = "kept."
)

// maxKept is the size in bytes, as it is sent, of a form that can be carried:
// the name and the password of whoever signs in have to fit in as well.
const maxKept = maxForm - 16<<10

// askToSignIn answers whoever is not signed in. Readers go to the sign-in page;
// whoever sent a form gets that page with everything they typed in it, unless
// the form may come from another site. It answers with fault.TooLarge for what
// cannot be carried.
func (s *Server) askToSignIn(c echo.Context) error {
	action, ok := deskAction(c.Request().URL.RequestURI())
	if !ok || isSafe(c.Request().Method) || s.staff.origins.Check(c.Request()) != nil {
		return s.toSignIn(c)
	}
	form, err := readForm(c.Response(), c.Request())
	if err != nil {
		return err
	}
	kept := keep(form)
	if !slices.ContainsFunc(kept, isTyped) {
		return s.toSignIn(c)
	}
	if sizeOf(kept) > maxKept {
		return tooLarge()
	}
	props := s.signInProps(c, "")
	props.Again, props.Kept = action, carried(kept)
	return s.renderSignIn(c, http.StatusUnauthorized, props)
}

// keep gives the fields of a form that may stand on another page, in the order
// of their names: no password, and not the token of a session that is over.
func keep(form url.Values) []staff.Kept {
	var kept []staff.Kept
	for name, values := range form {
		if name == tokenField || strings.Contains(strings.ToLower(name), "password") {
			continue
		}
		for _, v := range values {
			kept = append(kept, staff.Kept{Name: name, Value: v})
		}
	}
	slices.SortStableFunc(kept, func(a, b staff.Kept) int { return strings.Compare(a.Name, b.Name) })
	return kept
}

// isTyped tells what a person may have typed from what only says where a form
// stood.
func isTyped(f staff.Kept) bool { return f.Value != "" && f.Name != "back" && f.Name != "version" }

// sizeOf is how many bytes fields take when the sign-in page sends them.
func sizeOf(kept []staff.Kept) int {
	size := 0
	for _, f := range kept {
		size += len(keptPrefix) + len(url.QueryEscape(f.Name)) + len(url.QueryEscape(f.Value)) + len("=&")
	}
	return size
}

// carried writes fields as the sign-in page carries them, and brought reads
// them from there.
func carried(kept []staff.Kept) []account.Kept {
	list := make([]account.Kept, len(kept))
	for i, f := range kept {
		list[i] = account.Kept{Name: keptPrefix + f.Name, Value: f.Value}
	}
	return list
}

func brought(form url.Values) []staff.Kept {
	inner := url.Values{}
	for name, values := range form {
		if name, ok := strings.CutPrefix(name, keptPrefix); ok {
			inner[name] = values
		}
	}
	return keep(inner)
}

// deskAction gives the address of a form of the desk, with its query, and of
// nothing else.
func deskAction(given string) (string, bool) {
	u, err := url.Parse(given)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.RawPath != "" || u.Fragment != "" {
		return "", false
	}
	to, ok := deskPath(u.Path)
	if query := u.Query().Encode(); query != "" {
		to += "?" + query
	}
	return to, ok && len(to) <= 600
}

// sendAgain shows what was typed before signing in, to be looked at and sent
// with the token of the new session: a person decides, so that no other site
// can have a form of its own saved by whoever signs in.
func (s *Server) sendAgain(c echo.Context, by access.Actor, action string, kept []staff.Kept) error {
	c.Set(actorKey, by)
	w := s.workOf(c)
	return render(c, http.StatusOK, staff.Resend(w.titled("resend.title"), w.t("resend.welcome"), action, kept))
}
