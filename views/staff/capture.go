package staff

import (
	"habeas/internal/casebook"
)

// SourceText is what a source says, sentence by sentence, to be quoted from.
type SourceText struct {
	Lang       string
	Paragraphs []Paragraph
}

// Paragraph is one paragraph of a text, counted from 1.
type Paragraph struct {
	Number    int    // counted from 1, through all pages
	Place     string // as a citation names it
	Sentences []string
}

// SourceDeskPage is a source laid out to be logged.
type SourceDeskPage struct {
	Source  casebook.Source
	Text    *SourceText
	Kept    []KeptFile
	Made    []CitedAt
	Cases   []casebook.Ref // in which something was made from it, or that it names
	Groups  []Suggestions
	Quote   string // what the quotation field holds
	Country string
}

// KeptFile is a capture with the log of who had it in hand.
type KeptFile struct {
	Capture casebook.Capture
	Custody []casebook.Custody
}

// Suggestions are what was found of one kind.
type Suggestions struct {
	Key   string // finds the heading
	Items []Suggestion
}

// Suggestion is something the words of a text suggest. Nothing of it is saved.
type Suggestion struct {
	Title              string
	Before, Hit, After string // its sentence around the words it is about
	Lang               string
	Why                string
	Place              string
	Doors              []Door
}

// Door opens a form with fields filled in, or leads somewhere.
type Door struct {
	Label  string
	To     string
	Fields []Kept // sent to open the form; none: a link
}

// encoding says how a form is sent: one with a file in parts.
func (f *Form) encoding() string {
	if f.Upload {
		return "multipart/form-data"
	}
	return "application/x-www-form-urlencoded"
}
