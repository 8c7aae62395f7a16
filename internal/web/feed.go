package web

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/feed"
	"habeas/internal/public"
	"habeas/views/links"
	"habeas/views/visitor"
)

// feedBegan stands in the names of entries. It is no day on which anything
// happened, and never changes.
const feedBegan = "2026"

const atomFeed = "application/atom+xml; charset=utf-8"

// siteFeed is what changed in the record. It names nobody: what was taken off
// here would stay in the programs of everybody who reads feeds.
func (s *Server) siteFeed(v visit) (templ.Component, error) {
	changes, err := s.o.Reading.Latest(v.ctx())
	if err != nil {
		return nil, err
	}
	f := s.feedOf(v, v.words.T("feed.title"), links.Feed(v.lang), links.Home(v.lang))
	for _, c := range changes {
		page := visitor.ChangeLink(v.lang, c)
		if page == "" {
			page = links.Home(v.lang)
		}
		what := v.words.T("feed.entry", "kind", v.words.T("taken."+c.Kind), "key", c.Key, "what", v.words.T("change."+c.What))
		f.Entries = append(f.Entries, s.entry(c, what, page))
	}
	return writeFeed(f), nil
}

// caseFeed is the versions of one case.
func (s *Server) caseFeed(v visit) (templ.Component, error) {
	ref := v.Param("ref")
	_, changes, err := s.o.Reading.Versions(v.ctx(), ref)
	if err != nil {
		return nil, err
	}
	page := links.Case(v.lang, ref)
	f := s.feedOf(v, v.words.T("feed.case", "ref", ref), links.CaseFeed(v.lang, ref), page)
	for _, c := range changes {
		what := v.words.T("feed.version", "ref", ref, "version", v.words.Number(c.Version), "what", v.words.T("change."+c.What))
		f.Entries = append(f.Entries, s.entry(c, what, page))
	}
	return writeFeed(f), nil
}

func (s *Server) feedOf(v visit, title, self, page string) feed.Feed {
	base := s.o.Config.Base()
	return feed.Feed{
		Lang: string(v.lang), Title: title, Author: v.words.T("site.name"),
		Self: links.Absolute(base, self), Page: links.Absolute(base, page),
	}
}

func (s *Server) entry(c public.Change, title, page string) feed.Entry {
	base := s.o.Config.Base()
	name := strings.ReplaceAll(fmt.Sprintf("%s/%s/%d", c.Kind, c.Key, c.At.UnixMicro()), " ", "-")
	return feed.Entry{ID: feed.Tag(base, feedBegan, name), Title: title, Page: links.Absolute(base, page), Updated: c.At}
}

// writeFeed writes a feed as the body of a page. One without entries is as old
// as the years go back.
func writeFeed(f feed.Feed) templ.Component {
	for _, e := range f.Entries {
		if e.Updated.After(f.Updated) {
			f.Updated = e.Updated
		}
	}
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error { return feed.Write(w, f) })
}
