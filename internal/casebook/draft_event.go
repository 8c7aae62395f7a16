package casebook

import "habeas/internal/locale"

// EventDraft is what may be set of an event.
type EventDraft struct {
	Kind       string          `form:"kind" json:"kind"`
	Date       string          `form:"date" json:"date"`
	Place      locale.Text     `form:"place" json:"place"`
	Facility   string          `form:"facility" json:"facility"` // slug
	Actor      locale.Text     `form:"actor" json:"actor"`
	What       locale.Text     `form:"what" json:"what"`
	Certainty  string          `form:"certainty" json:"certainty"`
	Visibility string          `form:"visibility" json:"visibility"`
	Cites      []CitationDraft `form:"cites" json:"cites"`
}

// Event checks the draft and gives its row, without ids; the desk resolves
// the facility and the sources.
func (d EventDraft) Event() (Event, error) {
	c := newChecker()
	row := Event{
		Kind:       EventKind(c.needCode("kind", "event", d.Kind, "Choose what happened.")),
		Date:       c.date("date", d.Date),
		Place:      c.text("place", d.Place, maxLine),
		Actor:      c.text("actor", d.Actor, maxLine),
		What:       c.text("what", d.What, maxProse),
		Certainty:  Certainty(c.code("certainty", "certainty", d.Certainty, string(Reported))),
		Visibility: Visibility(c.code("visibility", "visibility", d.Visibility, string(Staff))),
	}
	c.cites(d.Cites)
	return row, c.fault()
}

// CitationDraft is what may be set of a citation.
type CitationDraft struct {
	Source  string      `form:"source" json:"source"` // id
	Origin  string      `form:"origin" json:"origin"` // id of whom the source repeats here
	Field   string      `form:"field" json:"field"`
	Place   string      `form:"place" json:"place"`
	Quote   string      `form:"quote" json:"quote"`
	Speaker locale.Text `form:"speaker" json:"speaker"`
}

// IsZero reports whether nothing at all was entered: a blank line of a form.
func (d CitationDraft) IsZero() bool { return d == CitationDraft{} }

// Citation checks the draft and gives its row, without ids.
func (d CitationDraft) Citation() (Citation, error) {
	c := newChecker()
	row := d.citation(c, "")
	return row, c.fault()
}

func (d CitationDraft) citation(c *checker, prefix string) Citation {
	if d.Source == "" {
		c.say(prefix+"source", "Choose the source in which this stands. A quotation without a source cannot be defended.")
	}
	return Citation{
		SourceID: ID(d.Source),
		OriginID: ID(d.Origin),
		Field:    c.prose(prefix+"field", d.Field, maxLine),
		Place:    c.prose(prefix+"place", d.Place, maxLine),
		Quote:    c.prose(prefix+"quote", d.Quote, maxQuote),
		Speaker:  c.text(prefix+"speaker", d.Speaker, maxLine),
	}
}

// cites checks the citations that came with another draft.
func (c *checker) cites(drafts []CitationDraft) {
	for i, d := range drafts {
		if !d.IsZero() {
			d.citation(c, numbered("cites", i))
		}
	}
}

// SourceDraft is what may be set of a source.
type SourceDraft struct {
	Title       string      `form:"title" json:"title"`
	Label       locale.Text `form:"label" json:"label"` // in our words, when it has no title
	Publisher   string      `form:"publisher" json:"publisher"`
	Author      string      `form:"author" json:"author"`
	Kind        string      `form:"kind" json:"kind"`
	URL         string      `form:"url" json:"url"`
	Archive     string      `form:"archive" json:"archive"`
	Published   string      `form:"published" json:"published"`
	Language    string      `form:"language" json:"language"`
	ReadOn      string      `form:"read_on" json:"read_on"`
	Licence     string      `form:"licence" json:"licence"`
	Reliability string      `form:"reliability" json:"reliability"`
	Description locale.Text `form:"description" json:"description"`
	Note        string      `form:"note" json:"note"`
	Visibility  string      `form:"visibility" json:"visibility"`
	DerivedFrom []string    `form:"derived_from" json:"derived_from"` // ids
}

// Source checks the draft and gives its row, without ids.
func (d SourceDraft) Source() (Source, error) {
	c := newChecker()
	row := Source{
		Title:       c.prose("title", d.Title, maxLine),
		Label:       c.text("label", d.Label, maxLine),
		Publisher:   c.prose("publisher", d.Publisher, maxLine),
		Author:      c.prose("author", d.Author, maxLine),
		Kind:        SourceKind(c.code("kind", "source_kind", d.Kind, "other")),
		URL:         c.address("url", d.URL),
		Archive:     c.address("archive", d.Archive),
		Published:   c.date("published", d.Published),
		Language:    c.language("language", d.Language),
		ReadOn:      c.day("read_on", d.ReadOn),
		Licence:     c.prose("licence", d.Licence, maxLine),
		Reliability: c.code("reliability", "reliability", d.Reliability, "F"),
		Description: c.text("description", d.Description, maxProse),
		Note:        c.prose("note", d.Note, maxNote),
		Visibility:  Visibility(c.code("visibility", "visibility", d.Visibility, string(Staff))),
	}
	if row.Title == "" && row.Label.IsZero() {
		c.say("title", "Give the title. If it has none, leave this empty and say below in a few words what this is.")
	}
	return row, c.fault()
}
