package config_test

import (
	"errors"
	"log/slog"
	"os"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"

	"habeas/internal/config"
	"habeas/internal/fault"
)

func TestTheDefaultsAreValidAndAreWhatTheTagsSay(t *testing.T) {
	clearEnvironment(t)
	want := config.Default()
	if err := want.Validate(); err != nil {
		t.Fatalf("Validate: %v %v", err, fault.FieldsOf(err))
	}
	if want.BaseURL != "http://127.0.0.1:8080" {
		t.Errorf("BaseURL = %q, want it to follow from Addr", want.BaseURL)
	}
	got, err := parse(t)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("settings without flags: %v (-Default +kong):\n%s", err, diff)
	}
}

func TestAFlagWinsOverTheEnvironment(t *testing.T) {
	clearEnvironment(t)
	for name, value := range map[string]string{
		"HABEAS_ADDR": ":1", "HABEAS_DATA": "/d", "HABEAS_BASE_URL": "https://x.org", "HABEAS_SMTP_URL": "smtp://m",
		"HABEAS_CONTACT": "+58 212 555 0100", "HABEAS_MASTER_KEY_FILE": "k", "HABEAS_LOG_LEVEL": "warn",
	} {
		t.Setenv(name, value)
	}
	got, err := parse(t, "--addr", ":2", "--log-level=debug")
	want := config.Config{
		Addr: ":2", Data: "/d", BaseURL: "https://x.org", SMTPURL: "smtp://m", Contact: "+58 212 555 0100", MasterKeyFile: "k", LogLevel: "debug",
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("settings: %v (-want +got):\n%s", err, diff)
	}
}

func TestTheCommandLineRefusesBadSettingsInSentences(t *testing.T) {
	clearEnvironment(t)
	t.Setenv("HABEAS_DATABASE_URL", "postgres://h/db")
	_, err := parse(t, "--base-url", "example.org")
	want := `HABEAS_BASE_URL or --base-url: Give the address of the site, like https://cases.example.org, and nothing after the host.
HABEAS_DATABASE_URL or --database-url: PostgreSQL is not supported yet in this version. Leave it empty to use SQLite in the data folder.
`
	if diff := cmp.Diff(want, config.Explain(err)); diff != "" {
		t.Errorf("Explain (-want +got):\n%s", diff)
	}
	if got := config.Explain(errors.New("disk full")); got != "" {
		t.Errorf("Explain of another error = %q, want nothing", got)
	}
}

// clearEnvironment takes away the settings of whoever runs the tests.
func clearEnvironment(t *testing.T) {
	t.Helper()
	for _, pair := range os.Environ() {
		if name, value, _ := strings.Cut(pair, "="); strings.HasPrefix(name, "HABEAS_") {
			t.Setenv(name, value) // to have it back afterwards
			os.Unsetenv(name)
		}
	}
}

func parse(t *testing.T, args ...string) (config.Config, error) {
	t.Helper()
	var cli struct{ config.Config }
	parser, err := kong.New(&cli)
	if err != nil {
		t.Fatal(err)
	}
	_, err = parser.Parse(args)
	return cli.Config, err
}

func TestValidateAcceptsWhatWorks(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		why  string
		set  func(*config.Config)
		base string
	}{
		{"every network", func(c *config.Config) { c.Addr = ":80" }, "http://localhost:80"},
		{"every network, in full", func(c *config.Config) { c.Addr = "0.0.0.0:80" }, "http://localhost:80"},
		{"IPv6", func(c *config.Config) { c.Addr = "[::1]:8080" }, "http://[::1]:8080"},
		{"a port the system chooses", func(c *config.Config) { c.Addr = "127.0.0.1:0" }, ""},
		{"an address with a slash", func(c *config.Config) { c.BaseURL = "https://cases.example.org/" }, "https://cases.example.org"},
		{"an address with a port", func(c *config.Config) { c.BaseURL = "http://localhost:9" }, "http://localhost:9"},
		{"mail", func(c *config.Config) { c.SMTPURL = "smtps://me%40x:p@mail.example.org:465" }, "http://127.0.0.1:8080"},
		{"a level in capitals", func(c *config.Config) { c.LogLevel = "WARN" }, "http://127.0.0.1:8080"},
	} {
		c := config.Default()
		tt.set(&c)
		if err := c.Validate(); err != nil || c.BaseURL != tt.base {
			t.Errorf("%s: %v %v, BaseURL %q; want nil, %q", tt.why, err, fault.FieldsOf(err), c.BaseURL, tt.base)
		}
	}
}

func TestValidateRefusesWhatCannotWorkAndSaysWhatWould(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		setting, value, want string
		set                  func(*config.Config, string)
	}{
		{"ADDR", "8080", "like 127.0.0.1:8080", setAddr},
		{"ADDR", "", "like 127.0.0.1:8080", setAddr},
		{"ADDR", "http://x:80", "host and a port", setAddr},
		{"ADDR", "x:http", "number from 0 to 65535", setAddr},
		{"ADDR", "x:70000", "number from 0 to 65535", setAddr},
		{"ADDR", "x:080", "number from 0 to 65535", setAddr},
		{"DATA", " ", "Name the folder", func(c *config.Config, v string) { c.Data = v }},
		{"DATABASE_URL", "postgres://u:secret@h/db", "not supported yet in this version", func(c *config.Config, v string) { c.DatabaseURL = v }},
		{"SHELF_URL", "postgresql://u:secret@h/db", "not supported yet in this version", func(c *config.Config, v string) { c.ShelfURL = v }},
		{"DATABASE_URL", "mysql://secret", "Leave it empty", func(c *config.Config, v string) { c.DatabaseURL = v }},
		{"BASE_URL", "cases.example.org", "like https://cases.example.org", setBase},
		{"BASE_URL", "javascript:alert(1)", "like https://cases.example.org", setBase},
		{"BASE_URL", "https://", "like https://cases.example.org", setBase},
		{"BASE_URL", "https://x.org/cases", "path, a query", setBase},
		{"BASE_URL", "https://x.org?a=b", "path, a query", setBase},
		{"BASE_URL", "https://x.org/#a", "path, a query", setBase},
		{"BASE_URL", "https://u:secret@x.org", "everybody sees it", setBase},
		{"SMTP_URL", "mail.example.org:25", "smtp://user", func(c *config.Config, v string) { c.SMTPURL = v }},
		{"SMTP_URL", "smtp://u:sec%ret@h", "%40", func(c *config.Config, v string) { c.SMTPURL = v }},
		{"MASTER_KEY_FILE", "a\x00b", "Name the file", func(c *config.Config, v string) { c.MasterKeyFile = v }},
		{"LOG_LEVEL", "loud", "debug, info, warn and error", func(c *config.Config, v string) { c.LogLevel = v }},
	} {
		c := config.Default()
		tt.set(&c, tt.value)
		err := c.Validate()
		fields := fault.FieldsOf(err)
		if !fault.Is(err, fault.Invalid) || len(fields) != 1 || !strings.Contains(fields[tt.setting].String(), tt.want) {
			t.Errorf("%s=%q: %v %q; want only %s, saying %q", tt.setting, tt.value, err, fields, tt.setting, tt.want)
		}
		if strings.Contains(fields[tt.setting].String(), "secret") {
			t.Errorf("%s=%q: the sentence %q repeats the password", tt.setting, tt.value, fields[tt.setting])
		}
	}
}

func setAddr(c *config.Config, v string) { c.Addr = v }
func setBase(c *config.Config, v string) { c.BaseURL = v }

func TestValidateReportsAllMistakesAtOnce(t *testing.T) {
	t.Parallel()
	c := config.Config{DatabaseURL: "x", ShelfURL: "x", BaseURL: "x", SMTPURL: "x", MasterKeyFile: " "}
	got := fault.FieldsOf(c.Validate()).Names()
	want := []string{"ADDR", "BASE_URL", "DATA", "DATABASE_URL", "LOG_LEVEL", "MASTER_KEY_FILE", "SHELF_URL", "SMTP_URL"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("settings at fault (-want +got):\n%s", diff)
	}
}

func TestDumpShowsEverySettingButNoSecret(t *testing.T) {
	t.Parallel()
	c := config.Config{
		Addr: ":80", Data: "/srv/habeas", LogLevel: "info", MasterKeyFile: "/etc/habeas.key\nx",
		DatabaseURL: "postgres://me:hush@db:5432/cases?sslmode=verify-full&password=hush&sslkey=hush",
		ShelfURL:    "host=db password=hush",
		SMTPURL:     "smtp://me%40x:h%75sh@mail:587", Contact: "cases@ngo.example",
	}
	var b strings.Builder
	if err := c.Dump(&b); err != nil {
		t.Fatal(err)
	}
	want := `HABEAS_ADDR=:80
HABEAS_DATA=/srv/habeas
HABEAS_DATABASE_URL=postgres://me:***@db:5432/cases?password=***&sslkey=***&sslmode=verify-full
HABEAS_SHELF_URL=***
HABEAS_BASE_URL=http://localhost:80
HABEAS_SMTP_URL=smtp://me%40x:***@mail:587
HABEAS_CONTACT=cases@ngo.example
HABEAS_MASTER_KEY_FILE="/etc/habeas.key\nx"
HABEAS_LOG_LEVEL=info
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("Dump (-want +got):\n%s", diff)
	}
}

func TestDumpSaysWhatAnEmptySettingMeans(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := config.Default().Dump(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"DATABASE_URL=  # SQLite: data/casebook.db\n", "SHELF_URL=  # SQLite: data/shelf.db\n", "outbox", "CONTACT=  # none: the pages say"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("Dump = %q; want it to say %q", b.String(), want)
		}
	}
}

func TestDumpSaysWhenItCannotWrite(t *testing.T) {
	t.Parallel()
	broken := errors.New("pipe closed")
	if err := config.Default().Dump(failing{broken}); !errors.Is(err, broken) {
		t.Errorf("Dump to a closed pipe: %v, want %v", err, broken)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestLevelFollowsTheSetting(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]slog.Level{
		"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError, "": slog.LevelInfo,
	} {
		if got := (config.Config{LogLevel: name}).Level(); got != want {
			t.Errorf("Level of %q = %v, want %v", name, got, want)
		}
	}
}

func FuzzDumpKeepsThePassword(f *testing.F) {
	f.Add("u", "host/db")
	f.Add("u:1/", "host")
	f.Add("u:1?", "host")
	f.Add("u:1#", "host")
	f.Add("", "[::1]:5432/?sslmode=x")
	f.Fuzz(func(t *testing.T, user, host string) {
		const secret = "Kk7Secret7kK"
		c := config.Config{DatabaseURL: "postgres://" + user + ":" + secret + "@" + host, SMTPURL: "smtp://" + user + secret + "@" + host}
		if !strings.Contains(user, ":") {
			c.SMTPURL = "" // a name without a password is no secret
		}
		var b strings.Builder
		if err := c.Dump(&b); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), secret) {
			t.Errorf("Dump of %q, %q shows the password: %s", c.DatabaseURL, c.SMTPURL, b.String())
		}
	})
}
