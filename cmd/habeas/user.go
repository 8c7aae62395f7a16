package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"habeas/internal/access"
	"habeas/internal/config"
	"habeas/internal/fault"
)

type userCommand struct {
	Add     userAddCommand     `cmd:"" help:"Add an account. The password is read from the first line of standard input, or made and printed."`
	List    userListCommand    `cmd:"" help:"List the accounts."`
	Disable userDisableCommand `cmd:"" help:"Stop an account from signing in, at once."`
	Reset   userResetCommand   `cmd:"" help:"Give an account a new password and end its sessions."`
}

type userAddCommand struct {
	config.Config
	Name    string `arg:"" help:"Name to sign in with."`
	Display string `help:"Name that stands in the history; by default the name to sign in with."`
	Role    string `default:"caseworker" help:"administrator, editor, caseworker or reader."`
	Stdin   bool   `name:"password-stdin" help:"Read the password from the first line of standard input."`
}

// Run adds the account and prints the password when it made one.
func (u *userAddCommand) Run(ctx context.Context, c console) error {
	password, made, err := c.password(u.Stdin)
	if err != nil {
		return err
	}
	if u.Display == "" {
		u.Display = u.Name
	}
	return with(ctx, u.Config, c.err, false, func(r *rooms) error {
		if _, err := r.desk.AddUser(ctx, system, u.Name, u.Display, access.Role(u.Role), password); err != nil {
			return err
		}
		fmt.Fprintf(c.out, "Added %s as %s.\n", u.Name, u.Role)
		if made {
			fmt.Fprintf(c.out, "Password (shown this once): %s\n", password)
		}
		return nil
	})
}

// password reads a password from standard input, or makes one.
func (c console) password(read bool) (password string, made bool, err error) {
	if !read {
		password, err = newPassword()
		return password, true, err
	}
	line, err := bufio.NewReader(c.in).ReadString('\n')
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", false, fault.New(fault.Invalid, "Standard input held no password (%v).", err)
	}
	return line, false, nil
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
			if user.Disabled {
				state = "disabled"
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
	Stdin bool   `name:"password-stdin" help:"Read the password from the first line of standard input."`
}

// Run gives the account a new password.
func (u *userResetCommand) Run(ctx context.Context, c console) error {
	password, made, err := c.password(u.Stdin)
	if err != nil {
		return err
	}
	return with(ctx, u.Config, c.err, false, func(r *rooms) error {
		if err := r.desk.ResetPassword(ctx, system, u.Name, password); err != nil {
			return err
		}
		fmt.Fprintf(c.out, "%s has a new password; open sessions have ended.\n", u.Name)
		if made {
			fmt.Fprintf(c.out, "Password (shown this once): %s\n", password)
		}
		return nil
	})
}
