package visitor

import (
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/views/layout"
	"habeas/views/links"
)

// SnapshotsProps is what the list of snapshots shows.
type SnapshotsProps struct {
	layout.Page
	Found reading.SnapshotsPage
}

// SnapshotProps is what the page of a snapshot shows.
type SnapshotProps struct {
	layout.Page
	*reading.SnapshotPage
	otherWay bool // packages are put together in another way by now
}

// NewSnapshot puts the page of a snapshot together; format is the way in which
// packages are put together now.
func NewSnapshot(page layout.Page, s *reading.SnapshotPage, format int) SnapshotProps {
	page.Description = page.T("snapshot.lead", "day", locale.Day(page.Lang(), s.Snapshot.Day))
	page.About = frozen(page, s.Snapshot)
	return SnapshotProps{page, s, s.Snapshot.Format != format}
}

// Citation is the line to cite a snapshot by.
func Citation(w *locale.Words, baseURL string, s public.Snapshot) string {
	return w.T("snapshot.citation", "day", locale.Day(w.Lang(), s.Day),
		"address", links.Absolute(baseURL, links.Snapshot(w.Lang(), s.Day.String())), "hash", s.SHA256)
}

// numberOf says a number of people.
func numberOf(w *locale.Words, n public.Number) string {
	if n.Most == nil {
		return peopleOf(w, reading.People{Least: n.Least})
	}
	return peopleOf(w, reading.People{Least: n.Least, Most: *n.Most, MostKnown: true})
}

// figures are the numbers of the day.
func (p SnapshotProps) figures() []figure {
	s := p.SnapshotPage.Snapshot
	return []figure{
		{means: p.Words.N("figure.cases", s.Cases), value: p.Words.Number(s.Cases)},
		{means: p.T("figure.held"), value: numberOf(p.Words, s.Held)},
		{means: p.T("figure.free"), value: numberOf(p.Words, s.Free)},
		{means: p.T("figure.unknown"), value: numberOf(p.Words, s.Unknown)},
	}
}

// size says how long the package is, in whole kilobytes.
func (p SnapshotProps) size() string {
	return p.T("snapshot.size", "kilobytes", int((p.SnapshotPage.Snapshot.Bytes+1023)/1024))
}
