package web

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/store"
	"habeas/views/staff"
)

// Addresses of what people keep of their own account.
const (
	ownPath      = "/account"
	codesPath    = "/account/codes"
	recoveryPath = "/account/recovery"
)

// reachedBare is what somebody reaches whose account has no second factor yet.
var reachedBare = []string{codesPath, signOutPath, languagePath}

// own registers an address that everybody has for themselves: the account is
// that of whoever is signed in, so that no permission is asked.
func (d door) own(path string, h func(w work) error) {
	d.Match([]string{http.MethodGet, http.MethodHead, http.MethodPost}, path, d.s.at(h))
}

// ownRoutes are what people keep of their own account.
func (s *Server) ownRoutes(d door) {
	d.Match([]string{http.MethodGet, http.MethodHead}, ownPath, s.at(s.ownAccount))
	d.Match([]string{http.MethodGet, http.MethodHead}, ownPath+"/history", s.at(s.ownHistory))
	d.own(ownPath+"/name", s.changeOwn)
	d.own(ownPath+"/password", s.reauthenticated(s.changePassword))
	d.own(codesPath, s.enrol)
	d.own(recoveryPath, s.reauthenticated(s.recoveryCodes))
	d.own(ownPath+"/passkeys/new", s.reauthenticated(s.addPasskey))
	d.own(ownPath+"/passkeys/:id/remove", s.reauthenticated(s.removePasskey))
	d.POST(ownPath+"/sessions/:id/end", s.at(s.endSessionOf))
	d.POST(ownPath+"/sessions/end", s.at(s.endOtherSessions))
}

// ownAccount shows somebody their account.
func (s *Server) ownAccount(w work) error {
	file, err := s.o.Desk.OwnAccount(w.ctx(), w.by)
	if err != nil {
		return err
	}
	return w.show(staff.OwnAccount(w.titled("own"), s.accountPage(w, file)))
}

// ownHistory shows somebody what was done to their account, and by whom.
func (s *Server) ownHistory(w work) error {
	return s.history(w, w.t("history_of", "what", w.t("own")), ownPath, store.RevisionFilter{SubjectKind: casebook.OnUser, SubjectID: w.by.ID}, nil)
}

// accountPage is an account as its pages show it.
func (s *Server) accountPage(w work, file *desk.AccountFile) staff.AccountPage {
	a := staff.AccountPage{
		Name: file.Name, Display: file.DisplayName, Role: file.Role, Lang: file.Lang, Disabled: file.Disabled, Waived: file.Waived, HasPassword: file.PasswordHash != "",
		HasSecret: file.HasSecret(), CodesLeft: file.CodesLeft, ByName: s.staff.passkeys != nil,
	}
	if link := file.OpenLink(s.o.Now()); link != nil {
		a.LinkUntil = link.ExpiresAt
	}
	for _, p := range file.Passkeys {
		a.Passkeys = append(a.Passkeys, staff.PasskeyLine{ID: p.ID, Label: p.Label, Made: p.CreatedAt, Used: p.UsedOn})
	}
	here := s.thisVisit(w)
	for _, v := range file.Visits {
		a.Visits = append(a.Visits, staff.VisitLine{ID: v.ID, Device: v.Device, Begun: v.BegunAt, Seen: v.SeenAt, Here: v.ID == here})
	}
	return a
}

// thisVisit names the session that the request belongs to.
func (s *Server) thisVisit(w work) string {
	return store.VisitID(storedToken(s.staff.sessions.Token(w.ctx())))
}

// storedToken is under which name the session library keeps a token.
func storedToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// ownForm is what people say about themselves.
type ownForm struct {
	Display string `form:"display_name"`
	Lang    string `form:"lang"`
}

// changeOwn changes the name and the language of an account.
func (s *Server) changeOwn(w work) error {
	file, err := s.o.Desk.OwnAccount(w.ctx(), w.by)
	if err != nil {
		return err
	}
	stored := func() (ownForm, int, error) {
		return ownForm{file.DisplayName, file.Lang}, file.Version, nil
	}
	draft, version, _ := stored()
	return serve(w, sheet[ownForm]{
		name: "own", title: w.t("own.name"), back: ownPath, draft: draft, version: version, reload: stored,
		fields: func(f *staff.Form) templ.Component { return staff.OwnFields(f) },
		save: func(in ownForm) (string, error) {
			if err := s.o.Desk.ChangeOwn(w.ctx(), w.by, desk.OwnDraft{Display: in.Display, Lang: in.Lang}, w.version()); err != nil {
				return "", err
			}
			if in.Lang == string(locale.English) || in.Lang == string(locale.Spanish) {
				s.staff.sessions.Put(w.ctx(), sessionLang, in.Lang)
			}
			return ownPath, nil
		},
	})
}

// newPassword is the form of another password.
type newPassword struct {
	Password string `form:"password"`
}

// changePassword gives somebody another password and ends their other sessions.
func (s *Server) changePassword(w work) error {
	return serve(w, sheet[newPassword]{
		name: "account", title: w.t("own.password"), back: ownPath,
		fields: func(f *staff.Form) templ.Component { return staff.PasswordFields(f) },
		save: func(in newPassword) (string, error) {
			entry, err := s.o.Desk.ChangePassword(w.ctx(), w.by, in.Password)
			if err != nil {
				return "", err
			}
			return ownPath, s.goOn(w.ctx(), entry)
		},
	})
}

// enrolForm is the form in which the codes of an app are set up.
type enrolForm struct {
	Sealed string `form:"sealed"`
	Code   string `form:"code"`
}

// enrol sets up the codes of an authenticator app. Whoever has some already
// proves themselves first; whoever has none just did.
func (s *Server) enrol(w work) error {
	file, err := s.o.Desk.OwnAccount(w.ctx(), w.by)
	if err != nil {
		return err
	}
	if file.HasSecret() || file.Waived {
		return s.reauthenticated(func(w work) error { return s.enrolApp(w, false) })(w)
	}
	return s.enrolApp(w, true)
}

func (s *Server) enrolApp(w work, first bool) error {
	e, err := s.enrolment(w)
	if err != nil {
		return err
	}
	show := staff.Enrolment{First: first, Square: squareOf(e.URL), Secret: access.Grouped(strings.ToLower(e.Secret), 4, " "), Link: e.URL}
	draft, back := enrolForm{Sealed: base64.RawURLEncoding.EncodeToString(e.Sealed)}, ownPath
	if first {
		back = ""
	}
	return serve(w, sheet[enrolForm]{
		name: "codes", title: w.t("codes"), button: w.t("codes.do"), back: back, draft: draft,
		fields: func(f *staff.Form) templ.Component { return staff.EnrolFields(f, show) },
		save: func(in enrolForm) (string, error) {
			sealed, _ := base64.RawURLEncoding.DecodeString(in.Sealed)
			entry, codes, err := s.o.Desk.Enrol(w.ctx(), w.by, sealed, in.Code, s.o.Attempts)
			if err != nil {
				return "", err
			}
			if len(codes) == 0 {
				return ownPath, s.goOn(w.ctx(), entry)
			}
			if err := s.showOnce(w, shownCodes, codes...); err != nil {
				return "", err
			}
			return recoveryPath, s.goOn(w.ctx(), entry)
		},
	})
}

// enrolment is a new secret, or the one that the form carries already.
func (s *Server) enrolment(w work) (desk.Enrolment, error) {
	sealed, err := base64.RawURLEncoding.DecodeString(w.form.Get("sealed"))
	if w.form == nil || err != nil || len(sealed) == 0 {
		return s.o.Desk.BeginEnrolment(w.ctx(), w.by)
	}
	return s.o.Desk.SameEnrolment(w.ctx(), w.by, sealed)
}

// recoveryCodes shows codes that were just made, once, and makes new ones.
func (s *Server) recoveryCodes(w work) error {
	if codes := s.shownOnce(w, shownCodes); w.form == nil && len(codes) > 0 {
		return w.show(staff.RecoveryPage(w.titled("recovery"), codes))
	}
	file, err := s.o.Desk.OwnAccount(w.ctx(), w.by)
	if err != nil {
		return err
	}
	if !file.HasSecret() {
		return fault.New(fault.Conflict, "Set up the codes of an authenticator app first. Recovery codes stand in for them.")
	}
	return confirm(w, asked{
		title: w.t("recovery"), button: w.t("recovery.renew"), lead: w.words.N("staff.recovery.lead", file.CodesLeft), sure: true, back: ownPath, done: recoveryPath,
		do: func(string) error {
			entry, codes, err := s.o.Desk.RenewRecoveryCodes(w.ctx(), w.by)
			if err != nil {
				return err
			}
			if err := s.showOnce(w, shownCodes, codes...); err != nil {
				return err
			}
			return s.goOn(w.ctx(), entry)
		},
	})
}

// endSessionOf ends one session of somebody's: the one they are in is signed
// out of.
func (s *Server) endSessionOf(w work) error {
	if w.Param("id") == s.thisVisit(w) {
		return s.signOut(w)
	}
	if err := s.o.Desk.EndVisit(w.ctx(), w.by, w.Param("id")); err != nil {
		return err
	}
	w.say("done", w.t("session.ended"))
	return w.goTo(ownPath)
}

// endOtherSessions ends every session of somebody's but this one.
func (s *Server) endOtherSessions(w work) error {
	n, err := s.o.Desk.EndOtherVisits(w.ctx(), w.by, s.thisVisit(w))
	if err != nil {
		return err
	}
	w.say("done", w.words.N("staff.sessions.ended", n))
	return w.goTo(ownPath)
}

// What is shown once, each on its own page: a link, or a card, that another page
// took for its own would be shown to whoever looks over a shoulder there.
const (
	shownCodes = "codes"
	shownLink  = "link"
	shownCard  = "card"
)

// showOnce keeps texts for the page of this session that shows such a thing.
// They are secrets, so that they are closed with a key that only this process
// has: the database never holds them.
func (s *Server) showOnce(w work, what string, texts ...string) error {
	gcm, err := s.closer()
	if err != nil {
		return err
	}
	nonce := make([]byte, gcm.NonceSize())
	_, _ = rand.Read(nonce) // never fails, says crypto/rand
	closed := gcm.Seal(nonce, nonce, []byte(strings.Join(texts, "\n")), []byte(what+" "+string(w.by.ID)))
	s.staff.sessions.Put(w.ctx(), sessionShown+what, base64.StdEncoding.EncodeToString(closed))
	return nil
}

// shownOnce takes what was kept for this page, if anything was.
func (s *Server) shownOnce(w work, what string) []string {
	if !isSafe(w.Request().Method) || w.Request().Method == http.MethodHead || !s.staff.sessions.Exists(w.ctx(), sessionShown+what) {
		return nil
	}
	closed, err := base64.StdEncoding.DecodeString(s.staff.sessions.PopString(w.ctx(), sessionShown+what))
	gcm, err2 := s.closer()
	if err != nil || err2 != nil || len(closed) < gcm.NonceSize() {
		return nil
	}
	text, err := gcm.Open(nil, closed[:gcm.NonceSize()], closed[gcm.NonceSize():], []byte(what+" "+string(w.by.ID)))
	if err != nil { // the program was started anew meanwhile
		return nil
	}
	return strings.Split(string(text), "\n")
}

func (s *Server) closer() (cipher.AEAD, error) {
	key := sha256.Sum256(append([]byte("shown once "), s.staff.key[:]...))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
