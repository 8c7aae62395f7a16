package main

import (
	"bufio"
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"

	"golang.org/x/sys/unix"

	"habeas/internal/access"
	"habeas/internal/config"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/web"
)

type userCommand struct {
	Add     userAddCommand     `cmd:"" help:"Add an account and print the link with which its person chooses a password."`
	List    userListCommand    `cmd:"" help:"List the accounts."`
	Disable userDisableCommand `cmd:"" help:"Stop an account from signing in, at once."`
	Reset   userResetCommand   `cmd:"" help:"Let an account begin anew: end its sessions, forget by what it signed in, and print a new link."`
}

type userAddCommand struct {
	config.Config
	Name    string `arg:"" help:"Name to sign in with."`
	Display string `help:"Name that stands in the history; by default the name to sign in with."`
	Role    string `default:"caseworker" help:"administrator, editor, reviewer, caseworker, family_liaison or reader."`
	Stdin   bool   `name:"password-stdin" help:"Take a password instead of printing a link: from the first line of standard input, or asked for on a terminal."`
}

// Run adds the account and prints its link, unless it takes a password.
func (u *userAddCommand) Run(ctx context.Context, c console) error {
	if u.Display == "" {
		u.Display = u.Name
	}
	password, err := c.password(u.Stdin)
	if err != nil {
		return err
	}
	return with(ctx, u.Config, c.err, false, func(r *rooms) error {
		var link desk.Link
		if u.Stdin {
			_, err = r.desk.AddUser(ctx, system, u.Name, u.Display, access.Role(u.Role), password)
		} else {
			link, err = r.desk.InviteUser(ctx, system, desk.AccountDraft{Name: u.Name, Display: u.Display, Role: access.Role(u.Role)})
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(c.out, "Added %s as %s.\n", u.Name, u.Role)
		c.printLink(u.Config, link)
		return nil
	})
}

// printLink prints what is handed to a person, if there is anything.
func (c console) printLink(cfg config.Config, link desk.Link) {
	if link.Secret == "" {
		fmt.Fprintln(c.out, "They set up a second factor when they first sign in.")
		return
	}
	fmt.Fprintf(c.out, "Link (shown this once, works once, until %s): %s%s\n", link.Until.Format("2 January 2006, 15:04 UTC"), cfg.Base(), web.LinkPath(link.Secret))
}

// password reads a password from the first line of standard input, when one
// is wanted. On a terminal it asks, and what is typed does not show.
func (c console) password(read bool) (password string, err error) {
	if !read {
		return "", nil
	}
	restore := c.hush()
	defer restore()
	line, err := bufio.NewReader(c.in).ReadString('\n')
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", fault.New(fault.Invalid, "Standard input held no password (%v).", err)
	}
	return line, nil
}

// hush asks for a password when a terminal is the input, and keeps what is
// typed from showing until restore is called.
func (c console) hush() (restore func()) {
	file, ok := c.in.(*os.File)
	if !ok {
		return func() {}
	}
	was, err := unix.IoctlGetTermios(int(file.Fd()), getTermios)
	if err != nil { // no terminal
		return func() {}
	}
	fmt.Fprint(c.err, "Password: ")
	silent := *was
	silent.Lflag &^= unix.ECHO
	_ = unix.IoctlSetTermios(int(file.Fd()), setTermios, &silent)
	return func() {
		_ = unix.IoctlSetTermios(int(file.Fd()), setTermios, was)
		fmt.Fprintln(c.err)
	}
}

type userListCommand struct{ config.Config }

// Run lists the accounts, one a line.
func (u *userListCommand) Run(ctx context.Context, c console) error {
	return with(ctx, u.Config, c.err, false, func(r *rooms) error {
		users, err := r.desk.Users(ctx, system)
		if err != nil {
			return err
		}
		for _, user := range users {
			state := "active"
			switch {
			case user.Disabled:
				state = "disabled"
			case user.PasswordHash == "":
				state = "invited"
			}
			fmt.Fprintf(c.out, "%s\t%s\t%s\t%s\n", user.Name, user.Role, state, user.DisplayName)
		}
		return nil
	})
}

type userDisableCommand struct {
	config.Config
	Name string `arg:"" help:"Name to sign in with."`
}

// Run disables the account.
func (u *userDisableCommand) Run(ctx context.Context, c console) error {
	return with(ctx, u.Config, c.err, false, func(r *rooms) error {
		if err := r.desk.DisableUser(ctx, system, u.Name); err != nil {
			return err
		}
		fmt.Fprintf(c.out, "%s can no longer sign in.\n", u.Name)
		return nil
	})
}

type userResetCommand struct {
	config.Config
	Name  string `arg:"" help:"Name to sign in with."`
	Stdin bool   `name:"password-stdin" help:"Only set another password, instead of printing a link: from the first line of standard input, or asked for on a terminal."`
}

// Run lets the account begin anew, or gives it another password.
func (u *userResetCommand) Run(ctx context.Context, c console) error {
	password, err := c.password(u.Stdin)
	if err != nil {
		return err
	}
	return with(ctx, u.Config, c.err, false, func(r *rooms) error {
		if u.Stdin {
			if err := r.desk.ResetPassword(ctx, system, u.Name, password); err != nil {
				return err
			}
			fmt.Fprintf(c.out, "%s has a new password; open sessions have ended.\n", u.Name)
			return nil
		}
		link, err := r.desk.ResetUser(ctx, system, u.Name)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.out, "%s begins anew; open sessions have ended.\n", u.Name)
		c.printLink(u.Config, link)
		return nil
	})
}

// siteWords are what a password must not hold: the name under which the site
// is reached.
func siteWords(c config.Config) []string {
	u, err := url.Parse(c.Base())
	if err != nil {
		return nil
	}
	return strings.FieldsFunc(u.Hostname(), func(r rune) bool { return r == '.' })
}
