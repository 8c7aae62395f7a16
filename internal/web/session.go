package web

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"

	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/views/staff"
)

// What a session holds. Nothing of the casebook is in it.
const (
	sessionUser    = "user"    // id of the account
	sessionToken   = "token"   // that every form carries
	sessionSeen    = "seen"    // unix time of the last request, to the minute
	sessionLang    = "lang"    // language of the desk
	sessionNotices = "notices" // what the next page says once, as JSON
	sessionEpoch   = "epoch"   // of the account when the session began
	sessionDevice  = "device"  // family of the browser
	sessionProved  = "proved"  // unix time at which they last proved who they are
	sessionShown   = "shown "  // and what: what a page shows once and nobody keeps, sealed
)

// actorKey finds who is signed in, and entryKey what else is known of them, in
// the context of a request.
const (
	actorKey = "actor"
	entryKey = "entry"
)

// sessionManager gives sessions whose tokens are stored as hashes, in a cookie
// that no script reads, no other site sends and no browser keeps. Idle time is
// counted by [Server.signedIn], so that reading a page does not always write.
func sessionManager(store SessionStore, tls bool) *scs.SessionManager {
	m := scs.New()
	m.Store = owned{store}
	m.HashTokenInStore, m.Lifetime = true, whole
	m.Cookie.Name, m.Cookie.Path, m.Cookie.HttpOnly = "sid", "/", true
	m.Cookie.SameSite, m.Cookie.Persist, m.Cookie.Secure = http.SameSiteStrictMode, false, tls
	if tls {
		m.Cookie.Name = "__Host-sid"
	}
	return m
}

// owned tells the store whose a session is whenever it is saved. The library
// locks the session meanwhile, so the answer comes along in the context.
type owned struct{ SessionStore }

// ownerKey finds whose session is being saved, in the context of saving it.
type ownerKey struct{}

// owner is whose session it is, and in which browser.
type owner struct {
	id     casebook.ID
	device string
}

// CommitCtx keeps a session and binds it to the account that is signed in.
func (o owned) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	if err := o.SessionStore.CommitCtx(ctx, token, data, expiry); err != nil {
		return err
	}
	if by, _ := ctx.Value(ownerKey{}).(owner); by.id != "" {
		return o.Bind(ctx, token, by.id, by.device)
	}
	return nil
}

// withSession loads the session a cookie names and saves what changed in it
// before the first byte of the answer. Without a change no cookie is set, so
// that whoever is not signed in gets none.
func (s *Server) withSession(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		token := ""
		if cookie, err := c.Request().Cookie(s.staff.sessions.Cookie.Name); err == nil {
			token = cookie.Value
		}
		ctx, err := s.staff.sessions.Load(c.Request().Context(), token)
		if err != nil {
			return fault.New(fault.Unavailable, "Sessions cannot be read just now. Try again in a moment.").Because(err)
		}
		c.SetRequest(c.Request().WithContext(ctx))
		c.Response().Before(func() { s.saveSession(c, ctx) })
		return next(c)
	}
}

// saveSession writes the session and its cookie. When it cannot be written the
// answer says 503: a person must not believe to be signed out when they are not.
func (s *Server) saveSession(c echo.Context, ctx context.Context) {
	m := s.staff.sessions
	switch m.Status(ctx) {
	case scs.Modified:
		by := owner{casebook.ID(m.GetString(ctx, sessionUser)), m.GetString(ctx, sessionDevice)}
		token, expiry, err := m.Commit(context.WithValue(context.WithoutCancel(ctx), ownerKey{}, by))
		if err != nil {
			s.o.Log.Error("the session could not be saved", "route", c.Path(), "error", err.Error())
			c.Response().Header().Del("Location")
			c.Response().Status = http.StatusServiceUnavailable
			return
		}
		m.WriteSessionCookie(ctx, c.Response(), token, expiry)
	case scs.Destroyed:
		m.WriteSessionCookie(ctx, c.Response(), "", time.Time{})
	}
	c.Response().Header().Set("Cache-Control", "no-store")
}

// signedIn lets only people with a live session and a live account on, and
// hands on who they are. A session ends after half an hour without use. An
// account without a second factor reaches nothing but the page that sets it up.
func (s *Server) signedIn(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		entry, err := s.whoIs(c.Request().Context())
		if err != nil {
			return err
		}
		c.Set(actorKey, entry.Actor)
		c.Set(entryKey, entry)
		if !entry.Bare || slices.Contains(reachedBare, c.Path()) {
			return next(c)
		}
		if !isSafe(c.Request().Method) {
			return fault.New(fault.Denied, "Set up your second factor first: everybody who works here signs in with one.")
		}
		c.Response().Header().Set("Location", codesPath)
		c.Response().WriteHeader(http.StatusSeeOther)
		return nil
	}
}

func (s *Server) whoIs(ctx context.Context) (desk.Entry, error) {
	m := s.staff.sessions
	id := m.GetString(ctx, sessionUser)
	if id == "" {
		return desk.Entry{}, fault.New(fault.SignedOut, "Please sign in first.")
	}
	now, seen := s.o.Now(), time.Unix(m.GetInt64(ctx, sessionSeen), 0)
	if now.Sub(seen) > idle {
		return desk.Entry{}, s.endSession(ctx, "You were signed out after half an hour without use.")
	}
	entry, err := s.o.Desk.Present(ctx, casebook.ID(id), m.GetInt(ctx, sessionEpoch))
	if fault.Is(err, fault.SignedOut) {
		return desk.Entry{}, s.endSession(ctx, "Please sign in again.")
	} else if err != nil {
		return desk.Entry{}, err
	}
	if now.Sub(seen) > time.Minute {
		m.Put(ctx, sessionSeen, now.Unix())
	}
	return entry, nil
}

func (s *Server) endSession(ctx context.Context, why fault.Format) error {
	if err := s.staff.sessions.Destroy(ctx); err != nil {
		return err
	}
	return fault.New(fault.SignedOut, why)
}

// beginSession signs somebody in: a new token, so that one planted before is
// worth nothing, and a new secret for the forms.
func (s *Server) beginSession(c echo.Context, entry desk.Entry) error {
	ctx, m := c.Request().Context(), s.staff.sessions
	m.Put(ctx, sessionUser, string(entry.Actor.ID))
	m.Put(ctx, sessionDevice, browserFamily(c.Request().UserAgent()))
	m.Put(ctx, sessionToken, newSecret())
	return s.goOn(ctx, entry)
}

// goOn gives a session a new token after its person proved who they are, and
// carries it into the epoch of their account.
func (s *Server) goOn(ctx context.Context, entry desk.Entry) error {
	m := s.staff.sessions
	if err := m.RenewToken(ctx); err != nil {
		return err
	}
	m.Put(ctx, sessionEpoch, entry.Epoch)
	m.Put(ctx, sessionSeen, s.o.Now().Unix())
	m.Put(ctx, sessionProved, s.o.Now().Unix())
	return nil
}

// families of browsers, in the order in which their marks are looked for: the
// later ones stand in the name of the earlier as well.
var families = []struct{ mark, name string }{
	{"Edg/", "edge"}, {"OPR/", "opera"}, {"Firefox/", "firefox"}, {"Chrome/", "chrome"}, {"Safari/", "safari"},
}

// browserFamily says which browser it is, so that people know their sessions
// again; nothing finer is kept.
func browserFamily(agent string) string {
	for _, f := range families {
		if strings.Contains(agent, f.mark) {
			return f.name
		}
	}
	return "other"
}

// newSecret gives 32 random bytes as text.
func newSecret() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails, says crypto/rand
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// same compares two secrets in a time that does not depend on them.
func same(a, b string) bool {
	return a != "" && subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}

// tell keeps sentences for the next page of this session.
func (s *Server) tell(ctx context.Context, notices ...staff.Notice) {
	all := append(s.told(ctx), notices...)
	if body, err := json.Marshal(all); err == nil {
		s.staff.sessions.Put(ctx, sessionNotices, string(body))
	}
}

// told takes the sentences kept for this page out of the session.
func (s *Server) told(ctx context.Context) []staff.Notice {
	var notices []staff.Notice
	if s.staff.sessions.Exists(ctx, sessionNotices) {
		_ = json.Unmarshal([]byte(s.staff.sessions.PopString(ctx, sessionNotices)), &notices)
	}
	return notices
}
