package config

import (
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// mask stands where a secret is. It is no letter of any alphabet a URL is
// written in unescaped, so nobody takes it for the value.
const mask = "***"

// Dump writes the settings in force, one HABEAS_NAME=value a line, with what
// an empty one means behind it. Passwords in addresses are masked, and an
// address that cannot be read is masked whole.
func (c Config) Dump(w io.Writer) error {
	for _, line := range []struct{ name, value, empty string }{
		{"ADDR", c.Addr, ""},
		{"DATA", c.Data, ""},
		{"DATABASE_URL", masked(c.DatabaseURL), "SQLite: " + c.CasebookFile()},
		{"SHELF_URL", masked(c.ShelfURL), "SQLite: " + c.ShelfFile()},
		{"BASE_URL", masked(c.Base()), "known once the server listens"},
		{"SMTP_URL", masked(c.SMTPURL), "notices stay in the outbox"},
		{"CONTACT", c.Contact, "none: the pages say that no address was given"},
		{"MASTER_KEY_FILE", c.MasterKeyFile, c.KeyFile() + ", beside the casebook"},
		{"LOG_LEVEL", c.LogLevel, ""},
	} {
		text := "HABEAS_" + line.name + "=" + quoted(line.value)
		if line.value == "" && line.empty != "" {
			text += "  # " + quoted(line.empty)
		}
		if _, err := fmt.Fprintln(w, text); err != nil {
			return fmt.Errorf("show settings: %w", err)
		}
	}
	return nil
}

// quoted keeps a value on its line.
func quoted(value string) string {
	if strings.ContainsFunc(value, func(r rune) bool { return !strconv.IsPrint(r) }) {
		return strconv.Quote(value)
	}
	return value
}

// masked gives an address without its password, be it before the host or
// among the parameters.
func masked(address string) string {
	if address == "" {
		return ""
	}
	u, err := url.Parse(address)
	// An @ behind the host is the rest of a password with an unescaped / or ?.
	if err != nil || u.Scheme == "" || u.Host == "" || strings.Contains(u.Path+u.RawQuery+u.Fragment, "@") {
		return mask
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return mask
	}
	user := ""
	if u.User != nil {
		user = url.User(u.User.Username()).String()
		if _, ok := u.User.Password(); ok {
			user += ":" + mask
		}
		user += "@"
	}
	out := u.Scheme + "://" + user + u.Host + u.EscapedPath()
	if len(query) > 0 {
		out += "?" + maskedQuery(query)
	}
	return out
}

// maskedQuery writes parameters in the order of their names. Only those known
// to hold no secret are shown: a list of secret ones would miss the next.
func maskedQuery(query url.Values) string {
	var pairs []string
	for name, values := range query {
		for _, value := range values {
			if !slices.Contains([]string{"sslmode", "connect_timeout", "application_name", "search_path"}, name) {
				value = mask
			} else {
				value = url.QueryEscape(value)
			}
			pairs = append(pairs, url.QueryEscape(name)+"="+value)
		}
	}
	slices.Sort(pairs)
	return strings.Join(pairs, "&")
}
