package feed

import (
	"encoding/xml"
	"io"
	"net/url"
	"time"
)

// Feed is a list of entries, newest first.
type Feed struct {
	Lang    string
	Title   string
	Self    string // its own address, whole
	Page    string // of what it is about, whole
	Author  string
	Updated time.Time // of the newest entry; when the site began for an empty feed
	Entries []Entry
}

// Entry is one change.
type Entry struct {
	ID      string // what [Tag] gives: the same in every language and for good
	Title   string
	Page    string // whole address
	Updated time.Time
	Summary string
}

// Tag names an entry for good (RFC 4151): by the site, the day it began and a
// name that is never used for another entry.
func Tag(base, since, name string) string {
	host := base
	if u, err := url.Parse(base); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return "tag:" + host + "," + since + ":" + name
}

// atom is the shape of the file.
type atom struct {
	XMLName xml.Name  `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string    `xml:"xml:lang,attr"`
	ID      string    `xml:"id"`
	Title   string    `xml:"title"`
	Updated string    `xml:"updated"`
	Author  string    `xml:"author>name"`
	Links   []link    `xml:"link"`
	Entries []written `xml:"entry"`
}

type link struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type written struct {
	ID      string `xml:"id"`
	Title   string `xml:"title"`
	Updated string `xml:"updated"`
	Link    link   `xml:"link"`
	Summary string `xml:"summary,omitempty"`
}

const page = "text/html"

// Write writes a feed.
func Write(w io.Writer, f Feed) error {
	out := atom{
		Lang: f.Lang, ID: f.Self, Title: f.Title, Updated: instant(f.Updated), Author: f.Author,
		Links: []link{{"self", "application/atom+xml", f.Self}, {"alternate", page, f.Page}},
	}
	for _, e := range f.Entries {
		out.Entries = append(out.Entries, written{e.ID, e.Title, instant(e.Updated), link{"alternate", page, e.Page}, e.Summary})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	return enc.Encode(out)
}

func instant(t time.Time) string { return t.UTC().Format(time.RFC3339) }
