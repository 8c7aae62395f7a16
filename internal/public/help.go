package public

import (
	"time"

	"habeas/internal/casebook"
)

// DocHelp is the page of help in a language, the key of the document.
const DocHelp = "help"

// Help is the page of help in one language as the organisation wrote it.
type Help struct {
	Language  string    `json:"language"` // BCP 47
	Text      string    `json:"text"`     // Markdown, its title first
	UpdatedAt time.Time `json:"updated_at"`
}

// ProjectHelp gives what the public reads of a page of help.
func ProjectHelp(row casebook.HelpPage) Help {
	return Help{Language: row.Lang, Text: row.Text, UpdatedAt: row.UpdatedAt}
}
