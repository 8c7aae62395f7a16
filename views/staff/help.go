package staff

import (
	"time"

	"habeas/internal/help"
	"habeas/internal/locale"
)

// HelpPath is the list of the pages of help.
const HelpPath = "/staff/help"

// HelpAt is the page of help in a language, with what follows it.
func HelpAt(l locale.Lang, more ...string) string {
	return join(HelpPath, append([]string{string(l)}, more...))
}

// HelpLine is the page of help in one language, in the list of all.
type HelpLine struct {
	Lang  locale.Lang
	Own   bool // the organisation wrote it; otherwise it is the program's
	Saved time.Time
	Past  bool // something was ever saved
}

// HelpVersion is one text that was saved of a page of help.
type HelpVersion struct {
	ID         int64
	At         time.Time
	By, Reason string
	Text       string // empty: the text of the program was put back
	Erased     bool
}

// preview gives what stands in the form as it will be read.
func (f *Form) preview() (title, body string) {
	title, text := help.Split(f.Value("text"))
	body, err := help.HTML(text)
	if err != nil { // only a writer that fails fails it, and this one is memory
		return title, ""
	}
	return title, body
}

// tongue names a language in its own words.
func tongue(l locale.Lang) string { return locale.For(l).T("family.language_name") }
