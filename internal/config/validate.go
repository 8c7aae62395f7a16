package config

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"habeas/internal/fault"
)

// Validate checks every setting and fills in BaseURL when it is empty and can
// be told from Addr. It answers one fault.Invalid for all mistakes, a field per
// setting named as in the environment without HABEAS_; no sentence repeats a
// value, since values hold passwords.
//
// kong calls it by itself after parsing flags, and passes the fault on wrapped;
// [Explain] turns it into lines for the person who started the program.
func (c *Config) Validate() error {
	c.LogLevel, c.Contact = strings.ToLower(strings.TrimSpace(c.LogLevel)), strings.TrimSpace(c.Contact)
	wrong := fault.Fields{}
	say := func(setting string, sentence fault.Text) {
		if !sentence.IsZero() {
			wrong[setting] = sentence
		}
	}
	say("ADDR", checkAddr(c.Addr))
	say("DATA", checkPath(c.Data, "Name the folder for the databases, like ./data."))
	say("DATABASE_URL", checkDatabase(c.DatabaseURL))
	say("SHELF_URL", checkDatabase(c.ShelfURL))
	say("BASE_URL", checkBase(c.BaseURL))
	say("SMTP_URL", checkSMTP(c.SMTPURL))
	say("CONTACT", checkContact(c.Contact))
	if c.MasterKeyFile != "" {
		say("MASTER_KEY_FILE", checkPath(c.MasterKeyFile, "Name the file that holds the key."))
	}
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, c.LogLevel) {
		say("LOG_LEVEL", fault.Say("Choose one of debug, info, warn and error."))
	}
	if err := fault.InvalidFields(wrong); err != nil {
		return err
	}
	// Addresses are made by adding "/cases": no slash at the end, here and only here.
	c.BaseURL = strings.TrimSuffix(c.Base(), "/")
	return nil
}

// Explain says what is wrong with each setting, a line for each with its
// variable and its flag; "" when err is not about settings.
func Explain(err error) string {
	fields := fault.FieldsOf(err)
	var b strings.Builder
	for _, name := range fields.Names() {
		flag := strings.ToLower(strings.ReplaceAll(name, "_", "-"))
		fmt.Fprintf(&b, "HABEAS_%s or --%s: %s\n", name, flag, fields[name])
	}
	return b.String()
}

func checkAddr(addr string) fault.Text {
	const want = "Give a host and a port, like 127.0.0.1:8080, or :8080 for every network."
	host, port, err := net.SplitHostPort(addr)
	if err != nil || strings.ContainsAny(host, " /@\x00") {
		return fault.Say(want)
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || strconv.FormatUint(n, 10) != port {
		return fault.Say(want + " The port is a number from 0 to 65535.")
	}
	return fault.Text{}
}

func checkPath(path string, want fault.Format) fault.Text {
	if strings.TrimSpace(path) == "" || strings.ContainsRune(path, 0) {
		return fault.Say(want)
	}
	return fault.Text{}
}

func checkDatabase(text string) fault.Text {
	if text == "" {
		return fault.Text{}
	}
	if u, err := url.Parse(text); err == nil && (u.Scheme == "postgres" || u.Scheme == "postgresql") {
		return fault.Say("PostgreSQL is not supported yet in this version. Leave it empty to use SQLite in the data folder.")
	}
	return fault.Say("Leave it empty to use SQLite in the data folder. Another database would be postgres://…, which this version does not support yet.")
}

func checkBase(text string) fault.Text {
	const want = "Give the address of the site, like https://cases.example.org, and nothing after the host."
	if text == "" {
		return fault.Text{}
	}
	u, err := url.Parse(text)
	switch {
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.Hostname() == "":
		return fault.Say(want)
	case u.User != nil:
		return fault.Say(want + " It must not hold a user or a password: everybody sees it.")
	case u.Path != "" && u.Path != "/", u.RawQuery != "", u.ForceQuery, strings.Contains(text, "#"):
		return fault.Say(want + " A path, a query or a # cannot be part of it.")
	}
	return fault.Text{}
}

func checkSMTP(text string) fault.Text {
	if text == "" {
		return fault.Text{}
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Hostname() == "" {
		return fault.Say("Give smtp://user:password@host:port or smtps://…, with special characters of the password written as %%40 and the like; or leave it empty.")
	}
	if u.Path != "" && u.Path != "/" {
		return fault.Say("A path cannot be part of the mail server's address.")
	}
	return fault.Text{}
}
