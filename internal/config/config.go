// Package config holds the settings of the program: their names, defaults,
// rules, and how they are shown without giving away what is secret in them.
//
// Reading the environment and the command line is the commands' business; they
// embed [Config], whose tags say where each setting comes from.
package config

import (
	"log/slog"
	"net"
	"net/url"
	"path/filepath"
)

// Config is every setting. A flag wins over the environment, and that over
// the default.
type Config struct {
	// Addr is where the server listens. The default is reachable from this
	// machine only; put a proxy with TLS before it to serve the public.
	Addr string `name:"addr" env:"HABEAS_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to listen."`

	// Data is the folder of the databases and of the evidence.
	Data string `name:"data" env:"HABEAS_DATA" default:"./data" placeholder:"DIR" help:"Folder for databases and evidence."`

	// DatabaseURL is the private casebook; empty means a file in Data.
	DatabaseURL string `name:"database-url" env:"HABEAS_DATABASE_URL" placeholder:"URL" help:"Private database; empty for SQLite in the data folder."`

	// ShelfURL is the published casebook; empty means a file in Data.
	ShelfURL string `name:"shelf-url" env:"HABEAS_SHELF_URL" placeholder:"URL" help:"Public database; empty for SQLite in the data folder."`

	// BaseURL is how readers reach the site: feeds, citations, messages and
	// the check of where a form came from use it, never the Host header.
	BaseURL string `name:"base-url" env:"HABEAS_BASE_URL" placeholder:"URL" help:"Address of the site as readers type it; empty for http:// and the listening address."`

	// SMTPURL is the mail server, smtp://user:password@host:port, or smtps://
	// for TLS from the start. Without it notices stay in the outbox.
	SMTPURL string `name:"smtp-url" env:"HABEAS_SMTP_URL" placeholder:"URL" help:"Mail server; empty keeps notices in the outbox."`

	// Contact is how readers reach whoever runs the site, to correct or remove
	// something: a mail address, a telephone number or a page. It is public.
	Contact string `name:"contact" env:"HABEAS_CONTACT" placeholder:"ADDRESS" help:"Mail address, telephone number or page at which readers reach you; shown on the public pages."`

	// MasterKeyFile holds the key that confidential fields are sealed with.
	MasterKeyFile string `name:"master-key-file" env:"HABEAS_MASTER_KEY_FILE" placeholder:"FILE" help:"File with the key that private files are sealed with; empty for one in the data folder."`

	// LogLevel is the least important message that is logged.
	LogLevel string `name:"log-level" env:"HABEAS_LOG_LEVEL" default:"info" placeholder:"LEVEL" help:"Least important message to log: debug, info, warn or error."`
}

// Default gives the settings of a program started without any.
func Default() Config {
	return Config{Addr: "127.0.0.1:8080", Data: "./data", LogLevel: "info"}
}

// CasebookFile is the private database's file when DatabaseURL is empty.
func (c Config) CasebookFile() string { return filepath.Join(c.Data, "casebook.db") }

// ShelfFile is the public database's file when ShelfURL is empty.
func (c Config) ShelfFile() string { return filepath.Join(c.Data, "shelf.db") }

// PastDir is the folder in which the record of earlier days is put together
// when somebody asks for it. It is emptied at every start.
func (c Config) PastDir() string { return filepath.Join(c.Data, "past") }

// EvidenceFolder is where captured files are kept.
func (c Config) EvidenceFolder() string { return filepath.Join(c.Data, "evidence") }

// SealedFolder is where the sealed files of private files are kept.
func (c Config) SealedFolder() string { return filepath.Join(c.Data, "sealed") }

// KeyFile is where the master key lies: in Data when MasterKeyFile is empty,
// which protects a stolen copy of the database and nothing more.
func (c Config) KeyFile() string {
	if c.MasterKeyFile != "" {
		return c.MasterKeyFile
	}
	return filepath.Join(c.Data, "master.key")
}

// Level gives the log level as log/slog counts it, info for an unknown one.
func (c Config) Level() slog.Level {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		return slog.LevelInfo
	}
	return level
}

// Base gives the address of the site: BaseURL, or what follows from Addr. With
// a port that the system chooses (":0") nothing follows, and it is empty: the
// server that knows the port sets BaseURL.
func (c Config) Base() string {
	if c.BaseURL != "" {
		return c.BaseURL
	}
	host, port, err := net.SplitHostPort(c.Addr)
	if err != nil || port == "0" {
		return ""
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost" // listening everywhere is no address to go to
	}
	base := url.URL{Scheme: "http", Host: net.JoinHostPort(host, port)}
	return base.String()
}
