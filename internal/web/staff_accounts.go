package web

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/boombuler/barcode/qr"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/store"
	"habeas/views/links"
	"habeas/views/staff"
)

// accountsRoutes are what administrators do with the accounts of others. What
// changes one asks them to prove themselves once more.
func (s *Server) accountsRoutes(d door) {
	at := func(more string) string { return staff.AccountsPath + "/:name" + more }
	d.page(staff.AccountsPath, s.accounts, access.ManageAccounts)
	d.sheet(staff.AccountsPath+"/new", s.reauthenticated(s.inviteUser), access.ManageAccounts)
	d.page(at(""), s.accountOf, access.ManageAccounts)
	d.page(at("/history"), s.accountHistory, access.ManageAccounts)
	d.sheet(at("/role"), s.reauthenticated(s.changeRole), access.ManageAccounts)
	d.sheet(at("/reset"), s.reauthenticated(s.resetAccount), access.ManageAccounts)
	d.sheet(at("/revoke"), s.reauthenticated(s.revokeLink), access.ManageAccounts)
	d.sheet(at("/sessions"), s.reauthenticated(s.endSessionsOf), access.ManageAccounts)
	d.sheet(at("/disable"), s.reauthenticated(s.disableAccount), access.ManageAccounts)
}

// accounts lists who may sign in.
func (s *Server) accounts(w work) error {
	users, err := s.o.Desk.Users(w.ctx(), w.by)
	if err != nil {
		return err
	}
	list := make([]staff.Account, len(users))
	for i, u := range users {
		list[i] = staff.Account{Name: u.Name, Display: u.DisplayName, Role: u.Role, Disabled: u.Disabled, Waived: u.Waived && u.Secret == nil,
			Ready: u.PasswordHash != "" && u.Secret != nil, Invited: u.PasswordHash == ""}
	}
	return w.show(staff.Accounts(w.titled("people"), list))
}

// accountOf shows one account, and the link that was just made for it, once.
func (s *Server) accountOf(w work) error {
	file, err := s.o.Desk.Account(w.ctx(), w.by, w.Param("name"))
	if err != nil {
		return err
	}
	a := s.accountPage(w, file)
	if shown := s.shownOnce(w, shownLink); len(shown) == 2 && shown[0] == file.Name {
		a.Link = shown[1]
	}
	return w.show(staff.AccountOf(w.page(file.DisplayName), a))
}

// accountHistory shows what was done to an account, and by whom.
func (s *Server) accountHistory(w work) error {
	file, err := s.o.Desk.Account(w.ctx(), w.by, w.Param("name"))
	if err != nil {
		return err
	}
	return s.history(w, w.t("history_of", "what", file.DisplayName), staff.AccountPath(file.Name), store.RevisionFilter{SubjectKind: casebook.OnUser, SubjectID: file.ID}, nil)
}

// roles are those that can be given, with what each may.
func (w work) roles() []staff.Choice {
	var roles []staff.Choice
	for _, r := range access.Roles {
		roles = append(roles, staff.Choice{Value: string(r), Label: w.t("role."+string(r)) + ": " + w.t("role.may."+string(r))})
	}
	return roles
}

// newAccount is the form of a new account.
type newAccount struct {
	Name    string `form:"name"`
	Display string `form:"display_name"`
	Role    string `form:"role"`
}

// inviteUser adds a person and makes the link to hand to them.
func (s *Server) inviteUser(w work) error {
	return serve(w, sheet[newAccount]{
		name: "account", title: w.t("invite"), button: w.t("invite.do"), back: staff.AccountsPath,
		fields: func(f *staff.Form) templ.Component { return staff.InviteFields(f, w.roles()) },
		save: func(in newAccount) (string, error) {
			link, err := s.o.Desk.InviteUser(w.ctx(), w.by, desk.AccountDraft{Name: in.Name, Display: in.Display, Role: access.Role(in.Role)})
			if err != nil {
				return "", err
			}
			name := strings.ToLower(strings.TrimSpace(in.Name))
			return staff.AccountPath(name), s.showLinkOnce(w, name, link)
		},
	})
}

// showLinkOnce keeps the address of a link for the page of its account.
func (s *Server) showLinkOnce(w work, name string, link desk.Link) error {
	return s.showOnce(w, shownLink, name, links.Absolute(s.o.Config.Base(), LinkPath(link.Secret)))
}

// LinkPath is the address at which somebody chooses their password.
func LinkPath(secret string) string { return linkPath + "/" + secret }

// newRole is the form of another role.
type newRole struct {
	Role   string `form:"role"`
	Reason string `form:"reason"`
}

// changeRole gives an account another role.
func (s *Server) changeRole(w work) error {
	file, err := s.o.Desk.Account(w.ctx(), w.by, w.Param("name"))
	if err != nil {
		return err
	}
	stored := func() (newRole, int, error) { return newRole{Role: file.Role}, file.Version, nil }
	draft, version, _ := stored()
	return serve(w, sheet[newRole]{
		name: "account", title: w.t("change_role_of", "name", file.Name), back: staff.AccountPath(file.Name), draft: draft, version: version, reload: stored,
		fields: func(f *staff.Form) templ.Component { return staff.RoleFields(f, w.roles()) },
		save: func(in newRole) (string, error) {
			return staff.AccountPath(file.Name), s.o.Desk.ChangeRole(w.ctx(), w.by, file.Name, access.Role(in.Role), w.version(), in.Reason)
		},
	})
}

// askAbout asks before something is done to an account.
func (s *Server) askAbout(w work, key string, do func(name string) error) error {
	file, err := s.o.Desk.Account(w.ctx(), w.by, w.Param("name"))
	if err != nil {
		return err
	}
	return confirm(w, asked{
		title: w.t(key+"_of", "name", file.Name), button: w.t(key), lead: w.t(key + ".lead"), sure: true, back: staff.AccountPath(file.Name),
		do: func(string) error { return do(file.Name) },
	})
}

// resetAccount lets an account begin anew with a link.
func (s *Server) resetAccount(w work) error {
	return s.askAbout(w, "reset_account", func(name string) error {
		link, err := s.o.Desk.ResetUser(w.ctx(), w.by, name)
		if err != nil {
			return err
		}
		return s.showLinkOnce(w, name, link)
	})
}

// revokeLink takes back the open link of an account.
func (s *Server) revokeLink(w work) error {
	return s.askAbout(w, "link.revoke", func(name string) error { return s.o.Desk.RevokeLink(w.ctx(), w.by, name) })
}

// endSessionsOf ends every session of an account.
func (s *Server) endSessionsOf(w work) error {
	return s.askAbout(w, "sessions.end_all", func(name string) error { return s.o.Desk.EndVisitsOf(w.ctx(), w.by, name) })
}

// disableAccount stops an account from signing in.
func (s *Server) disableAccount(w work) error {
	return s.askAbout(w, "disable", func(name string) error { return s.o.Desk.DisableUser(w.ctx(), w.by, name) })
}

// margin is how many light fields stand around a square, as cameras need it.
const margin = 4

// squareOf draws a text as a square of fields for a camera; an empty one when
// the text is too long, which no address of ours is.
func squareOf(text string) staff.Square {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return staff.Square{}
	}
	var path strings.Builder
	side := code.Bounds().Dx()
	for y := range side {
		for x := range side {
			if r, _, _, _ := code.At(x, y).RGBA(); r == 0 {
				path.WriteString("M" + strconv.Itoa(x+margin) + " " + strconv.Itoa(y+margin) + "h1v1h-1z")
			}
		}
	}
	return staff.Square{Size: side + 2*margin, Path: path.String()}
}
