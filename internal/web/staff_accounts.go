package web

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/views/staff"
)

// accounts lists who may sign in.
func (s *Server) accounts(w work) error {
	users, err := s.o.Desk.Users(w.ctx(), w.by)
	if err != nil {
		return err
	}
	list := make([]staff.Account, len(users))
	for i, u := range users {
		list[i] = staff.Account{Name: u.Name, Display: u.DisplayName, Role: u.Role, Disabled: u.Disabled}
	}
	return w.show(staff.Accounts(w.titled("people"), list))
}

// newAccount is the form of a new account.
type newAccount struct {
	Name     string `form:"name"`
	Display  string `form:"display_name"`
	Role     string `form:"role"`
	Password string `form:"password"`
}

// addAccount adds a person who may sign in.
func (s *Server) addAccount(w work) error {
	var roles []staff.Choice
	for _, r := range access.Roles {
		roles = append(roles, staff.Choice{Value: string(r), Label: w.t("role."+string(r)) + ": " + w.t("role.may."+string(r))})
	}
	return serve(w, sheet[newAccount]{
		name: "account", title: w.t("add_account"), back: staff.AccountsPath,
		fields: func(f *staff.Form) templ.Component { return staff.AccountFields(f, roles) },
		save: func(in newAccount) (string, error) {
			_, err := s.o.Desk.AddUser(w.ctx(), w.by, in.Name, in.Display, access.Role(in.Role), in.Password)
			return staff.AccountsPath, err
		},
	})
}

// newSecretFor is the form of a new password.
type newSecretFor struct {
	Password string `form:"password"`
}

// resetPassword gives an account a new password and ends its sessions.
func (s *Server) resetPassword(w work) error {
	name := w.Param("name")
	if err := w.hasAccount(name); err != nil {
		return err
	}
	return serve(w, sheet[newSecretFor]{
		name: "account", title: w.t("reset_of", "name", name), button: w.t("reset_password"), back: staff.AccountsPath,
		fields: func(f *staff.Form) templ.Component { return staff.PasswordFields(f) },
		save: func(in newSecretFor) (string, error) {
			return staff.AccountsPath, s.o.Desk.ResetPassword(w.ctx(), w.by, name, in.Password)
		},
	})
}

// disableAccount stops an account from signing in.
func (s *Server) disableAccount(w work) error {
	name := w.Param("name")
	if err := w.hasAccount(name); err != nil {
		return err
	}
	return confirm(w, asked{
		title: w.t("disable_of", "name", name), button: w.t("disable"), lead: w.t("disable.lead"), sure: true, back: staff.AccountsPath,
		do: func(string) error { return s.o.Desk.DisableUser(w.ctx(), w.by, name) },
	})
}

// hasAccount gives fault.NotFound when nobody signs in under this name.
func (w work) hasAccount(name string) error {
	users, err := w.s.o.Desk.Users(w.ctx(), w.by)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(users, func(u store.User) bool { return strings.EqualFold(u.Name, name) }) {
		return fault.New(fault.NotFound, "There is no account with this name.")
	}
	return nil
}
