package visitor

import (
	"slices"

	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/views/layout"
	"habeas/views/ui"
)

// ReleasesProps is what the list of release events shows.
type ReleasesProps struct {
	layout.Page
	Lines []reading.ReleaseLine
}

// ReleaseProps is what the page of a release event shows.
type ReleaseProps struct {
	layout.Page
	*reading.ReleasePage
	notes *notes
}

// NewRelease puts the page of a release event together.
func NewRelease(page layout.Page, r *reading.ReleasePage) ReleaseProps {
	page.Title, page.Updated = ui.Plain(page.Words, r.Event.Title), r.Event.UpdatedAt
	page.Description = page.T("release.description", "title", page.Title, "country", page.Words.Country(r.Event.Country))
	return ReleaseProps{Page: page, ReleasePage: r, notes: newNotes(r.Event.Sources)}
}

// oursSentence says what of ours is part of a release, and how much of it is
// confirmed: an event without a confirmed step frees nobody here.
func (p ReleasesProps) oursSentence(l reading.ReleaseLine) string {
	if l.Cases == 0 {
		return p.T("releases.none_of_ours")
	}
	return p.T("releases.ours", "cases", l.Cases, "confirmed", l.Confirmed)
}

// recite gives a case's part in the release with the page's own numbers of
// sources instead of those of the case.
func (p ReleaseProps) recite(c reading.ReleasedCase) public.Release {
	r := c.Release
	r.Cites = p.notes.cites(c.Sources, r.Cites)
	r.Also = recited(p.notes, c.Sources, r.Also)
	r.Steps = slices.Clone(r.Steps)
	for i := range r.Steps {
		r.Steps[i].Cites = p.notes.cites(c.Sources, r.Steps[i].Cites)
	}
	return r
}
